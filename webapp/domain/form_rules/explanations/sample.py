"""A plan around the lines of an example, so that the rules themselves judge it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from webapp.domain.form_rules.explanations.model import Example, Line
from webapp.domain.outline.body import parse_body
from webapp.domain.outline.inline import parse_runs
from webapp.domain.plan import Appendix, Plan, Signer

_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d+)?\s*(?:/\s*)?(?P<notation>.*)")
_DAY = re.compile(r"ngày (?P<day>\d+) tháng (?P<month>\d+) năm (?P<year>\d+)")
_DASH = "- "

SAMPLE = Plan(
    organ_name="ỦY BAN NHÂN DÂN\nXÃ MINH KHÊ",
    code_notation="KH-UBND",
    promulgation_place="Minh Khê",
    subject=parse_runs("Vệ sinh môi trường năm 2026"),
    opening=(parse_runs("Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),),
    body=parse_body("I. MỤC ĐÍCH, YÊU CẦU\n1. Giữ gìn đường làng, ngõ xóm sạch đẹp."),
    closing=(parse_runs("Các thôn thực hiện Kế hoạch này./."),),
    to_places=(parse_runs("Các thôn"),),
    filing_line=parse_runs("Lưu: VT, KT."),
    signer=Signer(
        authority=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", full_name="Hoàng Văn Tấn"
    ),
    unit="KT",
)
"""A small plan without a fault; the people and the commune are invented."""

_ONE = {
    "organ_in_charge": "organ_in_charge",
    "organ_name": "organ_name",
    "document_type": "document_type",
    "priority": "priority",
    "secrecy": "secrecy",
    "circulation_note": "circulation_note",
    "typer_notation": "typer_notation",
    "unit": "unit",
}
_MANY = {
    "addressee": "addressees",
    "legal_base": "legal_bases",
    "opening": "opening",
    "closing": "closing",
}


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of an example with the place that it has in the plan."""

    line: Line
    place: str
    """Empty for a line that only stands there for the reader."""
    before: str = ""
    """What the paper adds before the passage: a dash."""
    after: str = ""
    """What it adds behind it: a semicolon."""


def plan_of(example: Example) -> Plan:
    """Return the small plan with the lines of the example in their places."""
    by_role: dict[str, list[str]] = {}
    for line in example:
        by_role.setdefault(line.role, []).append(line.text)
    changes: dict[str, Any] = {}
    for role, texts in by_role.items():
        if role in _ONE:
            changes[_ONE[role]] = "\n".join(texts)
        elif role in _MANY:
            changes[_MANY[role]] = tuple(parse_runs(text) for text in texts if text)
        elif role in _MAKERS:
            changes |= _MAKERS[role](texts)
    return replace(SAMPLE, **changes, signer=_signer(by_role), appendixes=_appendixes(example))


def places_of(example: Example) -> Iterator[PlacedLine]:
    """Yield the lines with their places in the plan that `plan_of` makes."""
    counts: dict[str, int] = {}
    appendix, blocks = -1, 0
    for line in example:
        number = counts.get(line.role, 0)
        counts[line.role] = number + 1
        if line.role == "appendix_title":
            appendix, blocks = appendix + 1, 0
            yield PlacedLine(line, f"appendixes/{appendix}")
        elif line.role == "appendix_body":
            yield PlacedLine(line, f"appendixes/{appendix}/{blocks}")
            blocks += 1
        else:
            place = _PLACES.get(line.role, "").format(number)
            is_item = line.role in {"to_place", "filing_line"} and bool(line.text)
            after = ";" if is_item and line.role == "to_place" else ""
            yield PlacedLine(line, place, _DASH if is_item else "", after)


def _number(texts: list[str]) -> dict[str, Any]:
    found = _NUMBER.fullmatch(texts[0])
    number = found["number"] if found else None
    return {
        "code_number": int(number) if number else None,
        "code_notation": found["notation"].strip() if found else texts[0],
    }


def _date(texts: list[str]) -> dict[str, Any]:
    place, _, rest = texts[0].rpartition(", ngày")
    found = _DAY.search(f"ngày{rest}")
    day = date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    return {"promulgation_place": place, "promulgated_on": day}


def _signer(by_role: dict[str, list[str]]) -> Signer:
    usual = SAMPLE.signer
    return Signer(
        authority=tuple(one for one in by_role.get("authority", usual.authority) if one),
        position="".join(by_role.get("position", [usual.position])),
        full_name="".join(by_role.get("full_name", [usual.full_name])),
    )


def _appendixes(example: Example) -> tuple[Appendix, ...]:
    made: list[tuple[str, list[str]]] = []
    for line in example:
        if line.role == "appendix_title":
            made.append((line.text, []))
        elif line.role == "appendix_body":
            made[-1][1].append(line.text)
    return tuple(Appendix(title, parse_body("\n".join(body))) for title, body in made)


def _recipients(texts: list[str]) -> dict[str, Any]:
    return {"to_places": tuple(parse_runs(text) for text in texts if text)}


_MAKERS: dict[str, Callable[[list[str]], dict[str, Any]]] = {
    "number": _number,
    "date": _date,
    "subject": lambda texts: {"subject": parse_runs("\n".join(texts).replace("\n", "<br>"))},
    "body": lambda texts: {"body": parse_body("\n".join(texts))},
    "to_place": _recipients,
    "filing_line": lambda texts: {"filing_line": parse_runs(texts[0])},
}
_PLACES = {
    "organ_in_charge": "organ_in_charge",
    "organ_name": "organ_name",
    "number": "number",
    "date": "date",
    "document_type": "document_type",
    "subject": "subject",
    "addressee": "addressees/{}",
    "legal_base": "legal_bases/{}",
    "opening": "opening/{}",
    "body": "body/{}",
    "closing": "closing/{}",
    "to_place": "to_places/{}",
    "filing_line": "filing_line",
    "authority": "signer.authority/{}",
    "position": "signer.position",
    "full_name": "signer.full_name",
    "priority": "priority",
    "secrecy": "secrecy",
    "typer_notation": "typer_notation",
}
"""What the shown text calls the line of each role."""
