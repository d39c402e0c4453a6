"""Opinions before they are kept, and the result of a phiếu lấy ý kiến."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.errors import InvalidInputError
from webapp.domain.opinions import (
    STANCE_LABELS,
    VOTE_LABELS,
    Answer,
    Asked,
    OutsideFacts,
    Stance,
    Vote,
    counted,
    sound_explanation,
    sound_outside,
    sound_question,
    sound_vote,
)

TODAY = date(2026, 3, 2)
FACTS = OutsideFacts("Công an xã", Stance.REMARKS, "Bổ sung lực lượng.", "12/CAX", TODAY)
ASKED = Asked("Đồng ý ban hành Kế hoạch?", TODAY, frozenset({1, 2}))


def refused(deed, *given_):
    with pytest.raises(InvalidInputError) as error:
        deed(*given_)
    return error.value.field


def test_every_answer_has_a_label():
    assert set(STANCE_LABELS) == set(Stance)
    assert set(VOTE_LABELS) == set(Vote)


def test_what_is_sound_stays_as_it_is():
    assert sound_outside(FACTS, TODAY) == FACTS
    assert sound_question(ASKED, TODAY) == ASKED
    assert sound_vote(Vote.AGREE, " ") == (Vote.AGREE, "")
    assert sound_explanation(" Tiếp thu. ") == "Tiếp thu."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"office": " "}, "office"),
        ({"office": "x" * 201}, "office"),
        ({"number": "x" * 51}, "number"),
        ({"text": "x" * 5001}, "text"),
        ({"text": " "}, "text"),
        ({"dated": date(2026, 3, 3)}, "dated"),
    ],
)
def test_an_opinion_that_says_nothing_sound_is_refused(wrong, field):
    assert refused(sound_outside, replace(FACTS, **wrong), TODAY) == field


def test_silence_needs_no_words():
    silent = OutsideFacts("Công an xã", Stance.SILENT)

    assert sound_outside(silent, TODAY) == silent


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question": " "}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"due_on": date(2026, 3, 1)}, "due_on"),
        ({"member_ids": frozenset()}, "members"),
    ],
)
def test_a_question_that_nobody_can_answer_is_refused(wrong, field):
    assert refused(sound_question, replace(ASKED, **wrong), TODAY) == field


@pytest.mark.parametrize(
    ("vote", "text", "field"),
    [(None, "", "vote"), (Vote.OTHER, " ", "text"), (Vote.AGREE, "x" * 5001, "text")],
)
def test_an_answer_that_says_nothing_is_refused(vote, text, field):
    assert refused(sound_vote, vote, text) == field


def test_the_result_stands_over_the_number_of_members():
    answers = [Answer(Vote.AGREE)] * 5 + [Answer(Vote.OTHER)] * 2 + [Answer(None)] * 2

    assert counted(answers).words() == (
        "đồng ý 5/9, không đồng ý 0/9, ý kiến khác 2/9, chưa trả lời 2/9"
    )


def test_a_late_answer_is_told_and_not_counted():
    result = counted([Answer(Vote.AGREE), Answer(Vote.AGREE, late=True)])

    assert result.counts[Vote.AGREE] == 1
    assert result.words().endswith("chưa trả lời 1/2, trả lời muộn 1")


@given(st.lists(st.builds(Answer, st.sampled_from([None, *Vote]))))
def test_silence_is_never_agreement(answers):
    result = counted(answers)

    assert result.silent == sum(one.vote is None for one in answers)
    assert result.counts[Vote.AGREE] == sum(one.vote is Vote.AGREE for one in answers)
    assert sum(result.counts.values()) + result.silent == result.members
