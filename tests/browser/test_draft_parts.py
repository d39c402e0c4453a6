"""Appendixes and footnotes under a drafter's hands: added, moved, removed, kept, brought back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Drafter
from tests.browser.test_every_screen import barriers, sideways
from tests.service.builders import a_plan
from webapp.services import drafting_desk


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office)


@pytest.fixture
def drafter(windows, site):
    return windows.open(Drafter, site.office.drafter)


def parts(drafter):
    return drafter.page.locator("[data-appendix]")


def adds_appendix(drafter, title, body):
    drafter.button("Thêm phụ lục").click()
    part = parts(drafter).last
    part.get_by_label("Tên phụ lục").fill(title)
    part.get_by_label("Nội dung phụ lục").fill(body)
    return part


def test_two_appendixes_and_a_footnote_are_on_the_paper_and_outlive_a_reload(
    drafter, plan_id, site
):
    drafter.edits(plan_id).sees_the_paper()
    adds_appendix(drafter, "DANH MỤC ĐƯỜNG ỐNG", "1. Tuyến Nà Tông")
    part = adds_appendix(drafter, "TIẾN ĐỘ", "1. Quý I khảo sát")
    part.get_by_label("Khổ giấy").select_option(label="Khổ ngang")
    drafter.page.get_by_label("Mở đầu", exact=True).press("End")
    drafter.page.keyboard.press("Control+Alt+f")
    drafter.page.keyboard.type("Số liệu đến ngày 28/02/2026")
    assert drafter.value("Mở đầu").endswith("[[chú thích 1]]")

    expect(drafter.sheet.nth(1)).to_contain_text("Phụ lục IDANH MỤC ĐƯỜNG ỐNG(Kèm theo")
    expect(drafter.sheet.nth(2)).to_contain_text("Phụ lục IITIẾN ĐỘ(Kèm theo")
    expect(drafter.sheet.nth(0)).to_contain_text("Số liệu đến ngày 28/02/2026")
    expect(drafter.autosave_line).to_contain_text("Đã lưu tạm lúc")
    drafter.page.reload()

    expect(parts(drafter)).to_have_count(2)
    expect(parts(drafter).last.locator("legend")).to_have_text("Phụ lục II")
    assert drafter.value("Chú thích 1") == "Số liệu đến ngày 28/02/2026"
    drafter.saves()
    fields = drafting_desk.editing(site.database, site.office.drafter, plan_id, site.now()).fields
    assert [part.orientation for part in fields.appendixes] == ["portrait", "landscape"]
    assert len(fields.notes) == 1


def test_appendixes_change_places_and_go_with_their_notes_after_a_question(drafter, plan_id):
    drafter.edits(plan_id)
    adds_appendix(drafter, "MỘT", "Đoạn một")
    adds_appendix(drafter, "HAI", "Đoạn hai")
    parts(drafter).last.get_by_role("button", name="Chèn chú thích").click()
    drafter.page.keyboard.type("Mất cùng phụ lục")

    parts(drafter).last.get_by_role("button", name="Chuyển lên").click()
    first = parts(drafter).first
    assert first.get_by_label("Tên phụ lục").input_value() == "HAI"
    assert first.locator("legend").inner_text() == "Phụ lục I"
    drafter.button("Chèn lời dẫn vào nội dung").click()
    assert "(Phụ lục I kèm theo)" in drafter.value("Nội dung")

    drafter.page.once("dialog", lambda dialog: dialog.accept())
    first.get_by_role("button", name="Bỏ phụ lục").click()

    expect(parts(drafter).locator("legend")).to_have_text(["Phụ lục sẽ bỏ: HAI", "Phụ lục"])
    expect(first.get_by_label("Tên phụ lục")).to_be_hidden()
    drafter.saves().sees("Đã lưu dự thảo lần 2")
    expect(parts(drafter).locator("legend")).to_have_text(["Phụ lục"])
    expect(drafter.page.locator("[data-note]")).to_have_count(0)


def test_an_appendix_that_goes_may_stay_after_all_and_an_empty_one_goes_at_once(drafter, plan_id):
    drafter.edits(plan_id)
    part = adds_appendix(drafter, "MỘT", "Đoạn một")
    drafter.page.once("dialog", lambda dialog: dialog.accept())
    part.get_by_role("button", name="Bỏ phụ lục").click()

    part.get_by_label("Bỏ phụ lục này khi lưu").uncheck()
    drafter.button("Thêm phụ lục").click()
    parts(drafter).last.get_by_role("button", name="Bỏ phụ lục").click()

    expect(parts(drafter)).to_have_count(1)
    assert part.get_by_label("Tên phụ lục").input_value() == "MỘT"


def test_a_note_goes_with_its_mark_and_emphasis_works_in_an_appendix(drafter, plan_id):
    drafter.edits(plan_id)
    part = adds_appendix(drafter, "MỘT", "Chữ đậm")
    body = part.get_by_label("Nội dung phụ lục")
    body.press("Control+a")
    part.get_by_role("button", name="Đậm").click()
    assert body.input_value() == "**Chữ đậm**"
    body.press("End")
    drafter.page.keyboard.press("Control+Alt+f")
    drafter.page.keyboard.type("Bỏ đi")
    assert body.input_value() == "**Chữ đậm**[[chú thích 1]]"

    drafter.page.once("dialog", lambda dialog: dialog.accept())
    drafter.button("Bỏ chú thích 1").click()

    assert body.input_value() == "**Chữ đậm**"


def test_the_copy_on_this_machine_brings_parts_back(drafter):
    drafter.goes_to("/ke-hoach/soan").writes("Trích yếu", "Chưa từng lưu")
    adds_appendix(drafter, "GIỮ HỘ", "Đoạn")
    drafter.page.get_by_label("Mở đầu", exact=True).focus()
    drafter.page.keyboard.press("Control+Alt+f")
    drafter.page.keyboard.type("Chữ của chú thích")
    expect(drafter.autosave_line).to_contain_text("Đã giữ trên máy này")

    drafter.page.reload()
    expect(parts(drafter)).to_have_count(0)
    drafter.button("Đưa lại vào biểu mẫu").click()

    assert parts(drafter).get_by_label("Tên phụ lục").input_value() == "GIỮ HỘ"
    assert drafter.value("Chú thích 1") == "Chữ của chú thích"
    drafter.saves().sees("Đã tạo dự thảo")


def test_the_parts_fit_both_windows_and_have_no_serious_barrier(windows, site, plan_id):
    drafter = windows.open(Drafter, site.office.drafter, bypass_csp=True).edits(plan_id)
    adds_appendix(drafter, "DANH MỤC ĐƯỜNG ỐNG", "1. Tuyến Nà Tông")
    adds_appendix(drafter, "TIẾN ĐỘ", "1. Quý I khảo sát")
    drafter.page.keyboard.press("Control+Alt+f")
    drafter.page.keyboard.type("Số liệu đến ngày 28/02/2026")

    for size in (PHONE, DESKTOP):
        drafter.page.set_viewport_size(size)

        assert not [*barriers(drafter), *sideways(drafter, size)]
