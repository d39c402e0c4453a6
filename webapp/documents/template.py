"""Templates of papers: a folder with a Word file, its fields and a sample; checked when loaded."""

import hashlib
import json
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateError
from lxml import etree

from webapp.documents.appendixes import SECTION_STYLE
from webapp.documents.notes import NOTE_STYLES, NOTES
from webapp.documents.numbers import Numbers
from webapp.documents.page_one import is_copy, with_copies
from webapp.documents.paper import LATER, DraftNote, Geometry, OpenDate, placeholders
from webapp.documents.rule_lines import RULE_STYLES
from webapp.documents.tables import TABLE_STYLES
from webapp.documents.template_fields import Field, read_fields, read_type
from webapp.documents.template_files import FILES, TemplateFiles, read_files
from webapp.documents.template_lint import lint_faults
from webapp.documents.template_parts import (
    DOCUMENT,
    ENVIRONMENT,
    STYLES,
    LivePart,
    Part,
    compile_parts,
    read_geometry,
    read_members,
)
from webapp.documents.template_safety import refuse_unsafe
from webapp.documents.template_tags import numbered, place, place_of_name
from webapp.domain.errors import DomainError, InvalidInputError
from webapp.domain.plan import Plan
from webapp.domain.plan_json import from_json
from webapp.domain.stages import Stage

MOST_STYLES = 40_000
"""Bytes; a template with more was not made for one kind of paper and slows every reader."""
MOST_RENDERED = 5_000_000
"""Characters of one part of the sample's paper."""
_OPTIONAL = {"duong_ke_co_quan", "duong_ke_trich_yeu", *LATER}
"""Placeholders that a template may leave out: no words of the plan, or refused when there are."""
_STYLE_NAMES = {
    "DuongKe": "Đường kẻ",
    "DuongKeTrichYeu": "Đường kẻ dưới trích yếu",
    "DauBang": "Bảng, ô tiêu đề",
    "OBang": "Bảng, ô",
    "DauBangHep": "Bảng nhiều cột, ô tiêu đề",
    "OBangHep": "Bảng nhiều cột, ô",
    "DauBangNho": "Bảng rất nhiều cột, ô tiêu đề",
    "OBangNho": "Bảng rất nhiều cột, ô",
    "Cuoi": "Dòng cuối",
}
"""What Word's own list calls the styles that the papers need."""
_STYLES = (*RULE_STYLES, *TABLE_STYLES, *NOTE_STYLES, SECTION_STYLE)


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A checked template, ready to render."""

    name: str
    label: str
    document_type: str
    """The type of the papers it is for: «Kế hoạch», «Công văn»."""
    sha256: str
    """Of template.docx; what a started plan remembers."""
    source: bytes
    fields: tuple[Field, ...]
    sample: Plan
    geometry: Geometry
    parts: tuple[Part, ...]
    shown: frozenset[str]
    """The placeholders that stand in it."""
    copies: tuple[str, ...]
    """Names of the parts that the first pages of appendixes show instead of page 1's own."""
    parts_of_one_section: tuple[Part, ...]
    """The parts of a paper without appendixes."""


