"""Words at fault on the drafting desk: marked where they are typed, led to, mended, undone."""

import io
import unicodedata

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.browser.people import Drafter
from tests.service.builders import a_plan

PHONE = {"width": 360, "height": 740}
MARKED = """[...CSS.highlights].filter(([kind]) => /^fault-(?!current)/.test(kind)).flatMap(
    ([kind, ranges]) => [...ranges].map((range) => range.toString()))"""
ON_PAPER = """() => [...CSS.highlights.get("paper-hint")].map((range) => range.toString())"""
OPENING = "Ban hành  Kế hoạch như sau:"
MENDED = "Ban hành Kế hoạch như sau:"
WRONG = "hành  Kế"
EDGE = 4
"""Pixels of a field's border."""
LONG = (
    "1. **Nâng cao** nhận thức của người  dân, bảo đảm an toàn; đoạn này dài qua nhiều dòng để xem "
    "chữ phía sau có đứng đúng chỗ của chữ phía trước hay không.      \n\n"
    "\tTab đầu dòng, AVAVA ffi «ngoặc» 1/2 … – —\n\n"
    f"{'motturatdaikhongcodaucach' * 6} https://vi-du.vn/duong/dan?a=1&b=2\n\n\n"
)


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office)


@pytest.fixture
def drafter(windows, site, plan_id):
    return windows.open(Drafter, site.office.drafter).edits(plan_id)


def sees_marks(drafter, *marked):
    """Wait until these words are marked, and no others."""
    drafter.page.wait_for_function(
        f"(words) => JSON.stringify(({MARKED}).sort()) === JSON.stringify(words)",
        arg=sorted(marked),
    )


def chosen(drafter) -> str:
    return str(
        drafter.page.evaluate(
            "document.activeElement.value?.slice(document.activeElement.selectionStart,"
            " document.activeElement.selectionEnd)"
        )
    )


def test_words_at_fault_are_marked_mended_and_brought_back(drafter):
    drafter.writes("Mở đầu", OPENING)
    sees_marks(drafter, WRONG)

    drafter.button("Sửa").click()

    sees_marks(drafter)
    assert drafter.value("Mở đầu") == MENDED
    assert chosen(drafter) == ""
    drafter.page.keyboard.press("Control+z")
    assert drafter.value("Mở đầu") == OPENING
    sees_marks(drafter, WRONG)


def test_marks_go_along_with_what_is_typed_before_them(drafter):
    drafter.writes("Mở đầu", OPENING)
    sees_marks(drafter, WRONG)

    drafter.page.get_by_label("Mở đầu", exact=True).press("Control+Home")
    drafter.page.keyboard.type("Nay xa ")

    assert drafter.page.evaluate(MARKED) == [WRONG]


def test_a_mark_goes_when_its_words_are_changed(drafter):
    drafter.writes("Mở đầu", OPENING)
    sees_marks(drafter, WRONG)

    drafter.selects("Mở đầu", "h  K")
    drafter.page.keyboard.press("Delete")

    assert drafter.page.evaluate(MARKED) == []


def test_all_fixes_are_listed_then_made_and_taken_back_at_once(drafter):
    text = "Các đơn  vị và các tổ  chức"
    drafter.writes("Mở đầu", OPENING).writes("Nơi nhận", text)
    sees_marks(drafter, WRONG, "đơn  vị", "tổ  chức")

    drafter.page.get_by_text("Sửa tất cả lỗi sửa được (3)").click()
    expect(drafter.page.locator(".fix-list li")).to_have_count(3)
    drafter.button("Sửa 3 chỗ này").click()

    sees_marks(drafter)
    assert drafter.value("Mở đầu") == MENDED
    assert drafter.value("Nơi nhận") == text.replace("  ", " ")
    drafter.sees("Đã sửa 3 chỗ")
    drafter.button("Lấy lại chữ cũ").click()
    assert drafter.value("Nơi nhận") == text
    assert drafter.value("Mở đầu") == OPENING
    sees_marks(drafter, WRONG, "đơn  vị", "tổ  chức")


def test_a_finding_leads_to_its_words_and_a_key_to_the_next(drafter):
    drafter.writes("Mở đầu", OPENING).writes("Nơi nhận", "Các tổ  chức")
    sees_marks(drafter, WRONG, "tổ  chức")

    drafter.page.locator("#loi-opening [data-finding-go]").click()
    assert chosen(drafter) == WRONG
    drafter.page.keyboard.press("Alt+F8")

    expect(drafter.page.get_by_label("Nơi nhận", exact=True)).to_be_focused()
    assert chosen(drafter) == "tổ  chức"
    expect(drafter.page.locator("#loi-to_places [aria-current]")).to_have_count(1)
    drafter.page.keyboard.press("Shift+Alt+F8")
    expect(drafter.page.get_by_label("Mở đầu", exact=True)).to_be_focused()


