"""Rules about dates inside the text: those that no calendar has, zeros, weekdays."""

import re
from collections.abc import Iterator
from datetime import date

from webapp.domain.form_rules.findings import Finding, hint, warning
from webapp.domain.form_rules.paper import Paper, Passage
from webapp.domain.form_rules.quotes import each, quoted

NO_SUCH_DATE = warning("TL-ngay-khong-co", "Dương lịch", "Ngày ghi trong văn bản có thật")
OTHER_WEEKDAY = warning("TL-thu-ngay", "Dương lịch", "Thứ trong tuần đúng với ngày")
ZERO = hint(
    "TL-so-0-ngay-thang", "PL1 II.4b", "Thêm số 0 trước ngày dưới 10 và tháng 1, 2, chỉ vậy"
)

_DIGIT = re.compile(r"\d")
_SHORT = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_WORDS = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?\b")
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "nhật": 6}
_WEEKDAY = re.compile(
    r"\b(?P<name>thứ (?P<word>hai|ba|tư|năm|sáu|bảy|bẩy)|chủ (?P<sunday>nhật)),? \(?ngày "
    r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_LEAST_WITHOUT_ZERO = 3
"""Months from here on are written without a zero (PL1 II.4b)."""


def dates_exist(paper: Paper) -> Iterator[Finding]:
    """Point at dates that no calendar has, and at weekdays that are of another day."""
    for passage in paper.passages:
        if not _DIGIT.search(passage.text):
            continue
        for found in each(_SHORT, passage.text):
            day, _, month, year = found.groups()
            yield from _unreal(passage, found, (day, month, year))
        for found in each(_WORDS, passage.text):
            day, month, year = found.groups()
            if year:
                yield from _unreal(passage, found, (day, month, year))
            yield from _zeros(passage, found)
        for found in each(_WEEKDAY, passage.text):
            yield from _weekday(passage, found)


def _unreal(
    passage: Passage, found: re.Match[str], numbers: tuple[str, str, str]
) -> Iterator[Finding]:
    if _read(*numbers) is None:
        yield quoted(NO_SUCH_DATE, passage, found.span(), "Không có ngày này; kiểm tra lại.")


def _read(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _zeros(passage: Passage, found: re.Match[str]) -> Iterator[Finding]:
    month = found[2].lstrip("0")
    shown = month if month and int(month) >= _LEAST_WITHOUT_ZERO else f"{month:0>2}"
    right = f"ngày {found[1]:0>2} tháng {shown}"
    span = (found.start(), found.end(2))
    if passage.text[slice(*span)] != right:
        yield quoted(ZERO, passage, span, f"Viết «{right}».", right)


def _weekday(passage: Passage, found: re.Match[str]) -> Iterator[Finding]:
    day = _read(found["day"], found["month"], found["year"])
    word = (found["word"] or found["sunday"]).lower()
    if day is not None and day.weekday() != _WEEKDAYS[word]:
        yield quoted(OTHER_WEEKDAY, passage, found.span(), "Thứ không đúng với ngày; kiểm tra lại.")


RULES = (dates_exist,)
