"""What a place may say of a recalled paper."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.domain.dispatching import Channel
from webapp.domain.errors import InvalidInputError
from webapp.domain.recalling import RecallAnswer, Said, answers_by, demand_sound

SINCE, DAY, TODAY = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5)
GOOD = Said(RecallAnswer.RETURNED, DAY, "Văn thư Sở Nội vụ")
REFUSED = replace(GOOD, answer=RecallAnswer.REFUSED, note="Đã chuyển cho cấp dưới")


def check(said, channel=Channel.PAPER, known=()):
    demand_sound(said, channel, SINCE, TODAY, known)


def test_paper_is_sent_back_and_a_file_is_cancelled():
    assert answers_by(Channel.PAPER)[0] is RecallAnswer.RETURNED
    assert {answers_by(one)[0] for one in set(Channel) - {Channel.PAPER}} == {
        RecallAnswer.DESTROYED
    }


@pytest.mark.parametrize("said", [GOOD, REFUSED])
def test_a_place_confirms_or_refuses(said):
    check(said)


def test_a_place_may_change_its_word():
    check(GOOD, known=[RecallAnswer.RETURNED, RecallAnswer.REFUSED])


@pytest.mark.parametrize(
    ("said", "channel", "known", "field"),
    [
        (GOOD, Channel.AXIS, (), "answer"),
        (replace(GOOD, answer=RecallAnswer.DESTROYED), Channel.PAPER, (), "answer"),
        (replace(GOOD, day=date(2026, 3, 1)), Channel.PAPER, (), "day"),
        (replace(GOOD, day=date(2026, 3, 6)), Channel.PAPER, (), "day"),
        (replace(GOOD, by=""), Channel.PAPER, (), "said_by"),
        (replace(REFUSED, note=""), Channel.PAPER, (), "note"),
        (GOOD, Channel.PAPER, (RecallAnswer.RETURNED,), "answer"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(said, channel, known, field):
    with pytest.raises(InvalidInputError) as told:
        check(said, channel, known)

    assert told.value.field == field
