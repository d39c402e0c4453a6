"""Papers between signature and issue: read by whoever watches the deadlines and closes the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import OPEN, PlanLinkRow, PlanRow
from webapp.db.models.process import StepRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.probes import there_is
from webapp.domain.chain import ENDING
from webapp.domain.workflow import PlanState

_ENDED = (PlanState.ISSUED, PlanState.VOIDED)


@dataclass(frozen=True, slots=True)
class Signed:
    """A plan that is signed and still waits for the clerk."""

    plan_id: int
    subject: str
    document_type_id: int
    advisory_body_id: int | None
    priority: str
    signed_on: date
    code_number: int | None
    code_notation: str


def signed_plans(session: Session, agency_id: int, most: int | None = None) -> tuple[Signed, ...]:
    """Return the plans that are signed and wait at a step, the earliest signature first.

    Of more than so many, those that are urgent before the others.
    """
    waits = there_is(StepRow.plan_id == PlanRow.id, StepRow.decision == "waiting")
    query = (
        select(
            PlanRow.id.label("plan_id"),
            PlanRow.subject,
            PlanRow.document_type_id,
            PlanRow.advisory_body_id,
            PlanRow.priority,
            PlanRow.signed_on,
            PlanRow.code_number,
            PlanRow.code_notation,
        )
        .where(PlanRow.agency_id == agency_id, OPEN, PlanRow.signed_on.is_not(None), waits)
        .order_by(PlanRow.signed_on, PlanRow.id)
        .limit(most)
    )
    if most is None:
        return _signed(session, query)
    # One after the other, so that each is read in the order of its index and no further.
    urgent = _signed(session, query.where(PlanRow.priority > ""))
    others = query.where(PlanRow.priority == "").limit(most - len(urgent))
    return (*urgent, *_signed(session, others))


def _signed(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[Signed, ...]:
    return tuple(Signed(**row) for row in session.execute(query).mappings())


def unsigned_plans(session: Session, agency_id: int, limit: int) -> Sequence[PlanRow]:
    """Return the plans that were submitted and wait at a step before the signature, the newest."""
    waits = there_is(StepRow.plan_id == PlanRow.id, StepRow.decision == "waiting")
    return session.scalars(
        select(PlanRow)
        .where(
            PlanRow.agency_id == agency_id,
            OPEN,
            PlanRow.signed_on.is_(None),
            PlanRow.state.not_in((PlanState.DRAFT, PlanState.RETURNED)),
            waits,
        )
        .order_by(PlanRow.id.desc())
        .limit(limit)
    ).all()


def unsent_lines(
    session: Session, agency_id: int, since: date, limit: int
) -> Sequence[RegisterRow]:
    """Return numbered papers without a plan that were not passed on, the oldest first.

    A copy of a recalled plan goes out no more; what was sent after its book was closed has no
    day there.
    """
    recalled = there_is(
        CopyRow.register_row_id == RegisterRow.id,
        PlanLinkRow.target_id == CopyRow.plan_id,
        PlanLinkRow.kind == "recalls",
        PlanRow.id == PlanLinkRow.plan_id,
        PlanRow.state == PlanState.ISSUED,
    )
    return session.scalars(
        select(RegisterRow)
        .where(
            RegisterRow.agency_id == agency_id,
            RegisterRow.sent_on.is_(None),
            RegisterRow.plan_id.is_(None),
            RegisterRow.status == "issued",
            RegisterRow.origin == "given",
            RegisterRow.promulgated_on >= since,
            ~recalled,
            ~there_is(DispatchRow.register_row_id == RegisterRow.id),
        )
        .order_by(RegisterRow.promulgated_on, RegisterRow.id)
        .limit(limit)
    ).all()


def unsent_plans(
    session: Session, agency_id: int, since: date, limit: int
) -> Sequence[RegisterRow]:
    """Return the lines of issued plans that were not passed on, the oldest first.

    One that was recalled or replaced goes out no more; one that was sent after its book was
    closed has no day there.
    """
    later = aliased(PlanRow)
    ended = there_is(
        PlanLinkRow.target_id == PlanRow.id,
        PlanLinkRow.kind.in_(ENDING),
        later.id == PlanLinkRow.plan_id,
        later.state == PlanState.ISSUED,
    )
    return session.scalars(
        select(RegisterRow)
        .join(PlanRow, PlanRow.id == RegisterRow.plan_id)
        .where(
            RegisterRow.agency_id == agency_id,
            RegisterRow.sent_on.is_(None),
            RegisterRow.plan_id.is_not(None),
            RegisterRow.promulgated_on >= since,
            PlanRow.state == PlanState.ISSUED,
            ~ended,
            ~there_is(DispatchRow.plan_id == PlanRow.id),
        )
        .order_by(RegisterRow.promulgated_on, RegisterRow.id)
        .limit(limit)
    ).all()


def lines_with_status(
    session: Session, series_id: int, year: int, status: str, limit: int
) -> Sequence[RegisterRow]:
    """Return lines of a book that are void or reserved, by number."""
    return session.scalars(
        select(RegisterRow)
        .where(
            RegisterRow.series_id == series_id,
            RegisterRow.year == year,
            RegisterRow.status == status,
        )
        .order_by(RegisterRow.number)
        .limit(limit)
    ).all()


def not_issued(session: Session, series_id: int, year: int, limit: int) -> Sequence[RegisterRow]:
    """Return lines of a book whose paper has its number and did not go out, be it a plan or not.

    A plan may be issued by its number: what tells is the day of passing on.
    """
    unfinished = select(PlanRow.id).where(
        PlanRow.register_row_id.is_not(None), PlanRow.state.not_in(_ENDED)
    )
    return session.scalars(
        select(RegisterRow)
        .where(
            RegisterRow.series_id == series_id,
            RegisterRow.year == year,
            RegisterRow.status == "issued",
            RegisterRow.origin == "given",
            RegisterRow.plan_id.in_(unfinished) | RegisterRow.sent_on.is_(None),
        )
        .order_by(RegisterRow.number)
        .limit(limit)
    ).all()
