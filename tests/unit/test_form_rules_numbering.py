"""Outlines that are right, and what a mark says of its order."""

import pytest

from tests.unit.a_good_plan import (
    ARABIC,
    DASH,
    LETTER,
    ROMAN,
    a_plan,
    found,
    mark,
    para,
    table,
    words,
)
from webapp.domain.form_rules.numbering import ordinal
from webapp.domain.plan import Appendix, Block, BlockKind, Marker, MarkerKind

DECIMAL, PAREN, PLUS = MarkerKind.DECIMAL, MarkerKind.PAREN, MarkerKind.PLUS
PART, CHAPTER, SECTION = MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION
ARTICLE = MarkerKind.ARTICLE
END = para("Các đơn vị thực hiện./.", "z9")
LEVELS = {ROMAN: 1, ARABIC: 2, DECIMAL: 3, LETTER: 4, PAREN: 4, DASH: 5, PLUS: 6}


def outline(*marks):
    """Return a plan whose blocks have these marks, named b0, b1, …"""
    blocks = tuple(
        mark(kind, text, f"Việc thứ {i}", LEVELS[kind], f"b{i}")
        for i, (kind, text) in enumerate(marks)
    )
    return a_plan(body=(*blocks, END))


def divisions(*blocks):
    return a_plan(body=(*blocks, END))


def heading(words_):
    return Block(BlockKind.HEADING, words(words_), id="h1")


FIRST, SECOND = (ROMAN, "I."), (ROMAN, "II.")
ONE, TWO, THREE = (ARABIC, "1."), (ARABIC, "2."), (ARABIC, "3.")


def letters(text):
    return tuple((LETTER, f"{letter})") for letter in text)


LEGAL = [
    divisions(mark(PART, "A.", "MỤC ĐÍCH", 1), mark(PART, "B.", "NỘI DUNG", 1)),
    outline(FIRST, ONE, TWO, SECOND, ONE, TWO),
    outline(FIRST, ONE, TWO, SECOND, THREE),
    outline(FIRST, ONE, (DASH, "-"), (PLUS, "+"), (PLUS, "+"), (DASH, "-"), TWO),
    outline(ONE, *letters("abcdđeghiklmnopqrstuvxy"), TWO, *letters("ab")),
    outline(ONE, (DECIMAL, "1.1."), *letters("ab"), (DECIMAL, "1.2."), TWO, (DECIMAL, "2.1")),
    outline(FIRST, (DECIMAL, "1.1."), (DECIMAL, "1.2.")),
    outline(
        *(
            (ROMAN, f"{roman}.")
            for roman in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
        )
    ),
    outline((DASH, "-"), ONE, (PAREN, "(1)"), (PAREN, "(2)")),
    divisions(
        mark(PART, "Phần I", level=1),
        heading("QUY ĐỊNH CHUNG"),
        mark(ARTICLE, "Điều 1.", "Phạm vi", 2),
        mark(PART, "Phần II", level=1),
        heading("TỔ CHỨC"),
        mark(ARTICLE, "Điều 2.", "Đối tượng", 2),
    ),
    divisions(para("Lời dẫn."), table("1", "2"), mark(SECTION, "Mục 1", "QUY ĐỊNH", 0)),
]


@pytest.mark.parametrize("plan", LEGAL)
def test_a_right_outline_is_never_flagged(plan):
    assert found(plan) == set()


def test_the_outline_of_an_appendix_is_walked_too():
    body = (mark(ARABIC, "1.", "Việc", 1, "q1"), mark(ARABIC, "3.", "Việc", 1, "q2"))
    opening = (words("Kế hoạch có Phụ lục như sau:"),)
    plan = a_plan(appendixes=(Appendix("DANH MỤC", body),), opening=opening)

    assert found(plan) == {("ND30-PL1-II.6đ", "appendixes/0/q2")}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (ROMAN, "XIV.", 14),
        (ROMAN, "IX.", 9),
        (PART, "Phần thứ I", 1),
        (ARTICLE, "Điều 12.", 12),
        (LETTER, "đ)", 5),
        (LETTER, "f)", None),
        (DECIMAL, "4.10.", 10),
        (ROMAN, "IA.", None),
        (DASH, "-", None),
        (ARABIC, "", None),
    ],
)
def test_a_mark_says_which_it_is_in_the_order(kind, text, expected):
    assert ordinal(Marker(kind, text)) == expected


def test_a_mark_of_thousands_of_digits_is_pointed_at_and_breaks_nothing():
    plan = outline(FIRST, (ARABIC, "9" * 5000))

    assert ("ND30-PL1-II.6đ", "body/b1") in found(plan)


def test_a_mark_without_order_is_pointed_at():
    assert found(outline(FIRST, (ROMAN, "IA."))) == {("ND30-PL1-II.6đ", "body/b1")}
