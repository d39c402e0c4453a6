"""What the database itself holds of opinions, polls and ballots, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.opinions import BallotRow, ExplanationRow, OutsideOpinionRow, PollRow
from webapp.services import audit


def add(database, row):
    with database.transaction() as session:
        session.add(row)
        audit.record(session, None, "built", now=NOON)
        return row.id


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


@pytest.fixture
def outside(office, plan_id):
    values = {
        "plan_id": plan_id,
        "office": "Công an xã",
        "stance": "agrees",
        "text": "",
        "paper_number": "",
        "entered_by": office.drafter.person_id,
        "entered_at": NOON,
    }
    return lambda **changes: OutsideOpinionRow(**{**values, **changes})


@pytest.fixture
def poll_id(database, office, plan_id):
    row = PollRow(
        plan_id=plan_id,
        question="Đồng ý ban hành?",
        due_on=NOON.date(),
        revision_sha256="0" * 64,
        opened_by=office.drafter.person_id,
        opened_at=NOON,
    )
    return add(database, row)


@pytest.fixture
def ballot(office, poll_id):
    values = {"poll_id": poll_id, "person_id": office.signer.person_id}
    return lambda **changes: BallotRow(**{**values, **changes})


AGREED = {"vote": "agree", "answered_at": NOON}


@pytest.mark.parametrize(
    "wrong", [{"office": ""}, {"office": "x" * 201}, {"stance": "la"}, {"stance": "remarks"}]
)
def test_the_database_refuses_an_opinion(database, outside, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, outside(**wrong))


@pytest.mark.parametrize(
    "wrong", [{"vote": "agree"}, {"answered_at": NOON}, {**AGREED, "vote": "other"}], ids=str
)
def test_the_database_refuses_a_ballot(database, ballot, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, ballot(**wrong))


def test_a_member_has_one_ballot(database, ballot):
    add(database, ballot())

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        add(database, ballot(**AGREED))


def test_an_answer_is_given_once(database, ballot):
    add(database, ballot())
    change(database, update(BallotRow).values(**AGREED))

    with pytest.raises(DBAPIError, match="given once"):
        change(database, update(BallotRow).values(vote="disagree"))


def test_a_poll_is_closed_once_and_keeps_its_question(database, office, poll_id):
    closed = {"closed_by": office.drafter.person_id, "closed_at": NOON}
    with pytest.raises(DBAPIError, match="keeps what it asked"):
        change(database, update(PollRow).values(question="Khác?", **closed))
    change(database, update(PollRow).values(**closed))

    with pytest.raises(DBAPIError, match="closed once"):
        change(database, update(PollRow).values(closed_at=None, closed_by=None))
    del poll_id


def test_nothing_of_it_is_deleted(database, office, plan_id, outside, ballot):
    add(database, outside())
    add(database, ballot())
    explained = {"source": "outside", "source_id": 1, "text": "Tiếp thu.", "written_at": NOON}
    written_by = office.drafter.person_id
    add(database, ExplanationRow(plan_id=plan_id, written_by=written_by, **explained))

    for table in (OutsideOpinionRow, ExplanationRow, BallotRow, PollRow):
        with pytest.raises(DBAPIError, match="never deleted"):
            change(database, delete(table))


def test_an_opinion_without_its_event_is_refused(database, outside):
    with (
        pytest.raises(RuntimeError, match="without its audit event: OutsideOpinionRow"),
        database.transaction() as session,
    ):
        session.add(outside())
