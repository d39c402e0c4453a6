"""A công văn of other hands: the rules that hold for it whatever of its head is not understood.

The reader tells it by «V/v» and «Kính gửi», and leaves both where they stand: the findings that a
paper with a type name would get for them are none here (PL3, Mẫu 1.4 and 1.5).
"""

from collections.abc import Iterable, Iterator

from webapp.domain.form_rules.findings import Finding
from webapp.domain.form_rules.subject import KINH_GUI, NHU_DIEU, NHU_TREN
from webapp.domain.outline.nature import IS_LETTER, is_addressed
from webapp.domain.plan import Plan, plain

_OF_ITS_HEAD = frozenset({"document_type", "subject", "promulgation_place", "promulgated_on"})
_OF_TYPE_NAMES = frozenset({KINH_GUI.id, NHU_TREN.id, NHU_DIEU.id})


def is_foreign_letter(plan: Plan) -> bool:
    """Tell a công văn that was not made by a template of this system."""
    return not plan.document_type and any(one.message == IS_LETTER for one in plan.report)


def of_a_letter(plan: Plan, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that hold for a công văn as well."""
    left_out = _OF_ITS_HEAD | _addressees(plan)
    for finding in findings:
        if finding.place not in left_out and finding.rule not in _OF_TYPE_NAMES:
            yield finding


def _addressees(plan: Plan) -> frozenset[str]:
    """Return the places of «Kính gửi» and of the lines with a dash right below it."""
    lines = [(f"opening/{place}", plain(runs)) for place, runs in enumerate(plan.opening)]
    lines += [(f"body/{block.id}", plain(block.runs)) for block in plan.body]
    found: set[str] = set()
    inside = False
    for place, text in lines:
        inside = is_addressed(text) or (inside and text.startswith("-"))
        if inside:
            found.add(place)
    return frozenset(found)
