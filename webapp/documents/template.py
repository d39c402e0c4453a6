"""Templates of papers: a folder with a Word file, its fields and a sample; checked when loaded."""

import hashlib
import json
import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docxtpl_lint import api as lint
from jinja2 import TemplateError, meta
from lxml import etree

from webapp.documents.appendixes import SECTION_STYLE
from webapp.documents.notes import NOTE_STYLES, NOTES, number_notes
from webapp.documents.paper import DraftNote, Geometry, OpenDate, placeholders
from webapp.documents.rule_lines import RULE_STYLES
from webapp.documents.tables import TABLE_STYLES
from webapp.documents.template_fields import Field, read_fields
from webapp.documents.template_parts import (
    DOCUMENT,
    ENVIRONMENT,
    LivePart,
    Part,
    compile_parts,
    numbered,
    place_in,
    read_geometry,
    read_members,
)
from webapp.domain.errors import DomainError, InvalidInputError
from webapp.domain.plan import Plan
from webapp.domain.plan_json import from_json
from webapp.domain.stages import Stage

FILES = ("template.docx", "fields.toml", "sample.json")
MOST_STYLES = 40_000
"""Bytes; a template with more was not made for one kind of paper and slows every reader."""
_OPTIONAL = {"duong_ke_co_quan", "duong_ke_trich_yeu"}
"""Placeholders that show no words of the plan, so that a template may leave them out."""
_STYLES = (*RULE_STYLES, *TABLE_STYLES, *NOTE_STYLES, SECTION_STYLE)


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A checked template, ready to render."""

    name: str
    label: str
    sha256: str
    """Of template.docx; what a started plan remembers."""
    source: bytes
    fields: tuple[Field, ...]
    sample: Plan
    geometry: Geometry
    parts: tuple[Part, ...]


def load_template(folder: Path) -> Template:
    """Return the template in the folder; refuse a bad one with the place of the fault."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise _refused(folder.name, f"thiếu tệp {', '.join(missing)}.")
    docx = (folder / FILES[0]).read_bytes()
    try:
        label, fields = read_fields((folder / FILES[1]).read_text(encoding="utf-8"))
        sample = from_json(json.loads((folder / FILES[2]).read_text(encoding="utf-8")))
        members = read_members(docx)
        _check_styles(members)
        template = Template(
            name=folder.name,
            label=label,
            sha256=hashlib.sha256(docx).hexdigest(),
            source=docx,
            fields=fields,
            sample=sample,
            geometry=read_geometry(members[DOCUMENT]),
            parts=_compiled(docx, members),
        )
        _check_placeholders(template)
        _try_out(template)
    except (DomainError, TemplateError, ValueError, etree.XMLSyntaxError) as error:
        raise _refused(folder.name, str(error)) from error
    return template


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


def _check_styles(members: dict[str, bytes]) -> None:
    styles = members.get("word/styles.xml", b"")
    if len(styles) > MOST_STYLES:
        raise InvalidInputError(
            f"phần kiểu chữ lớn {len(styles)} byte, quá {MOST_STYLES}; hãy xóa kiểu không dùng."
        )
    for style in _STYLES:
        if f'w:styleId="{style}"'.encode() not in styles:
            raise InvalidInputError(f"thiếu kiểu đoạn «{style}»; hãy thêm vào mẫu.")
    if NOTES not in members:
        raise InvalidInputError(
            "thiếu phần chú thích cuối trang; hãy chèn một chú thích trong Word, lưu rồi xóa."
        )


def _compiled(docx: bytes, members: dict[str, bytes]) -> tuple[Part, ...]:
    """Return the compiled parts; the linter names the place of a wrong tag first."""
    found = lint.lint(docx, autoescape=True, jinja_env=ENVIRONMENT).errors
    if found:
        raise InvalidInputError(
            "\n".join(
                f"{issue.location.part}, đoạn {issue.location.paragraph}: "
                f"thẻ viết sai, mã {issue.rule} ({issue.message})."
                for issue in found
            )
        )
    return compile_parts(docx, members)


def _check_placeholders(template: Template) -> None:
    """Compare what the template shows, what fields.toml declares and what a plan gives."""
    used = {
        name
        for part in template.parts
        if isinstance(part, LivePart)
        for name in meta.find_undeclared_variables(ENVIRONMENT.parse(part.source))
    }
    declared = {field.placeholder for field in template.fields}
    given = set(_values(template, Stage.DRAFT))
    faults = [
        *(f"thẻ «{name}» không có trong fields.toml" for name in sorted(used - declared)),
        *(f"fields.toml khai «{name}» nhưng mẫu không dùng" for name in sorted(declared - used)),
        *(f"không có dữ liệu cho thẻ «{name}»" for name in sorted(used & declared - given)),
        *(f"mẫu thiếu thẻ «{name}»" for name in sorted(given - used - declared - _OPTIONAL)),
    ]
    if faults:
        raise InvalidInputError("; ".join(faults) + ".")


def _values(template: Template, stage: Stage) -> dict[str, object]:
    note = DraftNote(1, datetime(2026, 3, 2, 8, 30))  # noqa: DTZ001 - Vietnamese time, as shown
    sample, _ = number_notes(template.sample)
    return placeholders(sample, stage, note, OpenDate(), template.geometry)


def _try_out(template: Template) -> None:
    """Render the sample at every stage; raise with the paragraph where it fails."""
    for stage in Stage:
        values = _values(template, stage)
        for part in template.parts:
            if isinstance(part, LivePart):
                _try_part(part, values)


def _try_part(part: LivePart, values: dict[str, object]) -> None:
    try:
        rendered = ENVIRONMENT.from_string(numbered(part.source)).render(values)
    except TemplateError as error:
        line = _line_of(error)
        raise InvalidInputError(f"{place_in(part, line)}: {str(error).rstrip('.')}.") from error
    etree.fromstring((part.head + rendered + part.tail).encode())


def _line_of(error: TemplateError) -> int:
    """Return the line of the template where the error rose, 1 when it cannot be told."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
    return (lines[-1] if lines else None) or 1
