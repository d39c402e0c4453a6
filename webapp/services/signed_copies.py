"""Bản đã ký, đóng dấu, as pages show it: the file that holds, those before it, what was found."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.queries import plans
from webapp.domain.people import Actor
from webapp.domain.process import Action, Situation
from webapp.domain.process_policy import refusal
from webapp.domain.workflow import PlanState
from webapp.services.originals import holds
from webapp.services.plan_access import NO_WORKFLOW
from webapp.services.signed_keeping import given_to
from webapp.services.signed_numbers import missing_of
from webapp.services.signed_values import SignedFile, signed_file


@dataclass(frozen=True, slots=True)
class SignedCopies:
    """The signed papers of one plan."""

    plan_id: int
    newest: SignedFile | None
    """The one to take; None where none is of the signature that stands."""
    older: tuple[SignedFile, ...]
    """The newest first."""
    may_add: bool
    waits: str
    """What the number, or going out, waits for, as a sentence; may be empty."""
    may_fill: bool = False
    """The file that leads has empty fields for the number and date that the plan has by now."""


def signed_copies_of(
    session: Session, actor: Actor, plan: PlanRow, situation: Situation
) -> SignedCopies:
    """Return the signed papers of a plan that the actor may read."""
    query = select(SignedCopyRow).where(SignedCopyRow.plan_id == plan.id)
    rows = session.scalars(query.order_by(SignedCopyRow.ordinal.desc())).all()
    names = plans.names_of(session, {row.added_by for row in rows})
    current = plans.current_revision(session, plan.id)
    found = tuple(_item(row, plan, current, names[row.added_by]) for row in rows)
    newest = found[0] if found and found[0].holds else None
    may_add = refusal(NO_WORKFLOW, situation, Action.ADD_SIGNED, actor) is None
    return SignedCopies(
        plan_id=plan.id,
        newest=newest,
        older=found[1:] if newest else found,
        may_add=may_add,
        waits=_waits(plan, situation),
        may_fill=may_add and newest is not None and bool(missing_of(plan, newest.checks)),
    )


def _waits(plan: PlanRow, situation: Situation) -> str:
    if situation.state == PlanState.VOIDED or not situation.signature_recorded:
        return ""
    original = situation.original
    if plan.code_number is None:
        return original.before_number(signature_recorded=True) or ""
    return original.before_issue() or ""


def _item(row: SignedCopyRow, plan: PlanRow, current: RevisionRow, who: str) -> SignedFile:
    is_valid = holds(row, plan, current)
    return signed_file(row, who, given_to(plan) if is_valid else {}, holds=is_valid)
