"""Two people at one plan at one moment: the second waits, and nobody waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_unit, take
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import UnitRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Role
from webapp.services import administration, audit, transitions, views
from webapp.services.administration import PersonInput

A_WHILE = 0.5
"""Seconds that are enough for the other to come to where he has to wait."""


@pytest.fixture
def beside():
    """Run something in a thread of its own until it is done or waits for a lock."""
    with ThreadPoolExecutor(1) as pool:

        def start(deed):
            job = pool.submit(deed)
            threading.Event().wait(A_WHILE)
            return job

        yield start


def test_a_reader_and_a_writer_of_one_plan_do_not_lock_each_other_out(
    database, office, plan_id, beside
):
    with database.transaction() as session:
        plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
        looking = beside(lambda: views.record_view(database, office.clerk, plan_id, 1, NOON))
        plan.subject = "Trồng cây đầu xuân"
        audit.record(session, office.drafter, "save", now=NOON, plan=plan)
    looking.result(10)

    assert audit.verify(database) == ()


def test_an_administrator_and_a_drafter_do_not_lock_each_other_out(
    database, rules, office, plan_id, beside
):
    take(database, rules, office.drafter, plan_id, "submit")
    clerk = next(
        one
        for one in administration.people(database, office.administrator)
        if one.person_id == office.clerk.person_id
    )
    page = (office.administrator, clerk.person_id, clerk.version, NOON)

    with database.transaction() as session:
        plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
        leaving = beside(lambda: administration.deactivate_person(database, *page))
        transitions.void_round_for_change(session, plan, office.drafter, NOON)
        audit.record(session, office.drafter, "save", now=NOON, plan=plan)
    leaving.result(10)

    assert audit.verify(database) == ()


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [(None, "không còn làm việc"), (frozenset({Role.CLERK}), "do Lãnh đạo đơn vị xử lý")],
)
def test_whoever_lost_his_role_after_his_page_was_asked_for_decides_nothing(
    database, rules, office, plan_id, roles, sentence
):
    take(database, rules, office.drafter, plan_id, "submit")
    head = next(
        one
        for one in administration.people(database, office.administrator)
        if one.person_id == office.unit_head.person_id
    )
    if roles is None:
        page = (office.administrator, head.person_id, head.version, NOON)
        administration.deactivate_person(database, *page)
    else:
        values = PersonInput(
            head.person_id, head.username, head.full_name, roles=roles, version=head.version
        )
        administration.save_person(database, office.administrator, values, NOON)

    with pytest.raises(ForbiddenError, match=sentence):
        take(database, rules, office.unit_head, plan_id, "approve")


def test_a_reader_sees_one_state_while_others_write(database, office):
    with database.reading() as session:
        before = session.scalars(select(UnitRow.name)).all()
        a_unit(database, office.agency_id, name="Văn phòng", abbreviation="VP")
        after = session.scalars(select(UnitRow.name)).all()

    assert after == before
