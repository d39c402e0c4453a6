"""Where the number of a line is known outside the book: places, later papers, copies."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.once import once
from webapp.domain.errors import ForbiddenError
from webapp.domain.voiding import Traces, refusal
from webapp.services.followers import Standing
from webapp.services.numbering import number_and_notation


@once
def traces_of(session: Session, row_id: int, plan_id: int | None, later: Standing) -> Traces:
    """Return where the number of the line is known, and of its plan if it is one.

    Call it with the plan and the line locked where the number is to be crossed out.
    """
    of_it = DispatchRow.plan_id == plan_id
    if plan_id is None:
        of_it = DispatchRow.register_row_id == row_id
    places = select(func.count(DispatchRow.recipient_id.distinct())).where(of_it)
    sent_on, count = session.execute(
        select(RegisterRow.sent_on, places.scalar_subquery()).where(RegisterRow.id == row_id)
    ).one()
    copied = _copied_as(session, plan_id) if plan_id is not None else ""
    return Traces(count, sent_on, later.named_in, copied)


def demand_not_out(session: Session, row: RegisterRow) -> None:
    """Refuse to cross out the line of a document that is out (Điều 18); hold the line before."""
    sentence = refusal(traces_of(session, row.id, None, Standing()))
    if sentence is not None:
        raise ForbiddenError(sentence)


def _copied_as(session: Session, plan_id: int) -> str:
    """Return the number of a copy that stands; of one that was crossed out nobody has any."""
    query = (
        select(RegisterRow.number, RegisterRow.notation)
        .join(CopyRow, CopyRow.register_row_id == RegisterRow.id)
        .where(CopyRow.plan_id == plan_id, RegisterRow.status == "issued")
    )
    found = session.execute(query.order_by(RegisterRow.id).limit(1)).one_or_none()
    return number_and_notation(*found) if found else ""
