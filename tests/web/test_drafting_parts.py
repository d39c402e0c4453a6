"""Appendixes and footnotes in the drafting form, sent without any script."""

from dataclasses import replace

import pytest

from tests.service.builders import a_plan, a_text
from tests.web.client import parse, words
from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Run
from webapp.services import drafting_desk

NEW = "/ke-hoach/soan"
STAFF = "DANH SÁCH TỔ GIÚP VIỆC"


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def saved(sqlite_database, office):
    """A plan with two appendixes, the second across, and a footnote in its opening."""
    one = Appendix(STAFF, (Block(BlockKind.PARAGRAPH, (Run("Bà Vi Thị Lan"),), id="lan"),))
    two = Appendix("KINH PHÍ", (), Orientation.LANDSCAPE)
    opening = ((Run("Kế hoạch như sau", note="Kèm dự toán"), Run(":")),)
    text = replace(a_text(), appendixes=(one, two), opening=opening)
    return a_plan(sqlite_database, office, text)


def fields_of(database, actor, plan_id, now):
    return drafting_desk.editing(database, actor, plan_id, now).fields


def test_a_button_adds_an_empty_appendix_and_gives_back_all_that_was_typed(drafter):
    page = drafter.fill(
        drafter.get(NEW), NEW, goal="add-appendix", subject="Chưa lưu", legal_bases="Căn cứ một;"
    )
    again = drafter.fill(page, NEW, goal="add-appendix", **{"appendix-0-title": "MỘT"})

    assert again.values(NEW)["subject"] == "Chưa lưu"
    assert again.values(NEW)["legal_bases"] == "Căn cứ một;"
    assert again.values(NEW)["appendix-0-title"] == "MỘT"
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text
    assert "Phụ lục I " in again.text
    assert "Phụ lục II " in again.text


def test_appendixes_and_notes_are_saved_and_come_back_renumbered(
    drafter, office, sqlite_database, clock
):
    page = drafter.fill(drafter.get(NEW), NEW, goal="add-appendix")
    page = drafter.fill(page, NEW, goal="add-note")
    assert "Ghi [[chú thích 1]] vào chỗ cần đặt số" in page.text
    page = drafter.fill(page, NEW, goal="add-note")
    typed = {
        "subject": "Tổ chức Tết trồng cây",
        "opening": "Mở đầu[[chú thích 2]]",
        "appendix-0-title": STAFF,
        "appendix-0-orientation": "landscape",
        "appendix-0-body": "1. Ông Hà Văn Sơn[[chú thích 1]]",
        "note-1": "Tổ trưởng",
        "note-2": "Theo đề nghị của xã đoàn",
    }

    drafter.fill(page, NEW, **typed)

    fields = fields_of(sqlite_database, office.drafter, 1, clock.now())
    (part,) = fields.appendixes
    assert (part.title, part.orientation) == (STAFF, "landscape")
    assert fields.opening == "Mở đầu[[chú thích 1]]"
    assert part.body == "1. Ông Hà Văn Sơn[[chú thích 2]]"
    assert [note.text for note in fields.notes] == ["Theo đề nghị của xã đoàn", "Tổ trưởng"]


def test_the_form_shows_labels_and_what_the_paper_writes_under_them(drafter, saved):
    page = drafter.get(f"/ke-hoach/{saved}/soan")

    assert "Phụ lục II" in page.text
    assert "(Kèm theo Kế hoạch số" in page.text
    assert "của Ủy ban nhân dân xã An Phước)" in page.text
    values = page.values(f"/ke-hoach/{saved}/soan")
    assert values["appendix-1-orientation"] == "landscape"
    assert values["opening"] == "Kế hoạch như sau[[chú thích 1]]:"
    assert values["note-1"] == "Kèm dự toán"


