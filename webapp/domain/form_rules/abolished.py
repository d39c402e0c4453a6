"""Rules about bodies that no longer exist, as data with dates (two-tier local government)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.domain.form_rules.citations import CITED, clauses
from webapp.domain.form_rules.findings import Finding, Rule, warning
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, quoted

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

    rule: Rule
    until: date
    hint: re.Pattern[str]
    """Stands in every text that the pattern fits; quickly looked for."""
    pattern: re.Pattern[str]
    in_header: re.Pattern[str]
    advice: str


_ABOLISHED = (
    _Abolished(
        DISTRICTS,
        date(2025, 7, 1),
        re.compile(r"[Hh]uyện|quận|thị xã|thị trấn"),
        re.compile(
            r"(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân) "
            rf"(?:{_DISTRICT}|cấp huyện)\b"
            rf"|(?:\b[Pp]hòng|\bHạt|\bTrung tâm)(?: [^\s,;.]+){{1,6}} (?:{_DISTRICT})\b"
            r"|\bcấp huyện\b|\b[Hh]uyện ủy\b|\bthị trấn\b|\bcác huyện, thị xã\b"
        ),
        re.compile(r"^(?:.*\b(?:NHÂN DÂN|UBND|HĐND) )?(?:HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\b"),
        "cấp huyện đã bỏ từ 01/7/2025; ghi tên xã, phường, đặc khu",
    ),
    _Abolished(
        MINISTRIES,
        date(2025, 3, 1),
        re.compile(r"(?:Bộ|Sở) [KGTNL]"),
        re.compile(
            r"(?:Bộ|Sở) (?:Kế hoạch và Đầu tư|Giao thông [Vv]ận tải|Tài nguyên và Môi trường"
            r"|Nông nghiệp và Phát triển nông thôn|Thông tin và Truyền thông"
            r"|Lao động ?[-–,] ?Thương binh và Xã hội)"
        ),
        re.compile(
            r"^(?:BỘ|SỞ) (?:KẾ HOẠCH VÀ ĐẦU TƯ|GIAO THÔNG VẬN TẢI|TÀI NGUYÊN VÀ MÔI TRƯỜNG"
            r"|NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN|THÔNG TIN VÀ TRUYỀN THÔNG|LAO ĐỘNG)"
        ),
        "đã đổi tên, hợp nhất từ 01/3/2025; ghi tên hiện nay",
    ),
)
_OF_THE_PAST = re.compile(
    r"\bnay là\b|\bnguyên (?:là|Bộ|Phó|Chủ|Giám|Bí|Trưởng)\b|\btrước đây\b|\bcũ\b"
    r"|\b(?:trước|sau)(?: khi)? (?:sáp nhập|sắp xếp)\b"
    r"|\bkhông (?:tổ chức|còn)\b|\bkết thúc hoạt động\b|\bgiải thể\b|\bbàn giao từ\b"
)
"""Words of a clause that speaks of the change itself."""
_HEADER = ("organ_in_charge", "organ_name", "promulgation_place")
_YEAR = re.compile(r"(?:\d[/.-]\d{1,2}[/.-]|năm )(20\d\d)\b")


def bodies_exist(paper: Paper) -> Iterator[Finding]:
    """Point at abolished bodies in papers of a later date; citations of old acts keep them."""
    for abolished in _ABOLISHED:
        if not is_later(paper, abolished.until):
            continue
        for field in _HEADER:
            name = Words(field, " ".join(getattr(paper.plan, field).split()))
            found = abolished.in_header.match(name.text.upper())
            if found:
                yield quoted(abolished.rule, name, found.span(), f"{abolished.advice}.")
        for passage in paper.passages:
            span = _found(abolished, passage)
            if span:
                yield quoted(abolished.rule, passage, span, f"{abolished.advice}.")


def is_later(paper: Paper, day: date) -> bool:
    """Tell whether the paper is of the day or later.

    One without date is being drafted now, unless every year that its head names is before the day.
    """
    if paper.plan.promulgated_on is not None:
        return paper.plan.promulgated_on >= day
    head = paper.of(Part.SUBJECT, Part.LEGAL_BASES, Part.OPENING)
    years = [int(year) for passage in head for year in _YEAR.findall(passage.text)]
    return not years or max(years) >= day.year


def _found(abolished: _Abolished, passage: Passage) -> tuple[int, int] | None:
    if passage.part is Part.LEGAL_BASES or not abolished.hint.search(passage.text):
        return None
    if not abolished.pattern.search(passage.text):
        return None
    for clause in clauses(passage.text):
        cited = CITED.search(clause.text)
        end = cited.start() if cited else len(clause.text)
        found = abolished.pattern.search(clause.text, 0, end)
        if found and not _OF_THE_PAST.search(clause.text):
            return clause.start + found.start(), clause.start + found.end()
    return None


RULES = (bodies_exist,)
