"""What one page asks twice the database is asked once; whoever writes looks each time."""

from collections import Counter

from tests.service.builders import NOON, bring_to, take
from tests.service.statements import statements
from webapp.services import reading
from webapp.services.situations import steps_of


def test_a_reading_session_asks_once(database, plan_id):
    with database.reading() as session:
        assert steps_of(session, plan_id) is steps_of(session, plan_id)


def test_the_answers_end_with_the_session(database, rules, office, plan_id):
    with database.reading() as session:
        assert steps_of(session, plan_id) == []
    take(database, rules, office.drafter, plan_id, "submit")

    with database.reading() as session:
        assert [one.step_key for one in steps_of(session, plan_id)] == ["content_check"]


def test_whoever_writes_asks_each_time(database, plan_id):
    with database.transaction() as session:
        assert steps_of(session, plan_id) is not steps_of(session, plan_id)


def test_the_page_of_a_plan_asks_for_its_way_and_its_people_once(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    asked = statements(
        database, lambda: reading.plan_page(database, rules, office.signer, plan_id, NOON)
    )

    twice = {one.partition(" FROM ")[2][:30] for one, count in Counter(asked).items() if count > 1}
    assert twice & {"steps", "memberships", "revisions"} == set()
    assert len(asked) <= 40
