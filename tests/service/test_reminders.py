"""Reminders before and after a deadline."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, save, take
from tests.service.records import state_of, told
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import MembershipRow
from webapp.db.models.process import StepRow
from webapp.services import audit
from webapp.services.reminders import remind

TUESDAY, WEDNESDAY, THURSDAY = (NOON + timedelta(days=days) for days in (1, 2, 3))
"""The content check is asked for on Monday and due on Wednesday."""


@pytest.fixture(autouse=True)
def submitted(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    return plan_id


def kinds(database, person):
    return [kind for kind, _ in told(database, person)]


def test_nobody_is_reminded_while_there_is_time(database, office):
    assert remind(database, NOON) == 0

    assert kinds(database, office.unit_head) == ["waiting"]


def test_the_one_who_is_asked_is_reminded_on_the_day_before(database, office):
    assert remind(database, TUESDAY) == 1

    kind, message = told(database, office.unit_head)[-1]
    assert kind == "due_soon"
    assert "bước «Kiểm tra nội dung» đến hạn ngày 04/03/2026" in message


def test_who_is_asked_today_for_tomorrow_is_reminded_tomorrow(database, rules, office, submitted):
    take(database, rules, office.unit_head, submitted, "approve")

    assert (remind(database, NOON), remind(database, TUESDAY)) == (0, 1)
    assert kinds(database, office.format_checker) == ["waiting", "due_soon"]


def test_a_second_sweep_of_the_day_reminds_nobody_again(database, office):
    remind(database, TUESDAY)

    assert (remind(database, TUESDAY), remind(database, WEDNESDAY)) == (0, 0)
    assert kinds(database, office.unit_head) == ["waiting", "due_soon"]


def test_after_the_deadline_he_his_superior_and_the_drafter_are_told(database, office):
    assert remind(database, THURSDAY) == 1

    assert kinds(database, office.unit_head)[-1] == "late"
    for person in (office.signer, office.drafter):
        kind, message = told(database, person)[-1]
        assert kind == "late_of_other"
        assert message.endswith("chưa xử lý bước «Kiểm tra nội dung», quá hạn ngày 04/03/2026.")


def test_nothing_is_approved_by_time(database, submitted):
    remind(database, THURSDAY)

    assert state_of(database, submitted) == "content_check"


def test_who_decided_in_time_is_left_in_peace(database, rules, office, submitted):
    take(database, rules, office.unit_head, submitted, "approve")

    remind(database, THURSDAY)

    assert kinds(database, office.unit_head) == ["waiting"]


def test_two_sweeps_at_once_remind_once(database, office):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: remind(database, THURSDAY), range(2)))

    assert kinds(database, office.unit_head) == ["waiting", "late"]


def test_an_answer_at_the_same_moment_goes_before_the_reminder(database, office):
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            question = session.scalars(select(StepRow).with_for_update(**LOCKED)).one()
            job = pool.submit(remind, database, THURSDAY)
            threading.Event().wait(0.3)
            question.decision, question.decided_at = "not_needed", THURSDAY
            audit.record(session, None, "built", now=THURSDAY)
        job.result()

    assert kinds(database, office.unit_head) == ["waiting"]


def test_a_person_who_left_is_not_written_to(database, office):
    def left(session):
        row = session.scalars(
            select(MembershipRow).where(MembershipRow.person_id == office.unit_head.person_id)
        ).one()
        row.active = False
        return row

    save(database, left)

    assert remind(database, THURSDAY) == 1
    assert kinds(database, office.unit_head) == ["waiting"]
