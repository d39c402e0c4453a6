"""Tables of the drafting form without scripts: a text each, added, placed, refused, never lost."""

import re

import pytest

from webapp.services import drafting_desk

NEW = "/ke-hoach/soan"
TABLE = "[[cột 10 60 30; đầu 1]]\n**TT** | **Việc** | **Hạn**\n1 | Rà soát | 30/4"


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def desk(drafter):
    """A form with one table, which was typed and saved."""
    drafter.fill(with_table(drafter, body="I. MỞ ĐẦU"), NEW)
    return f"{NEW.removesuffix('/soan')}/1/soan"


def with_table(drafter, where=NEW, text=TABLE, **typed):
    """The form as it comes back from «Thêm bảng», with the text of the new table typed."""
    page = drafter.fill(drafter.get(where), where, goal="add-table", **typed)
    area = page.all("textarea", id=f"table-{ids(page, where)[-1]}")[0]
    area.text = text
    return page


def ids(page, where):
    return [name.removeprefix("table-") for name in page.values(where) if name.startswith("table-")]


def fields_of(database, actor, plan_id, now):
    return drafting_desk.editing(database, actor, plan_id, now).fields


def test_a_new_table_comes_with_its_place_and_all_that_was_typed(drafter):
    page = drafter.fill(drafter.get(NEW), NEW, goal="add-table", subject="Việc", body="I. MỞ ĐẦU")

    values = page.values(NEW)
    (name,) = ids(page, NEW)
    assert values["subject"] == "Việc"
    assert values["body"] == f"I. MỞ ĐẦU\n\n[[bảng {name}]]"
    assert values[f"table-{name}"].startswith("[[cột đều; đầu 1]]\n**TT** |")
    assert "Bảng 1 – 3 hàng × 3 cột" in page.text
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_a_table_is_saved_shown_and_edited(drafter, desk, office, sqlite_database, clock):
    page = drafter.get(desk)
    (name,) = ids(page, desk)
    assert page.values(desk)[f"table-{name}"] == TABLE

    changed = TABLE.replace("Rà soát | 30/4", "Tổng hợp | <")
    saved = drafter.fill(page, desk, **{f"table-{name}": changed})

    assert ids(saved, desk) == [name]
    assert saved.values(desk)[f"table-{name}"] == changed
    (part,) = fields_of(sqlite_database, office.drafter, 1, clock.now()).tables
    assert part.text == changed
    shown = drafter.get("/ke-hoach/1")
    assert [one.get("colspan") for one in shown.all("td") if one.get("colspan")] == ["2"]


def test_rows_pasted_from_a_spreadsheet_are_taken(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)

    page = drafter.fill(
        drafter.get(desk), desk, **{f"table-{name}": 'Thôn\tSố hộ\nThôn 1\t"45\nhộ"\n'}
    )

    assert page.values(desk)[f"table-{name}"] == "Thôn | Số hộ\nThôn 1 | 45<p>hộ"


def test_saving_an_untouched_form_changes_nothing(drafter, desk):
    page = drafter.fill(drafter.get(desk), desk)

    assert "không thay đổi" in page.text


def test_bad_spans_are_refused_beside_the_table_which_is_open(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)

    page = drafter.fill(drafter.get(desk), desk, 422, **{f"table-{name}": "a | b\n< | c"})

    (error,) = page.all("p", id=f"table-{name}-loi")
    assert "Bảng 1, hàng 2, ô 1: dấu <" in page.text
    assert error.get("class") == "field-error"
    assert page.one("details", id=f"table-{name}-phan").get("open") is not None
    assert page.values(desk)[f"table-{name}"] == "a | b\n< | c"


def test_a_table_that_lost_its_line_stays_in_the_form_until_it_is_ticked_off(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)

    page = drafter.fill(drafter.get(desk), desk, 422, body="I. MỞ ĐẦU")

    assert f"Bảng 1 không còn dòng [[bảng {name}]] trong văn bản" in page.text
    assert page.values(desk)[f"table-{name}"] == TABLE
    notices = [one for one in page.tree.iter("div") if "data-table-homeless" in one.attrib]
    assert notices[0].get("hidden") is None

    gone = drafter.fill(page, desk, **{f"drop-table-{name}": "1"})
    assert ids(gone, desk) == []
    assert gone.values(desk)["body"] == "I. MỞ ĐẦU"


def test_a_ticked_table_goes_with_its_line(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)

    page = drafter.fill(drafter.get(desk), desk, **{f"drop-table-{name}": "1"})

    assert page.values(desk)["body"] == "I. MỞ ĐẦU"
    assert "Rà soát" in drafter.get("/ke-hoach/1/ban/1").text


def test_a_line_that_names_no_table_is_refused_beside_the_text(drafter):
    page = drafter.fill(drafter.get(NEW), NEW, 422, body="I. MỞ ĐẦU\n\n[[bảng abc]]")

    assert "Dòng [[bảng abc]] không ứng với bảng nào" in page.text
    assert page.one("textarea", id="body").get("class").endswith("is-invalid")


def test_a_table_of_an_appendix_is_edited_like_one_of_the_body(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)
    page = drafter.fill(drafter.get(desk), desk, goal="add-appendix")
    moved = {
        "body": "I. MỞ ĐẦU (Phụ lục kèm theo)",
        "appendix-0-title": "DANH SÁCH",
        "appendix-0-body": f"[[bảng {name}]]",
        f"table-{name}": "Thôn | Số hộ",
    }

    saved = drafter.fill(page, desk, **moved)

    assert saved.values(desk)["appendix-0-body"] == f"[[bảng {name}]]"
    assert saved.values(desk)[f"table-{name}"] == "Thôn | Số hộ"


def test_autosave_keeps_tables_as_they_are_typed_wrong_ones_too(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)
    typed = drafter.get(desk).values(desk) | {f"table-{name}": "< | dở dang"}

    assert drafter.raw("POST", f"{desk}/luu-tam", data=typed).status_code == 204

    page = drafter.get(desk)
    assert page.values(desk)[f"table-{name}"] == "< | dở dang"
    assert "chưa lưu" in page.text


def test_the_second_of_two_windows_sees_the_other_table(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)
    late = drafter.get(desk)
    drafter.fill(drafter.get(desk), desk, **{f"table-{name}": "Lưu trước"})

    page = drafter.fill(late, desk, 409, **{f"table-{name}": "Lưu sau"})

    assert page.values(desk)[f"table-{name}"] == "Lưu sau"
    assert "Bảng 1 (bản kia)" in page.text
    assert "Lưu trước" in page.text


def test_adding_a_table_to_a_page_that_went_stale_does_not_hide_that(drafter, desk):
    late = drafter.get(desk)
    drafter.fill(drafter.get(desk), desk, subject="Người khác lưu")

    page = drafter.fill(late, desk, goal="add-table")

    drafter.fill(page, desk, 409, subject="Của tôi")


def test_the_words_that_changed_in_a_table_are_shown_between_two_texts(drafter, desk):
    (name,) = ids(drafter.get(desk), desk)
    drafter.fill(drafter.get(desk), desk, **{f"table-{name}": TABLE.replace("30/4", "15/5")})

    page = drafter.get("/ke-hoach/1/ban/2")

    words = ["".join(one.itertext()) for tag in ("del", "ins") for one in page.all(tag)]
    assert "30" in " ".join(words)
    assert re.search(r"15.*5", " ".join(words))
