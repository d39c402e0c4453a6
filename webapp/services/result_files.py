"""A table of results as a file of the kind that was asked for."""

from webapp.adapters.libreoffice import PDF, ConversionError, convert, find_soffice
from webapp.documents.result_docx import make_result
from webapp.documents.result_table import ResultTable
from webapp.documents.result_xlsx import make_result_workbook
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.services.papers import WORD
from webapp.services.pdf_papers import PDF_TYPE

MOST_OF_PDF = 500
"""Rows of a PDF, which is made while the person waits."""
_SECONDS = 60.0
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_PDF = "Máy chủ chưa có LibreOffice nên chưa làm được PDF; tải tệp .docx hoặc .xlsx."


def makes_pdf(rows: int) -> bool:
    """Tell whether a table of so many rows can be had as PDF here."""
    return find_soffice() is not None and rows <= MOST_OF_PDF


def demand_form(form: str) -> None:
    """Refuse a kind of file that no table is made as."""
    if form not in _MAKERS:
        raise NotFoundError("Kết quả chỉ tải được dạng .xlsx, .docx hoặc .pdf; chọn lại dạng tệp.")


def file_of(table: ResultTable, form: str) -> tuple[bytes, str]:
    """Return the file as `xlsx`, `docx` or `pdf`, and its media type."""
    demand_form(form)
    make, media_type = _MAKERS[form]
    return make(table), media_type


def _pdf(table: ResultTable) -> bytes:
    if find_soffice() is None:
        raise InvalidInputError(_NO_PDF)
    if len(table.rows) > MOST_OF_PDF:
        raise InvalidInputError(
            f"PDF làm được nhiều nhất {MOST_OF_PDF} dòng; thêm điều kiện, hoặc tải .docx, .xlsx."
        )
    try:
        return convert(make_result(table), ".docx", PDF, seconds=_SECONDS)
    except ConversionError as error:
        raise InvalidInputError(str(error)) from error


_MAKERS = {
    "xlsx": (make_result_workbook, _SHEET),
    "docx": (make_result, WORD),
    "pdf": (_pdf, PDF_TYPE),
}
