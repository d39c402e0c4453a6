"""What the book itself says in column 10, «Ghi chú»: how a line departs from the plain order."""

from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow, ReservationRow


def marks_of(session: Session, row: RegisterRow) -> str:
    """Return the marks of a line, one sentence each; empty for a line in the plain order."""
    said = []
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
