"""The book of outgoing documents as a workbook, for whoever counts and sorts its lines."""

from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webapp.documents.register_lines import COLUMNS, CROSSED_OUT, TITLE, BookLine, PrintedBook

_WIDTHS = (16, 12, 46, 20, 34, 20, 9, 12, 16, 30)
"""In letters."""
_A4 = 9
_DAY = {"num_format": "dd/mm/yyyy", "align": "center"}
_TEXT = {"text_wrap": True, "valign": "top", "border": 1}
_HEAD = {**_TEXT, "bold": True, "align": "center", "valign": "vcenter"}
_FONT = {"font_name": "Times New Roman", "font_size": 12}


def make_register_workbook(book: PrintedBook) -> bytes:
    """Return one sheet: who and which book, the ten columns, the last word; made to be printed."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": f"{TITLE} năm {book.year}", "created": book.made_at})
        sheet = workbook.add_worksheet(f"Năm {book.year}")
        head = _write_head(workbook, sheet, book)
        _write_lines(workbook, sheet, book, head + 2)
        _set_page(sheet, head)
    return file.getvalue()


def _write_head(workbook: Workbook, sheet: Worksheet, book: PrintedBook) -> int:
    """Write what the cover says and the heads of the columns; return the row of the heads."""
    plain, bold = workbook.add_format(_FONT), workbook.add_format({**_FONT, "bold": True})
    organ = " ".join(book.organ_name.split())
    above = [one for one in (book.organ_in_charge, organ) if one]
    told = [*above, f"{TITLE} NĂM {book.year}", f"Dãy số: {book.series_name}"]
    told += [f"{book.days}; {book.numbers.lower()}", f"Quyển số: {book.volume or '……'}"]
    for row, words in enumerate(told):
        sheet.write_string(row, 0, words, bold if row == len(above) else plain)
    heads = workbook.add_format({**_FONT, **_HEAD})
    first = len(told) + 1
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(first, column, name, heads)
        sheet.write_string(first + 1, column, f"({column + 1})", heads)
    return first


def _write_lines(workbook: Workbook, sheet: Worksheet, book: PrintedBook, first: int) -> None:
    text = workbook.add_format({**_FONT, **_TEXT})
    days = workbook.add_format({**_FONT, **_TEXT, **_DAY})
    struck = workbook.add_format({**_FONT, **_TEXT, "font_strikeout": True})
    for row, line in enumerate(book.lines, start=first):
        _write_line(sheet, row, line, text, days)
        for column in CROSSED_OUT if line.is_void else ():
            sheet.write_string(row, column, line.cells()[column], struck)
    last = first + len(book.lines)
    sheet.write_string(last + 1, 0, book.closing, workbook.add_format({**_FONT, "italic": True}))
    sheet.autofilter(first - 1, 0, last - 1, len(COLUMNS) - 1)


def _write_line(sheet: Worksheet, row: int, line: BookLine, text: Format, days: Format) -> None:
    """Write days as days and counts as counts, all else as it stands: «=1+1» is a text."""
    for column, words in enumerate(line.cells()):
        sheet.write_string(row, column, words, text)
    for column, day in ((1, line.promulgated_on), (7, line.sent_on)):
        if day is not None:
            sheet.write_datetime(row, column, day, days)
    if line.copies is not None:
        sheet.write_number(row, 6, line.copies, text)


def _set_page(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head, head + 1)
    sheet.freeze_panes(head + 2, 1)
    sheet.set_footer("&C&P/&N")
