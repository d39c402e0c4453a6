"""The fields of the drafting form: plain text in outline notation, to a Plan and back."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from webapp.domain.block_ids import align_ids
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.inline import parse_runs, write_runs
from webapp.domain.plan import Medium, Plan, Runs, plain
from webapp.domain.text import clean, squeeze
from webapp.services.letterheads import Letterhead

SUBJECT_LIMIT = 500
"""PL6 II: the exchange standard's Subject holds 500 characters."""
LINE_LIMIT = 300
FIELD_LIMIT = 100_000
BODY_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class DraftFields:
    """What the drafting form holds; text fields carry emphasis in outline notation."""

    subject: str = ""
    legal_bases: str = ""
    """One căn cứ a line."""
    opening: str = ""
    """One paragraph a line."""
    body: str = ""
    """Outline text."""
    closing: str = ""
    """One paragraph a line."""
    to_places: str = ""
    """One recipient a line, without the dash."""
    filing_line: str = ""
    """«Lưu: VT, NV.»"""
    promulgation_place: str = ""
    unit_id: int | None = None
    signing_authority_id: int | None = None
    advisory_body_id: int | None = None
    """None: the agency itself issues the plan."""
    priority: str = ""
    """Empty, `KHẨN`, `THƯỢNG KHẨN` or `HỎA TỐC`."""
    medium: str = "paper"
    """`paper` or `electronic`."""


PRIORITIES = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
"""Mức độ khẩn (PL1 III.2b)."""
FIELD_LABELS = {
    "subject": "Trích yếu",
    "legal_bases": "Căn cứ",
    "opening": "Mở đầu",
    "body": "Nội dung",
    "closing": "Kết",
    "to_places": "Nơi nhận",
    "filing_line": "Dòng lưu",
    "promulgation_place": "Địa danh",
}
"""The typed fields in the order of the paper."""
_LIMITS = {
    "filing_line": LINE_LIMIT,
    "promulgation_place": LINE_LIMIT,
    "body": BODY_LIMIT,
}
_ONE_LINE = frozenset({"subject", "filing_line", "promulgation_place"})
_DASH = re.compile(r"^(?:[-–—•]|\\-)\s+")
_SECRET = re.compile(
    r"^\W*(?:[Đđ]ộ mật\s*:\s*(?:[Tt]uyệt |[Tt]ối )?[Mm]ật|TUYỆT MẬT|TỐI MẬT|MẬT)\W*$"
)
_ID_DIGITS = 10


def cleaned(fields: DraftFields) -> DraftFields:
    """Return the fields with regular text; refuse what cannot be kept, naming the field."""
    typed: dict[str, Any] = {n: _clean(n, getattr(fields, n)) for n in FIELD_LABELS}
    regular = replace(fields, **typed)
    refuse_secret(regular)
    _check_choices(regular)
    return regular


def to_plan(fields: DraftFields, head: Letterhead, previous: Plan | None = None) -> Plan:
    """Return the text as a plan; blocks keep the ids of `previous`, appendixes stay."""
    before = previous or Plan()
    return replace(
        before,
        organ_in_charge=head.organ_in_charge,
        organ_name=head.organ_name,
        code_number=None,
        code_notation=head.code_notation,
        promulgation_place=fields.promulgation_place,
        promulgated_on=None,
        document_type=head.document_type,
        subject=parse_runs(fields.subject),
        legal_bases=_paragraphs(fields.legal_bases),
        opening=_paragraphs(fields.opening),
        body=align_ids(before.body, parse_body(fields.body, before.body), new_id),
        closing=_paragraphs(fields.closing),
        to_places=tuple(parse_runs(_recipient(line)) for line in _lines(fields.to_places)),
        filing_line=parse_runs(_DASH.sub("", fields.filing_line)),
        signer=head.signer,
        unit=head.unit,
        priority=fields.priority,
        secrecy="",
        medium=Medium(fields.medium),
    )


