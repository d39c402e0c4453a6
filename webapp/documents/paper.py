"""A plan as the values that a template shows: one for each placeholder."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from webapp.documents.appendixes import appendix_paragraphs
from webapp.documents.numbers import Numbers
from webapp.documents.paragraphs import refuse_what_cannot_be_shown, text_paragraphs
from webapp.documents.rule_lines import (
    date_line_xml,
    issuer_lines,
    rule_under_issuer,
    rule_under_subject,
)
from webapp.documents.sections import Sections
from webapp.documents.word_xml import Paragraph, Xml, clean, light_xml, runs_xml, text_xml
from webapp.domain.dates import BlankDate, date_line
from webapp.domain.errors import InvalidInputError
from webapp.domain.numbers_text import number_line
from webapp.domain.organ_names import name_in_sentence
from webapp.domain.outline.title import part_subject
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage

LATER = {
    "kinh_gui": "nơi kính gửi",
    "kinh_gui_nhieu": "nơi kính gửi",
    "luu_hanh": "chỉ dẫn về phạm vi lưu hành",
    "nguoi_soan": "ký hiệu người soạn thảo và số lượng bản",
    "dia_chi": "địa chỉ ở chân trang",
}
"""Placeholders that templates of old do not have, each with what it shows."""
_BLACK_FRAME = '<w:bdr w:val="single" w:sz="8" w:space="4" w:color="000000"/>'
_FRAME = '<w:bdr w:val="single" w:sz="8" w:space="4" w:color="FF0000"/>'


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What the mark of a draft says about itself."""

    revision: int
    made_at: datetime
    """In Vietnamese time."""


@dataclass(frozen=True, slots=True)
class EndNote:
    """What every page of an issued paper says once a later one recalled or replaced it."""

    words: str


@dataclass(frozen=True, slots=True)
class Checker:
    """Who answers for the content or the form of a paper that waits for its signature."""

    point: str
    """«12.1» for the content, «12.2» for the form (Điều 12)."""
    full_name: str
    decided_at: datetime
    """In Vietnamese time."""


@dataclass(frozen=True, slots=True)
class OpenDate:
    """The date of a paper that waits for its signature: what stays open, and when it is due."""

    blank: BlankDate = BlankDate.DAY_MONTH
    near: date | None = None
    """Gives year and month where the plan has no date yet."""
    checkers: tuple[Checker, ...] = ()
    """Named on each page of the signing copy, beside which they put their initials."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The room in twips that a template gives to the lines that are measured, and its sections."""

    issuer: int
    date_line: int
    text: int
    sections: Sections


def placeholders(
    plan: Plan,
    stage: Stage,
    note: DraftNote | EndNote | None,
    open_date: OpenDate,
    geometry: Geometry,
    *,
    numbers: Numbers,
) -> dict[str, object]:
    """Return the value of every placeholder; refuse a plan that cannot be shown whole.

    They are made in the order of the paper, so that the footnotes are numbered in it.
    """
    refuse_what_cannot_be_shown(plan)
    issuer = issuer_lines(plan.organ_name, geometry.issuer)
    signer = plan.signer
    return {
        "co_quan_chu_quan": issuer_lines(plan.organ_in_charge, geometry.issuer),
        "co_quan_ban_hanh": issuer,
        "duong_ke_co_quan": rule_under_issuer(issuer, geometry.issuer),
        "so_ky_hieu": _number(plan, stage),
        "dia_danh_ngay": date_line_xml(_place_and_date(plan, stage, open_date), geometry.date_line),
        "do_khan": Xml(text_xml(plan.priority, _FRAME)) if plan.priority else "",
        "ten_loai": clean(plan.document_type),
        "trich_yeu": _subject(plan, numbers),
        "duong_ke_trich_yeu": rule_under_subject(plan.subject, geometry.text),
        **_addressees(plan, numbers),
        "can_cu": [runs_xml(runs, numbers) for runs in plan.legal_bases],
        "noi_dung": text_paragraphs(plan, geometry.text, numbers),
        "noi_nhan": _recipients(plan, numbers),
        "quyen_han": [clean(line) for line in (*signer.authority, signer.position) if line],
        "chuc_vu_khac": clean(signer.second_title),
        "ho_ten": clean(signer.full_name),
        "luu_hanh": _circulation(plan),
        "nguoi_soan": _typer(plan),
        "dia_chi": [clean(line) for line in plan.foot_address.split("\n") if line.strip()],
        "phu_luc": _appendixes(plan, stage, open_date, geometry, numbers),
        "du_thao": _mark(stage, note, open_date),
    }


