"""A pasted or uploaded paper to the fields of the form, and a report on every other word."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.domain.block_ids import align_appendixes, align_ids, with_ids
from webapp.domain.dates import date_words
from webapp.domain.numbers_text import number_text
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import PRIORITIES, Plan, ReportItem, Signer
from webapp.domain.plan_json import from_json, to_json
from webapp.domain.text import clean
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import FIELD_LABELS, DraftFields, from_plan, new_id
from webapp.services.letterheads import TYPE_NAME
from webapp.services.paper_files import read_paper_file
from webapp.services.secret_marks import refuse_secret_paper, refuse_secret_text, secret_refusal

_PLACE = "của văn bản gốc"
_COUNTED = {
    "legal_bases": "căn cứ",
    "opening": "đoạn",
    "body": "đoạn",
    "closing": "đoạn",
    "to_places": "nơi nhận",
}


@dataclass(frozen=True, slots=True)
class FilledItem:
    """One field that the paper filled."""

    field: str
    label: str
    """«Căn cứ»."""
    amount: str
    """«2 căn cứ», «48 đoạn», empty for a single value."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a paper gave."""

    fields: DraftFields
    plan: Plan
    """The same as structure; its number, date, signer and agency are not taken over."""
    filled: tuple[FilledItem, ...]
    report: tuple[ReportItem, ...]


def read_text(text: str) -> Imported:
    """Read a pasted paper; refuse one with a mark of secrecy or over the limits."""
    refuse_secret_text(clean(text).text, "text")
    return _imported(read_paper(text, new_id), "text")


def read_file(name: str, data: bytes) -> Imported:
    """Read an uploaded file; refuse what is not what it says."""
    plan = read_paper_file(name, data, new_id)
    refuse_secret_paper(plan, "file")
    return _imported(plan, "file")


def from_kept(data: bytes) -> Imported:
    """Return what `to_keep` wrote."""
    plan = from_json(json.loads(data))
    return _imported(plan, "file")


def to_keep(imported: Imported) -> bytes:
    """Return the paper as it was read, its pictures too, to wait for the person's word."""
    return json.dumps(to_json(imported.plan, pictures=True), ensure_ascii=False).encode()


def _imported(plan: Plan, field: str) -> Imported:
    if plan.secrecy:
        raise secret_refusal(plan.secrecy, field)
    fields = replace(
        from_plan(plan, None, None), promulgation_place="", priority=_priority(plan.priority)
    )
    fields = cleaned(fields)
    report = (*plan.report, *_original(plan, fields))
    return Imported(fields, plan, tuple(_filled(plan, fields)), report)


def with_ids_of(imported: Imported, before: Plan) -> Imported:
    """Return the paper with the block ids of an older text it repeats, in its report too."""
    body = align_ids(before.body, imported.plan.body, new_id)
    appendixes = align_appendixes(before.appendixes, imported.plan.appendixes, new_id)
    pairs = zip(imported.plan.body, body, strict=True)
    places = {f"body/{old.id}": f"body/{new.id}" for old, new in pairs}
    report = tuple(
        replace(item, place=places.get(item.place, item.place)) for item in imported.report
    )
    plan = with_ids(replace(imported.plan, body=body, appendixes=appendixes), new_id)
    again = cleaned(from_plan(plan, None, None))
    fields = replace(
        imported.fields,
        body=again.body,
        appendixes=again.appendixes,
        tables=again.tables,
        pictures=again.pictures,
    )
    return replace(imported, plan=plan, fields=fields, report=report)


def _priority(stamp: str) -> str:
    """Return the stamp in its usual spelling; an unknown one is left to the report."""
    usual = stamp.upper().replace("HOẢ", "HỎA")
    return usual if usual in PRIORITIES else ""


def _filled(plan: Plan, fields: DraftFields) -> Iterator[FilledItem]:
    for field, label in FIELD_LABELS.items():
        if not getattr(fields, field):
            continue
        unit = _COUNTED.get(field)
        amount = f"{len(getattr(plan, field))} {unit}" if unit else ""
        yield FilledItem(field, label, amount)
    if fields.priority:
        yield FilledItem("priority", "Mức độ khẩn", "")
    parts = from_plan(plan, None, None)
    for name, label in (("appendixes", "Phụ lục"), ("pictures", "Hình"), ("notes", "Chú thích")):
        if many := len(getattr(parts, name)):
            yield FilledItem(name, label, f"{many} {label.lower()}")


def _original(plan: Plan, fields: DraftFields) -> Iterator[ReportItem]:
    """Yield what the paper says about itself and a new plan does not take over."""
    lost_priority = "" if fields.priority else plan.priority
    kind = "" if plan.document_type.casefold() == TYPE_NAME.casefold() else plan.document_type
    said = (
        ("organ_in_charge", "Cơ quan chủ quản", plan.organ_in_charge),
        ("organ_name", "Cơ quan ban hành", plan.organ_name.replace("\n", " ")),
        ("code_number", "Số", number_text(plan.code_number) if plan.code_number else ""),
        ("code_notation", "Ký hiệu", plan.code_notation),
        ("promulgation_place", "Địa danh", plan.promulgation_place),
        ("promulgated_on", "Ngày ban hành", _date(plan)),
        ("document_type", "Tên loại", kind),
        ("priority", "Mức độ khẩn", lost_priority),
        ("signer", "Người ký", _signer(plan.signer)),
    )
    for place, label, text in said:
        if text:
            message = f"{label} {_PLACE}, không đưa vào văn bản mới."
            yield ReportItem("original", place, message, text)
    tables = sum(block.table is not None for block in plan.body)
    if tables:
        message = (
            f"{tables} bảng có chỗ ở dòng [[bảng …]] của nội dung; hàng và cột sửa ở mục «Bảng»."
        )
        yield ReportItem("kept_as_is", "body", message)


def _date(plan: Plan) -> str:
    return date_words(plan.promulgated_on) if plan.promulgated_on else ""


def _signer(signer: Signer) -> str:
    lines = (*signer.authority, signer.position, signer.second_title, signer.full_name)
    return " / ".join(line for line in lines if line)
