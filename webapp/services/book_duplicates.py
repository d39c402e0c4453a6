"""A number and notation name one paper a year: whoever would give them again is told which."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.db.locks import hold_name
from webapp.db.models.numbers import RegisterRow, SeriesRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.register_book import same_to_readers
from webapp.services import audit
from webapp.services.numbering import number_and_notation

_ADVICE = "báo quản trị cơ quan dùng lại dãy đó, hoặc đặt lại «đã dùng đến số»."


def enter(session: Session, row: RegisterRow, advice: str = _ADVICE) -> None:
    """Write the row; no second paper gets the number and notation of another (Điều 15.1).

    Call it with the book of the row's series held. An event must follow in the transaction.
    """
    _demand_new(session, row, advice)
    session.add(row)
    try:
        audit.write_ahead(session)
    except IntegrityError as error:  # another series gave it in this moment
        if "notation" not in str(error.orig):
            raise
        number = number_and_notation(row.number, row.notation)
        raise InvalidInputError(
            f"Năm {row.year} đã có văn bản số {number} trong một dãy số khác; {advice}"
        ) from error


def _demand_new(session: Session, row: RegisterRow, advice: str) -> None:
    """Alert to a duplicate and name the line that has it (PL VI III.1h).

    The index keeps exact notations apart; who gives «kh-ubnd» while another gives «KH-UBND» waits.
    """
    name = same_to_readers(row.notation)
    hold_name(session, f"{row.agency_id} {row.year} {row.number} {name}")
    found = session.execute(
        select(RegisterRow, SeriesRow.name)
        .join(SeriesRow, SeriesRow.id == RegisterRow.series_id)
        .where(
            SeriesRow.agency_id == row.agency_id,
            RegisterRow.year == row.year,
            RegisterRow.number == row.number,
        )
        .order_by(RegisterRow.id)
    )
    for line, series_name in found:
        if line is not row and _is_taken(line, row):
            raise InvalidInputError(
                f"{_told(line, series_name, row.series_id)}; {advice}", "number"
            )


def _is_taken(line: RegisterRow, row: RegisterRow) -> bool:
    """Tell whether the two lines of one number are one to who reads them."""
    same = same_to_readers(line.notation) == same_to_readers(row.notation)
    return same or line.series_id == row.series_id


def _told(line: RegisterRow, series_name: str, series_id: int) -> str:
    number = number_and_notation(line.number, line.notation)
    where = "dãy số này" if line.series_id == series_id else "một dãy số khác"
    paper = f"{line.type_name} «{line.subject}»" if line.subject else f"số đang giữ ({series_name})"
    return (
        f"Năm {line.year} đã có văn bản số {number} trong {where} («{series_name}»): {paper} "
        f"ngày {line.promulgated_on:%d/%m/%Y}"
    )