def test_the_button_steps_from_finding_to_finding(drafter):
    drafter.writes("Mở đầu", OPENING)
    sees_marks(drafter, WRONG)

    drafter.page.locator("[data-findings-next]").click()

    assert chosen(drafter) == WRONG


def test_a_letter_that_is_being_composed_is_left_alone(drafter):
    box = drafter.page.get_by_label("Mở đầu", exact=True)
    box.fill(OPENING)
    sees_marks(drafter, WRONG)
    box.press("Control+End")
    method = drafter.page.context.new_cdp_session(drafter.page)
    asked = []
    drafter.page.on("request", lambda request: asked.append(request.url))

    for letters in ("t", "ti", "tiê", "tiến"):
        method.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
        drafter.page.wait_for_timeout(300)
    assert box.input_value() == f"{OPENING}tiến"
    assert not [url for url in asked if url.endswith("/loi-the-thuc")]
    with drafter.page.expect_response("**/loi-the-thuc"):
        method.send("Input.insertText", {"text": "tiến"})

    assert box.input_value() == f"{OPENING}tiến"
    drafter.page.keyboard.press("Control+z")
    assert box.input_value() == OPENING


def test_marks_stand_right_in_letters_that_were_typed_apart(drafter):
    apart = unicodedata.normalize("NFD", "kết  quả")

    drafter.writes("Mở đầu", f"  Kế hoạch\u00a0và {apart} 🙂 các tổ  chức như sau:")

    sees_marks(drafter, apart, "tổ  chức")


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_the_copy_lies_letter_under_letter(drafter, size):
    page = drafter.page
    page.set_viewport_size(size)
    drafter.writes("Nội dung", LONG * 8).writes("Trích yếu", f"{'tăng cường ' * 9}phòng cháy")
    page.wait_for_selector(".marks-copy + #body")
    page.locator(".drafting-bar").evaluate("(bar) => bar.remove()")  # it lies over the fields

    for name, top in (("body", 0), ("body", 333), ("subject", 0)):
        box = page.locator(f"#{name}")
        box.evaluate("(area, top) => { area.scrollTop = top; }", top)
        page.evaluate("[...CSS.highlights.values()].forEach((one) => one.clear())")
        pictures = [drawn(box, "#000", "transparent"), drawn(box, "transparent", "#000")]

        assert ImageChops.difference(*pictures).getbbox() is None, (name, top)


def drawn(box, letters: str, copied: str) -> Image.Image:
    """A picture of the field with its letters and those of the copy in these colours."""
    box.evaluate(
        "(area, colors) => [area, area.previousElementSibling].forEach((one, place) => {"
        " one.style.transition = 'none'; one.style.color = colors[place]; one.blur(); })",
        [letters, copied],
    )
    picture = Image.open(io.BytesIO(box.screenshot())).convert("RGB")
    return picture.crop((EDGE, EDGE, picture.width - EDGE, picture.height - EDGE))


def test_words_in_a_table_are_found_in_their_cell_and_mended_there(drafter):
    page = drafter.page
    page.locator("[data-table-add]").click()
    page.locator("td[data-r='1'][data-c='1']").click()
    page.keyboard.press("F2")
    page.keyboard.type("Phải  xong")
    page.keyboard.press("Tab")
    cell = page.locator("td[data-fault]")
    expect(cell).to_have_text("Phải  xong")

    page.locator(".finding", has_text="Phải").locator("[data-finding-go]").click()
    expect(cell).to_be_focused()
    drafter.button("Sửa").click()

    expect(page.locator("td[data-r='1'][data-c='1']")).to_have_text("Phải xong")
    expect(cell).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator("td[data-r='1'][data-c='1']")).to_have_text("Phải  xong")


def test_the_drawn_paper_marks_the_same_words(drafter):
    drafter.sees_the_paper()

    drafter.writes("Mở đầu", f"**Ban** {OPENING}")
    expect(drafter.sheet).to_contain_text("Ban Ban hành")
    drafter.page.wait_for_function(f"() => ({ON_PAPER})().join() === {WRONG!r}")
    drafter.writes("Mở đầu", MENDED)

    expect(drafter.sheet).not_to_contain_text("Ban Ban hành")
    drafter.page.wait_for_function(f"() => ({ON_PAPER})().length === 0")


def test_without_scripts_a_fix_is_a_button_of_the_form(windows, site, plan_id):
    drafter = windows.open(Drafter, site.office.drafter, java_script_enabled=False)
    drafter.edits(plan_id).writes("Mở đầu", OPENING).saves()

    drafter.presses("Sửa")

    assert drafter.value("Mở đầu") == MENDED
    drafter.sees("Đã sửa 1 chỗ trong biểu mẫu")
    drafter.edits(plan_id)
    assert drafter.value("Mở đầu") == OPENING
