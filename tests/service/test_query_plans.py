"""No page that grows with the years, and no sweep of each minute, reads a whole table.

The database holds next to nothing: SQLite plans without knowing how much there is, and PostgreSQL,
told that reading a whole table is dear, does so only where no index serves.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, event, insert
from sqlalchemy.engine import Engine

from tests.service.booking import register
from tests.service.builders import NOON, a_plan, an_office, bring_to
from webapp.adapters.mail import Post
from webapp.db.models.all import METADATA
from webapp.db.models.dossier import DossierPagesRow
from webapp.db.models.papers import CheckedFileRow, PdfRow
from webapp.jobs.sweeps import Letters, build_jobs, make_queue
from webapp.services import (
    accounts,
    evidence,
    notifications,
    pdf_making,
    pdf_queue,
    reading,
    reading_register,
    refused_access,
)
from webapp.services import figures as statistics
from webapp.services.book_lines import line_page
from webapp.services.field_search import field_search
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.result_columns import Shape
from webapp.services.results import result_page

SMALL = {
    "agencies", "units", "people", "memberships", "membership_roles", "document_types",
    "advisory_bodies", "signing_authorities", "number_series", "series_years", "stand_ins",
    "calendar_days", "counted_calendar", "book_settings", "recipients", "recipient_groups",
}  # fmt: skip
"""Tables that grow with the offices, not with their papers."""
WALKED = {"SELECT register_rows.id, plans.id AS id_1, ("}
"""The last five hundred numbers, from the end: whether their PDF is there."""
PARTIAL = {
    str(index.name)
    for table in METADATA.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Indexes of what is unfinished: they may be read from end to end."""


@dataclass
class Asked:
    """A statement with how a database means to run it."""

    statement: str
    plan: tuple[str, ...]

    @property
    def read_whole(self) -> list[str]:
        """Return the lines that read a whole table of those that grow."""
        if any(self.statement.startswith(one) for one in WALKED):
            return []
        return [one for one in self.plan if _reads_all(one)]


def _reads_all(line: str) -> bool:
    found = re.search(r"(?:^SCAN|Seq Scan on) (\w+)(?:.* INDEX (\w+))?", line)
    if found is None or found[1] not in METADATA.tables:
        return False
    return found[1] not in SMALL and found[2] not in PARTIAL


def asked_by(database, work: Callable[[], object]) -> list[Asked]:
    """Do the work; return each query that it put, as the database would run it."""
    seen: dict[str, object] = {}

    def note(connection, cursor, statement, parameters, context, many):
        del cursor, context, many
        if statement.startswith("SELECT") and connection.engine.url.render_as_string(
            hide_password=False
        ).startswith(database.url.partition(":")[0]):
            seen.setdefault(statement, parameters)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with database.reading() as session:
        connection = session.connection()
        on_sqlite = connection.dialect.name == "sqlite"
        if not on_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"
        return [
            Asked(one, tuple(row[-1] for row in _explained(connection, explain, one, values)))
            for one, values in seen.items()
        ]


def _explained(connection, explain, statement, values):
    bare = re.sub(r"FOR (NO KEY )?UPDATE.*", "", statement)  # a reading transaction locks nothing
    return connection.exec_driver_sql(f"{explain} {bare}", values).all()


@pytest.fixture
def pages(database, rules, office):
    """Name each page, with what reads it."""
    issued = bring_to(database, rules, office, a_plan(database, office), "issued")
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    clerk, drafter = office.clerk, office.drafter
    filters = {
        "list": {},
        "list, deep": {"before_id": 9},
        "list, oldest": {"order": "oldest"},
        "list, drafts": {"state": "draft"},
        "list, on their way": {"state": "running"},
        "list, not issued": {"state": "unissued"},
        "list, one unit": {"unit_id": office.unit_id},
        "list, unit and state": {"unit_id": office.unit_id, "state": "issued"},
        "list, late": {"late": True},
        "list, mine": {"mine": True},
        "list, one year": {"year": 2026},
        "list, a period": {"period": "this_month"},
        "list, a period, oldest": {"period": "this_month", "order": "oldest"},
        "list, urgent": {"priority": "KHẨN"},
        "list, one type": {"type_id": 1},
        "list, one signer": {"signer_id": office.signer.person_id},
        "list, days of issue": {"issued_from": "2024-02-01", "issued_to": "2026-04-30"},
        "search, word and fields": {"q": "nam 2026", "priority": "KHẨN", "type_id": 1},
        "search": {"q": "ke hoach nam"},
        "search, word and state": {"q": "thuc hien", "state": "draft"},
        "search, number": {"q": "115"},
    }
    lists = {
        f"{name}, {who}": _list(database, actor, wishes)
        for name, wishes in filters.items()
        for who, actor in (("clerk", clerk), ("drafter", drafter))
    }
    books = {
        f"register {place}": _book(database, clerk, wishes)
        for place, wishes in enumerate(({}, {"before_number": 9}, {"q": "115"}, {"q": "ke hoach"}))
    }
    desks = {
        f"desk of the {who}": _desk(database, getattr(office, who))
        for who in ("drafter", "unit_head", "clerk")
    }
    return {
        **lists,
        **books,
        **desks,
        **{
            f"figures, {kind}, {who}": _figures(database, getattr(office, who), kind)
            for kind in ("month", "year")
            for who in ("clerk", "unit_head")
        },
        "found plans": _results(database, clerk, PlanFilter(q="ke hoach")),
        "found lines": _results(database, clerk, RegisterFilter(year=2026, q="ke hoach nam")),
        "search by field": lambda: field_search(database, drafter),
        "plan": lambda: reading.plan_page(database, rules, clerk, issued, NOON),
        "inbox": lambda: notifications.inbox(database, drafter),
        "inbox, deep": lambda: notifications.inbox(database, drafter, 9),
    }


