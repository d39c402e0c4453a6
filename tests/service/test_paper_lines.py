"""Lines copied from the paper book: below the first number, in order, never twice."""

import pytest

from tests.service.booking import (
    TODAY,
    allow,
    counters,
    facts,
    line,
    lines,
    register,
    the_day,
)
from tests.service.builders import NOON, a_series
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.services.book_entries import BookEntry
from webapp.services.paper_lines import PaperLine, enter_paper_line


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def copy(database, office, number, day=TODAY, *, said=None, clerk=None, **more):
    """Copy a line of the paper book."""
    paper = facts(database, **(said or {}))
    more.setdefault("entry", BookEntry(kept_by="VT"))
    wanted = PaperLine(number, paper, day, **more)
    return enter_paper_line(database, clerk or office.clerk, wanted, NOON)


def test_a_line_of_the_paper_book_stands_with_its_own_date(database, office):
    done = copy(database, office, "05", the_day(1))

    row = line(database, 5)
    assert (done.text, done.message) == ("05/KH-UBND", "Đã ghi dòng số 05/KH-UBND từ sổ giấy.")
    assert (row.origin, row.status, row.promulgated_on) == ("paper", "issued", the_day(1))
    assert counters(database) == [(2026, 114)]


def test_the_counter_goes_on_as_if_nothing_was_copied(database, office):
    copy(database, office, "114")

    assert register(database, office).text == "115/KH-UBND"


def test_a_number_between_two_is_refused(database, office):
    with pytest.raises(InvalidInputError, match="số chen"):
        copy(database, office, "14a")


def test_a_number_that_this_register_gives_is_not_from_paper(database, office):
    with pytest.raises(InvalidInputError, match="dùng đến số 114; số 115 do hệ thống cấp"):
        copy(database, office, "115")


def test_a_series_that_began_here_has_no_paper_book(database, office):
    a_series(database, office.agency_id, name="Chung", type_name=None, last_number=0)

    with pytest.raises(InvalidInputError, match="không có phần sổ giấy"):
        enter_paper_line(
            database,
            office.clerk,
            PaperLine("1", facts(database, "Báo cáo"), TODAY, BookEntry()),
            NOON,
        )


def test_a_duplicate_is_told_with_the_line_that_has_it(database, office):
    copy(database, office, "5", said={"subject": "Trồng cây đầu xuân"})

    with pytest.raises(InvalidInputError) as refused:
        copy(database, office, "05")

    assert str(refused.value) == (
        "Năm 2026 đã có văn bản số 05/KH-UBND trong dãy số này («Kế hoạch»): Kế hoạch «Trồng cây "
        "đầu xuân» ngày 02/03/2026; xem lại số, ký hiệu ghi trên sổ giấy."
    )
    assert refused.value.field == "number"


def test_a_duplicate_in_another_series_is_told_too(database, office):
    a_series(database, office.agency_id, name="Chung", type_name=None, last_number=40)
    copy(database, office, "5")
    paper = facts(database, "Báo cáo", notation="KH-UBND")

    with pytest.raises(InvalidInputError, match=r"trong một dãy số khác \(«Kế hoạch»\)"):
        enter_paper_line(database, office.clerk, PaperLine("5", paper, TODAY, BookEntry()), NOON)


def test_one_number_of_a_series_has_one_notation(database, office):
    copy(database, office, "5")

    with pytest.raises(InvalidInputError, match="trong dãy số này"):
        copy(database, office, "5", said={"notation": "KH-VP"})


def test_dates_follow_the_order_of_the_numbers(database, office):
    copy(database, office, "5", the_day(1))
    copy(database, office, "9", the_day(2))

    with pytest.raises(InvalidInputError, match="dòng bên cạnh trong sổ ghi ngày 02/03/2026"):
        copy(database, office, "10", the_day(1))
    with pytest.raises(InvalidInputError, match="dòng bên cạnh trong sổ ghi ngày 01/03/2026"):
        copy(database, office, "4", the_day(2))
    copy(database, office, "7", the_day(2))

    assert [row.number for row in lines(database)] == [5, 7, 9]


def test_a_paper_book_that_ran_backwards_is_copied_with_a_reason(database, office):
    allow(database, office, dates_run_back=True)
    copy(database, office, "5", the_day(2))

    with pytest.raises(InvalidInputError, match="ghi lý do"):
        copy(database, office, "6", the_day(1))
    copy(database, office, "6", the_day(1), reason="Sổ giấy ghi như vậy")

    assert line(database, 6).backdated_reason == "Sổ giấy ghi như vậy"


def test_a_number_crossed_out_on_paper_is_void_here(database, office):
    copy(database, office, "5", void_reason="Ghi nhầm sổ")

    row = line(database, 5)
    assert (row.status, row.void_reason) == ("void", "Ghi nhầm sổ")
    assert (row.voided_by, row.voided_at) == (office.clerk.person_id, NOON)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": None}, "Nhập ngày văn bản"),
        ({"day": the_day(3)}, "sau ngày hôm nay"),
        ({"said": {"signed_on": the_day(3)}}, "trước ngày ký"),
        ({"void_reason": "x" * 501}, "dài quá 500"),
    ],
)
def test_a_line_that_cannot_be_is_refused(database, office, changes, words):
    with pytest.raises(InvalidInputError, match=words):
        copy(database, office, "5", **changes)

    assert lines(database) == []


def test_only_the_clerk_copies(database, office):
    with pytest.raises(ForbiddenError):
        copy(database, office, "5", clerk=office.administrator)
