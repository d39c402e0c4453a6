"""Words that a scan or a typist damaged: they stay as they are, and a person is told."""

import re
from collections.abc import Iterator
from datetime import date

_DAY = re.compile(
    r"\bngày\s+(?P<day>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{0,4}|(?:[…._]+|/)\s*/?[\s\d/…._]*)"
)
_WHOLE_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEARS = re.compile(r"\bgiai đoạn\s+(?P<years>\d{1,5}\s*[-–]\s*\d{1,5})\b")
_WHOLE_YEARS = re.compile(r"\d{4}\s*[-–]\s*\d{4}")
_NOTATION = re.compile(r"\bsố\s+\d+(?:\s+[-/]\s*|[-/]\s+)[A-ZĐ]{2}[\w/-]*")


def faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield each damaged place of a paragraph: one sentence, and the words."""
    for match in _DAY.finditer(text):
        if not _is_day(match["day"]):
            said = f"ngày {match['day']}".strip()
            yield f"«{said}» thiếu hoặc không có thật; giữ nguyên như bản gốc.", said
    for match in _YEARS.finditer(text):
        if not _WHOLE_YEARS.fullmatch(match["years"]):
            yield f"Giai đoạn «{match['years']}» không đủ chữ số; giữ nguyên.", match["years"]
    for match in _NOTATION.finditer(text):
        yield f"Ký hiệu «{match[0]}» có khoảng trắng thừa; giữ nguyên như bản gốc.", match[0]


def _is_day(text: str) -> bool:
    match = _WHOLE_DAY.fullmatch(text.strip())
    if match is None:
        return False
    day, month, year = map(int, match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
