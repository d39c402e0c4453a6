"""Opening a line of the book for a person, and what the line is to whoever wants to change it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, LineKind, line_refusal

NOT_FOUND = "Không tìm thấy dòng này trong sổ của cơ quan; mở sổ đăng ký rồi chọn lại."


def row_of(session: Session, actor: Actor, row_id: int) -> RegisterRow:
    """Return the line of the actor's own agency."""
    row = session.get(RegisterRow, row_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(NOT_FOUND)
    return row


def kind_of(row: RegisterRow, *, closed: bool) -> LineKind:
    """Return what the line is to whoever wants to change it."""
    if closed:
        return LineKind.CLOSED
    if row.status != "issued":
        return LineKind(row.status)
    if row.plan_id is not None:
        return LineKind.OF_PLAN
    return LineKind.FROM_PAPER if row.origin == "paper" else LineKind.OF_OTHER


def demand_open(row: RegisterRow, action: BookAction) -> None:
    """Refuse what a line of its kind is not open to; the caller asks whether the book is closed."""
    sentence = line_refusal(action, kind_of(row, closed=False))
    if sentence is not None:
        raise ForbiddenError(sentence)


def copied_plans(session: Session, row_ids: Collection[int]) -> dict[int, int]:
    """Return the plans that papers of the lines are copies of, by line; others are not in it."""
    query = (
        select(CopyRow.register_row_id, CopyRow.plan_id)
        .where(CopyRow.register_row_id.in_(row_ids))
        .order_by(CopyRow.id)
    )
    found = session.execute(query) if row_ids else ()
    return {row.register_row_id: row.plan_id for row in found}


def copied_plan(session: Session, row_id: int) -> int:
    """Return the plan that the paper of the line is a copy of; 0 for any other paper."""
    query = select(CopyRow.plan_id).where(CopyRow.register_row_id == row_id)
    return session.scalar(query) or 0
