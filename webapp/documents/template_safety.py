"""What a Word file may not bring with it when somebody uploads it as a template."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from webapp.domain.errors import InvalidInputError

LARGEST = 2_000_000
"""Bytes of the file; a template is words and styles, and at most a small picture."""
MOST_MEMBERS = 100
MOST_UNPACKED = 10_000_000
LARGEST_LIVE = 300_000
"""Bytes of a part with tags: every render goes through all of it."""
MOST_BRACES = 4_000
"""Opening braces in such a part: what looks for tags takes the square of their number."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIVE = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_ENDINGS = (".xml", ".rels", ".png", ".jpg", ".jpeg")
_KINDS = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "footnotes",
        "endnotes",
        "header",
        "footer",
        "image",
        "customXml",
        "customXmlProps",
    }
)
"""Last words of the kinds of parts that a plain document of Word is made of."""
_REFUSED_KINDS = {
    "vbaProject": "macro",
    "oleObject": "đối tượng nhúng",
    "package": "tệp nhúng",
    "control": "điều khiển ActiveX",
    "activeXControlBinary": "điều khiển ActiveX",
    "aFChunk": "tệp ghép",
    "subDocument": "văn bản con",
    "attachedTemplate": "liên kết tới một mẫu khác",
    "hyperlink": "liên kết",
    "font": "phông chữ nhúng",
    "comments": "ghi chú (comment)",
}
_REFUSED_NAMES = (
    ("vbaproject", "macro"),
    ("vbadata", "macro"),
    ("word/activex/", "điều khiển ActiveX"),
    ("word/embeddings/", "đối tượng nhúng"),
    (".bin", "đối tượng nhúng"),
    (".odttf", "phông chữ nhúng"),
    (".docx", "tệp nhúng"),
    (".html", "tệp ghép"),
)
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields that Word works out from the page alone; others fetch, ask or run something."""
_NO_WORD = "Tệp này không phải văn bản Word (.docx); hãy mở mẫu bằng Word rồi lưu thành .docx."
_DAMAGED = "Tệp bị hỏng; hãy mở mẫu bằng Word, lưu lại thành .docx rồi tải lên lại."
_LOCKED = "Tệp có mật khẩu hoặc là tệp Word đời cũ; hãy bỏ mật khẩu và lưu lại thành .docx."
_TOO_LARGE = "Tệp lớn quá mức của một mẫu văn bản; hãy bỏ hình ảnh và phần không dùng."
_ENTITIES = "Tệp chứa khai báo XML (DTD) không có trong tệp Word thật nên không được nhận."


def refuse_unsafe(docx: bytes) -> None:
    """Refuse a file that holds more than words, styles and small pictures, or is no Word file."""
    if len(docx) > LARGEST:
        raise InvalidInputError(_TOO_LARGE)
    if docx.startswith(_OLE):
        raise InvalidInputError(_LOCKED)
    try:
        with ZipFile(BytesIO(docx)) as archive:
            _refuse_list(archive.infolist())
            for name in archive.namelist():
                _refuse_member(name, archive.read(name))
    except (BadZipFile, EOFError, OSError, NotImplementedError, zlib.error) as error:
        raise InvalidInputError(_NO_WORD if docx[:2] != b"PK" else _DAMAGED) from error


def _refuse_list(members: list[ZipInfo]) -> None:
    """Refuse an archive by what its list says, before anything is unpacked."""
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise InvalidInputError(_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise InvalidInputError(_LOCKED)
    if len(set(names)) < len(names):
        raise InvalidInputError(_DAMAGED)
    if _TYPES not in names or "word/document.xml" not in names:
        raise InvalidInputError(_NO_WORD)
    for name in names:
        _refuse_name(name)


def _refuse_name(name: str) -> None:
    for part, what in _REFUSED_NAMES:
        if part in name.lower():
            raise _holds(what)
    known = name.lower().endswith(_ENDINGS) or name.endswith("/")
    if not known or ".." in name or name.startswith("/"):
        raise InvalidInputError(f"Tệp chứa phần lạ «{name}» nên không được nhận.")


def _holds(what: str) -> InvalidInputError:
    return InvalidInputError(
        f"Tệp chứa {what} nên không được nhận; hãy bỏ đi trong Word rồi lưu lại."
    )


def _refuse_member(name: str, content: bytes) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    if _LIVE.fullmatch(name):
        _refuse_heavy(content)
    root = _parsed(content)
    if name == _TYPES:
        _refuse_types(root)
    elif name.endswith(".rels"):
        _refuse_relations(root)
    elif name.startswith("word/"):
        _refuse_fields(root)


def _refuse_heavy(content: bytes) -> None:
    if len(content) > LARGEST_LIVE:
        raise InvalidInputError(_TOO_LARGE)
    if content.count(b"{") > MOST_BRACES:
        raise InvalidInputError("Tệp có quá nhiều dấu ngoặc nhọn; hãy bỏ bớt thẻ.")


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidInputError(_DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise InvalidInputError(_ENTITIES)
    return root


def _refuse_types(root: etree._Element) -> None:
    types = [one.get("ContentType", "").lower() for one in root if isinstance(one.tag, str)]
    if any("macroenabled" in one or "vbaproject" in one for one in types):
        raise _holds("macro")
    if not any("wordprocessingml.document.main" in one for one in types):
        raise InvalidInputError(_NO_WORD)


def _refuse_relations(root: etree._Element) -> None:
    for relation in root.iter(_RELATIONS):
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in _REFUSED_KINDS:
            raise _holds(_REFUSED_KINDS[kind])
        if relation.get("TargetMode", "") == "External":
            raise _holds("liên kết ra ngoài")
        if kind not in _KINDS:
            raise InvalidInputError(f"Tệp chứa phần lạ «{kind}» nên không được nhận.")


def _refuse_fields(root: etree._Element) -> None:
    for code in _fields(root):
        name = (code.split() or [""])[0].upper()
        if name not in _FIELDS:
            raise InvalidInputError(
                f"Tệp chứa trường «{code.strip()[:60]}» nên không được nhận; "
                "mẫu chỉ dùng trường số trang (PAGE, NUMPAGES)."
            )


def _fields(root: etree._Element) -> Iterator[str]:
    """Yield the instruction of every field of a part, those in several runs put together."""
    code: list[str] = []
    for node in root.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText"):
        if node.tag == f"{_W}fldSimple":
            yield node.get(f"{_W}instr", "")
        elif node.tag == f"{_W}instrText":
            code.append(node.text or "")
        elif code:
            yield "".join(code)
            code.clear()
    if code:
        yield "".join(code)
