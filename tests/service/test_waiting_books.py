"""While a restored book waits no other may begin beside it: its papers bear those numbers too."""

import pytest

from tests.service.booking import (
    TOMORROW,
    allow,
    counters,
    hold,
    keep,
    line,
    lines,
    register,
    type_of,
)
from tests.service.builders import NOON, a_series, an_office
from tests.service.chains import an_issued_plan
from tests.service.copied import a_copies_series, copy
from tests.service.test_restored_books import confirm
from webapp.domain.errors import InvalidInputError
from webapp.services.administration import SeriesInput, save_series, series_list
from webapp.services.book_forms import book_forms
from webapp.services.book_lines import Crossing, line_page, void_line
from webapp.services.book_numbers import Dating
from webapp.services.reading_register import RegisterFilter
from webapp.services.reading_register import register as book
from webapp.services.restored_books import LastOnPaper, confirm_book


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def the_series(database, office):
    """Return what the form of the office's series says."""
    (view,) = series_list(database, office.administrator, TOMORROW)
    return view.values


def store(database, office, wanted):
    return save_series(database, office.administrator, wanted, TOMORROW)


def a_new(**changes):
    values = {"name": "Chung", "document_type_id": None, "notation": "", "last_number": 0}
    return SeriesInput(None, **(values | changes), year=2026)


def test_no_series_is_opened_while_a_book_waits(database, held):
    with pytest.raises(InvalidInputError, match="đối chiếu xong mới mở, sửa dãy số"):
        store(database, held, a_new())

    assert counters(database) == [(2026, 115)]
    confirm(database, held, 117)
    assert store(database, held, a_new())


def test_no_series_is_closed_in_favour_of_another_while_a_book_waits(database, held):
    waiting = the_series(database, held)
    stopped = SeriesInput(
        waiting.series_id, waiting.name, waiting.document_type_id, waiting.notation,
        last_number=None, year=2026, active=False, version=waiting.version,
    )  # fmt: skip

    with pytest.raises(InvalidInputError, match="Sổ «Kế hoạch» năm 2026"):
        store(database, held, stopped)


@pytest.mark.usefixtures("held")
def test_the_book_of_another_agency_stops_nobody(database):
    elsewhere = an_office(database, short_name="UBND xã Bình An")

    assert store(database, elsewhere, a_new())


def test_the_list_of_series_says_which_waits(database, held):
    a_series(database, held.agency_id, name="Cũ", type_name="Báo cáo", active=False)

    shown = series_list(database, held.administrator, TOMORROW)

    assert [(one.values.name, one.waits) for one in shown] == [("Kế hoạch", True), ("Cũ", False)]


def test_the_forms_of_the_clerk_say_which_books_wait_beside_those_that_count(database, office):
    common = a_series(database, office.agency_id, name="Chung", type_name=None, last_number=40)
    hold(database)
    confirm(database, office, 114)

    page = book_forms(database, office.clerk, None, TOMORROW)

    assert [one.series_id for one in page.waiting] == [common]
    assert {one.series_id for one in page.types} == {office.series_id}


# --- after «Đối chiếu»: a paper that has a number gets no second one unasked


def test_a_paper_gets_no_new_number_unasked_while_others_wait_for_their_papers(database, held):
    confirm(database, held, 122)

    with pytest.raises(InvalidInputError, match="Số 116, 117, 118, 119, 120 và 2 số nữa") as asked:
        register(database, held, now=TOMORROW)

    assert asked.value.field == "reserved_row_id"
    meant = Dating(next_anyway=True)
    assert register(database, held, now=TOMORROW, dating=meant).text == "123/KH-UBND"


def test_the_form_says_which_numbers_wait_for_their_papers(database, held):
    confirm(database, held, 117)

    assert book_forms(database, held.clerk, None, TOMORROW).lost == "116, 117"


def test_a_copy_is_new_whatever_waits_for_its_paper(database, rules, office):
    plan_id = an_issued_plan(database, rules, office)
    copies = a_copies_series(database, office, last_number=2)
    hold(database)
    confirm_book(database, office.clerk, LastOnPaper(copies, 2026, 3, confirmed=True), TOMORROW)

    copy(database, rules, office, plan_id, now=TOMORROW)

    assert [(row.number, row.status) for row in lines(database, series_id=copies)] == [
        (3, "reserved"),
        (4, "issued"),
    ]


def test_what_is_to_be_written_anew_is_found_in_the_book_and_names_no_date(database, held):
    confirm(database, held, 116)

    found = book(database, held.clerk, RegisterFilter(status="waiting"), TOMORROW).items

    assert [(one.number, one.waits) for one in found] == [(116, True)]
    assert line_page(database, held.clerk, found[0].row_id).waits


def test_a_number_that_is_kept_for_a_day_to_come_waits_for_no_paper(database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)

    assert book(database, office.clerk, RegisterFilter(status="waiting"), NOON).items == ()
    assert not line_page(database, office.clerk, line(database, 115).id).waits


def test_a_new_series_begins_above_the_numbers_that_wait_for_papers_of_any_type(database, office):
    common = a_series(database, office.agency_id, name="Chung", type_name=None, last_number=402)
    hold(database)
    confirm(database, office, 114)
    confirm_book(database, office.clerk, LastOnPaper(common, 2026, 403, confirmed=True), TOMORROW)
    own = a_new(name="Báo cáo", document_type_id=type_of(database, "Báo cáo"), last_number=402)

    with pytest.raises(InvalidInputError, match="đã cấp đến số 403/BC-UBND") as refused:
        store(database, office, own)

    assert refused.value.field == "last_number"
    waits = line(database, 403)
    void_line(database, office.clerk, Crossing(waits.id, waits.version, "Đóng nhầm"), TOMORROW)
    assert store(database, office, own)
