"""What the database itself holds of a dismissal, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.findings import DismissalRow
from webapp.services import audit


def a_dismissal(office, plan_id, **changes):
    values = {
        "plan_id": plan_id,
        "finding_sha256": "0" * 64,
        "rule": "ND30-D7",
        "quote": "",
        "words": "KẾ HOẠCH PHỐI HỢP",
        "reason": "Theo mẫu của tỉnh",
        "person_id": office.drafter.person_id,
        "at": NOON,
    }
    return DismissalRow(**{**values, **changes})


def add(database, *rows):
    with database.transaction() as session:
        session.add_all(rows)
        audit.record(session, None, "built", now=NOON)


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


def revoked(office):
    return {"revoked_by": office.drafter.person_id, "revoked_at": NOON}


def test_a_dismissal_without_its_event_is_refused(database, office, plan_id):
    with (
        pytest.raises(RuntimeError, match="without its audit event: DismissalRow"),
        database.transaction() as session,
    ):
        session.add(a_dismissal(office, plan_id))


def test_one_finding_has_one_dismissal_that_stands(database, office, plan_id):
    add(database, a_dismissal(office, plan_id))

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        add(database, a_dismissal(office, plan_id, reason="Lý do khác"))


def test_a_finding_is_dismissed_again_after_it_was_taken_back(database, office, plan_id):
    add(database, a_dismissal(office, plan_id, **revoked(office)))

    add(database, a_dismissal(office, plan_id))


def test_a_dismissal_cannot_be_deleted(database, office, plan_id):
    add(database, a_dismissal(office, plan_id))

    with pytest.raises(DBAPIError, match="never deleted"):
        change(database, delete(DismissalRow))


@pytest.mark.parametrize("value", [{"reason": "Khác"}, {"words": "Khác"}, {"rule": "TL-khac"}])
def test_a_dismissal_keeps_what_it_said(database, office, plan_id, value):
    add(database, a_dismissal(office, plan_id))

    with pytest.raises(DBAPIError, match="keeps what it said"):
        change(database, update(DismissalRow).values(**value, **revoked(office)))


def test_a_dismissal_is_taken_back_once(database, office, plan_id):
    add(database, a_dismissal(office, plan_id))
    change(database, update(DismissalRow).values(**revoked(office)))

    with pytest.raises(DBAPIError, match="taken back once"):
        change(database, update(DismissalRow).values(revoked_by=None, revoked_at=None))


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "x" * 501}, {"revoked_at": NOON}], ids=str
)
def test_the_database_refuses_a_dismissal(database, office, plan_id, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        add(database, a_dismissal(office, plan_id, **wrong))
