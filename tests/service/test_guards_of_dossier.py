"""What the database itself holds of a paper of the dossier, whoever writes."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import NOON, a_plan
from webapp.db.database import Database
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.dossier import DossierPaperRow
from webapp.services import audit, blobs


def a_paper(database: Database, office, plan_id, **changes) -> int:
    with database.transaction() as session:
        values = {
            "plan_id": plan_id,
            "kind": "to_trinh",
            "title": "Tờ trình về Kế hoạch",
            "paper_number": "05/TTr-VHXH",
            "paper_date": NOON.date(),
            "issuer": "Phòng Văn hóa - Xã hội",
            "file_name": "to trinh.pdf",
            "media_type": "application/pdf",
            "size": 4,
            "sha256": blobs.keep(session, b"%PDF", "application/pdf", NOON),
            "added_by": office.drafter.person_id,
            "added_at": NOON,
        }
        row = DossierPaperRow(**{**values, **changes})
        session.add(row)
        audit.record(session, None, "built", now=NOON)
        return row.id


def change(database, statement):
    with database.transaction() as session:
        session.execute(statement, execution_options=OWN_STATEMENT)


def removed(office):
    return {
        "removed_by": office.drafter.person_id,
        "removed_at": NOON,
        "removal_reason": "Nhầm tệp",
    }


def test_a_paper_without_its_event_is_refused(database, plan_id):
    with (
        pytest.raises(RuntimeError, match="without its audit event: DossierPaperRow"),
        database.transaction() as session,
    ):
        session.add(DossierPaperRow(plan_id=plan_id))


def test_a_paper_cannot_be_deleted(database, office, plan_id):
    a_paper(database, office, plan_id)

    with pytest.raises(DBAPIError, match="never deleted"):
        change(database, delete(DossierPaperRow))


@pytest.mark.parametrize(
    "value", [{"title": "Khác"}, {"sha256": "0" * 64}, {"paper_date": None}, {"replaces_id": 7}]
)
def test_a_paper_keeps_what_it_was(database, office, plan_id, value):
    a_paper(database, office, plan_id)

    with pytest.raises(DBAPIError, match="keeps what it was"):
        change(database, update(DossierPaperRow).values(**value, **removed(office)))


def test_a_paper_is_removed_once(database, office, plan_id):
    a_paper(database, office, plan_id)
    change(database, update(DossierPaperRow).values(**removed(office)))

    with pytest.raises(DBAPIError, match="removed once"):
        change(database, update(DossierPaperRow).values(removal_reason="Lý do khác"))


def test_a_version_is_followed_by_one_alone(database, office, plan_id):
    first = a_paper(database, office, plan_id)
    a_paper(database, office, plan_id, replaces_id=first)

    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        a_paper(database, office, plan_id, replaces_id=first)


def test_a_version_follows_one_of_the_same_plan(database, office, plan_id):
    first = a_paper(database, office, plan_id)

    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        a_paper(database, office, a_plan(database, office), replaces_id=first)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "la"}, {"title": ""}, {"title": "x" * 301}, {"size": 0}, {"removed_at": NOON}],
    ids=str,
)
def test_the_database_refuses_a_paper(database, office, plan_id, wrong):
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        a_paper(database, office, plan_id, **wrong)
