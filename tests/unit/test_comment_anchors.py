"""Comments find their words again: an edit elsewhere moves none, an edit of theirs is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.a_good_plan import ARABIC, a_plan, mark, para, table, words
from tests.unit.strategies import words as any_words
from webapp.domain.comment_anchors import Anchor, AnchoredText, Hold, Standing
from webapp.domain.plan import Appendix, Block, BlockKind

LONG = "Phòng Văn hóa - Xã hội chủ trì, phối hợp với các thôn tổ chức thực hiện trong quý II"
PLAN = a_plan(
    subject=words("Chuyển đổi số năm 2026"),
    legal_bases=(words("Căn cứ Luật Giao dịch điện tử;"), words("Căn cứ Luật Công nghệ.")),
    body=(
        mark(ARABIC, "1.", LONG, name="p1"),
        para("Các thôn báo cáo; các thôn kiểm tra.", "p2"),
        table("Việc", "Các thôn làm", name="t1"),
        para("", "p3"),
        Block(BlockKind.PAGE_BREAK, id="p4"),
    ),
    appendixes=(Appendix("Danh mục", (para("Danh mục việc", "a1"),)),),
)
TEXT = AnchoredText(PLAN)


def anchor_of(place, quote, text=TEXT):
    return text.anchor(place, quote)


def with_words(name, text):
    body = tuple(replace(b, runs=words(text)) if b.id == name else b for b in PLAN.body)
    return AnchoredText(replace(PLAN, body=body))


def without(name):
    return AnchoredText(replace(PLAN, body=tuple(b for b in PLAN.body if b.id != name)))


@pytest.mark.parametrize(
    ("place", "quote", "stands"),
    [
        ("body/p1", "các thôn", Standing(Hold.EXACT, "body/p1", 0, 45, 53)),
        ("body/p1", "1. Phòng  Văn\nhóa", Standing(Hold.EXACT, "body/p1", 0, 0, 13)),
        ("body/p1", "", Standing(Hold.EXACT, "body/p1", 0, 0, len(LONG))),
        ("body/t1", "thôn làm", Standing(Hold.EXACT, "body/t1", 2, 4, 12)),
        ("body/t1", "", Standing(Hold.BLOCK, "body/t1")),
        ("legal_bases/1", "", Standing(Hold.EXACT, "legal_bases/1", 0, 0, 22)),
        ("subject", "số", Standing(Hold.EXACT, "subject", 0, 11, 13)),
        ("appendixes/0/a1", "việc", Standing(Hold.EXACT, "appendixes/0/a1", 0, 9, 13)),
        ("", "", Standing(Hold.WHOLE)),
        ("p2", "các thôn", Standing(Hold.EXACT, "body/p2", 0, 18, 26)),
        ("", "thôn kiểm tra", Standing(Hold.EXACT, "body/p2", 0, 22, 35)),
    ],
)
def test_a_comment_stands_where_it_was_made(place, quote, stands):
    assert TEXT.find(anchor_of(place, quote)) == stands


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        ("body/p9", ""),
        ("", "bỏ qua"),
        ("body/p4", ""),
        ("appendixes/0", ""),
        ("body/p1", "xã hội"),
        ("body/p1", "1."),
    ],
)
def test_words_that_stand_nowhere_give_no_anchor(place, quote):
    assert TEXT.anchor(place, quote) is None


def test_the_places_to_choose_from_are_those_with_words():
    assert {"subject", "legal_bases/0", "body/p1", "body/t1", "appendixes/0/a1"} <= set(TEXT.places)
    assert {"body/p3", "body/p4", "appendixes/0"}.isdisjoint(TEXT.places)


def test_of_like_words_the_words_before_tell_which_are_meant():
    anchor = Anchor("p2", "thôn", "Các thôn báo cáo; các ")

    assert TEXT.find(anchor).start == 22
    assert TEXT.find(replace(anchor, context="những ")).start == 4


def test_edited_words_are_found_as_those_most_like_them():
    anchor = anchor_of("body/p1", "phối hợp với các thôn tổ chức thực hiện")
    text = (
        "Giao phòng chủ trì, cùng phối hợp chặt chẽ với các thôn tổ chức triển khai trong quý III"
    )

    found = with_words("p1", text).find(anchor)
    assert found.hold is Hold.NEAR
    assert text[found.start : found.end] == "phối hợp chặt chẽ với các thôn tổ chức"


def test_when_the_words_are_gone_their_block_is_shown():
    anchor = anchor_of("body/p1", "trong quý II")

    assert with_words("p1", "Làm ngay.").find(anchor) == Standing(Hold.BLOCK, "body/p1")
    signs = anchor_of("body/p2", ";")
    assert with_words("p2", "Làm ngay.").find(signs) == Standing(Hold.BLOCK, "body/p2")


def test_a_paragraph_that_was_taken_out_is_told():
    anchor = anchor_of("body/p1", "các thôn")
    base = anchor_of("legal_bases/1", "")

    assert without("p1").find(anchor) == Standing(Hold.GONE)
    fewer = AnchoredText(replace(PLAN, legal_bases=PLAN.legal_bases[:1]))
    assert fewer.find(replace(base, quote="Hiến pháp")) == Standing(Hold.GONE)


def test_a_line_of_a_list_is_found_at_its_new_place():
    anchor = anchor_of("legal_bases/0", "")
    turned = AnchoredText(replace(PLAN, legal_bases=PLAN.legal_bases[::-1]))

    assert turned.find(anchor).place == "legal_bases/1"


@given(
    st.lists(st.tuples(any_words(), st.booleans()), max_size=6),
    st.integers(0, 6),
    st.permutations(range(3)),
)
def test_an_edit_elsewhere_never_moves_an_anchor(others, place, order):
    anchor = anchor_of("body/p1", "các thôn tổ chức")
    kept = [b for b in PLAN.body if b.id != "p1"]
    rest = [kept[i] for i in order] + [para(text, f"n{i}") for i, (text, _) in enumerate(others)]
    rest = [b for b in rest if not (b.id == "p2" and any(drop for _, drop in others))]
    body = (*rest[:place], PLAN.body[0], *rest[place:])
    edited = AnchoredText(replace(PLAN, body=body, subject=words("Khác hẳn")))

    assert edited.find(anchor) == TEXT.find(anchor)


@given(any_words(most=80), st.data())
def test_any_words_that_are_chosen_are_found_as_they_were(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    now = with_words("p2", text)
    anchor = anchor_of("body/p2", quote, now)

    found = now.find(anchor)
    assert found.hold is Hold.EXACT
    assert text[found.start : found.end] == anchor.quote


@given(any_words(most=80), any_words(most=80))
def test_whatever_becomes_of_a_paragraph_its_comments_stand_in_it_or_are_told_gone(text, later):
    anchor = anchor_of("body/p2", "", with_words("p2", text))
    found = with_words("p2", later).find(anchor)

    assert found.place == "body/p2"
    assert 0 <= found.start <= found.end <= len(later)
    assert without("p2").find(anchor).hold is Hold.GONE
