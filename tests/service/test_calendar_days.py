"""Free days and days worked for them, entered for the whole installation."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON
from tests.service.calendars import (
    DOCUMENT,
    ISSUER,
    SATURDAY,
    TUESDAY,
    add,
    an_installation_admin,
    end_last,
    last_row,
)
from webapp.db.models.audit import AuditRow
from webapp.db.models.calendar import CalendarDayRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.working_days import DayKind
from webapp.services import audit
from webapp.services.calendar_days import calendar_year, end_day, entered_day
from webapp.services.working_calendar import calendar_of


@pytest.fixture
def admin(database, office):
    return an_installation_admin(database, office)


def works(database, day):
    with database.reading() as session:
        return calendar_of(session).is_working_day(day)


def lines(database, admin, year=2026):
    return {one.day: one for one in calendar_year(database, admin, year).days}


def test_the_year_lists_the_library_the_shipped_file_and_what_was_entered(database, admin):
    add(database, admin)

    found = lines(database, admin)

    assert found[date(2026, 9, 2)].name == "Quốc khánh"
    assert found[date(2026, 1, 10)].document.startswith("Công văn số 12729/VPCP-KGVX")
    mine = found[TUESDAY]
    assert (mine.name, mine.works, mine.row_id) == ("Ngày nghỉ", False, last_row(database).id)
    assert mine.document == f"{DOCUMENT} của {ISSUER}"
    assert mine.entered == "Hà Văn Gốc, 12:00 ngày 02/03/2026"
    assert TUESDAY not in lines(database, admin, 2027)


def test_an_entered_day_counts_until_it_is_ended(database, admin):
    said = add(database, admin)
    assert said.startswith("Đã khai 03/03/2026 là ngày nghỉ.")
    assert not works(database, TUESDAY)

    assert end_last(database, admin).startswith("Đã bỏ ngày 03/03/2026.")

    assert works(database, TUESDAY)
    (ended,) = calendar_year(database, admin, 2026).ended
    assert (ended.day, ended.reason) == (TUESDAY, "Khai nhầm ngày")
    assert ended.ended == "Hà Văn Gốc, 12:00 ngày 02/03/2026"


def test_a_saturday_may_be_worked_and_a_shipped_day_overruled(database, admin):
    add(database, admin, SATURDAY, DayKind.WORKED)
    add(database, admin, date(2026, 1, 10), DayKind.FREE)

    assert works(database, SATURDAY)
    assert not works(database, date(2026, 1, 10))
    assert lines(database, admin)[date(2026, 1, 10)].instead_of == "Ngày làm bù"


@pytest.mark.parametrize(
    ("day", "kind", "sentence"),
    [
        (TUESDAY, DayKind.WORKED, "vốn là ngày làm việc"),
        (SATURDAY, DayKind.FREE, "vốn là ngày nghỉ"),
        (date(2026, 9, 2), DayKind.FREE, "vốn là ngày nghỉ"),
        (date(2030, 3, 5), DayKind.FREE, "từ năm 2024 đến năm 2028"),
    ],
)
def test_a_day_that_changes_nothing_is_refused(database, admin, day, kind, sentence):
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        add(database, admin, day, kind)

    assert refused.value.field == "day"
    assert last_row(database) is None


@pytest.mark.parametrize("name", ["document", "issuer"])
def test_a_day_rests_on_a_document(database, admin, name, monkeypatch):
    monkeypatch.setattr(f"tests.service.calendars.{name.upper()}", " ")

    with pytest.raises(InvalidInputError) as refused:
        add(database, admin, document=" " if name == "document" else DOCUMENT)

    assert refused.value.field == name


def test_a_second_tap_enters_nothing_and_another_document_is_refused(database, admin):
    add(database, admin)

    assert add(database, admin) == "Ngày 03/03/2026 đã được khai; không cần khai lại."
    with pytest.raises(InvalidInputError, match="đã khai theo Công văn số 9"):
        add(database, admin, document="Công văn số 10/VPCP-KGVX")


def test_an_ended_day_stays_ended_and_may_be_entered_again(database, admin):
    add(database, admin)
    end_last(database, admin)

    assert end_last(database, admin).startswith("Dòng này đã bỏ lúc 12:00")
    with pytest.raises(NotFoundError):
        entered_day(database, admin, last_row(database).id)
    add(database, admin)
    assert entered_day(database, admin, last_row(database).id).day == TUESDAY


def test_what_is_not_there_is_not_found_and_an_end_needs_its_reason(database, admin):
    add(database, admin)

    with pytest.raises(NotFoundError):
        end_day(database, admin, 999, "Nhầm", NOON)
    with pytest.raises(InvalidInputError) as refused:
        end_last(database, admin, " ")
    assert refused.value.field == "reason"


def test_only_the_installations_administrator_sees_and_changes_it(database, admin, office):
    add(database, admin)
    row_id = last_row(database).id

    for deed in (
        lambda: add(database, office.administrator),
        lambda: end_day(database, office.administrator, row_id, "Nhầm", NOON),
        lambda: calendar_year(database, office.administrator, 2026),
        lambda: entered_day(database, office.administrator, row_id),
    ):
        with pytest.raises(ForbiddenError):
            deed()


def test_both_deeds_are_events_of_the_installation(database, admin):
    add(database, admin)
    end_last(database, admin)

    with database.reading() as session:
        query = select(AuditRow).where(AuditRow.agency_id == audit.INSTALLATION)
        first, second = session.scalars(query.order_by(AuditRow.ordinal)).all()[-2:]
    assert (first.action, second.action) == ("add_calendar_day", "end_calendar_day")
    assert first.subject == "calendar_day:2026-03-03"
    details = json.loads(second.details)
    assert (details["document"], details["reason"]) == (DOCUMENT, "Khai nhầm ngày")


def test_two_administrators_at_once_enter_one_day(database, admin, office):
    another = an_installation_admin(database, office)
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda one: add(database, one), (admin, another)))

    assert sorted(one[:7] for one in said) == ["Ngày 03", "Đã khai"]


def test_a_row_is_neither_changed_nor_deleted(database, admin):
    add(database, admin)

    def change(session):
        session.scalars(select(CalendarDayRow)).one().document = "Khác"

    def drop(session):
        session.delete(session.scalars(select(CalendarDayRow)).one())

    for deed in (change, drop):
        with pytest.raises(DBAPIError, match="ended once"), database.transaction() as session:
            deed(session)
            audit.record(session, None, "built", now=NOON)
