"""The parts of a template: what never changes deflated once, what has tags compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from webapp.documents.notes import NOTES
from webapp.documents.paper import Geometry
from webapp.documents.pictures import CONTENT_TYPES, RELATIONS
from webapp.documents.sections import read_sections
from webapp.documents.template_tags import code_faults
from webapp.documents.zip_writer import Member, deflate
from webapp.domain.errors import InvalidInputError

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
"""Templates come from people: they see plain values and can call nothing dangerous."""
ENVIRONMENT.globals.clear()

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAY_HAVE_TAGS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_ENDS = {
    NOTES: "</w:footnotes>",
    CONTENT_TYPES: "</Types>",
    RELATIONS: "</Relationships>",
}
_LATENT = re.compile(rb"<w:latentStyles.*?</w:latentStyles>", re.DOTALL)
"""Some 30 kB that Word writes for its own menus."""
_TAG = re.compile(r"{[{%#]")
_TAG_IN_ATTRIBUTE = re.compile(r'="[^"<>]*{[{%#]')


@dataclass(frozen=True, slots=True, eq=False)
class LivePart:
    """A part with tags: its compiled template, and the XML around it that never changes."""

    name: str
    source: str
    head: str
    compiled: Template
    tail: str
    shown: tuple[str, ...]
    """The placeholders that stand in it."""

    def seen(self, values: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
        """Return the values that it shows, lists among them such that they can be looked up."""
        known = [(name, values[name]) for name in self.shown if name in values]
        return tuple(
            (name, tuple(value) if isinstance(value, list) else value) for name, value in known
        )


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that a plan may add to: as the template has it, and its XML around the addition."""

    empty: Member
    head: str
    tail: str

    @property
    def name(self) -> str:
        """Return its name in the package."""
        return self.empty.name


Part = Member | LivePart | OpenPart


def read_members(docx: bytes) -> dict[str, bytes]:
    """Return the files in a .docx, its list of content types first."""
    try:
        with ZipFile(BytesIO(docx)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            members = {name: archive.read(name) for name in names}
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InvalidInputError(
            "template.docx không phải là tệp Word; hãy lưu lại từ Word."
        ) from error
    if DOCUMENT not in members:
        raise InvalidInputError(f"template.docx không có {DOCUMENT}; hãy lưu lại từ Word.")
    if STYLES in members:
        members[STYLES] = _LATENT.sub(b"", members[STYLES])
    return {CONTENT_TYPES: members.pop(CONTENT_TYPES, b""), **members}


def compile_parts(
    docx: bytes, members: dict[str, bytes], *, checked: bool = True
) -> tuple[Part, ...]:
    """Return the parts in their order; refuse code that does more than show the plan.

    What was checked when it was taken is not judged again: a plan keeps its template.
    """
    patcher = DocxTemplate(BytesIO(docx))
    if checked:
        _refuse_code(members, patcher)
    return tuple(_part(name, content, patcher) for name, content in members.items())


def _refuse_code(members: dict[str, bytes], patcher: DocxTemplate) -> None:
    """Judge the code by its shape before anything of it is compiled or run."""
    faults = [
        fault
        for name, content in members.items()
        if _MAY_HAVE_TAGS.fullmatch(name)
        for fault in code_faults(
            name, patcher.patch_xml(_around_the_body(name, content)[1]), ENVIRONMENT
        )
    ]
    if faults:
        raise InvalidInputError("\n".join(faults))


def _part(name: str, content: bytes, patcher: DocxTemplate) -> Part:
    if name in _ENDS and not _TAG.search(content.decode("utf-8", "replace")):
        return _open_part(name, content)
    if not name.endswith(".xml"):
        return deflate(name, content)
    if not _MAY_HAVE_TAGS.fullmatch(name):
        if _TAG.search(content.decode("utf-8", "replace")):
            raise InvalidInputError(f"{name} của mẫu có thẻ; chỉ đặt thẻ ở thân và đầu trang.")
        return deflate(name, content)
    head, live, tail = _around_the_body(name, content)
    source = patcher.patch_xml(live)
    if not _TAG.search(source):
        return deflate(name, content)
    if _TAG_IN_ATTRIBUTE.search(source):
        raise InvalidInputError(f"{name} của mẫu có thẻ trong thuộc tính; hãy viết thẻ thành chữ.")
    shown = tuple(sorted(meta.find_undeclared_variables(ENVIRONMENT.parse(source))))
    return LivePart(name, source, head, ENVIRONMENT.from_string(source), tail, shown)


def _open_part(name: str, content: bytes) -> OpenPart:
    text, end = etree.tostring(etree.fromstring(content), encoding="unicode"), _ENDS[name]
    if not text.endswith(end):
        raise InvalidInputError(f"{name} của mẫu sai cấu trúc; hãy lưu lại từ Word.")
    return OpenPart(deflate(name, content), _DECLARATION + text.removesuffix(end), end)


def _around_the_body(name: str, content: bytes) -> tuple[str, str, str]:
    """Return what stands before, in and after the element that docxtpl renders."""
    text = etree.tostring(etree.fromstring(content), encoding="unicode")
    if name != DOCUMENT:
        return _DECLARATION, text, ""
    start, end = text.index("<w:body"), text.rindex("</w:body>") + len("</w:body>")
    return _DECLARATION + text[:start], text[start:end], text[end:]


def read_geometry(document: bytes, copies: Mapping[str, str]) -> Geometry:
    """Return the room of the measured lines, as the cells and margins of the template give it."""
    root = etree.fromstring(document)
    page, margins = root.find(f".//{_W}pgSz"), root.find(f".//{_W}pgMar")
    if page is None or margins is None:
        raise InvalidInputError("template.docx không có khổ giấy và lề; hãy đặt trong Word.")
    room = _number(page, "w") - _number(margins, "left") - _number(margins, "right")
    return Geometry(
        issuer=_cell_around("duong_ke_co_quan", root) or room,
        date_line=_cell_around("dia_danh_ngay", root) or room,
        text=room,
        sections=read_sections(_around_the_body(DOCUMENT, document)[1], copies),
    )


def _cell_around(placeholder: str, root: etree._Element) -> int:
    for cell in root.iter(f"{_W}tc"):
        if placeholder in "".join(cell.itertext()):
            width = cell.find(f"{_W}tcPr/{_W}tcW")
            return 0 if width is None else _number(width, "w")
    return 0


def _number(element: etree._Element, name: str) -> int:
    return int(float(element.get(f"{_W}{name}", "0")))
