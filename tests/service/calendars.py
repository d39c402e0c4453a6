"""Days entered by the installation's administrator, for tests."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tests.service.builders import NOON, a_person
from webapp.db.models.calendar import CalendarDayRow
from webapp.domain.people import Role
from webapp.domain.working_days import DayKind, SpecialDay
from webapp.services import calendar_days

DOCUMENT, ISSUER = "Công văn số 9/VPCP-KGVX ngày 20/02/2026", "Văn phòng Chính phủ"
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 7)


def an_installation_admin(database, office):
    name = "Hà Văn Gốc"
    person = a_person(database, office.agency_id, full_name=name, installation_admin=True)
    return replace(person, roles=frozenset({Role.INSTALLATION_ADMIN}))


def add(database, admin, day=TUESDAY, kind=DayKind.FREE, document=DOCUMENT, *, now=NOON):
    wish = SpecialDay(day, kind, document, ISSUER)
    return calendar_days.add_day(database, admin, wish, now)


def last_row(database):
    with database.reading() as session:
        return session.scalars(select(CalendarDayRow).order_by(CalendarDayRow.id.desc())).first()


def end_last(database, admin, reason="Khai nhầm ngày", *, now=NOON):
    return calendar_days.end_day(database, admin, last_row(database).id, reason, now)
