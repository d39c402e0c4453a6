"""Where the number of a line is known outside the book: places, later papers, copies."""

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.once import once
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.voiding import Traces, refusal
from webapp.services.followers import Standing, standing_of
from webapp.services.numbering import number_and_notation


@once
def traces_of(session: Session, row_id: int, plan_id: int | None, later: Standing) -> Traces:
    """Return where the number of the line is known, and of its plan if it is one."""
    places = select(func.count(DispatchRow.recipient_id.distinct())).where(
        _of_paper(row_id, plan_id)
    )
    found = select(
        RegisterRow.sent_on, places.scalar_subquery(), _first_copy(plan_id).scalar_subquery()
    )
    sent_on, count, copy_id = session.execute(found.where(RegisterRow.id == row_id)).one()
    copied = session.get_one(RegisterRow, copy_id) if copy_id is not None else None
    named = number_and_notation(copied.number, copied.notation) if copied else ""
    return Traces(count, sent_on, later.named_in, named)


def demand_not_out(session: Session, row: RegisterRow) -> None:
    """Refuse to cross out the number of a paper that is out (Điều 18).

    Hold the line, and its plan, before: nobody sends it meanwhile.
    """
    later = standing_of(session, row.plan_id or 0)
    sentence = refusal(traces_of(session, row.id, row.plan_id, later))
    if sentence is not None:
        raise ForbiddenError(sentence)


def demand_unsent(session: Session, row: RegisterRow) -> None:
    """Refuse an empty column 8 for a paper that was sent: the book would say it never went out."""
    sent = select(func.min(DispatchRow.sent_on)).where(_of_paper(row.id, row.plan_id))
    first = session.scalar(sent)
    if first is not None:
        raise InvalidInputError(
            f"Văn bản đã gửi, lần đầu ngày {first:%d/%m/%Y}; ghi ngày chuyển, không để trống.",
            "sent_on",
        )


def _of_paper(row_id: int, plan_id: int | None) -> ColumnElement[bool]:
    """Return the condition on the dispatches of a line, which name its plan where it is one."""
    if plan_id is None:
        return DispatchRow.register_row_id == row_id
    return DispatchRow.plan_id == plan_id


def _first_copy(plan_id: int | None) -> Select[int]:
    """Choose the line of a copy that stands; of one that was crossed out nobody has any."""
    line = aliased(RegisterRow)
    query = select(func.min(line.id)).join(CopyRow, CopyRow.register_row_id == line.id)
    return query.where(CopyRow.plan_id == plan_id, line.status == "issued")
