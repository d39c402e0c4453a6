"""Run every rule of form that needs no layout over a plan."""

from collections.abc import Callable, Iterator

from webapp.domain.form_rules import (
    abolished,
    bases,
    capitals,
    components,
    ending,
    notation,
    numbering,
    party,
    recipients,
    signature,
    spelling,
    subject,
)
from webapp.domain.form_rules.findings import Finding, Rule, Severity
from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import Medium, Plan
from webapp.domain.stages import Stage

_MODULES = (
    components,
    notation,
    subject,
    bases,
    numbering,
    capitals,
    ending,
    recipients,
    signature,
    abolished,
    party,
    spelling,
)
CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = tuple(
    rule for module in _MODULES for rule in module.RULES
)
CATALOGUE: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)
"""Every rule that can be found, in the order of the paper: what help shows."""


def check(
    plan: Plan, stage: Stage = Stage.DRAFT, medium: Medium | None = None
) -> tuple[Finding, ...]:
    """Return the findings in the order of the rules; an empty tuple means the form is right."""
    paper = Paper(plan, stage, medium or plan.medium)
    found = (finding for rule in CHECKS for finding in rule(paper))
    return tuple(dict.fromkeys(found))


def stage_of(plan: Plan) -> Stage:
    """Return the stage that a plan on its own must be at: issued once it has a number."""
    return Stage.DRAFT if plan.code_number is None else Stage.ISSUED


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Tell whether one of the findings breaks the decree."""
    return any(finding.severity is Severity.ERROR for finding in findings)
