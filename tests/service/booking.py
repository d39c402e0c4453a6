"""Lines of the number book through its real services, for tests of what comes after."""

from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select

from tests.service.builders import NOON, type_id
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.services.book_settings import BookSettings, save_book_settings
from webapp.services.other_documents import OtherDocument, PaperFacts, register_other
from webapp.services.reservations import Reserving, reserve
from webapp.services.restored_books import hold_books

TODAY = NOON.date()
TOMORROW = datetime(2026, 3, 3, 5, tzinfo=UTC)
LAST_SECOND = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
"""23:59:59 on 31 December in Vietnam."""
MIDNIGHT = datetime(2026, 12, 31, 17, tzinfo=UTC)
_KEYS = count(1)


def type_of(database, name) -> int:
    with database.reading() as session:
        return type_id(session, name)


def facts(database, type_name="Kế hoạch", **changes) -> PaperFacts:
    values = {
        "subject": "Báo cáo kết quả phòng, chống cháy rừng quý I",
        "signer_name": "Phạm Quốc Toản",
        "recipients": "UBND tỉnh; Sở Nội vụ",
        **changes,
    }
    return PaperFacts(document_type_id=type_of(database, type_name), **values)


def register(database, office, *, now=NOON, clerk=None, type_name="Kế hoạch", said=None, **more):
    """Register another document; return what came of it."""
    more.setdefault("key", f"khoa-{next(_KEYS)}")
    paper = facts(database, type_name, **(said or {}))
    return register_other(database, clerk or office.clerk, OtherDocument(paper, **more), now)


def allow(database, office, **allowed):
    """Turn on what the agency lets its clerks do."""
    save_book_settings(database, office.administrator, BookSettings(**allowed), NOON)


def keep(database, office, *, count=2, day=TODAY, now=NOON, purpose="Kỳ họp HĐND"):
    """Reserve numbers of the plans' series."""
    wanted = Reserving(type_of(database, "Kế hoạch"), count, day, purpose)
    return reserve(database, office.clerk, wanted, now)


def hold(database, backup=NOON, now=TOMORROW):
    """Hold the books as the restore does."""
    with database.transaction() as session:
        return hold_books(session, backup, now)


def lines(database, **where) -> list[RegisterRow]:
    """Return the lines of all books by series, year and number."""
    order = (RegisterRow.series_id, RegisterRow.year, RegisterRow.number)
    with database.reading() as session:
        return list(session.scalars(select(RegisterRow).filter_by(**where).order_by(*order)))


def line(database, number, year=2026) -> RegisterRow:
    """Return the one line with the number."""
    (found,) = lines(database, number=number, year=year)
    return found


def counters(database) -> list[tuple[int, int]]:
    """Return year and last number of each counter."""
    with database.reading() as session:
        order = (SeriesYearRow.series_id, SeriesYearRow.year)
        rows = session.scalars(select(SeriesYearRow).order_by(*order))
        return [(row.year, row.last_number) for row in rows]


def last_event(database: Database) -> AuditRow:
    """Return the newest event of the agency's chain."""
    query = select(AuditRow).where(AuditRow.agency_id > 0).order_by(AuditRow.ordinal.desc())
    with database.reading() as session:
        return session.scalars(query.limit(1)).one()


def the_day(number: int) -> date:
    return date(2026, 3, number)
