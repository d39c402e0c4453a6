"""What a file of the dossier is, told by its bytes: PDF, Word, Excel or picture; others refused."""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pikepdf
from pikepdf import Pdf

from webapp.documents.images import read_image
from webapp.documents.pdf.reading import page_count, read_places
from webapp.documents.reading.document import read_package
from webapp.documents.reading.old_word import is_old_word
from webapp.documents.reading.package import (
    LOCKED,
    MACROS,
    OLE,
    damaged,
    open_package,
    refuse_dangerous,
)
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Plan

PDF_TYPE = "application/pdf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC_TYPE = "application/msword"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG_TYPE, JPEG_TYPE = "image/png", "image/jpeg"
SUFFIXES = {
    PDF_TYPE: ".pdf",
    DOCX_TYPE: ".docx",
    DOC_TYPE: ".doc",
    XLSX_TYPE: ".xlsx",
    PNG_TYPE: ".png",
    JPEG_TYPE: ".jpg",
}
_PICTURES = {b"\x89PNG": PNG_TYPE, b"\xff\xd8\xff": JPEG_TYPE}
_CODE = re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z0-9])")
_UNKNOWN = (
    "Chỉ nhận tệp PDF, Word (.docx, .doc), Excel (.xlsx) và ảnh (.png, .jpg); "
    "hãy chuyển tài liệu sang một trong các loại đó."
)
_PDF_CODE = (
    "Tệp PDF có mã lệnh tự chạy nên không được nhận; hãy in lại thành PDF khác rồi thêm lại."
)
_PDF_LOCKED = "Tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi thêm lại."
_PDF_DAMAGED = "Tệp PDF bị hỏng hoặc chưa tải lên hết; hãy mở tệp, lưu lại thành PDF rồi thêm lại."
_IN_OTHER_WORDS = {
    LOCKED: "Tệp có mật khẩu; hãy bỏ mật khẩu, lưu lại rồi thêm lại.",
    MACROS: "Tệp có macro nên không được nhận; hãy lưu lại thành tệp không macro rồi thêm lại.",
}
"""Sentences about a text to take over, said of a paper to keep."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the bytes are."""

    media_type: str
    pages: int = 0
    """Of a PDF."""
    words: str = ""
    """Of the first page of a PDF."""
    plan: Plan | None = None
    """What a .docx says."""


def known_file(data: bytes) -> KnownFile:
    """Return what the file is; refuse, at the field `file`, what is dangerous, locked or broken."""
    try:
        return _known(data)
    except InvalidInputError as error:
        sentence = str(error)
        raise InvalidInputError(_IN_OTHER_WORDS.get(sentence, sentence), "file") from error


def _known(data: bytes) -> KnownFile:
    for magic, media_type in _PICTURES.items():
        if data.startswith(magic):
            read_image(data)
            return KnownFile(media_type)
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK"):
        return _office(data)
    if data.startswith(OLE) and is_old_word(data):
        return KnownFile(DOC_TYPE)
    raise InvalidInputError(_UNKNOWN)


def _pdf(data: bytes) -> KnownFile:
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            locked = pdf.is_encrypted
            runs_code = any(map(_is_code, pdf.objects))
    except pikepdf.PasswordError as error:
        raise InvalidInputError(_PDF_LOCKED) from error
    except pikepdf.PdfError as error:
        raise InvalidInputError(_PDF_DAMAGED) from error
    if locked:
        raise InvalidInputError(_PDF_LOCKED)
    if runs_code:
        raise InvalidInputError(_PDF_CODE)
    pages = page_count(data)
    if not pages:
        raise InvalidInputError(_PDF_DAMAGED)
    words = "".join(page.characters for page in read_places(data, 1))
    return KnownFile(PDF_TYPE, pages, words)


def _is_code(thing: object) -> bool:
    # A number that stands by itself, as the length of a stream does, comes as a plain int.
    return isinstance(thing, pikepdf.Object) and bool(_CODE.search(thing.unparse(resolved=True)))


def _office(data: bytes) -> KnownFile:
    if _is_workbook(data):
        return KnownFile(XLSX_TYPE)
    return KnownFile(DOCX_TYPE, plan=read_package(open_package(data)))


def _is_workbook(data: bytes) -> bool:
    """Tell an Excel file from other archives; refuse one that is locked or holds macros."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.NameToInfo
            if "xl/workbook.xml" not in names or "word/document.xml" in names:
                return False
            refuse_dangerous(archive.infolist())
            if b"macroenabled" in archive.read("[Content_Types].xml").lower():
                raise InvalidInputError(MACROS)
            broken = archive.testzip()
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise damaged() from error
    if broken is not None:
        raise damaged()
    return True
