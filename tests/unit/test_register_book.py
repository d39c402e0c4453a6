"""The book's own rules, and the matrix of who may do what to it."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from tests.unit.a_process import an_actor
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.domain.register_book import (
    BookAction,
    BookRules,
    LineKind,
    due_on,
    line_refusal,
    refusal,
    require,
    same_to_readers,
    sound_notation,
    whole_number,
)
from webapp.domain.voiding import Traces

MATRIX = Path(__file__).with_name("book_matrix.txt")
RESERVING = BookRules(reserves_numbers=True)
OF_LINES = (BookAction.FILL_IN, BookAction.VOID, BookAction.ATTACH, BookAction.SEND)


def block(name: str) -> dict[str, set[str]]:
    """Return what the written block allows, by action."""
    _, _, rest = MATRIX.read_text(encoding="utf-8").partition(f"[{name}]\n")
    lines = [line.partition("|") for line in rest.partition("\n[")[0].splitlines() if line]
    return {action.strip(): set(allowed.split()) for action, _, allowed in lines}


@pytest.mark.parametrize(("action", "role"), list(product(BookAction, Role)))
def test_each_role_may_do_what_is_written(action, role):
    allowed = refusal(action, an_actor(1, role), BookRules()) is None

    assert allowed == (role in block("roles")[action])


@pytest.mark.parametrize("role", Role)
def test_numbers_are_reserved_where_the_agency_says_so(role):
    allowed = refusal(BookAction.RESERVE, an_actor(1, role), RESERVING) is None

    assert allowed == (role in block("roles where numbers are reserved")["reserve"])


@pytest.mark.parametrize(("action", "kind"), list(product(OF_LINES, LineKind)))
def test_each_line_is_changed_as_is_written(action, kind):
    assert (line_refusal(action, kind) is None) == (kind in block("lines")[action])


@pytest.mark.parametrize(("action", "kind"), list(product(OF_LINES, LineKind)))
def test_a_line_whose_paper_was_sent_is_changed_as_is_written(action, kind):
    allowed = line_refusal(action, kind, Traces(places=1)) is None

    assert allowed == (kind in block("lines whose paper was sent")[action])


def test_whoever_may_not_is_told_whom_to_ask():
    with pytest.raises(ForbiddenError, match="báo văn thư cơ quan"):
        require(BookAction.VOID, an_actor(1, Role.SIGNER))

    require(BookAction.VOID, an_actor(1, Role.CLERK))


@pytest.mark.parametrize(
    "typed", ["115a", "115A", "0", "", "1,5", "-3", "115/KH", "\uff11", "100000"]
)
def test_a_number_between_two_numbers_is_none(typed):
    with pytest.raises(InvalidInputError, match=r"không có số chen như «115a» \(Điều 15.1\)"):
        whole_number(typed, "number")


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (" 05 ", 5), ("99999", 99_999)])
def test_a_whole_number_is_taken_with_its_zero(typed, number):
    assert whole_number(typed, "number") == number


@pytest.mark.parametrize("typed", ["BC-UBND", "UBND", "TTr-VHXH", "2026/QĐ-UBND", "KH-BCĐ.35"])
def test_a_notation_is_taken_as_offices_write_it(typed):
    assert sound_notation(typed, "notation") == typed


@pytest.mark.parametrize("typed", ["", "BC - UBND", "-UBND", "BC--UBND", "BC_UBND", "BC/"])
def test_a_notation_with_spaces_is_refused(typed):
    with pytest.raises(InvalidInputError, match="viết liền"):
        sound_notation(typed, "notation")


@pytest.mark.parametrize("typed", ["\u041aH-UBND", "KH-\u0426BND", "KH-UBNÞ", "K\u0397-UBND"])
def test_a_letter_of_another_alphabet_is_refused(typed):
    with pytest.raises(InvalidInputError, match="viết liền"):
        sound_notation(typed, "notation")


@pytest.mark.parametrize(("typed", "kept"), [("\uff2b\uff28-UBND", "KH-UBND"), ("QÐ-TƯ", "QĐ-TƯ")])
def test_a_letter_that_only_looks_like_ours_becomes_ours(typed, kept):
    assert sound_notation(typed, "notation") == kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("KH-UBND", "kh-ubnd", True), ("QĐ-UBND", "QÐ-UBND", True), ("ĐA-UBND", "DA-UBND", False)],
)
def test_what_a_reader_takes_for_one_notation_is_one(one, other, same):
    assert (same_to_readers(one) == same_to_readers(other)) is same


def test_a_notation_has_the_length_of_the_exchange():
    with pytest.raises(InvalidInputError, match="dài quá 30 ký tự"):
        sound_notation("B" * 31, "notation")


@pytest.mark.parametrize(("urgent", "day"), [(False, 5), (True, 4)])
def test_an_urgent_paper_goes_out_at_once(urgent, day):
    assert due_on(date(2026, 3, 4), date(2026, 3, 5), urgent=urgent) == date(2026, 3, day)
