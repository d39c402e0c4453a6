"""The printed book of outgoing documents as a Word file, to be bound (Điều 16.2b, PL4 I)."""

from collections.abc import Iterator

from webapp.documents.register_lines import COLUMNS, CROSSED_OUT, TITLE, BookLine, PrintedBook
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
from webapp.documents.word_xml import Xml

_WIDTHS = (1740, 1270, 2236, 1250, 1740, 1200, 800, 1270, 800, 1980)
"""In twips; together the room between the margins of a lying A4."""
_LETTER = 110
"""Twips of an average letter."""
_TALL = 20
"""Lines, half a page."""
_COVER = 7000
_CENTRED_COLUMNS = frozenset({0, 1, 6, 7})
_BIG = f'{BOLD}<w:sz w:val="36"/><w:szCs w:val="36"/>'
_FAR = f'<w:spacing w:before="1200" w:after="600"/>{CENTRED}'
_NEXT_PAGE = "<w:pageBreakBefore/>"


def make_register(book: PrintedBook) -> bytes:
    """Return the volume: its cover, its lines with the heads on every page, its last word."""
    body = "".join(
        (
            _cover(book),
            paragraph("", setting=_NEXT_PAGE),
            table(_WIDTHS, *_rows(book), framed=True),
            closing(book.closing),
        )
    )
    named = f"{TITLE} năm {book.year}: {book.series_name}"
    return file_of(body, named, book.made_at, landscape=True)


def _cover(book: PrintedBook) -> Xml:
    """Return the framed cover (PL4 I.1)."""
    words = "".join(
        (
            paragraph(
                book.organ_in_charge.upper(), setting=f'<w:spacing w:before="240"/>{CENTRED}'
            ),
            *(paragraph(one.upper(), BOLD, CENTRED) for one in book.organ_name.splitlines()),
            paragraph(TITLE, _BIG, _FAR),
            paragraph(f"Dãy số: {book.series_name}", setting=CENTRED),
            paragraph(f"Năm: {book.year}", ITALIC, f'<w:spacing w:before="360"/>{CENTRED}'),
            paragraph(book.days, ITALIC, f'<w:spacing w:before="360"/>{CENTRED}'),
            paragraph(book.numbers, ITALIC, CENTRED),
            paragraph(
                f"Quyển số: {book.volume or '……'}",
                BOLD,
                f'<w:spacing w:before="1200" w:after="360"/>{CENTRED}',
            ),
        )
    )
    return table((_COVER,), row(cell(words, _COVER)), framed=True, centred=True)


def _rows(book: PrintedBook) -> Iterator[Xml]:
    heads = (cell(centred(name, BOLD), width) for name, width in zip(COLUMNS, _WIDTHS, strict=True))
    yield row(*heads, head=True)
    counted = (cell(centred(f"({n})"), width) for n, width in enumerate(_WIDTHS, start=1))
    yield row(*counted, head=True)
    for line in book.lines:
        yield row(*_cells(line), long=_is_long(line))


def _is_long(line: BookLine) -> bool:
    """Tell whether the line may break: LibreOffice cuts off what no page can hold."""
    return any(
        len(text) * _LETTER > _TALL * width
        for text, width in zip(line.cells(), _WIDTHS, strict=True)
    )


def _cells(line: BookLine) -> Iterator[Xml]:
    for column, (text, width) in enumerate(zip(line.cells(), _WIDTHS, strict=True)):
        setting = IN_CELL + (CENTRED if column in _CENTRED_COLUMNS else "")
        struck = "<w:strike/>" if line.is_void and column in CROSSED_OUT else ""
        yield cell(paragraph(text, struck + SMALL, setting), width)
