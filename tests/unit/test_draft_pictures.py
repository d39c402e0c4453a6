"""Pictures as parts of the drafting form: read from what was posted, kept, placed, refused."""

from dataclasses import replace
from hashlib import sha256

import pytest

from tests.unit.strategies import png
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Picture, Plan, Run, Signer
from webapp.services import draft_pictures
from webapp.services.draft_appendixes import AppendixPart
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import (
    DraftFields,
    from_plan,
    from_typed,
    merged,
    outlines_of,
    refuse_misplaced_tables,
    to_plan,
    to_typed,
    with_picture,
)
from webapp.services.draft_pictures import PicturePart, placed_pictures, typed_pictures
from webapp.services.letterheads import Letterhead

HEAD = Letterhead("", "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC", "KH-UBND", "KẾ HOẠCH", "", Signer())
PNG = png(9)
DIGEST = sha256(PNG).hexdigest()
SHOWN = Picture(DIGEST, "image/png", 82.5, 41.2, "Sơ đồ tổ chức", PNG)
BLOCK = Block(BlockKind.PICTURE, picture=SHOWN, id="h1")
PLAN = Plan(
    body=(Block(BlockKind.PARAGRAPH, (Run("Trước hình."),), id="p1"), BLOCK),
    appendixes=(
        Appendix("Bản đồ", (replace(BLOCK, id="h2", picture=replace(SHOWN, description="Đồ")),)),
    ),
)
HELD = f"{DIGEST} image/png 82.5 41.2"
PART = PicturePart("h9", HELD, "82,5", "Mới", number=1)


def again(fields):
    """Save the fields over the plan they came from."""
    return to_plan(cleaned(fields), HEAD, PLAN)


def changed(**changes):
    """Return the form of the plan with its first picture changed."""
    fields = from_plan(PLAN, None, None)
    first, second = fields.pictures
    return replace(fields, pictures=(replace(first, **changes), second))


def test_each_picture_of_a_plan_is_a_part_with_its_size_and_words():
    first, second = from_plan(PLAN, None, None).pictures

    assert (first.id, first.held, first.width, first.number) == ("h1", HELD, "82,5", 1)
    assert (first.sha256, first.description, first.place) == (
        DIGEST,
        "Sơ đồ tổ chức",
        "[[hình h1]]",
    )
    assert (second.id, second.description, second.number) == ("h2", "Đồ", 2)


def test_an_untouched_form_gives_the_same_pictures_with_their_bytes():
    saved = again(from_plan(PLAN, None, None))

    assert saved.body[1] == BLOCK
    assert saved.body[1].picture.data == PNG
    assert saved.appendixes == PLAN.appendixes


def test_what_a_form_posts_is_read_back():
    fields = changed(dropped=True, width="60")

    assert from_typed(to_typed(fields)).pictures == fields.pictures


def test_posted_pictures_come_in_their_order_as_one_line_of_text():
    typed = {
        "picture-b": HELD,
        "about-picture-b": " Hai\ndòng ",
        "picture-a": "x",
        "width-picture-a": " 5 ",
        "picture-": "không",
    }

    assert typed_pictures(typed) == (
        PicturePart("b", HELD, "", "Hai dòng"),
        PicturePart("a", "x", "5"),
    )


@pytest.mark.parametrize(
    ("typed", "size"),
    [("60", (60.0, 30.0)), ("60,5", (60.5, 30.2)), ("41.25", (41.2, 20.6)), ("", (82.5, 41.2))],
)
def test_the_height_follows_a_new_width(typed, size):
    picture = again(changed(width=typed)).body[1].picture

    assert (picture.width, picture.height) == size


def test_new_words_about_a_picture_are_kept():
    assert again(changed(description="Khác")).body[1].picture.description == "Khác"


@pytest.mark.parametrize("typed", ["0", "rộng", "-5", "12345", "1e3"])
def test_a_width_that_no_paper_has_is_refused_at_its_picture(typed):
    with pytest.raises(InvalidInputError, match="Chiều rộng của hình 1") as refusal:
        cleaned(changed(width=typed))

    assert refusal.value.field == "picture-h1"


def test_words_about_a_picture_are_bounded():
    with pytest.raises(InvalidInputError, match="Mô tả của hình 1"):
        cleaned(changed(description="a" * 2001))


