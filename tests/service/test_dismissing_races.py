"""Two people, or one who taps twice, set the same warning aside at the same moment."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, version_of
from tests.service.faulty import REASON, bring_on, faulty_text, key_of, page_of
from tests.service.meeting import wish
from webapp.db.models.findings import DismissalRow
from webapp.services import audit, dismissing
from webapp.services.dismissing import Dismissing


@pytest.fixture
def asked(database, rules, office):
    """What anybody asks for who sets the warning of a plan in its format check aside."""
    plan_id = a_plan(database, office, faulty_text())
    bring_on(database, rules, office, plan_id, "format_check")
    key = key_of(page_of(database, rules, office.drafter, plan_id))
    return Dismissing(plan_id, version_of(database, plan_id), key, REASON)


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(DismissalRow)))


def test_a_double_tap_is_one_dismissal(database, at_once, office, asked):
    tap = wish(dismissing.dismiss, office.drafter, asked, NOON)

    second, first = sorted(at_once(tap, tap))

    assert first.startswith("Đã bỏ qua cảnh báo")
    assert second == "Anh/chị đã bỏ qua cảnh báo này lúc 12:00 ngày 02/03/2026; không cần làm lại."
    assert len(rows(database)) == 1
    assert audit.verify(database) == ()


def test_drafter_and_checker_at_once_make_one_dismissal(database, at_once, office, asked):
    people = (office.drafter, office.format_checker)
    wishes = [wish(dismissing.dismiss, person, asked, NOON) for person in people]

    told, done = sorted(at_once(*wishes))

    (row,) = rows(database)
    name = "Lê Thị Hạnh" if row.person_id == office.drafter.person_id else "Ngô Thanh Mai"
    assert done.startswith("Đã bỏ qua cảnh báo")
    assert told.startswith(f"{name} đã bỏ qua cảnh báo này")


def test_a_warning_is_restored_once(database, at_once, office, asked):
    dismissing.dismiss(database, office.drafter, asked, NOON)
    row_id = rows(database)[0].id
    tap = wish(dismissing.restore, office.drafter, asked.plan_id, row_id, NOON)

    said = sorted(at_once(tap, tap))

    assert said == [
        "Anh/chị đã khôi phục cảnh báo này lúc 12:00 ngày 02/03/2026; không cần làm lại.",
        "Đã khôi phục cảnh báo.",
    ]
