"""A plan as the policy sees it: its situation, and the people of its agency as actors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import (
    AgencyRow,
    DocumentTypeRow,
    MembershipRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.db.models.plans import HandoverRow, PlanRow
from webapp.db.models.process import StepRow
from webapp.db.once import once
from webapp.db.queries import consultations
from webapp.domain.detours import Answer, Question, Transfer
from webapp.domain.people import Actor, Role
from webapp.domain.process import Decision, Situation
from webapp.domain.workflow import PlanState
from webapp.services.followers import standing_of
from webapp.services.number_traces import traces_of
from webapp.services.originals import original_of

OpenQuestions = Sequence[tuple[ConsultationRow, str]]
"""Each with the name of the person asked."""
NO_UNIT = 0
"""Nobody's unit: the plan of a drafter who belongs to none."""


@once
def steps_of(session: Session, plan_id: int) -> Sequence[StepRow]:
    """Return every step row of the plan, oldest first."""
    query = select(StepRow).where(StepRow.plan_id == plan_id).order_by(StepRow.id)
    return session.scalars(query).all()


def decisions_that_hold(steps: Iterable[StepRow]) -> tuple[StepRow, ...]:
    """Return the approvals that nothing voided, in the order they were made."""
    return tuple(
        sorted(
            (step for step in steps if step.decision == "approved" and step.decided_at),
            key=lambda step: (step.decided_at, step.round),
        )
    )


@once
def situation_at(session: Session, plan: PlanRow) -> Situation:
    """Return what the policy looks at, as the plan stands in the database.

    A page asks here, and learns whether the number may be crossed out; a deed looks for itself.
    """
    situation = situation_of(session, plan, steps_of(session, plan.id))
    if plan.register_row_id is None:
        return situation
    later = standing_of(session, plan.id)
    return replace(situation, traces=traces_of(session, plan.register_row_id, plan.id, later))


def situation_of(
    session: Session, plan: PlanRow, steps: Sequence[StepRow], asked: OpenQuestions | None = None
) -> Situation:
    """Return what the policy looks at; `steps` are the plan's rows as they stand now.

    `asked` are the questions that were open when the deed began, where they are loaded already.
    """
    asked = consultations.open_on(session, plan.id) if asked is None else asked
    last = _last_of_round(steps, plan.round)
    situation = Situation(
        state=plan.state,
        agency_id=plan.agency_id,
        unit_id=plan.unit_id or NO_UNIT,
        drafter_id=plan.drafter_id,
        document_type=type_name_of(session, plan.document_type_id),
        signer_person_id=_signer_id(session, plan),
        decisions=tuple(_decisions(steps)),
        last_mover_id=plan.last_mover_id,
        signature_recorded=plan.signed_on is not None,
        original=original_of(session, plan),
        return_directly=session.get_one(AgencyRow, plan.agency_id).return_directly,
        parent_unit_id=session.get_one(UnitRow, plan.unit_id).parent_id if plan.unit_id else None,
        questions=tuple(
            Question(row.asker_id, row.asked_id, name)
            for row, name in asked
            if row.answer == Answer.WAITING
        ),
        transfers=tuple(
            Transfer(key, person_id, row.transferred_to)
            for (key, person_id), row in last.items()
            if row.transferred_to is not None
        ),
        earlier_drafter_ids=_earlier_drafters(session, plan.id),
        unheard=frozenset(key for key, row in last.items() if row.decision == "not_needed"),
    )
    return _with_later_papers(session, plan, situation)


@once
def type_name_of(session: Session, type_id: int) -> str:
    """Return «Kế hoạch», «Công văn»."""
    return session.get_one(DocumentTypeRow, type_id).name


def _signer_id(session: Session, plan: PlanRow) -> int | None:
    if plan.signing_authority_id is None:
        return None
    return session.get_one(SigningAuthorityRow, plan.signing_authority_id).person_id


def _with_later_papers(session: Session, plan: PlanRow, situation: Situation) -> Situation:
    """Return the situation that knows what other papers made of an issued plan."""
    if plan.state != PlanState.ISSUED:
        return situation
    standing = standing_of(session, plan.id)
    return replace(
        situation,
        recalled_by=standing.recalled_by,
        replaced_by=standing.replaced_by,
        ending_open=standing.ending_open,
    )


def _earlier_drafters(session: Session, plan_id: int) -> frozenset[int]:
    query = select(HandoverRow.from_id).where(HandoverRow.plan_id == plan_id)
    return frozenset(session.scalars(query))


def _decisions(steps: Iterable[StepRow]) -> Iterator[Decision]:
    for step in decisions_that_hold(steps):
        clicked = step.decided_by or 0  # every approval names who made it
        if step.stand_in_id is not None and step.assignee_id is not None:
            yield Decision(step.step_key, step.assignee_id, clicked_by=clicked)
        else:
            yield Decision(step.step_key, clicked)


def _last_of_round(steps: Iterable[StepRow], round_: int) -> dict[tuple[str, int], StepRow]:
    """Return the newest row of each step and person in the round."""
    return {
        (row.step_key, row.assignee_id): row
        for row in steps
        if row.round == round_ and row.assignee_id is not None
    }


@once
def people_of(
    session: Session, agency_id: int, ids: frozenset[int] | None = None
) -> tuple[Actor, ...]:
    """Return who works in the agency now, everybody or those named, in a stable order."""
    query = (
        select(MembershipRow)
        .join(MembershipRow.person)
        .options(contains_eager(MembershipRow.person))
        .where(MembershipRow.agency_id == agency_id, MembershipRow.active, PersonRow.active)
        .order_by(PersonRow.id)
    )
    if ids is not None:
        query = query.where(MembershipRow.person_id.in_(ids))
    return tuple(_actor(membership) for membership in session.scalars(query))


def _actor(membership: MembershipRow) -> Actor:
    return Actor(
        person_id=membership.person_id,
        full_name=membership.person.full_name,
        agency_id=membership.agency_id,
        unit_id=membership.unit_id,
        position=membership.position,
        roles=frozenset(Role(role.role) for role in membership.roles),
    )
