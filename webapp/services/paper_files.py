"""The file of a paper to a plan, told by what is in it: Word of today, Word of old, plain text."""

from dataclasses import dataclass, replace
from pathlib import PurePath

from webapp.adapters.libreoffice import DOCX, ConversionError, convert, find_soffice
from webapp.documents.reading.document import read_docx, read_package
from webapp.documents.reading.old_word import is_old_word
from webapp.documents.reading.package import OLE, Package, open_package
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.files import decode
from webapp.domain.outline.paper import NewId, read_paper
from webapp.domain.plan import Plan, ReportItem

TEXT_SUFFIXES, WORD_SUFFIXES = (".txt", ".md"), (".docx", ".docm", ".doc")
_SECONDS = 30.0
"""A long .doc takes a few."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A .docx that was read."""

    data: bytes
    package: Package
    plan: Plan


def read_paper_file(name: str, data: bytes, new_id: NewId | None = None) -> Plan:
    """Return the plan that a file holds; refuse one that cannot be read, at the field `file`.

    Blocks get ids from `new_id`; without it, ids count up from b1.
    """
    try:
        if is_word_file(name, data):
            return _read_word(data, new_id)
        return read_paper(decode(data), new_id)
    except (InvalidInputError, ConversionError) as error:
        raise InvalidInputError(str(error), "file") from error


def is_word_file(name: str, data: bytes) -> bool:
    """Tell a Word file from text, by its first bytes, then by its name; refuse other names."""
    if _says_word(name, data):
        return True
    suffix = PurePath(name).suffix.casefold()
    if suffix in TEXT_SUFFIXES:
        return False
    raise InvalidInputError(
        f"Không đọc được loại tệp «{suffix or name}»; dùng tệp .docx, .doc, .txt hoặc .md."
    )


def read_word_file(name: str, data: bytes) -> WordFile:
    """Return a Word file as .docx, converted where it is a .doc.

    Refuses other files, and those that cannot be read, at the field `file`.
    """
    if not _says_word(name, data):
        raise InvalidInputError("Tệp không phải văn bản Word; chọn tệp .docx hoặc .doc.", "file")
    try:
        docx = _converted(data) if is_old_word(data) else data
        package = open_package(docx)
        return WordFile(docx, package, read_package(package))
    except (InvalidInputError, ConversionError) as error:
        raise InvalidInputError(str(error), "file") from error


def _says_word(name: str, data: bytes) -> bool:
    suffix = PurePath(name).suffix.casefold()
    return data.startswith((b"PK", OLE)) or suffix in WORD_SUFFIXES


def _converted(data: bytes) -> bytes:
    if find_soffice() is None:
        raise InvalidInputError(
            "Máy này chưa có LibreOffice nên không đọc được tệp .doc; "
            "hãy mở bằng Word, lưu lại thành .docx rồi nhập."
        )
    return convert(data, ".doc", DOCX, seconds=_SECONDS)


def _read_word(data: bytes, new_id: NewId | None) -> Plan:
    if not is_old_word(data):
        return read_docx(data, new_id)
    plan = read_docx(_converted(data), new_id)
    message = (
        "Tệp Word đời cũ (.doc) được LibreOffice chuyển sang .docx rồi mới đọc; "
        "hãy so bản xem với tệp gốc."
    )
    return replace(plan, report=(ReportItem("about", "file", message), *plan.report))
