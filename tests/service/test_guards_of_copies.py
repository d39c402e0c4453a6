"""What the database itself holds of a copy, whoever writes; its number, where two clerks meet."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import bring_to
from tests.service.copied import a_copies_series, copy
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.copies import CopyPdfRow, CopyRow


@pytest.fixture
def issued(database, rules, office, plan_id):
    a_copies_series(database, office)
    return bring_to(database, rules, office, plan_id, "issued")


@pytest.mark.parametrize(
    ("column", "value"),
    [("amount", 9), ("purpose", "khác"), ("word_sha256", None), ("form", "electronic")],
)
def test_a_copy_stays_as_it_was_made(database, rules, office, issued, column, value):
    copy(database, rules, office, issued)
    wrong = update(CopyRow).values({column: value})

    with pytest.raises(DBAPIError, match="stays as it was made"), database.transaction() as session:
        session.execute(wrong, execution_options=OWN_STATEMENT)


def test_a_finished_pdf_stays_and_none_is_deleted(database, rules, office, issued):
    copy(database, rules, office, issued)
    with database.transaction() as session:
        row = session.scalars(select(CopyPdfRow)).one()
        row.sha256 = row.source_sha256
        row.becomes("ready")

    for sentence, wrong in (
        ("a finished copy stays", update(CopyPdfRow).values(pages=9)),
        ("never deleted", delete(CopyPdfRow)),
    ):
        with pytest.raises(DBAPIError, match=sentence), database.transaction() as session:
            session.execute(wrong, execution_options=OWN_STATEMENT)