def test_saving_the_untouched_form_makes_no_revision(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"

    assert "không thay đổi" in drafter.fill(drafter.get(where), where).text


def test_a_button_moves_an_appendix_and_only_a_save_keeps_it(
    drafter, saved, office, sqlite_database, clock
):
    where = f"/ke-hoach/{saved}/soan"

    moved = drafter.fill(drafter.get(where), where, goal="up-appendix-1")
    before = fields_of(sqlite_database, office.drafter, saved, clock.now())
    drafter.fill(moved, where, goal="save")

    after = fields_of(sqlite_database, office.drafter, saved, clock.now())
    assert [part.title for part in before.appendixes] == [STAFF, "KINH PHÍ"]
    assert [part.title for part in after.appendixes] == ["KINH PHÍ", STAFF]
    text = drafter.get(f"/ke-hoach/{saved}/ban/2").text
    assert "Thứ tự phụ lục" in text


def test_an_appendix_goes_when_its_box_is_ticked(drafter, saved, office, sqlite_database, clock):
    where = f"/ke-hoach/{saved}/soan"

    drafter.fill(drafter.get(where), where, **{"appendix-0-drop": "1"})

    fields = fields_of(sqlite_database, office.drafter, saved, clock.now())
    assert [part.title for part in fields.appendixes] == ["KINH PHÍ"]
    assert "Bỏ phụ lục" in drafter.get(f"/ke-hoach/{saved}/ban/2").text


def test_refused_parts_come_back_with_the_sentence_beside_them(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"
    lost = {"opening": "Không còn dấu", "appendix-0-drop": "1", "appendix-1-title": "ĐỔI"}

    page = drafter.fill(drafter.get(where), where, 422, **lost)

    beside = page.one("p", id="note-1-loi")
    assert "Chú thích 1 không còn dấu [[chú thích 1]]" in words(beside)
    assert page.one("textarea", id="note-1").get("aria-describedby") == "note-1-loi"
    values = page.values(where)
    assert (values["appendix-0-drop"], values["appendix-1-title"]) == (["1"], "ĐỔI")
    assert "Phụ lục sẽ bỏ" in page.text


def test_a_mark_without_words_is_refused_beside_its_field(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"

    page = drafter.fill(
        drafter.get(where), where, 422, closing="Hết[[chú thích 8]]./.",
    )  # fmt: skip

    assert "Dấu [[chú thích 8]] chưa có chữ" in words(page.one("p", id="closing-loi"))
    filled = drafter.fill(page, where, **{"note-8": "Nay có chữ"})
    assert filled.values(where)["note-2"] == "Nay có chữ"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"appendix-5-title": "Ở đâu ra", "appendix-5-orientation": "chéo"}, "dọc hoặc ngang"),
        ({"appendix-0-body": "MẬT"}, "dấu độ mật"),
        ({f"appendix-{key}-title": "X" for key in range(101)}, "có 101 phụ lục, quá 100"),
        ({f"note-{number}": "X" for number in range(1, 700)}, "có 699 chú thích, quá 500"),
    ],
)
def test_hand_made_parts_are_refused_with_a_sentence(drafter, typed, sentence):
    page = drafter.fill(drafter.get(NEW), NEW, 422, subject="Thử", **typed)

    assert sentence in page.text
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_gaps_in_the_numbers_of_parts_are_no_matter(drafter, office, sqlite_database, clock):
    typed = {
        "subject": "Có khoảng trống", "body": "Một[[chú thích 40]]", "note-40": "Bốn mươi",
        "appendix-7-title": "SAU", "appendix-7-position": "2",
        "appendix-90-title": "TRƯỚC", "appendix-90-position": "1",
    }  # fmt: skip

    drafter.fill(drafter.get(NEW), NEW, **typed)

    fields = fields_of(sqlite_database, office.drafter, 1, clock.now())
    assert [part.title for part in fields.appendixes] == ["TRƯỚC", "SAU"]
    assert [note.text for note in fields.notes] == ["Bốn mươi"]


def test_what_is_typed_into_parts_is_kept_until_it_is_saved(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"
    typed = {**drafter.get(where).values(where), "appendix-1-body": "Gõ dở", "note-1": "Đổi chữ"}

    answer = drafter.raw("POST", f"{where}/luu-tam", data=typed, headers={"HX-Request": "true"})
    values = drafter.get(where).values(where)

    assert answer.status_code == 204
    assert (values["appendix-1-body"], values["note-1"]) == ("Gõ dở", "Đổi chữ")


def test_the_second_of_two_windows_sees_the_others_parts(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"
    late = drafter.get(where)
    first = {"note-1": "Chữ lưu trước", "appendix-1-title": "TÊN LƯU TRƯỚC"}
    drafter.fill(drafter.get(where), where, **first)

    page = drafter.fill(late, where, 409, **{"note-1": "Chữ lưu sau", "appendix-0-drop": "1"})

    for shown in ("Chú thích 1 (bản kia)", "Chữ lưu trước", "Phụ lục 2 (bản kia)", "TÊN LƯU TRƯỚC"):
        assert shown in page.text
    assert page.values(where)["note-1"] == "Chữ lưu sau"


def test_findings_of_an_appendix_stand_beside_its_part(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"
    typed = {
        **drafter.get(where).values(where),
        "appendix-0-position": "2",
        "appendix-1-position": "1",
        "appendix-0-body": "Còn chỗ [điền tên].",
    }

    answer = drafter.raw(
        "POST", "/ke-hoach/loi-the-thuc", data=typed, headers={"HX-Request": "true"}
    )

    page = parse(f"<!DOCTYPE html>{answer.get_data(as_text=True)}")
    by_field = {one.get("id"): words(one) for one in page.iter("div")}
    assert "[điền tên]" in by_field["loi-appendix-0"]
    assert not by_field["loi-appendix-1"]
    assert "chưa có chỉ dẫn về Phụ lục" in by_field["loi-appendixes"]


def test_the_text_and_the_comparison_show_parts(drafter, saved):
    where = f"/ke-hoach/{saved}/soan"
    drafter.fill(drafter.get(where), where, **{"note-1": "Kèm phụ lục", "appendix-0-title": "ĐỔI"})

    text = drafter.get(f"/ke-hoach/{saved}").text
    changes = drafter.get(f"/ke-hoach/{saved}/ban/2").text

    assert "Phụ lục II KINH PHÍ" in text
    assert "(chú thích: Kèm phụ lục)" in text
    assert "Tên phụ lục" in changes
    assert "phụ lục" in changes
