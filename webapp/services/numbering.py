"""Numbers of outgoing documents: given by a counter, in the transaction of what they number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.numbers import RegisterRow, SeriesRow, SeriesYearRow
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow, DocumentTypeRow
from webapp.db.models.plans import PlanRow
from webapp.db.once import once
from webapp.db.upsert import insert_if_absent
from webapp.domain.copies import COPY_CODES
from webapp.domain.errors import DomainError, InvalidInputError
from webapp.domain.numbers_text import number_text

_COUNTERS = cast("Table", SeriesYearRow.__table__)
# Written once: the counter is locked from here to the commit, so that no time may be lost.
_COUNT_UP = (
    update(_COUNTERS)
    .where(_COUNTERS.c.series_id == bindparam("series"), _COUNTERS.c.year == bindparam("in_year"))
    .where(_COUNTERS.c.closed_at.is_(None), _COUNTERS.c.unconfirmed_since.is_(None))
    .values(last_number=_COUNTERS.c.last_number + 1)
    .returning(_COUNTERS.c.last_number)
)


class NoNumberError(DomainError):
    """There is no number to be had, whoever asks."""


class NoSeriesError(NoNumberError):
    """The agency has no series for the document type."""


class ClosedBookError(NoNumberError):
    """The book of the year is closed: it gives no number and changes no line."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Sổ năm {year} của dãy số này đã khóa nên không cấp số, không sửa dòng nào nữa; "
            "văn bản mới lấy số của năm mới."
        )


class UnconfirmedBookError(NoNumberError):
    """A restored book does not know what stands on paper since the backup."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Sổ năm {year} vừa khôi phục từ bản sao lưu nên số kế tiếp có thể đã cấp rồi; văn "
            "thư mở «Sổ văn bản đi», bấm «Đối chiếu» rồi làm tiếp."
        )


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the book of a year begins here, and how far it counts."""

    year: int
    first_number: int
    last_number: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The number that the next document of a type would get."""

    number: int
    notation: str
    series_name: str
    text: str
    """«115/KH-UBND»."""
    series_id: int = 0
    year: int = 0
    """Whose number it is: the same number means another after midnight on 31 December."""


def number_and_notation(number: int, notation: str) -> str:
    """Return «05/KH-UBND» (PL1 II.3)."""
    return f"{number_text(number)}/{notation}"


def number_text_of(number: int | None, notation: str) -> str:
    """Return «05/KH-UBND», empty before the paper is numbered."""
    return "" if number is None else number_and_notation(number, notation)


def expected(
    session: Session,
    agency_id: int,
    document_type_id: int,
    today: date,
    advisory_body_id: int | None = None,
) -> Expected:
    """Return what the next number would be; another clerk may take it first."""
    series = series_of(session, agency_id, document_type_id, advisory_body_id)
    if is_closed(session, series.id, today.year):
        raise ClosedBookError(today.year)
    demand_confirmed(session, series.id, today.year)
    number = counter_of(session, series.id, today.year).last_number + 1
    notation = notation_of(session, series, document_type_id)
    text = number_and_notation(number, notation)
    return Expected(number, notation, series.name, text, series.id, today.year)


def expected_of(session: Session, plan: PlanRow, today: date) -> Expected:
    """Return what the plan's number would be, with the notation that its text has."""
    kind, body_id = plan.document_type_id, plan.advisory_body_id
    found = expected(session, plan.agency_id, kind, today, body_id)
    notation = plan.code_notation or found.notation
    return replace(found, notation=notation, text=number_and_notation(found.number, notation))


def series_of(
    session: Session, agency_id: int, document_type_id: int, advisory_body_id: int | None = None
) -> SeriesRow:
    """Return the type's own series, else the one common to all types (Điều 15.1).

    An advisory body counts in series of its own, never in the agency's (PL1 II.3a). Copies of all
    kinds count in one series, which no other paper counts in (PL1, Phần II, II.1c).
    """
    kind = session.get(DocumentTypeRow, document_type_id)
    of_copies = kind is not None and kind.code in COPY_CODES
    served = _copy_types(session) if of_copies else {None, document_type_id}
    fitting = (
        one
        for one in _series(session, agency_id, advisory_body_id)
        if one.document_type_id in served
    )
    series = min(fitting, key=lambda one: (one.document_type_id is None, one.id), default=None)
    if series is None:
        whose = "Cơ quan" if advisory_body_id is None else "Tổ chức tư vấn này"
        what = "bản sao (dãy riêng, chung cho mọi bản sao)" if of_copies else "loại văn bản này"
        raise NoSeriesError(f"{whose} chưa có dãy số cho {what}; báo quản trị cơ quan mở dãy số.")
    return series


@once
def _series(session: Session, agency_id: int, advisory_body_id: int | None) -> Sequence[SeriesRow]:
    """Return every series in use, of the agency or of the body: a page asks for all its types."""
    query = (
        select(SeriesRow)
        .where(SeriesRow.agency_id == agency_id, SeriesRow.active)
        .where(SeriesRow.advisory_body_id.is_not_distinct_from(advisory_body_id))
    )
    return session.scalars(query.order_by(SeriesRow.id)).all()


