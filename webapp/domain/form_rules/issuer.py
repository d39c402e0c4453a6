"""Rules about the names of the issuer and of its superior (PL1 II.2)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted

ISSUER_FULL = error(
    "ND30-PL1-II.2a-ten-day-du", "PL1 II.2a", "Tên cơ quan ban hành viết chính thức, đầy đủ"
)
UNIT_UNNAMED = error(
    "ND30-PL1-II.2a-ten-don-vi",
    "PL1 II.2a",
    "Tên ủy ban nhân dân, hội đồng nhân dân có tên đơn vị hành chính",
)
NO_SUPERIOR = warning(
    "ND30-PL1-II.2a-chu-quan", "PL1 II.2a", "Trên tên sở có tên ủy ban nhân dân tỉnh, thành phố"
)

_SHORT_NAMES = re.compile(
    r"\b(?:UBND|HĐND|UBMTTQ|MTTQ|BCĐ|BQL|TNHH MTV|GD&ĐT|GDĐT|GD-ĐT|KH&CN|KHCN|NN&MT|NNMT"
    r"|VHTTDL|VH,TT&DL|TN&MT|TNMT|KH&ĐT|KHĐT|LĐTBXH)\b|\bTP\.(?!\w\.)"
)
_UNIT = re.compile(
    r"^(?P<body>(?:[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND)"
    r"(?: (?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU))?)$"
)
_UNIT_BELOW = re.compile(r"\s*(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN)\b")
_DEPARTMENT = re.compile(r"^SỞ\b")


def issuer_is_written_in_full(paper: Paper) -> Iterator[Finding]:
    """Abbreviate the superior's name alone (PL1 II.2a); the capitals are the template's work."""
    name = Words("organ_name", paper.plan.organ_name)
    short = _SHORT_NAMES.search(name.text)
    if short:
        yield quoted(ISSUER_FULL, name, short.span(), "Viết đầy đủ tên cơ quan ban hành.")


def units_are_named(paper: Paper) -> Iterator[Finding]:
    """Demand the name of the unit behind «ỦY BAN NHÂN DÂN TỈNH», for both names (PL1 II.2a)."""
    for place in ("organ_name", "organ_in_charge"):
        name = Words(place, getattr(paper.plan, place))
        if place == "organ_in_charge" and _UNIT_BELOW.match(paper.plan.organ_name.upper()):
            continue  # one name in two lines, which a reader took for two
        found = _UNIT.match(" ".join(name.text.upper().split()))
        if found:
            yield quoted(UNIT_UNNAMED, name, (0, len(name.text)), "Ghi thêm tên đơn vị hành chính.")


def departments_have_a_superior(paper: Paper) -> Iterator[Finding]:
    """Name the people's committee above a department (PL1 II.2a)."""
    plan = paper.plan
    if _DEPARTMENT.match(plan.organ_name.strip().upper()) and not plan.organ_in_charge.strip():
        yield NO_SUPERIOR.at(
            "organ_in_charge", "Ghi tên cơ quan chủ quản trên tên sở, như «UBND TỈNH …»."
        )


RULES = (issuer_is_written_in_full, units_are_named, departments_have_a_superior)
