"""What is signed is numbered and goes out by the next working day; urgent papers at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.service.booking import TODAY, line, register
from tests.service.builders import NOON, a_plan, a_text, bring_to
from tests.service.chains import a_common_series, an_issued_plan, follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import add, send_line, send_to
from webapp.services import numbering_due
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import FillIn, fill_in
from webapp.services.closing import Closing, close_book
from webapp.services.numbering_due import papers_due

WEDNESDAY = datetime(2026, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def due(database, office, now=NOON):
    with database.reading() as session:
        return papers_due(session, office.agency_id, now)


def test_a_signed_plan_waits_for_its_number_until_the_next_working_day(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")

    (item,) = due(database, office)

    assert (item.what, item.plan_id, item.text) == ("Cấp số", plan_id, "")
    assert (item.signed_on, item.due_on) == (TODAY, date(2026, 3, 3))
    assert (item.urgent, item.late) == (False, False)
    assert due(database, office, WEDNESDAY)[0].late


def test_an_unsigned_plan_waits_for_nothing_of_the_clerks(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "signature")

    assert due(database, office) == ()


def test_an_issued_plan_waits_until_it_was_sent(database, rules, office):
    plan_id = an_issued_plan(database, rules, office)

    (item,) = due(database, office, WEDNESDAY)

    assert (item.what, item.text, item.plan_id) == ("Chuyển", "115/KH-UBND", plan_id)
    assert (item.due_on, item.late) == (date(2026, 3, 3), True)
    send_to(database, rules, office, plan_id, add(database, office))
    assert due(database, office, WEDNESDAY) == ()


def test_what_was_sent_after_its_book_was_closed_waits_no_more(database, rules, office):
    plan_id = an_issued_plan(database, rules, office)
    row_id, place = register(database, office).row_id, add(database, office)
    closing = Closing(office.series_id, 2026, 2, confirmed=True, confirmed_early=True)
    close_book(database, office.clerk, closing, NOON)
    assert len(due(database, office)) == 2

    send_to(database, rules, office, plan_id, place)
    send_line(database, rules, office, row_id, place)

    assert due(database, office) == ()


@pytest.mark.parametrize("kind", ["recalls", "replaces"])
def test_a_plan_that_another_paper_ended_goes_out_no_more(database, rules, office, kind):
    a_common_series(database, office)
    plan_id = an_issued_plan(database, rules, office)

    later = follow(database, rules, office, plan_id, kind)

    assert [one.plan_id for one in due(database, office)] == [later]


def test_an_urgent_plan_is_due_on_the_day_of_the_signature(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    urgent = a_plan(database, office, replace(a_text(), priority="KHẨN"))
    bring_to(database, rules, office, urgent, "numbering")

    first, second = due(database, office)

    assert (first.plan_id, first.urgent, first.due_on) == (urgent, True, TODAY)
    assert second.due_on == date(2026, 3, 3)


def test_a_document_waits_until_its_day_of_passing_on_is_written(database, office):
    register(database, office, said={"priority": "HỎA TỐC"})

    (item,) = due(database, office)

    assert (item.what, item.text, item.urgent) == ("Chuyển", "115/KH-UBND", True)
    assert (item.due_on, item.row_id) == (TODAY, line(database, 115).id)
    row = line(database, 115)
    fill_in(database, office.clerk, FillIn(row.id, row.version, BookEntry(sent_on=TODAY)), NOON)
    assert due(database, office) == ()


def test_a_document_of_long_ago_is_left_to_the_closing(database, office):
    register(database, office)

    assert len(due(database, office, NOON + timedelta(days=30))) == 1
    assert due(database, office, NOON + timedelta(days=31)) == ()


def test_of_more_than_the_page_holds_the_urgent_are_shown_first(
    database, rules, office, monkeypatch
):
    monkeypatch.setattr(numbering_due, "MOST_SHOWN", 2)
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    urgent = a_plan(database, office, replace(a_text(), priority="KHẨN"))
    bring_to(database, rules, office, urgent, "numbering")

    found = due(database, office)

    assert [one.urgent for one in found] == [True, False]


def test_a_copy_goes_out_until_its_plan_is_recalled(database, rules, office):
    a_copies_series(database, office)
    a_common_series(database, office)
    plan_id = an_issued_plan(database, rules, office)
    send_to(database, rules, office, plan_id, add(database, office))
    copy(database, rules, office, plan_id)
    assert [item.text for item in due(database, office)] == ["03/SY-UBND"]

    follow(database, rules, office, plan_id, "recalls")

    assert [item.text for item in due(database, office)] == ["21/TB-UBND"]