def _addressees(plan: Plan, numbers: Numbers) -> dict[str, object]:
    """Return one addressee, beside «Kính gửi:», or the list that stands below it (PL1 II.9d)."""
    if len(plan.addressees) == 1:
        return {"kinh_gui": runs_xml(plan.addressees[0], numbers), "kinh_gui_nhieu": []}
    last = len(plan.addressees) - 1
    lines = [
        runs_xml(runs, numbers, "- ", "." if place == last else ";")
        for place, runs in enumerate(plan.addressees)
    ]
    return {"kinh_gui": "", "kinh_gui_nhieu": lines}


def _appendixes(
    plan: Plan, stage: Stage, open_date: OpenDate, geometry: Geometry, numbers: Numbers
) -> tuple[Paragraph, ...]:
    if not plan.appendixes:
        return ()
    guide = _guide(plan, stage, open_date)
    return appendix_paragraphs(plan, guide, geometry.sections, geometry.text, numbers)


def _subject(plan: Plan, numbers: Numbers) -> Xml:
    """Return the subject; «(Ban hành kèm theo …)» at its end stands under it (PL3, Mẫu 1.3)."""
    subject, note = part_subject(plan.subject)
    if not note:
        return runs_xml(subject, numbers)
    under = (replace(note[0], text=f"\n{note[0].text}"), *note[1:])
    return Xml(runs_xml(subject, numbers) + light_xml(under, numbers))


def _number(plan: Plan, stage: Stage) -> str:
    """Return the number line; before the issue only the clerk's pen gives the number (Điều 15)."""
    number = None if stage is Stage.SIGNING else plan.code_number
    return number_line(number, clean(plan.code_notation))


def _place_and_date(plan: Plan, stage: Stage, open_date: OpenDate) -> str:
    return _date(plan, stage, open_date, clean(plan.promulgation_place))


def _date(plan: Plan, stage: Stage, open_date: OpenDate, place: str = "") -> str:
    if stage is Stage.ISSUED or (stage is Stage.DRAFT and plan.promulgated_on):
        return date_line(place, plan.promulgated_on)
    return date_line(place, plan.promulgated_on or open_date.near, open_date.blank)


def enclosure_note(plan: Plan) -> str:
    """Return the line under the title of each appendix, as a draft shows it."""
    return _guide(plan, Stage.DRAFT, OpenDate())


def _guide(plan: Plan, stage: Stage, open_date: OpenDate) -> str:
    """Return the line under the title of each appendix (PL1 III.1c).

    On an electronic original number, day, month and year are never filled in; the issuer's name
    is (PL3, Mẫu 2.2).
    """
    number, date_words = _number(plan, stage), _date(plan, stage, open_date)
    if plan.medium is Medium.ELECTRONIC:
        number, date_words = number_line(None, clean(plan.code_notation)), date_line("", None)
    kind = clean(plan.document_type).capitalize()
    reference = f"{kind} {number[0].lower()}{number[1:].replace(':', '', 1)}"
    return f"(Kèm theo {reference} {date_words} của {clean(name_in_sentence(plan))})"


def refuse_what_has_no_place(values: Mapping[str, object], shown: Collection[str]) -> None:
    """Refuse a plan with words for a placeholder that its template lacks."""
    for name, words in LATER.items():
        if values[name] and name not in shown:
            raise InvalidInputError(
                f"Mẫu của văn bản này không có chỗ cho {words}; bỏ phần đó, hoặc báo quản trị "
                "dùng mẫu mới hơn."
            )


def _circulation(plan: Plan) -> Xml | str:
    """Return ô 11, in a single frame (PL1 III.2c)."""
    note = plan.circulation_note
    return Xml(text_xml(note, _BLACK_FRAME)) if note else ""


def _typer(plan: Plan) -> str:
    """Return ô 12, «PL.(300)» (PL1 III.3)."""
    copies = f"({plan.promulgation_amount})" if plan.promulgation_amount else ""
    notation = clean(plan.typer_notation)
    return f"{notation}.{copies}" if notation and copies else notation or copies


def _recipients(plan: Plan, numbers: Numbers) -> list[Xml]:
    """Return the list of ô 9b: a dash before each line, a semicolon after all but the last."""
    lines = [runs_xml(runs, numbers, "- ", ";") for runs in plan.to_places]
    return [*lines, runs_xml(plan.filing_line, numbers, "- ")] if plan.filing_line else lines


def _mark(stage: Stage, note: DraftNote | EndNote | None, open_date: OpenDate) -> str:
    """Return what the head of each page says before the paper is issued, and after it is over."""
    if isinstance(note, EndNote):
        return clean(note.words)
    if stage is Stage.DRAFT:
        return _draft_mark(note)
    if stage is Stage.ISSUED:
        return ""
    return "; ".join(
        f"Điều {one.point}: {clean(one.full_name)}, {one.decided_at:%H:%M %d/%m/%Y}"
        for one in open_date.checkers
    )


def _draft_mark(note: DraftNote | None) -> str:
    if note is None:
        return "DỰ THẢO"
    return f"DỰ THẢO – bản {note.revision}, {note.made_at:%H:%M ngày %d/%m/%Y}"
