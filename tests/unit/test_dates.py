"""Dates as the decree writes them."""

from datetime import date

import pytest

from webapp.domain.dates import BlankDate, date_line, date_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 2), "ngày 02 tháng 3 năm 2026"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 9, 30), "ngày 30 tháng 9 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_only_days_under_ten_and_the_first_two_months_have_a_zero(day, words):
    assert date_words(day) == words


def test_the_place_stands_before_the_date():
    assert date_line("Điện Biên", date(2026, 3, 12)) == "Điện Biên, ngày 12 tháng 3 năm 2026"


def test_a_blank_place_leaves_the_date_alone():
    assert date_line("", date(2026, 3, 12)) == "ngày 12 tháng 3 năm 2026"


def test_an_unknown_date_leaves_room_for_all_of_it():
    assert date_line("Hà Nội", None).split() == ["Hà", "Nội,", "ngày", "tháng", "năm"]


def test_the_day_alone_can_stay_open():
    line = date_line("Hà Nội", date(2026, 3, 12), BlankDate.DAY)

    assert line == "Hà Nội, ngày      tháng 3 năm 2026"


def test_day_and_month_can_stay_open():
    line = date_line("Hà Nội", date(2026, 1, 12), BlankDate.DAY_MONTH)

    assert line == "Hà Nội, ngày      tháng      năm 2026"
