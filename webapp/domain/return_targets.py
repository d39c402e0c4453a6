"""A return to an earlier step of the round: which steps may be chosen, and what falls then."""

from webapp.domain.process import Action, Outcome, Situation, forward_action
from webapp.domain.workflow import Step, Workflow


def return_targets(workflow: Workflow, situation: Situation) -> tuple[Step, ...]:
    """Return the earlier steps that decided on the text and whose decision holds."""
    decided = {one.step_key for one in situation.decisions}
    earlier = workflow.steps[: max(workflow.position(situation.state), 0)]
    return tuple(
        step for step in earlier if step.key in decided and forward_action(step) is Action.APPROVE
    )


def outcome_to(workflow: Workflow, situation: Situation, target: Step) -> Outcome:
    """Return what the return leads to: the text stays, all decided from the target on falls."""
    fallen = workflow.steps[workflow.position(target.key) :]
    return Outcome(
        target.key,
        voids_signature=situation.signature_recorded,
        voided_steps=frozenset(step.key for step in fallen),
    )
