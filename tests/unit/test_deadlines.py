"""Who is told of a deadline, and when."""

from datetime import date

import pytest

from tests.unit.a_process import HEAD, PARENT_UNIT, SIGNER, a_situation, an_actor, parent_head
from webapp.domain.deadlines import Reminder, reminder_for, superiors
from webapp.domain.people import Role

FRIDAY, SATURDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
HEAD_OF_UNIT = an_actor(HEAD, Role.UNIT_HEAD)
LEADER = an_actor(SIGNER, Role.SIGNER, unit_id=None)
OTHER_HEAD = an_actor(7, Role.UNIT_HEAD, unit_id=99)
EVERYBODY = (HEAD_OF_UNIT, LEADER, OTHER_HEAD)


@pytest.mark.parametrize(
    ("due_on", "kind"),
    [
        (date(2026, 3, 5), Reminder.LATE),
        (FRIDAY, Reminder.SOON),
        (SATURDAY, Reminder.SOON),
        (MONDAY, Reminder.SOON),
        (date(2026, 3, 10), None),
    ],
)
def test_on_a_friday_the_monday_is_near(due_on, kind):
    assert reminder_for(due_on, FRIDAY, MONDAY) is kind


def test_the_head_of_the_unit_stands_above_its_people():
    person = an_actor(1, Role.DRAFTER)

    assert superiors(person, EVERYBODY, a_situation()) == (HEAD_OF_UNIT,)


def test_the_leader_who_signs_stands_above_a_head():
    assert superiors(HEAD_OF_UNIT, EVERYBODY, a_situation()) == (LEADER,)


def test_the_head_of_the_unit_above_stands_above_the_head_who_drafts():
    everybody = (*EVERYBODY, parent_head)
    under = a_situation(parent_unit_id=PARENT_UNIT)

    assert superiors(HEAD_OF_UNIT, everybody, under) == (parent_head,)
    assert superiors(parent_head, everybody, under) == (LEADER,)
    assert superiors(HEAD_OF_UNIT, EVERYBODY, under) == (LEADER,)


@pytest.mark.parametrize("unit_id", [None, 55])
def test_where_the_unit_has_no_head_the_leader_is_told(unit_id):
    person = an_actor(1, Role.CLERK, unit_id=unit_id)

    assert superiors(person, EVERYBODY, a_situation()) == (LEADER,)


def test_nobody_stands_above_the_leader():
    assert superiors(LEADER, EVERYBODY, a_situation()) == ()
