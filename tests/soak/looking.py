"""After the last kill: what was confirmed is there, once, and everything holds together."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select, text

from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow
from webapp.services import audit, evidence, seals
from webapp.services.numbering import number_and_notation

Facts = Sequence[dict[str, object]]


def faults(database: Database, ledgers: Facts, letters: Sequence[str]) -> Iterator[str]:
    """Yield every loss, double or half; `letters` are the ids of those that arrived."""
    yield from _broken_books(database)
    yield from _lost_numbers(database, ledgers)
    yield from _lost_or_double_deeds(database, ledgers)
    yield from _unheard(database, letters)
    yield from _half(database)
    yield from (f"{one}" for one in audit.verify(database))
    yield from (f"{one}" for one in evidence.verify(database))
    yield from (f"{one}" for one in seals.verify(database))


def _broken_books(database: Database) -> Iterator[str]:
    with database.reading() as session:
        for book in session.scalars(select(SeriesYearRow)):
            query = select(RegisterRow.number).where(
                RegisterRow.series_id == book.series_id, RegisterRow.year == book.year
            )
            numbers = sorted(session.scalars(query))
            if numbers != list(range(book.first_number, book.last_number + 1)):
                yield f"series {book.series_id}: a gap or a double up to {book.last_number}"


def _lost_numbers(database: Database, ledgers: Facts) -> Iterator[str]:
    """A service says which number it gave, a page leads to the line that it wrote."""
    columns = (RegisterRow.id, RegisterRow.number, RegisterRow.notation)
    with database.reading() as session:
        query = select(*columns, RegisterRow.entry_key, RegisterRow.plan_id)
        rows = session.execute(query.order_by(RegisterRow.id)).all()
    given = {
        (number_and_notation(row.number, row.notation), row.entry_key or "", row.plan_id)
        for row in rows
    }
    lines = {(row.id, row.entry_key) for row in rows}
    for line in ledgers:
        confirmed = (line.get("number"), line.get("key", ""), line.get("plan"))
        if line.get("number") and confirmed not in given:
            yield f"confirmed and lost: {confirmed}"
        if "row" in line and (line["row"], line["key"]) not in lines:
            yield f"confirmed and lost: line {line['row']} of form {line['key']}"
    keys = Counter(row.entry_key for row in rows if row.entry_key)
    yield from (f"one form, {times} numbers: {key}" for key, times in keys.items() if times > 1)


def _lost_or_double_deeds(database: Database, ledgers: Facts) -> Iterator[str]:
    done: Counter[tuple[object, object, str]] = Counter()
    pages: Counter[tuple[object, object]] = Counter()
    with database.reading() as session:
        query = select(AuditRow.plan_id, AuditRow.action, AuditRow.details)
        for plan_id, action, details in session.execute(query.where(AuditRow.plan_id.is_not(None))):
            version = json.loads(details).get("page_version")
            if version is not None:
                done[plan_id, version, action] += 1
                pages[plan_id, version] += 1
    yield from (f"two deeds from one page: {page}" for page, times in pages.items() if times > 1)
    for line in ledgers:
        if "plan" in line:
            deed = (line["plan"], line["version"], str(line["action"]))
            if deed not in done:
                yield f"confirmed and without its event: {deed}"


def _unheard(database: Database, letters: Sequence[str]) -> Iterator[str]:
    """Each letter's id names the person, its first and its last notification."""
    heard: set[tuple[int, int]] = set()
    for one in letters:
        person, first, last = map(int, one.split("@")[0].strip("<").split("-")[2:])
        heard |= {(person, number) for number in range(first, last + 1)}
    with database.reading() as session:
        for row in session.scalars(select(NotificationRow)):
            if row.sent_at is None:
                yield f"never delivered: notification {row.id}"
            elif row.read_at is None and (row.person_id, row.id) not in heard:
                yield f"no letter: notification {row.id}"


def _half(database: Database) -> Iterator[str]:
    with database.reading() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            said = connection.execute(text("PRAGMA integrity_check")).scalar_one()
            if said != "ok" or connection.execute(text("PRAGMA foreign_key_check")).first():
                yield f"the database is damaged: {said}"
        issued = session.scalars(select(PlanRow.id).where(PlanRow.state == "issued")).all()
        numbered = set(session.scalars(select(RegisterRow.plan_id)))
        yield from (f"issued without its line: {one}" for one in issued if one not in numbered)
