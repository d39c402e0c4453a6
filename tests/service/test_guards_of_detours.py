"""What the database itself holds of questions and transfers, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, take
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.process import StepRow
from webapp.services import audit

ANSWERED = {"answer": "agree", "ended_at": NOON}


def a_question(office, plan_id, **changes):
    values = {
        "agency_id": office.agency_id,
        "plan_id": plan_id,
        "round": 1,
        "step_key": "approval",
        "kind": "before_me",
        "asker_id": office.signer.person_id,
        "asked_id": office.clerk.person_id,
        "question": "Kinh phí ở mục II đã được giao chưa?",
        "revision_sha256": "0" * 64,
        "asked_at": NOON,
    }
    return ConsultationRow(**{**values, **changes})


def add(database, *rows):
    with database.transaction() as session:
        session.add_all(rows)
        audit.record(session, None, "built", now=NOON)


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


def test_a_question_without_its_event_is_refused(database, office, plan_id):
    with (
        pytest.raises(RuntimeError, match="without its audit event: ConsultationRow"),
        database.transaction() as session,
    ):
        session.add(a_question(office, plan_id))


def test_one_person_is_asked_once_at_a_time_by_another(database, office, plan_id):
    add(database, a_question(office, plan_id))

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        add(database, a_question(office, plan_id, kind="ask"))


def test_he_may_be_asked_again_after_he_answered(database, office, plan_id):
    add(database, a_question(office, plan_id, **ANSWERED))

    add(database, a_question(office, plan_id))


def test_a_question_cannot_be_deleted(database, office, plan_id):
    add(database, a_question(office, plan_id))

    with pytest.raises(DBAPIError, match="never deleted"):
        change(database, delete(ConsultationRow))


@pytest.mark.parametrize("value", [{"question": "Khác"}, {"kind": "ask"}, {"round": 2}], ids=str)
def test_a_question_keeps_what_it_asked(database, office, plan_id, value):
    add(database, a_question(office, plan_id))

    with pytest.raises(DBAPIError, match="keeps what it asked"):
        change(database, update(ConsultationRow).values(**value, **ANSWERED))


def test_an_answer_is_given_once(database, office, plan_id):
    add(database, a_question(office, plan_id))
    change(database, update(ConsultationRow).values(**ANSWERED))

    with pytest.raises(DBAPIError, match="answered once"):
        change(database, update(ConsultationRow).values(answer="disagree"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": ""},
        {"question": "x" * 2001},
        {"words": "x" * 2001},
        {"kind": "order"},
        {"answer": "maybe", "ended_at": NOON},
        {"answer": "agree"},
    ],
    ids=lambda wrong: "-".join(f"{key}={str(value)[:6]}" for key, value in wrong.items()),
)
def test_the_database_refuses_a_question(database, office, plan_id, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, a_question(office, plan_id, **wrong))


def test_nobody_asks_himself(database, office, plan_id):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, a_question(office, plan_id, asked_id=office.signer.person_id))


@pytest.mark.parametrize("to_somebody", [True, False])
def test_a_question_passed_on_names_to_whom(database, rules, office, plan_id, to_somebody):
    take(database, rules, office.drafter, plan_id, "submit")
    decision = "not_needed" if to_somebody else "transferred"
    to = office.clerk.person_id if to_somebody else None

    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        change(
            database,
            update(StepRow).values(decision=decision, decided_at=NOON, transferred_to=to),
        )
