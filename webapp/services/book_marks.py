"""What the book itself says in column 10, «Ghi chú»: how a line departs from the plain order."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, ReservationRow
from webapp.db.once import once
from webapp.services.followers import Standing, standings_of
from webapp.services.line_access import copied_plans

_ALONE = Standing()
"""Of a line that no other paper followed."""


def standings_on(session: Session, rows: Sequence[RegisterRow]) -> dict[int, Standing]:
    """Return what other papers made of the plans of the lines, or copied there, by line."""
    plans = copied_plans(session, [row.id for row in rows if row.plan_id is None])
    plans |= {row.id: row.plan_id for row in rows if row.plan_id is not None}
    found = standings_of(session, set(plans.values()))
    return {row_id: found[plan_id] for row_id, plan_id in plans.items() if plan_id in found}


def marks_on(
    session: Session, rows: Sequence[RegisterRow], later: Mapping[int, Standing]
) -> dict[int, str]:
    """Return the marks of the lines by their id; `later` is what `standings_on` returned."""
    kept = _reservations(session, _ids_of(rows))
    return {
        row.id: _marks(row, kept.get(row.reservation_id or 0), later.get(row.id, _ALONE))
        for row in rows
    }


def waiting_on(session: Session, rows: Sequence[RegisterRow]) -> set[int]:
    """Return the lines whose numbers papers from before a restore bear; their dates are unknown."""
    kept = _reservations(session, _ids_of(rows))
    lost = {one.id for one in kept.values() if one.lost}
    return {row.id for row in rows if row.status == "reserved" and row.reservation_id in lost}


def _ids_of(rows: Sequence[RegisterRow]) -> frozenset[int]:
    return frozenset(row.reservation_id for row in rows if row.reservation_id is not None)


@once
def _reservations(session: Session, ids: frozenset[int]) -> dict[int, ReservationRow]:
    query = select(ReservationRow).where(ReservationRow.id.in_(ids))
    return {one.id: one for one in session.scalars(query)} if ids else {}


def marks_of(session: Session, row: RegisterRow, later: Standing = _ALONE) -> str:
    """Return the marks of a line, one sentence each; empty for a line in the plain order.

    `later` is what other papers made of the line's plan, where that is looked up; of a copied one
    only its recall is told.
    """
    return marks_on(session, [row], {row.id: later})[row.id]


def _marks(row: RegisterRow, kept: ReservationRow | None, later: Standing) -> str:
    said = [f"{one}." for one in later.marks] if row.plan_id is not None else []
    if row.plan_id is None and later.recalled_by:
        said.append(f"Văn bản được sao đã thu hồi theo {later.recalled_by}.")
    if row.status == "void":
        said.append(f"Đã hủy số. Lý do: {row.void_reason.rstrip('.')}.")
    if row.origin == "paper":
        said.append("Từ sổ giấy.")
    if kept is not None:
        said.append(_why_kept(kept))
    if row.backdated_reason:
        said.append(f"Ghi lùi ngày: {row.backdated_reason.rstrip('.')}.")
    return " ".join(said)


def _why_kept(kept: ReservationRow) -> str:
    if kept.lost:
        return "Số cấp trước khi khôi phục dữ liệu, ghi lại theo bản lưu."
    return f"Giữ số cho ngày {kept.day:%d/%m/%Y}: {kept.purpose.rstrip('.')}."