@pytest.mark.parametrize("held", ["", "x image/png 1.0 1.0", f"{DIGEST} image/svg 1.0 1.0"])
def test_a_part_that_somebody_broke_is_refused(held):
    part = replace(PART, held=held)

    assert part.sha256 == ""
    with pytest.raises(InvalidInputError, match="Hình 1 gửi lên bị hỏng"):
        cleaned(DraftFields(body=part.place, pictures=(part,)))


def test_a_new_picture_stands_where_its_line_stands():
    fields = replace(from_plan(PLAN, None, None), body="Một.\n[[hình h9]]\nHai.\n[[hình h1]]")
    saved = again(replace(fields, pictures=(*fields.pictures, PART)))

    shown = [block.picture.description if block.picture else "" for block in saved.body]
    assert shown == ["", "Mới", "", "Sơ đồ tổ chức"]


def test_a_new_picture_gets_a_line_at_the_end_of_the_body():
    fields = with_picture(with_picture(DraftFields(body="Một.\n"), PART), replace(PART, id="h8"))

    assert fields.body == "Một.\n\n[[hình h9]]\n\n[[hình h8]]"
    assert [part.number for part in fields.pictures] == [1, 2]
    assert with_picture(DraftFields(), PART).body == "[[hình h9]]"


def test_a_picture_marked_to_go_goes_with_its_line():
    saved = again(changed(dropped=True))

    assert [block.kind for block in saved.body] == [BlockKind.PARAGRAPH]


def test_a_picture_goes_with_the_appendix_that_goes():
    fields = from_plan(PLAN, None, None)
    gone = replace(fields.appendixes[0], dropped=True)

    kept = cleaned(replace(fields, appendixes=(gone,)))

    assert [part.id for part in kept.pictures] == ["h1"]


def test_a_picture_moved_out_of_the_appendix_that_goes_stays():
    fields = from_plan(PLAN, None, None)
    gone = replace(fields.appendixes[0], dropped=True)

    kept = cleaned(replace(fields, body="[[hình h1]]\n[[hình h2]]", appendixes=(gone,)))

    assert [part.id for part in kept.pictures] == ["h1", "h2"]


def test_a_picture_without_a_line_is_refused_at_its_part():
    fields = replace(from_plan(PLAN, None, None), body="Không còn dòng.")

    with pytest.raises(InvalidInputError, match="Hình 1 không còn dòng") as refusal:
        refuse_misplaced_tables(fields, PLAN)
    assert refusal.value.field == "picture-h1"


def test_a_line_without_a_picture_is_refused_at_its_field():
    appendixes = (AppendixPart("A", body="[[hình la]]"),)

    with pytest.raises(InvalidInputError, match="không ứng với hình nào") as refusal:
        refuse_misplaced_tables(DraftFields(appendixes=appendixes), None)
    assert refusal.value.field == "appendix-0-body"


def test_a_line_whose_picture_only_the_saved_text_has_is_right():
    refuse_misplaced_tables(DraftFields(body="[[hình h1]]"), PLAN)

    assert to_plan(DraftFields(body="[[hình h1]]"), HEAD, PLAN).body == (BLOCK,)


def test_placed_pictures_are_those_with_a_line():
    fields = replace(from_plan(PLAN, None, None), body="chỉ chữ [[hình h1]] giữa dòng")

    assert [part.id for part in placed_pictures(fields.pictures, outlines_of(fields))] == ["h2"]


def test_too_many_pictures_are_refused(monkeypatch):
    monkeypatch.setattr(draft_pictures, "MOST_PICTURES", 1)

    with pytest.raises(InvalidInputError, match="2 hình, quá 1"):
        cleaned(from_plan(PLAN, None, None))


def test_a_mark_of_secrecy_in_the_words_about_a_picture_is_refused():
    with pytest.raises(InvalidInputError, match="độ mật"):
        cleaned(changed(description="TỐI MẬT"))


def test_an_import_keeps_the_pictures_that_have_a_line():
    old = from_plan(PLAN, None, None)
    new = DraftFields(body="[[hình h9]]", pictures=(PART,))

    both = merged(old, new)

    assert [part.id for part in both.pictures] == ["h2", "h9"]