def load_template(folder: Path) -> Template:
    """Return the template in the folder; refuse a bad one with the place of the fault."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise _refused(folder.name, f"thiếu tệp {', '.join(missing)}.")
    try:
        return checked_template(read_files(folder))
    except InvalidInputError as error:
        raise _refused(folder.name, str(error)) from error


@lru_cache(maxsize=32)
def checked_template(files: TemplateFiles) -> Template:
    """Return the template of the files; refuse a bad one, a line for each fault.

    The same files are tried out once a process: that takes a second or more.
    """
    refuse_unsafe(files.docx)
    try:
        members = read_members(files.docx)
        faults = [*_style_faults(members), *lint_faults(files.docx, ENVIRONMENT)]
        if faults:
            raise InvalidInputError("\n".join(faults))
        sample = from_json(json.loads(files.sample))
        template = _made(files, members, sample, checked=True)
        _check_placeholders(template)
        _try_out(template)
    except (DomainError, TemplateError, ValueError, etree.XMLSyntaxError) as error:
        raise InvalidInputError(str(error)) from error
    return template


def reopened_template(files: TemplateFiles) -> Template:
    """Return a template that was checked when it was taken, whatever a check says today."""
    members = read_members(files.docx)
    return _made(files, members, Plan(), checked=False)


def _made(
    files: TemplateFiles, members: dict[str, bytes], sample: Plan, *, checked: bool
) -> Template:
    label, fields = read_fields(files.fields)
    whole, copies = with_copies(members)
    parts = compile_parts(files.docx, whole, checked=checked)
    return Template(
        name=files.name,
        label=label,
        document_type=read_type(files.fields),
        sha256=hashlib.sha256(files.docx).hexdigest(),
        source=files.docx,
        fields=fields,
        sample=sample,
        geometry=read_geometry(members[DOCUMENT], copies),
        parts=parts,
        shown=frozenset(
            name for part in parts if isinstance(part, LivePart) for name in part.shown
        ),
        copies=tuple(part.name for part in parts if is_copy(part.name)),
        parts_of_one_section=tuple(part for part in parts if not is_copy(part.name)),
    )


def list_templates(root: Path) -> tuple[str, ...]:
    """Return the names of the templates under the folder, sound or not."""
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{FILES[0]}")))


def check_template(folder: Path) -> list[str]:
    """Return what is wrong with the template in the folder, one sentence each."""
    try:
        load_template(folder)
    except InvalidInputError as error:
        return str(error).splitlines()
    return []


def _refused(name: str, why: str) -> InvalidInputError:
    return InvalidInputError(f"Mẫu «{name}» chưa dùng được: {why}", "template")


def _style_faults(members: dict[str, bytes]) -> Iterator[str]:
    styles = members.get(STYLES, b"")
    if len(styles) > MOST_STYLES:
        yield f"phần kiểu chữ lớn {len(styles)} byte, quá {MOST_STYLES}; hãy xóa kiểu không dùng."
    for style in _STYLES:
        if f'w:styleId="{style}"'.encode() not in styles:
            name = _STYLE_NAMES.get(style, style)
            yield f"thiếu kiểu «{name}» (mã {style}); hãy làm lại từ mẫu có sẵn, sửa bằng Word."
    if NOTES not in members:
        yield "thiếu phần chú thích cuối trang; hãy chèn một chú thích trong Word, lưu rồi xóa."


def _check_placeholders(template: Template) -> None:
    """Compare what the template shows, what fields.toml declares and what a plan gives."""
    used = template.shown
    optional = _OPTIONAL | ({"ten_loai"} if "kinh_gui" in used else set())  # Mẫu 1.5 has no type
    labels = {field.placeholder: field.label for field in template.fields}
    given = set(_values(template, Stage.DRAFT))
    faults = [
        *(
            f"{_first_place(template, name)}: {_unknown(name, labels)}"
            for name in sorted(used - set(labels))
        ),
        *(
            f"{_first_place(template, name)}: không có dữ liệu cho thẻ «{name}»; chỉ dùng các thẻ "
            "của mẫu có sẵn."
            for name in sorted(used & set(labels) - given)
        ),
        *(
            f"mẫu thiếu thẻ «{name}» ({labels.get(name, 'chưa khai')}); hãy thêm vào."
            for name in sorted((given | set(labels)) - used - optional)
        ),
    ]
    if faults:
        raise InvalidInputError("\n".join(faults))


def _first_place(template: Template, name: str) -> str:
    part = next(
        part for part in template.parts if isinstance(part, LivePart) and name in part.shown
    )
    return place_of_name(part.name, part.source, name, ENVIRONMENT)


def _unknown(name: str, labels: dict[str, str]) -> str:
    near = get_close_matches(name, labels, 1)
    guess = f" có phải «{near[0]}» ({labels[near[0]]})?" if near else " hãy bỏ thẻ này."
    return f"thẻ «{name}» không có trong danh sách thẻ của mẫu;{guess}"


def _values(template: Template, stage: Stage) -> dict[str, object]:
    note = DraftNote(1, datetime(2026, 3, 2, 8, 30))  # noqa: DTZ001 - Vietnamese time, as shown
    return placeholders(
        template.sample, stage, note, OpenDate(), template.geometry, numbers=Numbers()
    )


def _try_out(template: Template) -> None:
    """Render the sample at every stage; raise with the paragraph where it fails."""
    for stage in Stage:
        values = _values(template, stage)
        for part in template.parts:
            if isinstance(part, LivePart):
                _try_part(part, values)


def _try_part(part: LivePart, values: dict[str, object]) -> None:
    lined = numbered(part.source)
    try:
        rendered = ENVIRONMENT.from_string(lined).render(values)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise InvalidInputError(
            f"{place(part.name, lined, _line_of(error))}: "
            "dữ liệu thử không điền được vào thẻ này; so lại với mẫu có sẵn của hệ thống."
        ) from error
    if len(rendered) > MOST_RENDERED:
        raise InvalidInputError("Bản thử dài quá mức; mẫu lặp lại quá nhiều chữ.")
    etree.fromstring((part.head + rendered + part.tail).encode())


def _line_of(error: Exception) -> int:
    """Return the line of the template where the error rose, 1 when it cannot be told."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
    return (lines[-1] if lines else None) or 1
