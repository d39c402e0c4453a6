"""How findings read in the templates: words marked in a text, and what a fix changes."""

import re
from collections.abc import Iterator
from itertools import groupby

from webapp.domain.form_rules.findings import Fix
from webapp.domain.plan import Plan, Runs
from webapp.services.finding_values import FieldFinding, FormError, Waiver
from webapp.services.shown_faults import Fault, Faults, ShownRun, cut, faults_of
from webapp.web.plans.blueprint import bp

_AROUND = 16
_LONG = 60
_UNSEEN = str.maketrans({"\n": "⏎", "\t": "⇥"})
_SPACES = re.compile(r"^ +| +$| {2,}| (?=[.,;:])")


@bp.app_template_filter()
def faults_in(findings: tuple[FieldFinding, ...], plan: Plan) -> Faults:
    """Return the words of the plan's text that the findings are about."""
    return faults_of(plan, findings)


@bp.app_template_filter()
def beyond(findings: tuple[FieldFinding, ...], waivers: tuple[Waiver, ...]) -> list[FieldFinding]:
    """Return the findings that stand in no list of errors that were passed over."""
    passed = {(error.rule, error.place) for one in waivers for error in one.errors}
    return [one for one in findings if (one.rule, one.place) not in passed]


@bp.app_template_filter()
def by_errors(waivers: tuple[Waiver, ...]) -> Iterator[tuple[tuple[FormError, ...], list[Waiver]]]:
    """Yield the words that let errors pass, those about the same errors together."""
    for errors, words in groupby(waivers, key=lambda one: one.errors):
        yield errors, list(words)


@bp.app_template_filter()
def keyed(
    errors: tuple[FormError, ...], findings: tuple[FieldFinding, ...]
) -> list[tuple[FormError, str]]:
    """Return each error that was passed over with the key of its finding, for marks to lead to."""
    left = [(one.rule, one.place, one.key) for one in findings]
    found = []
    for error in errors:
        mine = [one for one in left if one[:2] == (error.rule, error.place)]
        left = [one for one in left if one not in mine[:1]]
        found.append((error, mine[0][2] if mine else ""))
    return found


@bp.app_template_filter()
def cut_at(runs: Runs, faults: tuple[Fault, ...]) -> Iterator[ShownRun]:
    """Yield the runs, cut where what is at fault begins and ends."""
    return cut(runs, faults)


@bp.app_template_filter()
def change(fix: Fix) -> tuple[str, str]:
    """Return wrong and right as a person compares them: spaces seen, long ones about the change."""
    wrong, right = fix.wrong, fix.right
    if max(len(wrong), len(right)) > _LONG:
        wrong, right = _about(wrong, right)
    return _seen(wrong), _seen(right) or "(bỏ)"


def _about(wrong: str, right: str) -> tuple[str, str]:
    """Return both without most of what they have in common."""
    start = _alike(wrong, right)
    end = _alike(wrong[start:][::-1], right[start:][::-1])
    first = wrong.rfind(" ", 0, max(0, start - _AROUND)) + 1
    behind = wrong.find(" ", len(wrong) - max(0, end - _AROUND))
    last = len(wrong) - behind if behind >= 0 else 0
    before, after = "…" if first else "", "…" if last else ""
    short = [f"{before}{text[first : len(text) - last]}{after}" for text in (wrong, right)]
    return short[0], short[1]


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _seen(text: str) -> str:
    """Return the text with the spaces that matter as signs."""
    return _SPACES.sub(lambda found: "␣" * len(found[0]), text.translate(_UNSEEN))
