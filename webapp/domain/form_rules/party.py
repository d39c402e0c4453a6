"""A Party committee's papers follow other rules than the decree's."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, warning
from webapp.domain.form_rules.paper import Paper

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
    for place in ("organ_name", "organ_in_charge"):
        name: str = getattr(paper.plan, place)
        if _PARTY.search(name.upper()):
            yield PARTY_ISSUER.at(
                place, f"«{name}» là cơ quan Đảng; văn bản của Đảng có thể thức riêng."
            )


RULES = (the_issuer_is_a_state_body,)
