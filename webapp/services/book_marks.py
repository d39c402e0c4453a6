"""What the book itself says in column 10, «Ghi chú»: how a line departs from the plain order."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, ReservationRow
from webapp.services.followers import Standing, standings_of

_ALONE = Standing()
"""Of a line that no other paper followed."""


def standings_on(session: Session, rows: Sequence[RegisterRow]) -> dict[int, Standing]:
    """Return what other papers made of the plans of the lines, by the line's id."""
    lines = {row.plan_id: row.id for row in rows if row.plan_id is not None}
    found = standings_of(session, lines)
    alone = {row.id: _ALONE for row in rows}
    return alone | {lines[plan_id]: standing for plan_id, standing in found.items()}


def marks_of(session: Session, row: RegisterRow, later: Standing = _ALONE) -> str:
    """Return the marks of a line, one sentence each; empty for a line in the plain order.

    `later` is what other papers made of the line's plan, where that is looked up.
    """
    said = [f"{one}." for one in later.marks]
    if row.status == "void":
        said.append(f"Đã hủy số. Lý do: {row.void_reason.rstrip('.')}.")
    if row.origin == "paper":
        said.append("Từ sổ giấy.")
    if row.reservation_id is not None:
        kept = session.get_one(ReservationRow, row.reservation_id)
        said.append(f"Giữ số cho ngày {kept.day:%d/%m/%Y}: {kept.purpose.rstrip('.')}.")
    if row.backdated_reason:
        said.append(f"Ghi lùi ngày: {row.backdated_reason.rstrip('.')}.")
    return " ".join(said)
