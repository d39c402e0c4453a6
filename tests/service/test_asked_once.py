"""What one page asks twice the database is asked once; whoever writes looks each time."""

from collections import Counter
from datetime import timedelta

from tests.service.booking import TODAY, allow, keep
from tests.service.builders import NOON, bring_to, take
from tests.service.chains import a_common_series
from tests.service.statements import statements
from webapp.services import reading
from webapp.services.book_forms import book_forms
from webapp.services.reading_register import RegisterFilter, register
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


def test_the_forms_of_a_new_year_ask_once_for_each_book(database, office):
    a_common_series(database, office)
    next_year = NOON + timedelta(days=365)

    asked = statements(database, lambda: book_forms(database, office.clerk, None, next_year))

    assert len(about(asked, "series_years")) == 2


def test_a_page_of_the_book_asks_once_for_what_its_numbers_were_kept(database, office):
    allow(database, office, reserves_numbers=True)
    for day in (TODAY, TODAY + timedelta(days=1)):
        keep(database, office, day=day)

    asked = statements(database, lambda: register(database, office.clerk, RegisterFilter(), NOON))

    assert len(about(asked, "number_reservations")) == 1


def about(asked, table):
    return [one for one in asked if f"FROM {table}" in one.replace("\n", " ")]
