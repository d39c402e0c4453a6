"""What the database itself holds of a remark and its answer, whoever writes."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_plan, bring_to
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.process import StepRow
from webapp.db.models.remarks import RemarkRow
from webapp.services import audit


def add(database, *rows):
    with database.transaction() as session:
        session.add_all(rows)
        audit.record(session, None, "built", now=NOON)


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


@pytest.fixture
def a_remark(database, rules, office):
    """Make remarks of one return that has none yet."""
    plan_id = a_plan(database, office)
    bring_to(database, rules, office, plan_id, "content_check")
    with database.reading() as session:
        step_id = session.scalars(select(StepRow.id)).one()

    def make(**changes):
        values = {
            "plan_id": plan_id,
            "step_id": step_id,
            "round": 1,
            "ordinal": 1,
            "person_id": office.unit_head.person_id,
            "text": "Bổ sung căn cứ",
            "revision_ordinal": 1,
            "created_at": NOON,
        }
        return RemarkRow(**{**values, **changes})

    return make


@pytest.fixture
def answer(office):
    return {"answer": "fixed", "answered_by": office.drafter.person_id, "answered_at": NOON}


SENT = {"sent_at": NOON, "sent_ordinal": 2}


def test_a_remark_without_its_event_is_refused(database, a_remark):
    with (
        pytest.raises(RuntimeError, match="without its audit event: RemarkRow"),
        database.transaction() as session,
    ):
        session.add(a_remark())


def test_one_return_counts_its_remarks_once(database, a_remark):
    add(database, a_remark(), a_remark(ordinal=2))

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        add(database, a_remark(ordinal=2))


def test_a_remark_cannot_be_deleted(database, a_remark):
    add(database, a_remark())

    with pytest.raises(DBAPIError, match="never deleted"):
        change(database, delete(RemarkRow))


@pytest.mark.parametrize(
    "value",
    [{"text": "Khác"}, {"quote": "Khác"}, {"context": "Khác"}, {"revision_ordinal": 9}],
    ids=str,
)
def test_a_remark_keeps_what_it_said(database, a_remark, value):
    add(database, a_remark())

    with pytest.raises(DBAPIError, match="keeps what it said"):
        change(database, update(RemarkRow).values(**value))


def test_an_answer_may_change_until_it_is_sent(database, a_remark, answer):
    add(database, a_remark(**answer))

    change(database, update(RemarkRow).values(answer="kept", answer_text="Theo mẫu của tỉnh"))
    change(database, update(RemarkRow).values(**SENT))

    with pytest.raises(DBAPIError, match="its answer once it is sent"):
        change(database, update(RemarkRow).values(answer_text="Lý do khác"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 2001},
        {"quote": "x" * 501},
        {"context": "x" * 61},
        {"answer": "later"},
        {"answer": "kept"},
        {"answer": None},
        {"answered_at": None},
        {"answered_by": None},
        {"answer_text": "x" * 2001},
        {"sent_at": NOON},
        {"ordinal": 0},
    ],
    ids=str,
)
def test_the_database_refuses_a_remark(database, a_remark, answer, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, a_remark(**{**answer, **wrong}))


@pytest.mark.parametrize("wrong", [SENT, {"answer_text": "Đã sửa"}], ids=str)
def test_the_database_refuses_an_answer_of_no_kind(database, a_remark, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, a_remark(**wrong))
