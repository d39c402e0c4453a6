"""What a deed makes void: said by name and step before it is done, kept with its event after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.db.models.plans import PlanRow
from webapp.db.models.process import StepRow
from webapp.db.queries import plans
from webapp.domain import process
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.process import Action, Outcome, Situation
from webapp.domain.return_targets import outcome_to, return_targets
from webapp.domain.workflow import PlanState, Workflow
from webapp.services.deeds import Work
from webapp.services.numbering import number_text_of
from webapp.services.plan_pages import ActionItem, ReturnChoice
from webapp.services.situations import decisions_that_hold


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan with what holds in it, before a deed."""

    plan: PlanRow
    workflow: Workflow
    situation: Situation
    rows: Sequence[StepRow]
    names: Mapping[int, str]
    """Of everybody who decided."""


def leads_of(work: Work) -> Outcome:
    """Return what the deed leads to; a return may name an earlier step as its target."""
    deed = work.deed
    if deed.action is not Action.RETURN or not deed.target:
        return process.outcome(work.workflow, work.situation, deed.action, work.actor)
    chosen = (
        one for one in return_targets(work.workflow, work.situation) if one.key == deed.target
    )
    target = next(chosen, None)
    if target is None:
        raise InvalidInputError(
            "Chọn trả về người soạn thảo hoặc một bước trước còn hiệu lực.", "target"
        )
    return outcome_to(work.workflow, work.situation, target)


def void(work: Work, leads: Outcome) -> None:
    """Void what falls with the move, and remember it for the event."""
    held = decisions_that_hold(work.questions.rows)
    work.questions.void(_kept(work.workflow, work.situation, leads))
    if leads.withdrawn is not None:
        work.questions.take_back(leads.withdrawn.step_key, leads.withdrawn.made_by, work.now)
    fallen = [row for row in held if row.decision != "approved"]
    ids = {row.decided_by for row in fallen if row.decided_by is not None}
    names = plans.names_of(work.session, ids)
    signature = _signature(work.plan, leads)
    work.questions.fallen = [*in_words(work.workflow, fallen, names), *signature]


def foretold(standing: Standing, leads: Outcome) -> tuple[str, ...]:
    """Return what falls if the deed is done, «Kiểm tra thể thức» with whose it is."""
    held = decisions_that_hold(standing.rows)
    taken = leads.withdrawn
    if taken is not None:
        mine = (taken.step_key, taken.made_by, standing.plan.round)
        fallen = [row for row in held if (row.step_key, row.decided_by, row.round) == mine]
    else:
        kept = _kept(standing.workflow, standing.situation, leads)
        fallen = [row for row in held if row.step_key not in kept]
    said = in_words(standing.workflow, fallen, standing.names)
    return (*said, *_signature(standing.plan, leads))


def foretold_of_edit(standing: Standing) -> tuple[str, ...]:
    """Return what falls if another text is saved."""
    return foretold(standing, process.edit_outcome(standing.situation))


def with_falls(
    buttons: Iterable[ActionItem], standing: Standing, actor: Actor
) -> tuple[ActionItem, ...]:
    """Return the buttons, each saying what falls with its deed."""
    return tuple(_with_falls(one, standing, actor) for one in buttons)


def _with_falls(button: ActionItem, standing: Standing, actor: Actor) -> ActionItem:
    workflow, situation = standing.workflow, standing.situation
    match Action(button.action):
        case Action.VOID:
            number = number_text_of(standing.plan.code_number, standing.plan.code_notation)
            return replace(button, voids=(f"số {number}",))
        case Action.RETURN:
            targets = tuple(
                ReturnChoice(
                    step.key, step.label, foretold(standing, outcome_to(workflow, situation, step))
                )
                for step in return_targets(workflow, situation)
            )
            leads = process.outcome(workflow, situation, Action.RETURN, actor)
            return replace(button, voids=foretold(standing, leads), targets=targets)
        case Action.WITHDRAW:
            leads = process.outcome(workflow, situation, Action.WITHDRAW, actor)
            return replace(button, voids=foretold(standing, leads))
    return button


def _kept(workflow: Workflow, situation: Situation, leads: Outcome) -> frozenset[str]:
    if leads.voids_decisions:
        outliving = process.decisions_after_change(workflow, situation.decisions)
        return frozenset(one.step_key for one in outliving)
    return frozenset(step.key for step in workflow.steps) - leads.voided_steps


def in_words(
    workflow: Workflow, rows: Iterable[StepRow], names: Mapping[int, str]
) -> tuple[str, ...]:
    """Return decisions as «Kiểm tra thể thức» and whose it is."""
    labels = {step.key: step.label for step in workflow.steps}
    return tuple(
        f"«{labels[row.step_key]}» của {names[row.decided_by]}"
        for row in rows
        if row.decided_by is not None
    )


def _signature(plan: PlanRow, leads: Outcome) -> tuple[str, ...]:
    if plan.signed_on is None or not (leads.voids_signature or leads.state == PlanState.DRAFT):
        return ()
    return (f"chữ ký ghi nhận ngày {plan.signed_on:%d/%m/%Y}",)
