"""Real processes that do the same thing at the same moment, on both databases."""

import os
from concurrent.futures import ProcessPoolExecutor, as_completed

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    bring_to,
    version_of,
)
from tests.service.meeting import PATIENCE, SPAWN, wish
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.db.models.process import StepRow
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit, numbering, views
from webapp.services.batch_approval import Chosen, approve_together
from webapp.services.transitions import Deed, take_step

PROCESSES = 8


def register_one(session, office, fails):
    number = numbering.take_next(session, office.series_id, 2026)
    if fails:
        raise ZeroDivisionError
    session.add(
        RegisterRow(
            agency_id=office.agency_id,
            series_id=office.series_id,
            year=2026,
            number=number,
            notation="KH-UBND",
            promulgated_on=NOON.date(),
            type_name="Kế hoạch",
            subject="Trồng cây đầu xuân",
            registered_by=office.clerk.person_id,
            registered_at=NOON,
        )
    )
    audit.record(session, office.clerk, "register", now=NOON)
    return number


def take_many(url, office, count, failing_each):
    """Take numbers; every `failing_each`-th transaction fails with its number taken."""
    database, numbers = Database(url), []
    for i in range(count):
        try:
            with database.transaction() as session:
                numbers.append(register_one(session, office, i % failing_each == 0))
        except ZeroDivisionError:
            continue
    database.close()
    return numbers


def die_with_a_number(url, office):
    """Lose the process between taking a number and the commit."""
    database = Database(url)
    with database.transaction() as session:
        numbering.take_next(session, office.series_id, 2026)
        session.connection()
        os._exit(9)


@pytest.fixture(scope="module")
def eight_processes():
    """Start them once for both databases."""
    with ProcessPoolExecutor(PROCESSES, mp_context=SPAWN) as pool:
        yield pool


def test_eight_processes_take_numbers_without_gap_or_double(
    database, database_url, eight_processes, office
):
    jobs = [
        eight_processes.submit(take_many, database_url, office, 12, 3) for _ in range(PROCESSES)
    ]
    for _ in range(2):
        dying = SPAWN.Process(target=die_with_a_number, args=(database_url, office))
        dying.start()
        dying.join(PATIENCE)
        assert dying.exitcode == 9
    numbers = sorted(number for job in as_completed(jobs) for number in job.result())

    assert numbers == list(range(115, 115 + PROCESSES * 8))
    with database.reading() as session:
        rows = session.scalars(select(RegisterRow.number).order_by(RegisterRow.number)).all()
        counter = session.scalars(select(SeriesYearRow.last_number)).one()
    assert rows == numbers
    assert counter == numbers[-1]
    assert audit.verify(database) == ()


def test_two_checkers_at_once_make_one_decision(database, at_once, rules, office):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    plan_id = bring_to(database, rules, office, a_plan(database, office), "format_check")
    deed = Deed(plan_id, version_of(database, plan_id), Action.APPROVE)

    refused, done = sorted(
        at_once(*(wish(take_step, one, deed, NOON) for one in (office.format_checker, second)))
    )

    assert done == "Đạt thể thức. Trạng thái mới: Chờ duyệt."
    assert "Văn bản vừa được" in refused
    assert "«Đồng ý»" in refused
    with database.reading() as session:
        approved = select(StepRow).where(
            StepRow.step_key == "format_check", StepRow.decision == "approved"
        )
        assert len(session.scalars(approved).all()) == 1


def test_two_clerks_at_once_give_one_number(database, at_once, rules, office):
    second = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    deed = Deed(plan_id, version_of(database, plan_id), Action.NUMBER, password=PASSWORD)

    refused, done = sorted(
        at_once(*(wish(take_step, one, deed, NOON) for one in (office.clerk, second)))
    )

    assert done == "Đã cấp số 115/KH-UBND."
    assert refused.startswith("refused: Văn bản vừa được")
    with database.reading() as session:
        assert session.scalars(select(RegisterRow.number)).all() == [115]


def test_a_double_tap_in_two_processes_is_one_deed(database, at_once, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "approval")
    deed = Deed(plan_id, version_of(database, plan_id), Action.APPROVE, password=PASSWORD)
    tap = wish(take_step, office.signer, deed, NOON)

    first, second = sorted(at_once(tap, tap))

    assert first.startswith("Anh/chị đã «Đồng ý» lúc 12:00 ngày 02/03/2026")
    assert second == "Đã duyệt, đồng ý ký. Trạng thái mới: Chờ ký."


def test_two_plans_of_two_clerks_get_two_numbers(database, at_once, rules, office):
    second = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    wishes = []
    for clerk in (office.clerk, second):
        plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
        version = version_of(database, plan_id)
        deed = Deed(plan_id, version, Action.NUMBER, password=PASSWORD)
        wishes.append(wish(take_step, clerk, deed, NOON))

    assert sorted(at_once(*wishes)) == ["Đã cấp số 115/KH-UBND.", "Đã cấp số 116/KH-UBND."]


def test_a_double_tap_on_several_plans_decides_each_once(database, at_once, rules, office):
    plans = [
        bring_to(database, rules, office, a_plan(database, office), "approval") for _ in range(2)
    ]
    for one in plans:
        views.record_view(database, office.signer, one, 1, NOON)
    chosen = [Chosen(one, version_of(database, one)) for one in plans]
    tap = wish(approve_together, office.signer, chosen, password=PASSWORD, now=NOON)

    answers = zip(*at_once(tap, tap), strict=True)

    for again, first in (sorted(one.sentence for one in pair) for pair in answers):
        assert again.startswith("Anh/chị đã «Đồng ý» lúc 12:00")
        assert first == "Đã duyệt, đồng ý ký. Trạng thái mới: Chờ ký."
    with database.reading() as session:
        approved = select(StepRow.plan_id).where(
            StepRow.step_key == "approval", StepRow.decision == "approved"
        )
        assert sorted(session.scalars(approved)) == plans
