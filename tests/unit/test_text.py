"""Text is made regular for keeping, and folded for finding."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text import clean, fold, squeeze


def test_text_in_parts_becomes_text_in_one_piece():
    in_parts = unicodedata.normalize("NFD", "Kế hoạch đào tạo")

    assert clean(in_parts).text == "Kế hoạch đào tạo"


@pytest.mark.parametrize(
    ("odd", "regular"),
    [
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("\ufeffmột", "một"),
        ("một\u00a0hai\u2003ba", "một hai ba"),
        ("mộ\u200bt", "một"),
        ("một\vhai\fba", "một\nhai\nba"),
        ("một\thai", "một\thai"),
    ],
)
def test_breaks_and_spaces_of_other_systems_become_plain(odd, regular):
    assert clean(odd) == (regular, 0)


def test_control_characters_go_and_are_counted():
    assert clean("mộ\x00t \x07hai\ud800") == ("một hai", 3)


@given(st.text(st.characters()))
def test_regular_text_stays_as_it_is(text):
    once = clean(text).text

    assert clean(once) == (once, 0)


@pytest.mark.parametrize(
    "written", ["Kế hoạch Đào tạo", "KẾ HOẠCH ĐÀO TẠO", "ke  hoach\ndao tao", "Kế hoach đaò tạo"]
)
def test_search_sees_neither_marks_nor_case_nor_spaces(written):
    assert fold(written) == "ke hoach dao tao"


def test_search_does_not_see_where_the_tone_stands():
    assert fold("Hòa thuở") == fold("Hoà thưở".replace("ư", "u"))


def test_squeezed_text_has_single_spaces():
    assert squeeze("  một \t hai\nba ") == "một hai ba"
