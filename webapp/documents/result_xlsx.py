"""What a list found, as a workbook: days are days and counts counts, all else is text."""

from datetime import date
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webapp.documents.result_table import Cell, ResultTable

_A4 = 9
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_TEXT = {**_FONT, "text_wrap": True, "valign": "top", "border": 1}
_HEAD = {**_TEXT, "bold": True, "align": "center", "valign": "vcenter"}
_DAY = {**_TEXT, "num_format": "dd/mm/yyyy", "align": "center"}
_COUNT_WIDTH = 6


def make_result_workbook(found: ResultTable) -> bytes:
    """Return one sheet that can be sorted, filtered and printed."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": found.title.capitalize(), "created": found.made_at})
        sheet = workbook.add_worksheet("Kết quả")
        head = _write_head(workbook, sheet, found)
        _write_rows(workbook, sheet, found, head + 1)
        _set_page(sheet, head)
    return file.getvalue()


def _write_head(workbook: Workbook, sheet: Worksheet, found: ResultTable) -> int:
    """Write all above the rows; return the row of the heads."""
    plain, bold = workbook.add_format(_FONT), workbook.add_format({**_FONT, "bold": True})
    organs = list(found.organ_lines())
    told = [*organs, found.title, *(f"{name}: {words}" for name, words in found.facts)]
    for place, words in enumerate(told):
        sheet.write_string(place, 0, words, bold if place == len(organs) else plain)
    heads, first = workbook.add_format(_HEAD), len(told) + 1
    sheet.set_column(0, 0, _COUNT_WIDTH)
    sheet.write_string(first, 0, "STT", heads)
    for place, column in enumerate(found.columns, start=1):
        sheet.set_column(place, place, column.width)
        sheet.write_string(first, place, column.name, heads)
    return first


def _write_rows(workbook: Workbook, sheet: Worksheet, found: ResultTable, first: int) -> None:
    text, days = workbook.add_format(_TEXT), workbook.add_format(_DAY)
    for number, line in enumerate(found.rows, start=1):
        sheet.write_number(first + number - 1, 0, number, text)
        for place, value in enumerate(line, start=1):
            _write(sheet, first + number - 1, place, value, days if _is_day(value) else text)
    last = first + max(len(found.rows), 1)
    sheet.write_string(last + 1, 0, found.closing, workbook.add_format({**_FONT, "italic": True}))
    sheet.autofilter(first - 1, 0, last - 1, len(found.columns))


def _write(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
    """Write what it is: «=1+1» is a text."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, value or "", look)


def _is_day(value: Cell) -> bool:
    return isinstance(value, date)


def _set_page(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head, head)
    sheet.freeze_panes(head + 1, 1)
    sheet.set_footer("&C&P/&N")
