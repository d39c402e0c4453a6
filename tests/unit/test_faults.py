"""Several checks of one form, refused together."""

import pytest

from webapp.domain.errors import InvalidInputError
from webapp.domain.faults import Faults


def refuse(name):
    raise InvalidInputError(f"Nhập {name}.", name)


def both(*names):
    faults = Faults()
    for name in names:
        faults.of(None, refuse, name)
    faults.refuse()


def said(error):
    return [(str(one), one.field) for one in (error, *error.others)]


def test_what_is_sound_is_returned_and_nothing_is_refused():
    faults = Faults()

    assert faults.of(0, int, "7") == 7
    assert faults.last(int, "8") == 8
    faults.refuse()


def test_all_faults_are_refused_together_with_those_that_a_check_had_found():
    faults = Faults()
    assert faults.of("blank", refuse, "a") == "blank"
    faults.of(None, both, "b", "c")

    with pytest.raises(InvalidInputError) as refused:
        faults.last(refuse, "d")

    assert said(refused.value) == [(f"Nhập {one}.", one) for one in "abcd"]


def test_a_sound_last_check_does_not_hide_the_faults_before():
    faults = Faults()
    faults.of(None, refuse, "a")

    with pytest.raises(InvalidInputError) as refused:
        faults.last(int, "7")

    assert said(refused.value) == [("Nhập a.", "a")]
