"""After a restore no number is given twice: what stands on paper since the backup comes first."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import a_blank_url
from tests.service.booking import (
    TODAY,
    TOMORROW,
    allow,
    counters,
    hold,
    keep,
    last_event,
    line,
    lines,
    register,
    type_of,
)
from tests.service.builders import NOON, a_plan, a_series, an_agency, an_office, bring_to, take
from webapp.db.database import Database
from webapp.db.models.audit import AuditRow
from webapp.domain.errors import InvalidInputError
from webapp.services import audit, backups, evidence, numbering, restoring, seals
from webapp.services.administration import BodyInput, save_advisory_body
from webapp.services.book_lines import Crossing, line_page, void_line
from webapp.services.book_numbers import Dating
from webapp.services.closing import Closing, close_book
from webapp.services.notice_places import page_of as page_of_notice
from webapp.services.notifications import inbox
from webapp.services.reading_register import RegisterFilter
from webapp.services.reading_register import register as book
from webapp.services.reservations import void_expired
from webapp.services.restored_books import (
    LastOnPaper,
    confirm_book,
    waiting_page,
)

NEW_YEAR = datetime(2027, 1, 4, 3, tzinfo=UTC)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def page_of(database, office):
    """Return the page of the book that waits."""
    page = waiting_page(database, office.clerk, office.series_id, 2026)
    assert page is not None
    return page


def confirm(database, office, number, *, year=2026, confirmed=True, now=TOMORROW):
    wanted = LastOnPaper(office.series_id, year, number, confirmed)
    return confirm_book(database, office.clerk, wanted, now)


def whole(database):
    """Say that nothing that looks after the records finds a fault."""
    assert audit.verify(database) == ()
    assert list(evidence.verify(database)) == []
    return all(not isinstance(one, seals.SealFault) for one in seals.verify(database))


# --- the restore


def test_a_restored_book_waits_for_its_last_number_on_paper(database, elsewhere, tmp_path, office):
    register(database, office)
    made = backups.make(database.url, tmp_path / "kept", NOON)

    restored = restoring.restore(elsewhere, made.path, TOMORROW)

    assert [(one.series_name, one.year, one.last_number) for one in restored.held] == [
        ("Kế hoạch", 2026, 115)
    ]
    with pytest.raises(numbering.UnconfirmedBookError, match="bấm «Đối chiếu»"):
        register(elsewhere, office, now=TOMORROW)
    assert list(confirm(elsewhere, office, 117)) == [116, 117]
    meant = Dating(next_anyway=True)
    assert register(elsewhere, office, now=TOMORROW, dating=meant).text == "118/KH-UBND"
    assert whole(elsewhere)


def test_the_clerk_is_told_after_a_restore_which_book_waits_and_where_it_goes_on(database, held):
    told, *others = inbox(database, held.clerk).items

    assert "bản sao lưu lúc 12:00 ngày 02/03/2026. Sổ «Kế hoạch» năm 2026" in told.message
    assert page_of_notice(told.plan_id, told.anchor, told.about) == "/so-van-ban-di"
    assert [one.kind for one in (*others, *inbox(database, held.drafter).items)] == []


@pytest.fixture
def elsewhere(request, tmp_path):
    with a_blank_url(request, "sqlite", tmp_path) as url:
        there = Database(url)
        yield there
        there.close()


def test_the_books_of_every_year_since_the_backup_wait(database, office):
    a_series(database, office.agency_id, name="Cũ", type_name="Báo cáo", active=False)

    waiting = hold(database, NOON, NEW_YEAR)

    assert [(one.series_name, one.year, one.last_number) for one in waiting] == [
        ("Kế hoạch", 2026, 114),
        ("Kế hoạch", 2027, 0),
    ]
    assert counters(database)[:2] == [(2026, 114), (2027, 0)]
    assert whole(database)


@pytest.mark.parametrize(("run_back", "years"), [(True, [2026, 2027]), (False, [2027])])
def test_an_older_open_book_waits_too_where_dates_run_back_into_it(
    database, office, run_back, years
):
    allow(database, office, dates_run_back=run_back)

    assert [one.year for one in hold(database, NEW_YEAR, NEW_YEAR)] == years


def test_a_closed_book_waits_for_nothing(database, office):
    closing = Closing(office.series_id, 2026, 0, confirmed=True)
    close_book(database, office.clerk, closing, NEW_YEAR)

    assert [one.year for one in hold(database, NOON, NEW_YEAR)] == [2027]


def test_an_agency_without_a_series_has_no_event_of_it(database, office):
    an_agency(database, short_name="UBND xã Bình An")
    hold(database)
    closing = select(AuditRow.agency_id).where(AuditRow.action == "restored")

    with database.reading() as session:
        told = session.scalars(closing.order_by(AuditRow.agency_id)).all()

    assert told == [office.agency_id]


# --- while it waits


def test_a_waiting_book_gives_no_number_to_a_plan(database, rules, held):
    plan_id = bring_to(database, rules, held, a_plan(database, held), "numbering")

    with pytest.raises(numbering.UnconfirmedBookError):
        take(database, rules, held.clerk, plan_id, "number", now=TOMORROW)
    with database.reading() as session, pytest.raises(numbering.UnconfirmedBookError):
        numbering.expected(session, held.agency_id, type_of(database, "Kế hoạch"), TODAY)


def test_a_waiting_book_gives_no_reserved_number(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    hold(database, NOON, NOON)

    with pytest.raises(numbering.UnconfirmedBookError):
        register(database, office, dating=Dating(reserved_row_id=line(database, 115).id))

    assert page_of(database, office).reserved == ("115/KH-UBND ngày 02/03/2026",)


def test_a_waiting_book_is_not_closed(database, held):
    closing = Closing(held.series_id, 2026, 1, confirmed=True, confirmed_early=True)

    with pytest.raises(numbering.UnconfirmedBookError):
        close_book(database, held.clerk, closing, TOMORROW)


def test_the_clerk_alone_is_shown_what_waits(database, held):
    shown = book(database, held.clerk, RegisterFilter(), TOMORROW).waiting

    assert [(one.series_id, one.year, one.since) for one in shown] == [
        (held.series_id, 2026, TOMORROW)
    ]
    assert book(database, held.drafter, RegisterFilter(), TOMORROW).waiting == ()
    page = page_of(database, held)
    assert (page.book, page.last_line) == (shown[0], "115/KH-UBND ngày 02/03/2026")
    assert page.backed_up_at == NOON
    assert waiting_page(database, held.clerk, held.series_id, 2027) is None


def test_ones_own_books_alone_are_shown_and_only_while_they_wait(database, held):
    an_office(database, short_name="UBND xã Bình An")
    hold(database)

    assert len(book(database, held.clerk, RegisterFilter(), TOMORROW).waiting) == 1
    confirm(database, held, 115)
    assert book(database, held.clerk, RegisterFilter(), TOMORROW).waiting == ()


def test_an_empty_book_has_no_last_line_though_last_years_has(database, office):
    register(database, office)
    hold(database, NOON, NEW_YEAR)

    page = waiting_page(database, office.clerk, office.series_id, 2027)

    assert page is not None
    assert page.last_line == ""


def test_a_reserved_number_may_be_used_up_since_and_is_not_crossed_out(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    keep(database, office, count=1, day=TOMORROW.date() + timedelta(days=2))
    hold(database)

    later = TOMORROW + timedelta(days=3)
    assert void_expired(database, later) == 1
    assert [one.status for one in lines(database)] == ["reserved", "void"]
    assert page_of(database, office).reserved == ("115/KH-UBND ngày 02/03/2026",)

    confirm(database, office, 116)
    used = Dating(TODAY, reserved_row_id=line(database, 115).id)
    assert register(database, office, now=later, dating=used).text == "115/KH-UBND"
    assert whole(database)


# --- the last number on paper


@pytest.mark.parametrize("number", [None, 114, 2116])
def test_a_last_number_that_cannot_be_is_refused(database, held, number):
    with pytest.raises(InvalidInputError) as refused:
        confirm(database, held, number)

    assert refused.value.field == "number"
    assert counters(database) == [(2026, 115)]


@pytest.mark.parametrize(
    ("number", "said"),
    [(115, "không có số nào được cấp"), (117, "2 số, từ 116 đến 117, .* cấp tiếp theo là 118")],
)
def test_what_will_be_is_said_before_it_is_done(database, held, number, said):
    with pytest.raises(InvalidInputError, match=said) as refused:
        confirm(database, held, number, confirmed=False)

    assert refused.value.field == "confirmed"


def test_a_book_that_lost_nothing_goes_on(database, held):
    assert list(confirm(database, held, 115)) == []

    assert last_event(database).action == "confirm_book"
    assert register(database, held, now=TOMORROW).text == "116/KH-UBND"
    assert whole(database)


def test_a_book_is_confirmed_once(database, held):
    confirm(database, held, 117)

    with pytest.raises(InvalidInputError, match="đã đối chiếu xong"):
        confirm(database, held, 119)

    assert counters(database) == [(2026, 117)]


# --- the papers that were numbered meanwhile


def test_a_lost_number_waits_longer_than_its_day(database, held):
    confirm(database, held, 116)

    assert void_expired(database, TOMORROW + timedelta(days=40)) == 0
    assert line(database, 116).status == "reserved"


def test_a_lost_number_comes_back_with_its_date_on_the_plan(database, rules, held):
    confirm(database, held, 117)
    plan_id = bring_to(database, rules, held, a_plan(database, held), "numbering")
    dating = Dating(TODAY, reserved_row_id=line(database, 117).id)

    done = take(database, rules, held.clerk, plan_id, "number", now=TOMORROW, dating=dating)

    row = line(database, 117)
    assert (done.number_text, row.promulgated_on, row.status) == ("117/KH-UBND", TODAY, "issued")
    marks = line_page(database, held.clerk, row.id).marks
    assert marks == "Số cấp trước khi khôi phục dữ liệu, ghi lại theo bản lưu."
    assert whole(database)


def test_a_lost_number_of_today_needs_no_date(database, held):
    confirm(database, held, 116)
    dating = Dating(reserved_row_id=line(database, 116).id)

    register(database, held, now=TOMORROW, dating=dating)

    assert line(database, 116).promulgated_on == TOMORROW.date()


@pytest.mark.parametrize(("days", "said"), [(1, "sau ngày hôm nay"), (-400, "của sổ năm 2026")])
def test_a_lost_number_keeps_to_its_book(database, held, days, said):
    confirm(database, held, 116)
    day = TOMORROW.date() + timedelta(days=days)

    with pytest.raises(InvalidInputError, match=said):
        register(
            database, held, now=TOMORROW, dating=Dating(day, reserved_row_id=line(database, 116).id)
        )


def test_a_lost_number_of_last_year_stands_in_last_years_book(database, office):
    hold(database, NOON, NEW_YEAR)
    confirm(database, office, 115, now=NEW_YEAR)
    confirm(database, office, 1, year=2027, now=NEW_YEAR)

    row = line(database, 115)
    assert row.promulgated_on.isoformat() == "2026-12-31"
    last_day = Dating(row.promulgated_on, reserved_row_id=row.id)
    assert register(database, office, now=NEW_YEAR, dating=last_day).text == "115/KH-UBND"
    assert [(one.year, one.number) for one in lines(database)] == [(2026, 115), (2027, 1)]


def test_a_lost_number_that_was_crossed_out_is_crossed_out(database, held):
    confirm(database, held, 116)
    row = line(database, 116)

    void_line(database, held.clerk, Crossing(row.id, row.version, "Đóng dấu nhầm"), TOMORROW)

    assert line(database, 116).status == "void"
    assert whole(database)


def test_lost_papers_of_any_type_have_no_type_yet(database, office):
    body = BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")
    body_id = save_advisory_body(database, office.administrator, body, NOON)
    own = a_series(database, office.agency_id, name="Chung", type_name=None, last_number=40)
    boards = a_series(
        database, office.agency_id, name="BCĐ", type_name=None, last_number=40,
        advisory_body_id=body_id,
    )  # fmt: skip
    hold(database)

    for series_id in (own, boards):
        wanted = LastOnPaper(series_id, 2026, 41, confirmed=True)
        confirm_book(database, office.clerk, wanted, TOMORROW)

    assert [row.notation for row in lines(database)] == ["…-UBND", "…-BCĐ"]
    kept = Dating(TODAY, reserved_row_id=lines(database)[0].id)
    done = register(database, office, now=TOMORROW, type_name="Báo cáo", dating=kept)
    assert done.text == "41/BC-UBND"
