"""The parts of a .docx, opened safely: a file that is not what it says gets one clear sentence."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from webapp.documents.reading.wordml import Element
from webapp.domain.errors import InvalidInputError

MOST_BYTES = 30_000_000
MOST_MEMBERS = 3_000
MOST_UNPACKED = 150_000_000
MOST_XML = 60_000_000
_BOMB_SIZE, _BOMB_RATIO = 20_000_000, 150
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
_MAGIC = (
    (b"%PDF", "Đây là tệp PDF mang đuôi .docx; hãy nhập bản Word (.docx) của văn bản."),
    (b"{\\rtf", "Đây là tệp RTF; hãy mở bằng Word và lưu lại thành .docx rồi nhập."),
    (b"\x89PNG", "Đây là tệp ảnh; hãy nhập bản Word (.docx) của văn bản."),
    (b"\xff\xd8\xff", "Đây là tệp ảnh; hãy nhập bản Word (.docx) của văn bản."),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "Tệp có mật khẩu; hãy bỏ mật khẩu trong Word, lưu lại rồi nhập."
_INSIDE_OLE = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", "Đây là tệp Word đời cũ (.doc); hãy lưu lại thành .docx rồi nhập."),
    ("Workbook", "Đây là tệp Excel (.xls); hãy nhập bản Word (.docx) của văn bản."),
    ("Book", "Đây là tệp Excel (.xls); hãy nhập bản Word (.docx) của văn bản."),
)
_OTHER_OFFICE = (
    ("spreadsheetml", "Đây là tệp Excel; hãy nhập bản Word (.docx) của văn bản."),
    ("presentationml", "Đây là tệp PowerPoint; hãy nhập bản Word (.docx) của văn bản."),
)
MACROS = "Tệp có macro nên không được nhận; hãy lưu lại thành .docx không macro rồi nhập."
_DAMAGED = "Tệp bị hỏng hoặc chưa tải lên hết; hãy mở bằng Word, lưu lại thành .docx rồi nhập."
_NO_WORD = "Tệp không phải văn bản Word (.docx); hãy chọn tệp .docx khác."
_TOO_LARGE = "Tệp quá lớn khi giải nén; hãy bỏ bớt hình ảnh hoặc chia nhỏ rồi nhập lại."


@dataclass(frozen=True, slots=True)
class Package:
    """An opened .docx."""

    archive: ZipFile
    main_name: str
    targets: dict[str, tuple[str, ...]]
    """Names of the parts that the main part points to, by the last word of their kind."""
    names: dict[str, str]
    """The same names by the id of the relation."""
    trees: dict[str, Element] = field(default_factory=dict, compare=False, repr=False)
    """The roots of the parts read so far, by name: what is changed in them stays changed."""

    def root(self, name: str) -> Element:
        """Return the root of a part, parsed once."""
        if name not in self.trees:
            self.trees[name] = _parsed(self.archive, name)
        return self.trees[name]

    def main(self) -> Element:
        """Return the main part; refuse a file without one."""
        return self.root(self.main_name)

    def part(self, kind: str) -> Element | None:
        """Return the first part of a kind, such as `styles`, or None."""
        return next(self.parts(kind), None)

    def parts(self, kind: str) -> Iterator[Element]:
        """Yield the parts of a kind, such as `header`."""
        for name in self.targets.get(kind, ()):
            if name in self.archive.NameToInfo:
                yield self.root(name)

    def related(self, reference: str) -> Element | None:
        """Return the part that a relation of the main part points to, or None."""
        name = self.names.get(reference, "")
        return self.root(name) if name in self.archive.NameToInfo else None

    def file(self, reference: str) -> bytes | None:
        """Return the bytes of such a part, or None."""
        name = self.names.get(reference, "")
        return _unpacked(self.archive, name) if name in self.archive.NameToInfo else None


def open_package(data: bytes) -> Package:
    """Open the file; refuse what is no Word file, is locked, dangerous, damaged or too large."""
    _refuse_other_formats(data)
    try:
        archive = ZipFile(BytesIO(data))
        refuse_dangerous(archive.infolist())
        _refuse_content_types(archive)
        main_name = _main_name(archive)
        _refuse_links(archive)
        return Package(archive, main_name, *_targets(archive, main_name))
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise InvalidInputError(_DAMAGED) from error


def damaged() -> InvalidInputError:
    """Return the refusal of a file that cannot be read to its end."""
    return InvalidInputError(_DAMAGED)


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise InvalidInputError(f"Tệp lớn hơn {megabytes} MB; hãy chia nhỏ rồi tải lên lại.")
    for magic, sentence in _MAGIC:
        if data.startswith(magic):
            raise InvalidInputError(sentence)
    if data.startswith(OLE):
        for name, sentence in _INSIDE_OLE:
            if name.encode("utf-16-le") in data:
                raise InvalidInputError(sentence)
    if not data.startswith(b"PK"):
        raise InvalidInputError(_NO_WORD)


def refuse_dangerous(members: list[ZipInfo]) -> None:
    """Refuse an archive of an office by what its list says, before anything is unpacked."""
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise InvalidInputError(_TOO_LARGE)
    if any(_is_bomb(member) for member in members):
        raise InvalidInputError(_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise InvalidInputError(LOCKED)
    if any("vbaproject" in name.lower() for name in names):
        raise InvalidInputError(MACROS)
    if len(names) < len(members):
        raise InvalidInputError(_DAMAGED)
    if "[Content_Types].xml" not in names:
        raise InvalidInputError(_NO_WORD)


def _is_bomb(member: ZipInfo) -> bool:
    packed = max(1, member.compress_size)
    return member.file_size > _BOMB_SIZE and member.file_size > _BOMB_RATIO * packed


def _refuse_content_types(archive: ZipFile) -> None:
    types = [str(one.get("ContentType", "")) for one in _parsed(archive, "[Content_Types].xml")]
    if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in types):
        raise InvalidInputError(MACROS)
    if any("wordprocessingml" in one for one in types):
        return
    for word, sentence in _OTHER_OFFICE:
        if any(word in one for one in types):
            raise InvalidInputError(sentence)
    raise InvalidInputError(_NO_WORD)


def _main_name(archive: ZipFile) -> str:
    for relation in _relations(archive, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            name = normpath(relation.get("Target", "").lstrip("/"))
            if name in archive.NameToInfo:
                return name
    raise InvalidInputError(_DAMAGED)


def _refuse_links(archive: ZipFile) -> None:
    """Refuse what would be fetched from elsewhere.

    A link that a reader clicks stays text, and a linked picture is never fetched, only reported.
    """
    for name in archive.namelist():
        if not name.endswith(".rels"):
            continue
        for relation in _relations(archive, name):
            external = relation.get("TargetMode", "") == "External"
            if external and not relation.get("Type", "").endswith(("/hyperlink", "/image")):
                raise InvalidInputError(_about_link(relation.get("Type", "")))


def _about_link(kind: str) -> str:
    what = "mẫu" if kind.endswith("/attachedTemplate") else "tệp"
    return (
        f"Tệp nối tới một {what} ở nơi khác nên không được nhận;"
        " hãy ngắt liên kết trong Word, lưu lại rồi nhập."
    )


def _targets(archive: ZipFile, main_name: str) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the names of the parts by kind, and by the id of their relation."""
    folder = dirname(main_name)
    found: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    rels = join(folder, "_rels", main_name.rpartition("/")[2] + ".rels")
    if rels not in archive.NameToInfo:
        return found, names
    for relation in _relations(archive, rels):
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        kind = relation.get("Type", "").rpartition("/")[2]
        found[kind] = (*found.get(kind, ()), name)
        names[relation.get("Id", "")] = name
    return found, names


def _relations(archive: ZipFile, name: str) -> list[Element]:
    return list(_parsed(archive, name)) if name in archive.NameToInfo else []


def _unpacked(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise InvalidInputError(_DAMAGED) from error


def _parsed(archive: ZipFile, name: str) -> Element:
    """Return the root of a part; refuse entities and XML that is not whole."""
    if archive.getinfo(name).file_size > MOST_XML:
        raise InvalidInputError(_TOO_LARGE)
    content = _unpacked(archive, name)
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidInputError(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidInputError(
            "Tệp chứa khai báo XML không có trong tệp Word thật nên không được nhận;"
            " hãy mở bằng Word, lưu lại thành .docx rồi nhập."
        )
    return root
