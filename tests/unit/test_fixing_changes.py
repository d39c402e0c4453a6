"""How the changes of a corrected file are told: each place once, from what it was to what it is."""

import pytest

from webapp.documents.fixing.changes import tell
from webapp.documents.fixing.paper import Edit


def told(*whats, quote="Độc lập"):
    return [one.sentence for one in tell(Edit("r", "motto", quote, what) for what in whats)]


def test_two_steps_at_one_place_are_told_as_one():
    assert told("cỡ chữ 16 → 14", "cỡ chữ 14 → 13") == ["Đoạn «Độc lập»: cỡ chữ 16 → 13"]
    assert told("canh trái → canh giữa", "canh giữa → canh đều") == [
        "Đoạn «Độc lập»: canh trái → canh đều"
    ]


@pytest.mark.parametrize(
    "whats",
    [
        ("cỡ chữ 16 → 14", "chữ đứng → chữ nghiêng"),
        ("cỡ chữ 16 → 14", "cách đoạn 14 → 6"),
        ("cỡ chữ 14 → 13", "cỡ chữ 13 → 14"),
        ("Trang có khung viền", "Bỏ 4 đoạn trống"),
    ],
)
def test_changes_that_do_not_go_on_from_one_another_stand_each_for_itself(whats):
    assert told(*whats, quote="") == list(whats)


def test_steps_at_two_places_are_not_joined():
    edits = [Edit("r", "motto", "A", "cỡ chữ 16 → 14"), Edit("r", "date", "B", "cỡ chữ 14 → 13")]

    assert len(tell(edits)) == 2
