"""Findings of form beside the field they are about, with the words they mean."""

from collections.abc import Sequence

from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Finding
from webapp.domain.form_rules.places import place_label
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage
from webapp.services.plan_pages import FieldFinding

_FORM_FIELDS = {
    "subject": "subject",
    "legal_bases": "legal_bases",
    "opening": "opening",
    "body": "body",
    "appendixes": "appendixes",
    "closing": "closing",
    "to_places": "to_places",
    "filing_line": "filing_line",
    "promulgation_place": "promulgation_place",
    "signer.authority": "signing_authority_id",
    "signer.position": "signing_authority_id",
    "signer.full_name": "signing_authority_id",
    "signer": "signing_authority_id",
    "priority": "priority",
}
"""Where a finding stands in the form; what comes from the agency's data stands above it."""
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def findings_of(
    plan: Plan, stage: Stage = Stage.DRAFT, keys: Sequence[int] | None = None
) -> tuple[FieldFinding, ...]:
    """Return what the rules of form find, errors first; `keys` name the form's appendixes."""
    named = range(len(plan.appendixes)) if keys is None else keys
    found = [_beside(plan, finding, named) for finding in check(plan, stage)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.severity]))


def _beside(plan: Plan, finding: Finding, keys: Sequence[int]) -> FieldFinding:
    field, _, rest = finding.place.partition("/")
    name = _FORM_FIELDS.get(field, "")
    if name == "appendixes" and rest:
        name = f"appendix-{keys[int(rest.partition('/')[0])]}"
    return FieldFinding(
        field=name,
        message=finding.message,
        severity=finding.severity.value,
        source=finding.source,
        rule=finding.rule,
        excerpt=place_label(plan, finding.place) if rest else "",
    )
