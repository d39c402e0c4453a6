"""Numbers as the decree writes them."""

import pytest

from webapp.domain.numbers_text import number_line, number_text


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (115, "115")])
def test_a_number_under_ten_has_a_zero_before_it(number, text):
    assert number_text(number) == text


def test_number_and_notation_stand_on_one_line():
    assert number_line(5, "KH-UBND") == "Số: 05/KH-UBND"


def test_a_number_not_given_yet_leaves_room_for_the_clerk():
    assert number_line(None, "KH-UBND") == "Số:        /KH-UBND"
