"""What the database itself holds of a copy, whoever writes; its number, where two clerks meet."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import bring_to
from tests.service.chains import a_common_series, follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import by_hand
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


def test_a_recalled_plan_is_copied_no_more_whoever_writes(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    a_common_series(database, office)
    follow(database, rules, office, issued, "recalls")
    again = (
        "INSERT INTO plan_copies (id, plan_id, register_row_id, kind, form, parts, amount, purpose,"
        " authority_id, source_sha256, word_sha256, made_by, made_at) SELECT 99, plan_id,"
        " (SELECT max(id) FROM register_rows), kind, form, parts, amount, purpose, authority_id,"
        f" source_sha256, word_sha256, made_by, made_at FROM plan_copies WHERE id = {made.copy_id}"
    )

    with pytest.raises(DBAPIError, match="copied no more"):
        by_hand(database, again)


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