def from_plan(plan: Plan, unit_id: int | None, signing_authority_id: int | None) -> DraftFields:
    """Return the form's fields of a plan."""
    return DraftFields(
        subject=write_runs(plan.subject),
        legal_bases=_written(plan.legal_bases),
        opening=_written(plan.opening),
        body=write_body(plan.body),
        closing=_written(plan.closing),
        to_places=_written(plan.to_places),
        filing_line=write_runs(plan.filing_line),
        promulgation_place=plan.promulgation_place,
        unit_id=unit_id,
        signing_authority_id=signing_authority_id,
        priority=plan.priority,
        medium=plan.medium.value,
    )


def from_typed(typed: Mapping[str, str]) -> DraftFields:
    """Return fields as a form posted them, whatever was typed; unknown names are left out."""
    texts = {name: typed.get(name, "") for name in FIELD_LABELS}
    return DraftFields(
        **texts,
        unit_id=_id(typed.get("unit_id", "")),
        signing_authority_id=_id(typed.get("signing_authority_id", "")),
        advisory_body_id=_id(typed.get("advisory_body_id", "")),
        priority=typed.get("priority", ""),
        medium=typed.get("medium", Medium.PAPER.value),
    )


def merged(old: DraftFields, new: DraftFields) -> DraftFields:
    """Return the old fields with what the new ones fill."""
    names = (*FIELD_LABELS, "priority")
    filled: dict[str, Any] = {name: getattr(new, name) or getattr(old, name) for name in names}
    return replace(old, **filled)


def refuse_secret(fields: DraftFields) -> None:
    """Refuse a paper that carries a mark of secrecy: the law forbids it on a network."""
    for name in FIELD_LABELS:
        refuse_secret_text(getattr(fields, name), name)


def refuse_secret_text(text: str, field: str) -> None:
    """Refuse a text with a line that is nothing but a mark of secrecy (Điều 15.2, PL1 III.2)."""
    for line in text.splitlines():
        if _SECRET.match(line):
            raise secret_refusal(line, field)


def secret_refusal(mark: str, field: str) -> InvalidInputError:
    """Return the refusal of a paper with the mark of secrecy."""
    return InvalidInputError(
        f"Văn bản có dấu độ mật «{squeeze(mark)}»: pháp luật không cho phép soạn thảo "
        "bí mật nhà nước trên hệ thống này; soạn trên máy riêng theo quy định.",
        field=field,
    )


def new_id() -> str:
    """Return a random id for a block."""
    return secrets.token_hex(4)


def _clean(name: str, typed: str) -> str:
    text = clean(typed).text
    text = squeeze(text) if name in _ONE_LINE else text.strip("\n")
    limit = SUBJECT_LIMIT if name == "subject" else _LIMITS.get(name, FIELD_LIMIT)
    length = len(plain(parse_runs(text))) if name == "subject" else len(text)
    if length > limit:
        shown = f"{limit:,}".replace(",", ".")
        raise InvalidInputError(
            f"{FIELD_LABELS[name]} dài {length} ký tự, quá {shown}; rút gọn rồi lưu lại.",
            field=name,
        )
    return text


def _check_choices(fields: DraftFields) -> None:
    if fields.priority not in PRIORITIES:
        raise InvalidInputError(
            "Mức độ khẩn chỉ có KHẨN, THƯỢNG KHẨN, HỎA TỐC; chọn lại.", field="priority"
        )
    if fields.medium not in set(Medium):
        raise InvalidInputError("Chọn hình thức văn bản: giấy hoặc điện tử.", field="medium")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> tuple[Runs, ...]:
    return tuple(parse_runs(line) for line in _lines(text))


def _recipient(line: str) -> str:
    """Return a recipient without the dash and the semicolon, which the paper adds (PL1 II.9)."""
    return _DASH.sub("", line).removesuffix(";").rstrip()


def _written(paragraphs: tuple[Runs, ...]) -> str:
    return "\n".join(write_runs(paragraph) for paragraph in paragraphs)


def _id(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _ID_DIGITS else None
