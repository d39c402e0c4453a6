"""Number and date of a paper as its form has them, beside the register."""

from datetime import date

import pytest

from webapp.domain.signed_form import besides, blanks, contradiction, given

GIVEN = given(5, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("number", "day", "written"),
    [
        (5, date(2026, 3, 2), "05 02 3 2026"),
        (115, date(2026, 2, 11), "115 11 02 2026"),
        (10, date(2027, 12, 31), "10 31 12 2027"),
    ],
)
def test_digits_are_those_of_the_decree(number, day, written):
    assert " ".join(given(number, day).values()) == written


def test_only_empty_fields_are_filled():
    assert blanks({"so": "", "ngay": "02", "thang": "3"}, GIVEN) == {"so": "05"}
    assert blanks({"so": "", "ngay": ""}, GIVEN) == {"so": "05", "ngay": "02"}
    assert blanks({}, GIVEN) == {}
    assert blanks({"so": ""}, {}) == {}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"so": "05", "ngay": ""}, ""),
        ({}, ""),
        ({"so": "5"}, "Tệp ghi số 5 nhưng sổ đăng ký văn bản đi ghi số 05"),
        ({"so": "", "nam": "2025"}, "Tệp ghi năm 2025 nhưng sổ đăng ký văn bản đi ghi năm 2026"),
    ],
)
def test_what_differs_is_named(form, said):
    assert contradiction(form, GIVEN) == said


def test_without_a_number_nothing_contradicts():
    assert contradiction({"so": "07"}, {}) == ""


def test_other_fields_are_named_where_the_file_has_a_form_of_ours():
    assert besides({"so": ""}, ("ngay", "so", "ghi_chu")) == ("ghi_chu",)
    assert besides({}, ("ghi_chu",)) == ()
