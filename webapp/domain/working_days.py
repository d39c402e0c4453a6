"""Days that are worked or free otherwise than their weekday says, each by a document."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.errors import DomainError

_SATURDAY = 5
_KEYS = {"day", "kind", "document", "issuer"}


class CalendarError(DomainError):
    """A calendar file that is badly written, or says what cannot be."""


class DayKind(StrEnum):
    """What a document makes of a day."""

    WORKED = "worked"
    """Worked to make up for a free day."""
    FREE = "free"
    """Free beside the public holidays."""


DAY_KIND_LABELS = {DayKind.WORKED: "Ngày làm bù", DayKind.FREE: "Ngày nghỉ"}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One such day."""

    day: date
    kind: DayKind
    document: str
    """«Công văn số 12/VPCP-KGVX ngày 25/12/2025»."""
    issuer: str
    """Who announced it."""


def is_weekend(day: date) -> bool:
    """Tell whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def load_days(text: str) -> tuple[SpecialDay, ...]:
    """Return the days of a calendar file; refuse the first one that cannot be."""
    try:
        tables = tomllib.loads(text).get("days", [])
    except tomllib.TOMLDecodeError as error:
        raise CalendarError(f"Tệp ngày nghỉ không phải TOML đúng cú pháp: {error}.") from error
    if not isinstance(tables, list):
        raise CalendarError("Tệp ngày nghỉ ghi sai mục days; mỗi ngày là một mục [[days]].")
    found: dict[date, SpecialDay] = {}
    for number, table in enumerate(tables, start=1):
        one = _day(table, f"mục [[days]] thứ {number}")
        if one.day in found:
            raise CalendarError(f"Ngày {one.day:%d/%m/%Y} có hai lần; bỏ bớt một mục [[days]].")
        found[one.day] = one
    return tuple(found.values())


def _day(table: object, where: str) -> SpecialDay:
    if not isinstance(table, dict):
        raise CalendarError(f"Không đọc được {where}; mỗi ngày là một mục [[days]].")
    if set(table) - _KEYS:
        raise CalendarError(
            f"Không hiểu khóa «{min(set(table) - _KEYS)}» của {where}; bỏ khóa này."
        )
    day = table.get("day")
    if type(day) is not date:
        raise CalendarError(f"Thiếu «day» của {where}; ghi ngày theo mẫu 2026-01-10.")
    kind = _text(table, "kind", where)
    if kind not in set(DayKind):
        raise CalendarError(f"«kind» của {where} phải là một trong: {', '.join(DayKind)}.")
    _demand_weekday(day, DayKind(kind))
    return SpecialDay(
        day, DayKind(kind), _text(table, "document", where), _text(table, "issuer", where)
    )


def _demand_weekday(day: date, kind: DayKind) -> None:
    if kind is DayKind.WORKED and not is_weekend(day):
        raise CalendarError(
            f"Ngày làm bù {day:%d/%m/%Y} không phải thứ Bảy hay Chủ nhật; sửa ngày này."
        )
    if kind is DayKind.FREE and is_weekend(day):
        raise CalendarError(
            f"Ngày nghỉ {day:%d/%m/%Y} là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ; bỏ ngày này."
        )


def _text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CalendarError(f"Thiếu «{key}» của {where}; ghi một chuỗi không rỗng.")
    return value.strip()