@once
def _copy_types(session: Session) -> frozenset[int | None]:
    query = select(DocumentTypeRow.id).where(DocumentTypeRow.code.in_(COPY_CODES))
    return frozenset(session.scalars(query))


def notation_of(session: Session, series: SeriesRow, document_type_id: int, unit: str = "") -> str:
    """Return the series' own notation, else type code and issuer: KH-UBND (PL1 II.3b).

    A công văn has no code: the issuer is followed by the drafting unit, UBND-VHXH.
    """
    if series.notation:
        return series.notation
    code = session.get_one(DocumentTypeRow, document_type_id).code
    body_id = series.advisory_body_id
    issuer = (
        session.get_one(AgencyRow, series.agency_id)
        if body_id is None
        else session.get_one(AdvisoryBodyRow, body_id)
    )
    return notation_from(code, issuer.abbreviation, unit)


def notation_from(code: str, issuer: str, unit: str) -> str:
    """Return «KH-UBND», or «UBND-VHXH» for a type without a code (PL1 II.3b)."""
    return "-".join(part for part in (code, issuer, "" if code else unit) if part)


def take_next(session: Session, series_id: int, year: int) -> int:
    """Count one up and return the number; a rollback gives it back, so there is no gap.

    A series that has no counter for the year opens it at 0 (Điều 15.1: 01 on 1 January).
    """
    connection, key = session.connection(), {"series": series_id, "in_year": year}
    number = connection.execute(_COUNT_UP, key).scalar_one_or_none()
    if number is None:
        _open_counter(session, series_id, year)
        number = connection.execute(_COUNT_UP, key).scalar_one_or_none()
    if number is None:
        raise _why_none(session, series_id, year)
    return int(number)


def _why_none(session: Session, series_id: int, year: int) -> NoNumberError:
    key = (series_id, year)
    counter = session.get_one(SeriesYearRow, key, populate_existing=True)
    return ClosedBookError(year) if counter.closed_at is not None else UnconfirmedBookError(year)


def demand_confirmed(session: Session, series_id: int, year: int) -> None:
    """Refuse to go on with a restored book that does not know what stands on paper."""
    counter = _counter(session, series_id, year)
    if counter is not None and counter.unconfirmed_since is not None:
        raise UnconfirmedBookError(year)


def keep_waiting(session: Session, series_id: int, year: int, now: datetime) -> Counter | None:
    """Let a restored book give no number before `set_free`; None where it is closed."""
    key = {"series_id": series_id, "year": year}
    row = session.get(SeriesYearRow, key)
    row = row or SeriesYearRow(**key, first_number=1, last_number=0)
    if row.closed_at is not None:
        return None
    row.unconfirmed_since = now
    session.add(row)
    return Counter(year, row.first_number, row.last_number)


def set_free(session: Session, series_id: int, year: int) -> Counter:
    """Let a restored book give numbers again; the caller writes down what was given meanwhile."""
    row = _held(session, series_id, year)
    if row.unconfirmed_since is None:
        raise InvalidInputError(f"Sổ năm {year} đã đối chiếu xong; cấp số như thường.")
    row.unconfirmed_since = None
    return Counter(year, row.first_number, row.last_number)


def hold(session: Session, series_id: int, year: int) -> Counter:
    """Lock the book of the year for a change of its lines, and return where it counts.

    Whoever changes a line of the register calls it first: a closed book refuses, and nobody
    closes it before the end of the transaction.
    """
    row = _held(session, series_id, year)
    return Counter(year, row.first_number, row.last_number)


def hold_line(session: Session, row: RegisterRow) -> None:
    """Lock the line after its book, and read it anew: whoever was first has changed it."""
    hold(session, row.series_id, row.year)
    session.refresh(row, with_for_update=LOCKED)


def close(session: Session, series_id: int, year: int, now: datetime) -> Counter:
    """Let the book of the year give no number and change no line any more, for good."""
    row = _held(session, series_id, year)
    demand_confirmed(session, series_id, year)
    row.closed_at = now
    return Counter(year, row.first_number, row.last_number)


def _held(session: Session, series_id: int, year: int) -> SeriesYearRow:
    _open_counter(session, series_id, year)
    counter = session.get_one(
        SeriesYearRow, (series_id, year), with_for_update=LOCKED, populate_existing=True
    )
    if counter.closed_at is not None:
        raise ClosedBookError(year)
    return counter


def _open_counter(session: Session, series_id: int, year: int) -> None:
    insert_if_absent(
        session, SeriesYearRow, series_id=series_id, year=year, first_number=1, last_number=0
    )


def counter_of(session: Session, series_id: int, year: int) -> Counter:
    """Return where the book of the year counts, closed or not; from 1 where it has not begun."""
    row = _counter(session, series_id, year)
    return Counter(year, row.first_number, row.last_number) if row else Counter(year, 1, 0)


def is_closed(session: Session, series_id: int, year: int) -> bool:
    """Tell whether the book of the year is closed."""
    counter = _counter(session, series_id, year)
    return counter is not None and counter.closed_at is not None


@once
def _counter(session: Session, series_id: int, year: int) -> SeriesYearRow | None:
    """Return the row of the year's book; a page of a new year asks for it with every type."""
    return session.get(SeriesYearRow, (series_id, year))
