"""Findings of form beside the field they are about, with the words they mean."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2s

from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Finding, Fix
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.places import place_label
from webapp.domain.form_rules.wording import Wording
from webapp.domain.outline.stretches import Edit, applied
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage
from webapp.services.draft_fields import DraftFields, from_typed, to_typed
from webapp.services.finding_places import FormPlaces, context_of
from webapp.services.finding_values import FieldFinding
from webapp.services.shown_faults import LINES

_FORM_FIELDS = {
    "subject": "subject",
    "addressees": "addressees",
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


def findings_of(plan: Plan, stage: Stage = Stage.DRAFT) -> tuple[FieldFinding, ...]:
    """Return what the rules of form find in a text, errors first."""
    shown = {passage.place for passage in Paper(plan, stage, plan.medium).passages} | set(LINES)
    keys, wording = range(len(plan.appendixes)), Wording(plan)
    found = [
        replace(
            _beside(plan, finding, keys),
            is_shown=finding.place in shown,
            known_by=wording.key(finding),
        )
        for finding in check(plan, stage)
    ]
    return _in_order(found)


def findings_in(fields: DraftFields, plan: Plan) -> tuple[FieldFinding, ...]:
    """Return what they find in the plan of a form, each with where it stands in the fields."""
    keys = [part.key for part in fields.appendixes if not part.dropped]
    places, wording = FormPlaces(fields, plan), Wording(plan)
    found = []
    for finding in check(plan):
        spot = places.spot(finding)
        fix = shown_fix(finding) if spot is not None and spot.fix is not None else None
        known_by = wording.key(finding)
        found.append(replace(_beside(plan, finding, keys), spot=spot, fix=fix, known_by=known_by))
    return _in_order(found)


def mended(fields: DraftFields, findings: Iterable[FieldFinding]) -> tuple[DraftFields, int]:
    """Return the fields with the fix of each finding made, and how many were.

    Of two that touch the same words the first is made; what the other says is found again.
    """
    edits: dict[str, list[Edit]] = {}
    for spot in (one.spot for one in findings):
        if spot is not None and spot.fix is not None:
            mine = edits.setdefault(spot.area, [])
            if not any(_touch(spot.fix, other) for other in mine):
                mine.append(spot.fix)
    typed = to_typed(fields)
    changed = {area: applied(typed[area], tuple(mine)) for area, mine in edits.items()}
    return from_typed(typed | changed), sum(map(len, edits.values()))


def shown_fix(finding: Finding) -> Fix | None:
    """Return the fix without the words that only tell its place."""
    fix, context = finding.fix, context_of(finding)
    before = context[: len(context) - len(finding.quote)]
    if fix is None or not before or not fix.right.startswith(before):
        return fix
    return Fix(finding.quote, fix.right[len(before) :])


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end


def _in_order(found: list[FieldFinding]) -> tuple[FieldFinding, ...]:
    """Return the findings errors first, each with its key."""
    seen: Counter[str] = Counter()
    ordered = []
    for one in sorted(found, key=lambda one: _ORDER[one.severity]):
        start = one.spot.start if one.spot else 0
        said = f"{one.rule}|{one.field}|{one.message}|{one.excerpt}|{one.context}|{start}"
        digest = blake2s(said.encode(), digest_size=4).hexdigest()
        seen[digest] += 1
        key = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        ordered.append(replace(one, key=key))
    return tuple(ordered)


def _beside(plan: Plan, finding: Finding, keys: Sequence[int]) -> FieldFinding:
    field, _, rest = finding.place.partition("/")
    name = _FORM_FIELDS.get(field, "")
    if name == "appendixes" and rest:
        name = f"appendix-{keys[int(rest.partition('/')[0])]}"
    where = place_label(plan, finding.place)
    return FieldFinding(
        field=name,
        message=finding.message,
        severity=finding.severity.value,
        source=finding.source,
        rule=finding.rule,
        excerpt=where if rest else "",
        where=where,
        place=finding.place,
        quote=finding.quote,
        context=context_of(finding),
    )