def _list(database, actor, wishes):
    return lambda: reading.plan_list(database, actor, PlanFilter(**wishes), NOON)


def _book(database, actor, wishes):
    wanted = RegisterFilter(year=2026, **wishes)
    return lambda: reading_register.register(database, actor, wanted, NOON)


def _desk(database, actor):
    return lambda: reading.desk(database, actor, NOON)


def _figures(database, actor, kind):
    return lambda: statistics.figures(database, actor, statistics.Asked(kind), NOON)


def _results(database, actor, wishes):
    return lambda: result_page(database, actor, wishes, Shape(), NOON)


def test_no_page_reads_a_whole_table(database, pages):
    found = {name: asked_by(database, read) for name, read in pages.items()}

    assert all(found.values())
    assert [(name, one) for name, some in found.items() for one in some if one.read_whole] == []


def test_no_sweep_reads_a_whole_table(database, rules, tmp_path):
    letters = Letters(Post("127.0.0.1", 1, "banhanh@xa.example"), "https://xa.example")
    queue = make_queue("", tmp_path, "k")
    jobs = build_jobs(queue, database, rules, lambda: NOON, letters)

    def sweep():
        jobs.sweep()
        jobs.deliver()
        pdf_making.ask_for_issued(database, rules, NOON)
        with database.transaction() as session:
            pdf_queue.claim(session, PdfRow, 1, NOON)
            pdf_queue.claim(session, CheckedFileRow, 1, NOON)
            pdf_queue.claim(session, DossierPagesRow, 1, NOON)

    found = asked_by(database, sweep)

    assert len(found) > 10
    assert [one for one in found if one.read_whole] == []


USED = {
    "list, on their way, clerk": "ix_plans_open",
    "list, late, clerk": "ix_plans_open",
    "list, one year, clerk": "ix_register_rows_plans",
    "figures, month, clerk": "ix_register_rows_days",
    "figures, year, clerk": "ix_plans_begun",
    "list, urgent, clerk": "ix_plans_urgent",
    "list, one type, clerk": "ix_plans_agency_id_document_type_id_id",
    "list, one signer, clerk": "ix_plans_signer",
    "list, days of issue, clerk": "ix_plans_issued",
    "desk of the clerk": "ix_plans_signed",
    "register 0": "ix_register_rows_unsent_plans",
    "desk of the drafter": "ix_plans_open_of_drafter",
    "desk of the unit_head": "ix_plans_returned",
}
"""What is unfinished, late or of one year is found without what has ended or is of other years."""


def test_what_is_open_is_found_without_what_has_ended(database, pages):
    if not database.url.startswith("sqlite"):
        return  # PostgreSQL chooses by how much there is

    for name, index in USED.items():
        lines = [line for one in asked_by(database, pages[name]) for line in one.plan]
        assert any(f"INDEX {index} " in line for line in lines), (name, lines)


def test_events_about_no_plan_are_found_without_the_rest_of_the_log(sqlite_database):
    database, office = sqlite_database, an_office(sqlite_database)
    line, _ = (register(database, office).row_id for _ in range(2))
    by_subject = {
        "a line": lambda: line_page(database, office.clerk, line),
        "refusals": lambda: refused_access.refusals(database, office.administrator),
        "evidence": lambda: list(evidence.verify(database)),
    }

    for name, read in by_subject.items():
        asked = [one for one in asked_by(database, read) if "audit_events.subject" in one.statement]
        assert asked
        assert all("ix_audit_events_subject" in str(one.plan) for one in asked), name


def test_who_was_asked_and_what_is_late_is_known_from_indexes_alone(database, pages):
    if not database.url.startswith("sqlite"):
        return  # as above

    asked = asked_by(database, pages["list, late, drafter"])
    lines = str([one.plan for one in asked])
    assert "COVERING INDEX ix_plans_open" in lines
    assert "COVERING INDEX ix_steps_of_plan" in lines
    assert "INDEX ix_steps_open" in lines


def test_what_is_unread_is_counted_without_what_was_read(database, office):
    have_read(database.url, office.drafter, 500)

    seen = asked_by(database, lambda: count_unread(database, office.drafter))

    assert "ix_notifications_unread" in str(seen[0].plan)


def have_read(url, actor, count):
    """Let the person have read so many notices: of a few PostgreSQL reads them all as willingly."""
    notice = {
        "agency_id": actor.agency_id, "person_id": actor.person_id, "kind": "returned",
        "message": "Văn bản đã được trả lại.", "tries": 0, "fault": "", "created_at": NOON,
        "sent_at": NOON, "read_at": NOON,
    }  # fmt: skip
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(METADATA.tables["notifications"]), [notice] * count)
        connection.exec_driver_sql("ANALYZE notifications")
    engine.dispose()


def count_unread(database, actor):
    with database.reading() as session:
        return accounts._unread(session, actor)  # noqa: SLF001 - each page asks it
