"""How our own plain papers look: the letters and the spacing that their parts share."""

from collections.abc import Iterable, Iterator, Mapping

from webapp.documents.report_parts import cell, paragraph, row, table
from webapp.documents.word_xml import Xml

TEXT_WIDTH = 9354
"""The room between the margins, in twips."""
CENTRED, JUSTIFIED = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
SMALL = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
IN_CELL = '<w:spacing w:before="40" w:after="40"/>'
HEADING = '<w:keepNext/><w:spacing w:before="240" w:after="120"/>'
_TITLE = f'{BOLD}<w:sz w:val="28"/><w:szCs w:val="28"/>'
_NAMES = 2250


def title(words: str, note: str) -> Iterator[Xml]:
    """Yield the title of the paper and, below it, what kind of paper it is."""
    yield paragraph(words, _TITLE, CENTRED)
    yield paragraph(note, ITALIC, f'<w:spacing w:after="240"/>{CENTRED}')


def facts(named: Mapping[str, str]) -> Xml:
    """Return a table without lines, a fact a row; one without text is left out."""
    rows = (
        row(
            cell(paragraph(f"{name}:", BOLD, IN_CELL), _NAMES),
            cell(paragraph(text, setting=IN_CELL), TEXT_WIDTH - _NAMES),
        )
        for name, text in named.items()
        if text
    )
    return table((_NAMES, TEXT_WIDTH - _NAMES), *rows, framed=False)


def listing(columns: Mapping[str, int], rows: Iterable[str]) -> Xml:
    """Return a table with lines; `columns` are its heads with their widths in twips."""
    head = (cell(centred(name, BOLD), width) for name, width in columns.items())
    return table(tuple(columns.values()), row(*head, head=True), *rows, framed=True)


def band(words: str, columns: Mapping[str, int]) -> Xml:
    """Return a row that names what the rows below it share."""
    told = paragraph(words, BOLD + SMALL, f"<w:keepNext/>{IN_CELL}")
    return row(cell(told, sum(columns.values()), len(columns)))


def centred(words: str, look: str = "") -> Xml:
    """Return a paragraph in the middle of its cell."""
    return paragraph(words, look + SMALL, IN_CELL + CENTRED)


def closing(words: str) -> Xml:
    """Return the last paragraph: who made the paper and what it is worth."""
    return paragraph(words, ITALIC + SMALL, f'<w:spacing w:before="240"/>{JUSTIFIED}')
