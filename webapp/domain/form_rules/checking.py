"""Run every rule of form that needs no layout over a plan."""

from collections.abc import Callable, Iterable, Iterator

from webapp.domain.form_rules import (
    abolished,
    appendixes,
    bases,
    bodies,
    capitals,
    citing,
    components,
    dates,
    encoding,
    ending,
    filing,
    issuer,
    known_names,
    lengths,
    marks,
    notation,
    numbering,
    open_places,
    party,
    place_names,
    recipients,
    references,
    seat,
    signature,
    signer,
    spelling,
    stamps,
    subject,
    table_numbers,
    typing_slips,
    unchecked,
)
from webapp.domain.form_rules.findings import Finding, Rule, Severity
from webapp.domain.form_rules.foreign_letters import is_foreign_letter, of_a_letter
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.unchecked import NotRun
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage

_MODULES = (
    components,
    issuer,
    party,
    notation,
    seat,
    subject,
    lengths,
    stamps,
    bases,
    citing,
    references,
    numbering,
    marks,
    table_numbers,
    capitals,
    bodies,
    known_names,
    place_names,
    dates,
    ending,
    open_places,
    appendixes,
    recipients,
    filing,
    signature,
    signer,
    abolished,
    encoding,
    typing_slips,
    spelling,
)
CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = tuple(
    rule for module in _MODULES for rule in module.RULES
)
CATALOGUE: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)
"""Every rule that can be found, in the order of the paper: what help shows."""
_DECREE = "ND30-"


def check(
    plan: Plan, stage: Stage = Stage.DRAFT, medium: Medium | None = None
) -> tuple[Finding, ...]:
    """Return the findings in the order of the rules; an empty tuple means the form is right.

    A paper of a Party committee is not held to the decree, a công văn not to what type names ask.
    """
    paper = Paper(plan, stage, medium or plan.medium)
    found: Iterable[Finding] = (finding for rule in CHECKS for finding in rule(paper))
    if is_foreign_letter(plan):
        found = of_a_letter(plan, found)
    if party.is_of_the_party(plan):
        found = (finding for finding in found if not finding.rule.startswith(_DECREE))
    return tuple(dict.fromkeys(found))


def not_run(plan: Plan) -> tuple[NotRun, ...]:
    """Return the rules that could not run on this plan, each with its reason."""
    return unchecked.not_run(plan)


def stage_of(plan: Plan) -> Stage:
    """Return the stage that a plan on its own must be at: issued once it has a number."""
    return Stage.DRAFT if plan.code_number is None else Stage.ISSUED


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Tell whether one of the findings breaks the decree."""
    return any(finding.severity is Severity.ERROR for finding in findings)
