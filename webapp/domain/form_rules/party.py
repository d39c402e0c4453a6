"""A Party committee's papers follow other rules than the decree's."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, warning
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted
from webapp.domain.plan import Plan

PARTY_ISSUER = warning(
    "HD05-VPTW",
    "Hướng dẫn 05-HD/VPTW",
    "Văn bản của cơ quan Đảng theo quy định của Đảng, không theo Nghị định 30",
)

_PARTY = re.compile(
    r"ĐẢNG CỘNG SẢN|\b(?:TỈNH|THÀNH|HUYỆN|QUẬN|ĐẢNG) [ỦU][ỶY]\b|\bĐẢNG BỘ\b|\bCHI BỘ\b"
)


def the_issuer_is_a_state_body(paper: Paper) -> Iterator[Finding]:
    """Point at a Party committee as issuer."""
    for name in _party_names(paper.plan):
        advice = "Cơ quan Đảng; văn bản của Đảng có thể thức riêng."
        yield quoted(PARTY_ISSUER, name, (0, len(name.text)), advice)


def is_of_the_party(plan: Plan) -> bool:
    """Tell whether a Party committee issues the paper, which the decree does not bind."""
    return bool(_party_names(plan))


def _party_names(plan: Plan) -> list[Words]:
    names = [Words(place, getattr(plan, place)) for place in ("organ_name", "organ_in_charge")]
    return [name for name in names if _PARTY.search(name.text.upper())]


RULES = (the_issuer_is_a_state_body,)
