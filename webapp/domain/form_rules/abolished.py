"""Rules about bodies that no longer exist, as data with dates (two-tier local government)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.domain.form_rules.citations import CITED, clauses
from webapp.domain.form_rules.findings import Finding, warning
from webapp.domain.form_rules.paper import Paper, Part, Passage

DISTRICTS = warning(
    "L72-2025-cap-huyen",
    "Luật 72/2025/QH15",
    "Từ 01/7/2025 không còn cấp huyện, quận, thị xã, thị trấn",
)
MINISTRIES = warning(
    "NQ176-2025-QH15",
    "Nghị quyết 176/2025/QH15",
    "Từ 01/3/2025 dùng tên mới của bộ, sở sau sắp xếp",
)

_DISTRICT = r"(?:các )?(?:huyện|quận|thị xã|thị trấn)"


@dataclass(frozen=True, slots=True)
class _Abolished:
    """Names that were in use until a day."""

    until: date
    pattern: re.Pattern[str]


_DISTRICT_BODIES = _Abolished(
    date(2025, 7, 1),
    re.compile(
        rf"(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân) (?:{_DISTRICT}|cấp huyện)\b"
        rf"|(?:\b[Pp]hòng|\bHạt|\bTrung tâm)(?: [^\s,;.]+){{1,6}} (?:{_DISTRICT})\b"
        r"|\bcấp huyện\b|\b[Hh]uyện ủy\b|\bthị trấn\b|\bcác huyện, thị xã\b"
    ),
)
_OLD_MINISTRIES = _Abolished(
    date(2025, 3, 1),
    re.compile(
        r"\b(?:Bộ|Sở) (?:Kế hoạch và Đầu tư|Giao thông [Vv]ận tải|Tài nguyên và Môi trường"
        r"|Nông nghiệp và Phát triển nông thôn|Thông tin và Truyền thông"
        r"|Lao động ?[-–,] ?Thương binh và Xã hội)"
    ),
)


def bodies_exist(paper: Paper) -> Iterator[Finding]:
    """Point at abolished bodies in papers of a later date; citations of old acts keep them.

    A paper without date is being drafted now.
    """
    day = paper.plan.promulgated_on
    for abolished, rule, advice in (
        (_DISTRICT_BODIES, DISTRICTS, "cấp huyện đã bỏ từ 01/7/2025; ghi tên xã, phường, đặc khu"),
        (_OLD_MINISTRIES, MINISTRIES, "đã đổi tên, hợp nhất từ 01/3/2025; ghi tên hiện nay"),
    ):
        if day is not None and day < abolished.until:
            continue
        for passage in paper.passages:
            found = _found(abolished.pattern, passage)
            if found:
                yield rule.at(passage.place, f"«{found}»: {advice}.")


def _found(pattern: re.Pattern[str], passage: Passage) -> str | None:
    if passage.part is Part.LEGAL_BASES:
        return None
    for clause in clauses(passage.text):
        cited = CITED.search(clause)
        found = pattern.search(clause, 0, cited.start() if cited else len(clause))
        if found:
            return found.group()
    return None


RULES = (bodies_exist,)
