"""Rules about the place beside the date (PL1 II.4)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.letters import is_capitals
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted
from webapp.domain.text import fold

ALONE = error("ND30-PL1-II.4c-dia-danh", "PL1 II.4c", "Địa danh chỉ ghi tên nơi đóng trụ sở")
INITIALS = error("ND30-PL1-II.4c-viet-hoa", "PL1 II.4c", "Các chữ cái đầu của địa danh viết hoa")
SMALL = error("ND30-PL1-II.4c-in-thuong", "PL1 II.4c", "Địa danh viết chữ thường")
OFFICIAL = warning(
    "ND30-PL1-II.4a-viet-tat", "PL1 II.4a", "Địa danh ghi tên gọi chính thức, không viết tắt"
)
WITH_KIND = error(
    "ND30-PL1-II.4a-ten-day-du",
    "PL1 II.4a",
    "Đơn vị hành chính mang tên người, chữ số ghi tên gọi đầy đủ",
)
OF_THE_COMMUNE = warning(
    "ND30-PL1-II.4a-xa", "PL1 II.4a", "Địa danh của cấp xã là tên xã, phường, đặc khu ban hành"
)

_WITH_MORE = re.compile(r",|\bngày\b|\btháng\b|\bnăm\b|/", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:TP|Tp|TX|TT|HCM|TPHCM|TPHN|HN)\b\.?")
_COMMON = frozenset({"phố", "xã", "trấn", "khu"})
"""Second syllables of «Thành phố», «Thị xã», «Thị trấn», «Đặc khu»."""
_NEEDS_KIND = re.compile(r"(?:Hồ Chí Minh|\d+)", re.IGNORECASE)
_COMMUNE = re.compile(r"^[ỦU][ỶY] BAN NHÂN DÂN (?:XÃ|PHƯỜNG|ĐẶC KHU) (?P<name>.+)$")


def place_is_a_name_alone(paper: Paper) -> Iterator[Finding]:
    """Hold the place to the official name of the seat's administrative unit (PL1 II.4)."""
    written = Words("promulgation_place", paper.plan.promulgation_place)
    place = written.text.strip()
    if not place:
        return
    span = (0, len(written.text))
    if _WITH_MORE.search(place):
        bare = place.rstrip(", ")
        right = None if _WITH_MORE.search(bare) else bare
        yield quoted(ALONE, written, span, "Chỉ ghi tên nơi đóng trụ sở, không kèm ngày.", right)
    elif is_capitals(place):
        if not _SHORT.search(place):
            right = place.title()
            yield quoted(SMALL, written, span, f"Viết «{right}».", right)
    elif (right := _with_initials(place)) != place:
        yield quoted(INITIALS, written, span, f"Viết «{right}».", right)
    if _SHORT.search(place):
        yield quoted(OFFICIAL, written, span, "Ghi tên gọi chính thức, không viết tắt.")
    if _NEEDS_KIND.fullmatch(place):
        yield quoted(WITH_KIND, written, span, "Ghi tên đầy đủ, như «Thành phố Hồ Chí Minh».")


def _with_initials(place: str) -> str:
    words = place.split(" ")
    return " ".join(
        word if position and word in _COMMON else word[:1].upper() + word[1:]
        for position, word in enumerate(words)
    )


def communes_write_at_home(paper: Paper) -> Iterator[Finding]:
    """Compare the place with the commune whose committee issues (PL1 II.4a)."""
    place = paper.plan.promulgation_place.strip()
    commune = _COMMUNE.match(" ".join(paper.plan.organ_name.upper().split()))
    if place and commune and fold(commune["name"]) not in fold(place):
        written = Words("promulgation_place", place)
        advice = "Khác tên đơn vị hành chính của cơ quan ban hành; kiểm tra lại."
        yield quoted(OF_THE_COMMUNE, written, (0, len(place)), advice)


RULES = (place_is_a_name_alone, communes_write_at_home)
