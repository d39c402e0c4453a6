"""One line of the book: what is added later, what never changes, how it is crossed out."""

from dataclasses import replace

import pytest

from tests.service.booking import (
    TODAY,
    TOMORROW,
    allow,
    keep,
    last_event,
    line,
    register,
)
from tests.service.builders import NOON, a_plan, an_office, bring_to
from tests.service.test_paper_lines import copy
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.register_book import LineKind
from webapp.services import reading
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import Crossing, FillIn, fill_in, line_of_plan, line_page, void_line
from webapp.services.reservations import void_expired


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def cross_out(database, office, number, reason="Cấp nhầm dãy số", **changes):
    row = line(database, number)
    crossing = replace(Crossing(row.id, row.version, reason), **changes)
    void_line(database, office.clerk, crossing, NOON)


def test_the_page_of_a_line_says_what_the_book_knows(database, office):
    done = register(database, office, said={"unit_id": office.unit_id})

    page = line_page(database, office.signer, done.row_id)

    assert (page.number_text, page.kind, page.year) == ("115/KH-UBND", LineKind.OF_OTHER, 2026)
    assert (page.series_name, page.unit_name) == ("Kế hoạch", "Phòng Văn hóa - Xã hội")
    assert (page.registered_by, page.marks) == ("Đỗ Minh Châu", "")
    assert [(one.who, one.sentence) for one in page.events] == [("Đỗ Minh Châu", "cấp số, vào sổ")]
    assert (page.may_fill_in, page.may_void) == (False, False)
    clerks = line_page(database, office.clerk, done.row_id)
    assert (clerks.may_fill_in, clerks.may_void) == (True, True)


def test_columns_six_to_ten_are_filled_in_later(database, office):
    done = register(database, office)
    page = line_page(database, office.clerk, done.row_id)
    entry = replace(page.entry, sent_on=TODAY, received_by="Lê Văn Bình", copies_kept=2)

    fill_in(database, office.clerk, FillIn(done.row_id, page.version, entry), NOON)

    after = line_page(database, office.clerk, done.row_id)
    assert after.entry == entry
    assert after.events[0].sentence == "bổ sung số bản lưu, ngày chuyển, ký nhận"
    assert (after.number_text, after.subject) == (page.number_text, page.subject)


def test_a_page_older_than_the_line_is_refused(database, office):
    done = register(database, office)
    wanted = FillIn(done.row_id, 1, BookEntry(note="Gửi bản chính"))
    fill_in(database, office.clerk, wanted, NOON)

    with pytest.raises(StalePageError, match="Dòng này đã được sửa"):
        fill_in(database, office.clerk, wanted, NOON)
    with pytest.raises(StalePageError):
        cross_out(database, office, 115, version=1)


def test_what_is_added_to_a_plans_line_stands_in_its_history(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
    row = line(database, 115)

    fill_in(database, office.clerk, FillIn(row.id, row.version, BookEntry(copies=9)), NOON)

    page = reading.plan_page(database, rules, office.clerk, plan_id, NOON)
    assert page.history[0].sentence == ("Đỗ Minh Châu bổ sung sổ đăng ký: số lượng bản.")
    of_line = line_page(database, office.clerk, row.id)
    assert of_line.kind is LineKind.OF_PLAN
    assert [one.sentence for one in of_line.events] == ["bổ sung số lượng bản"]


def test_a_line_is_crossed_out_with_its_reason(database, office):
    register(database, office)

    cross_out(database, office, 115, " Cấp nhầm dãy số. ")

    row = line(database, 115)
    assert (row.status, row.void_reason) == ("void", "Cấp nhầm dãy số.")
    assert (row.voided_by, row.voided_at) == (office.clerk.person_id, NOON)
    page = line_page(database, office.clerk, row.id)
    assert page.marks == "Đã hủy số. Lý do: Cấp nhầm dãy số."
    assert (page.kind, page.may_fill_in, page.may_void) == (LineKind.VOID, False, False)
    assert last_event(database).action == "void_line"
    assert register(database, office).text == "116/KH-UBND"


@pytest.mark.parametrize(("reason", "words"), [(" ", "Ghi lý do"), ("x" * 501, "dài quá 500")])
def test_a_number_is_not_crossed_out_without_a_reason(database, office, reason, words):
    register(database, office)

    with pytest.raises(InvalidInputError, match=words):
        cross_out(database, office, 115, reason)


def test_a_void_line_stays_void(database, office):
    register(database, office)
    cross_out(database, office, 115)

    with pytest.raises(ForbiddenError, match="đã hủy nên giữ nguyên"):
        cross_out(database, office, 115)


def test_a_plans_number_is_crossed_out_on_the_plan(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")

    with pytest.raises(ForbiddenError, match="mở trang văn bản"):
        cross_out(database, office, 115)


def test_a_reserved_number_is_given_up_and_holds_nothing(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    row = line(database, 115)
    with pytest.raises(ForbiddenError, match="chưa có văn bản"):
        fill_in(database, office.clerk, FillIn(row.id, row.version, BookEntry()), NOON)

    cross_out(database, office, 115, "Không họp nữa")

    assert line(database, 115).status == "void"
    page = line_page(database, office.clerk, row.id)
    assert page.marks == (
        "Đã hủy số. Lý do: Không họp nữa. Giữ số cho ngày 02/03/2026: Kỳ họp HĐND."
    )


def test_a_line_tells_what_became_of_it_without_a_person(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    void_expired(database, TOMORROW)

    page = line_page(database, office.clerk, line(database, 115).id)

    assert [(one.who, one.sentence) for one in page.events] == [
        ("Hệ thống", "hủy số giữ đã hết ngày")
    ]


def test_a_line_from_paper_says_so(database, office):
    copy(database, office, "5")

    page = line_page(database, office.clerk, line(database, 5).id)

    assert (page.kind, page.marks) == (LineKind.FROM_PAPER, "Từ sổ giấy.")


def test_another_agencys_line_does_not_exist(database, office):
    done = register(database, office)
    other = an_office(database, short_name="Sở Nội vụ")

    with pytest.raises(NotFoundError):
        line_page(database, other.clerk, done.row_id)
    with pytest.raises(NotFoundError):
        void_line(database, other.clerk, Crossing(done.row_id, 1, "Nhầm"), NOON)


def test_only_the_clerk_changes_a_line(database, office):
    done = register(database, office)

    with pytest.raises(ForbiddenError):
        void_line(database, office.administrator, Crossing(done.row_id, 1, "Nhầm"), NOON)
    with pytest.raises(ForbiddenError):
        fill_in(database, office.signer, FillIn(done.row_id, 1, BookEntry()), NOON)


def test_a_plan_leads_to_its_line(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
    other = an_office(database, short_name="Sở Nội vụ")

    assert line_of_plan(database, office.signer, plan_id) == line(database, 115).id
    with pytest.raises(NotFoundError):
        line_of_plan(database, other.clerk, plan_id)
