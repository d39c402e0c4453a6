"""What a list found, as a Word file on lying A4 pages, the heads of the columns on each."""

from collections.abc import Iterator, Sequence

from webapp.documents.report_looks import (
    BOLD,
    CENTRED,
    IN_CELL,
    ITALIC,
    SMALL,
    centred,
    closing,
)
from webapp.documents.report_parts import cell, file_of, paragraph, row, table
from webapp.documents.result_table import ResultTable, words_of
from webapp.documents.word_xml import Xml

_ROOM = 14286
"""Twips between the margins of a lying A4."""
_COUNT = 650
_TITLE = f'{BOLD}<w:sz w:val="28"/><w:szCs w:val="28"/>'
_ABOVE = f'<w:spacing w:before="240" w:after="120"/>{CENTRED}'
_TINY = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_NAMED = 2400


def make_result(found: ResultTable) -> bytes:
    """Return the file; its bytes depend on what it says alone."""
    body = "".join(
        (
            *_head(found),
            _facts(found.facts),
            paragraph("", setting='<w:spacing w:after="60"/>'),
            table(_widths(found), *_rows(found), framed=True),
            closing(found.closing),
        )
    )
    return file_of(body, found.title.capitalize(), found.made_at, landscape=True)


def _head(found: ResultTable) -> Iterator[Xml]:
    above, own = ("", *found.organ_lines())[-2:]
    if above:
        yield paragraph(above.upper())
    yield paragraph(own.upper(), BOLD)
    yield paragraph(found.title, _TITLE, _ABOVE)


def _facts(facts: Sequence[tuple[str, str]]) -> Xml:
    """Return a table without lines over the whole width, a fact a row."""
    widths = (_NAMED, _ROOM - _NAMED)
    rows = (
        row(
            cell(paragraph(f"{name}:", BOLD + SMALL, IN_CELL), widths[0]),
            cell(paragraph(words, SMALL, IN_CELL), widths[1]),
        )
        for name, words in facts
    )
    return table(widths, *rows, framed=False)


def _widths(found: ResultTable) -> tuple[int, ...]:
    """Share the room among the columns as their widths in letters ask; what is over goes last."""
    asked = [one.width for one in found.columns]
    room = _ROOM - _COUNT
    shared = [room * one // sum(asked) for one in asked]
    shared[-1] += room - sum(shared)
    return (_COUNT, *shared)


def _rows(found: ResultTable) -> Iterator[Xml]:
    widths = _widths(found)
    heads = zip(("STT", *(one.name for one in found.columns)), widths, strict=True)
    yield row(*(cell(centred(name, BOLD), width) for name, width in heads), head=True)
    for number, line in enumerate(found.rows, start=1):
        words = (str(number), *map(words_of, line))
        yield row(
            *(
                cell(paragraph(text, _TINY, _setting(place, text)), width)
                for place, (text, width) in enumerate(zip(words, widths, strict=True))
            )
        )
    if not found.rows:
        nothing = paragraph("Không có dòng nào khớp.", ITALIC + _TINY, IN_CELL)
        yield row(cell(nothing, sum(widths), len(widths)))


def _setting(place: int, text: str) -> str:
    """Put counts and days in the middle, words to the left."""
    short = place == 0 or text.replace("/", "").isdecimal()
    return IN_CELL + (CENTRED if short else "")
