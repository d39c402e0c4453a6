"""Hints about typing: spaces, punctuation, a word of style; and dates that do not exist."""

import re
from collections.abc import Iterator
from datetime import date

from webapp.domain.form_rules.findings import Finding, Rule, hint, warning
from webapp.domain.form_rules.letters import LOWER
from webapp.domain.form_rules.paper import Paper, Passage

DOUBLE_SPACE = hint("TL-hai-dau-cach", "Kỹ thuật soạn thảo", "Giữa hai từ chỉ có một dấu cách")
SPACE_BEFORE = hint(
    "TL-cach-truoc-dau", "Kỹ thuật soạn thảo", "Không có dấu cách trước dấu chấm, phẩy, hai chấm"
)
NO_SPACE_AFTER = hint(
    "TL-cach-sau-dau", "Kỹ thuật soạn thảo", "Có dấu cách sau dấu phẩy, chấm phẩy"
)
INDENT = hint("TL-thut-dong", "PL1 II.6e", "Không dùng dấu cách hay tab để thụt đầu dòng")
ENSURE = hint("TL-dam-bao", "Văn phong hành chính", "Dùng «bảo đảm» thay cho «đảm bảo»")
NO_SUCH_DATE = warning("TL-ngay-khong-co", "Dương lịch", "Ngày ghi trong văn bản có thật")

_PATTERNS: tuple[tuple[re.Pattern[str], Rule, str], ...] = (
    (re.compile(r"\S( {2,})\S"), DOUBLE_SPACE, "Có hai dấu cách liền nhau; bỏ bớt."),
    (
        re.compile(rf"[{LOWER}] +[,;:](?=\s|$)|[{LOWER}] +\.(?=\s|$)"),
        SPACE_BEFORE,
        "Bỏ dấu cách trước dấu câu.",
    ),
    (re.compile(rf"[{LOWER}][,;][{LOWER}]"), NO_SPACE_AFTER, "Thêm dấu cách sau dấu câu."),
    (re.compile(r"^(?:\t| {2,})"), INDENT, "Bỏ dấu cách, tab ở đầu đoạn."),
    (re.compile(r"\bđảm bảo\b", re.IGNORECASE), ENSURE, "Nên viết «bảo đảm»."),
)
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_DATE_IN_WORDS = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")


def typing_is_clean(paper: Paper) -> Iterator[Finding]:
    """Point at each kind of slip once a paragraph."""
    for passage in paper.passages:
        for pattern, rule, advice in _PATTERNS:
            found = pattern.search(passage.text)
            if found:
                yield rule.at(passage.place, f"«{_shown(passage, found)}»: {advice}")


def _shown(passage: Passage, found: re.Match[str]) -> str:
    start, end = max(found.start() - 10, 0), found.end() + 10
    return passage.text[start:end].strip()


def dates_exist(paper: Paper) -> Iterator[Finding]:
    """Point at dates that no calendar has."""
    for passage in paper.passages:
        for pattern in (_DATE, _DATE_IN_WORDS):
            for found in pattern.finditer(passage.text):
                day, month, year = (int(part) for part in found.groups())
                if not _exists(day, month, year):
                    yield NO_SUCH_DATE.at(
                        passage.place, f"Không có «{found.group()}»; kiểm tra lại ngày."
                    )


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


RULES = (typing_is_clean, dates_exist)
