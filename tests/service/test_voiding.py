"""The number of a paper that left the agency stays; what is wrong with it is mended by law."""

import pytest

from tests.service.booking import line, register
from tests.service.builders import NOON, a_plan, bring_to, take
from tests.service.chains import follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import add, send_line, send_to
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.process import Action
from webapp.services import reading
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import Crossing, FillIn, fill_in, line_page, void_line

TODAY = NOON.date()


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def issued(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "issued")


def void(database, rules, office, plan_id):
    return take(database, rules, office.clerk, plan_id, "void", note="Nhầm")


def cross_out(database, office, row_id):
    crossing = Crossing(row_id, line_page(database, office.clerk, row_id).version, "Nhầm")
    void_line(database, office.clerk, crossing, NOON)


def write_day_of_sending(database, office, row_id, day):
    version = line_page(database, office.clerk, row_id).version
    fill_in(database, office.clerk, FillIn(row_id, version, BookEntry(sent_on=day)), NOON)


def test_a_plan_that_was_sent_keeps_its_number(database, rules, office, issued):
    send_to(database, rules, office, issued, add(database, office))

    with pytest.raises(ForbiddenError, match=r"đã gửi 1 nơi nhận.*thông báo thu hồi.*Điều 18"):
        void(database, rules, office, issued)

    assert line(database, 115).status == "issued"
    page = reading.plan_page(database, rules, office.clerk, issued, NOON)
    assert Action.VOID not in [one.action for one in page.actions]


def test_a_plan_that_went_out_by_the_book_keeps_its_number_until_the_book_is_mended(
    database, rules, office, issued
):
    write_day_of_sending(database, office, line(database, 115).id, TODAY)
    with pytest.raises(ForbiddenError, match=r"chuyển đi ngày 02/03/2026.*«Bổ sung»"):
        void(database, rules, office, issued)

    write_day_of_sending(database, office, line(database, 115).id, None)

    assert void(database, rules, office, issued).state == "voided"


@pytest.mark.parametrize("is_plan", [True, False])
def test_the_book_does_not_forget_the_day_on_which_a_paper_was_sent(
    database, rules, office, is_plan
):
    if is_plan:
        bring_to(database, rules, office, a_plan(database, office), "issued")
        send_to(database, rules, office, line(database, 115).plan_id, add(database, office))
    else:
        register(database, office)
        send_line(database, rules, office, line(database, 115).id, add(database, office))

    with pytest.raises(InvalidInputError, match="lần đầu ngày 02/03/2026") as refused:
        write_day_of_sending(database, office, line(database, 115).id, None)

    assert (refused.value.field, line(database, 115).sent_on) == ("sent_on", TODAY)


def test_a_plan_that_a_later_one_amends_keeps_its_number_while_that_has_one(
    database, rules, office, issued
):
    later = follow(database, rules, office, issued, "amends")
    with pytest.raises(ForbiddenError, match="Đã có Kế hoạch số 116/KH-UBND"):
        void(database, rules, office, issued)

    void(database, rules, office, later)

    assert void(database, rules, office, issued).state == "voided"


def test_a_plan_that_was_copied_keeps_its_number_while_the_copy_has_one(
    database, rules, office, issued
):
    a_copies_series(database, office)
    made = copy(database, rules, office, issued)
    with pytest.raises(ForbiddenError, match="bản sao số 03/SY-UBND"):
        void(database, rules, office, issued)

    cross_out(database, office, made.row_id)

    assert void(database, rules, office, issued).state == "voided"


def test_another_document_that_was_sent_keeps_its_number(database, rules, office):
    row_id = register(database, office).row_id
    assert line_page(database, office.clerk, row_id).kept_why == ""
    send_line(database, rules, office, row_id, add(database, office))

    with pytest.raises(ForbiddenError, match="đã gửi 1 nơi nhận"):
        cross_out(database, office, row_id)

    page = line_page(database, office.clerk, row_id)
    assert not page.may_void
    assert page.kept_why.startswith("Văn bản đã gửi 1 nơi nhận")
    assert line_page(database, office.drafter, row_id).kept_why == ""
