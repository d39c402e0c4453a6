"""The drafting desk under a drafter's hands: emphasis, preview, findings, nothing typed lost."""

import time
from base64 import b64decode
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.people import Drafter
from tests.service.builders import PASSWORD, a_person, a_plan
from tests.web.conftest import username_of
from webapp.adapters import clock
from webapp.adapters.clock import VIETNAM
from webapp.domain.people import Role
from webapp.services import drafting_desk

CHOSEN = "người dân"
OPEN_COPY = """async (name) => {
  const { browserCopy } = await import("/static/js/copies.js");
  return browserCopy(name, document.querySelector("[data-draft]").dataset.copySecret).read();
}"""
"""What a page of this person makes of a copy that lies on the machine."""


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office)


@pytest.fixture
def drafter(windows, site):
    return windows.open(Drafter, site.office.drafter)


@pytest.mark.parametrize(("key", "marked"), [("b", "**{}**"), ("i", "*{}*"), ("u", "<u>{}</u>")])
def test_a_key_puts_emphasis_on_the_chosen_words_and_takes_it_away(drafter, plan_id, key, marked):
    drafter.edits(plan_id).selects("Nội dung", CHOSEN)
    before = drafter.value("Nội dung")

    drafter.page.keyboard.press(f"Control+{key}")
    assert marked.format(CHOSEN) in drafter.value("Nội dung")
    drafter.page.keyboard.press(f"Control+{key}")

    assert drafter.value("Nội dung") == before


def test_bold_and_italic_stand_on_one_another(drafter, plan_id):
    drafter.edits(plan_id).selects("Nội dung", CHOSEN)

    drafter.page.keyboard.press("Control+b")
    drafter.page.keyboard.press("Control+i")
    assert f"***{CHOSEN}***" in drafter.value("Nội dung")
    drafter.page.keyboard.press("Control+b")

    assert f"của *{CHOSEN}*." in drafter.value("Nội dung")


def test_a_button_does_what_the_key_does_and_undo_takes_it_back(drafter, plan_id):
    drafter.edits(plan_id).selects("Nội dung", CHOSEN)
    before = drafter.value("Nội dung")

    drafter.button("Đậm").click()
    assert f"**{CHOSEN}**" in drafter.value("Nội dung")
    drafter.page.keyboard.press("Control+z")

    assert drafter.value("Nội dung") == before


def test_emphasis_over_several_paragraphs_marks_each(drafter, plan_id):
    drafter.edits(plan_id).writes("Nội dung", "Một.\n\nHai.")
    drafter.page.get_by_label("Nội dung", exact=True).press("Control+a")

    drafter.page.keyboard.press("Control+b")

    assert drafter.value("Nội dung") == "**Một.**\n\n**Hai.**"


def test_the_tab_key_leaves_the_text(drafter, plan_id):
    drafter.edits(plan_id)
    body = drafter.page.get_by_label("Nội dung", exact=True)
    body.focus()

    drafter.page.keyboard.press("Tab")

    expect(body).not_to_be_focused()
    assert "\t" not in body.input_value()


def test_the_paper_follows_the_typing_under_the_strict_policy(drafter, plan_id):
    drafter.edits(plan_id).sees_the_paper()
    assert "phổ biến pháp luật" in drafter.paper

    drafter.writes("Trích yếu", "Đổi tên & xem <ngay>")

    expect(drafter.sheet).to_contain_text("Đổi tên & xem <ngay>")
    assert (
        drafter.page.evaluate(
            "document.querySelector('[data-preview-sheet]').shadowRoot.adoptedStyleSheets.length"
        )
        == 1
    )
    face = drafter.sheet.get_by_text("Đổi tên").evaluate(
        "node => getComputedStyle(node).fontFamily"
    )
    assert face.startswith("Tinos")


def test_findings_follow_the_typing_beside_their_field(drafter, plan_id):
    drafter.edits(plan_id)

    drafter.writes("Dòng lưu", "")

    expect(drafter.page.locator("#loi-filing_line .finding-error")).to_be_visible()
    expect(drafter.page.locator("#loi-tong")).to_contain_text("1 lỗi")


def test_the_block_of_the_chosen_signer_is_shown(drafter):
    drafter.goes_to("/ke-hoach/soan").chooses("Người ký", 0)
    block = drafter.page.locator("[data-signer-block]")
    assert not block.inner_text()

    drafter.chooses("Người ký", 1)

    assert block.inner_text() == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Quốc Toản"


def test_what_is_typed_survives_a_reload(drafter, plan_id):
    drafter.edits(plan_id).writes("Trích yếu", "Gõ rồi mất điện")
    expect(drafter.autosave_line).to_contain_text("Đã lưu tạm lúc")

    drafter.page.reload()

    assert drafter.value("Trích yếu") == "Gõ rồi mất điện"
    drafter.sees("chưa lưu")


def test_a_new_plan_is_kept_on_this_machine_until_it_is_saved(drafter):
    drafter.goes_to("/ke-hoach/soan").writes("Trích yếu", "Chưa từng lưu")
    expect(drafter.autosave_line).to_contain_text("Đã giữ trên máy này")

    drafter.page.reload()
    drafter.button("Đưa lại vào biểu mẫu").click()
    assert drafter.value("Trích yếu") == "Chưa từng lưu"
    drafter.saves().sees("Đã tạo dự thảo")

    drafter.goes_to("/ke-hoach/soan")
    expect(drafter.page.locator("[data-copy-offer]")).to_be_hidden()


def test_what_stays_after_signing_out_its_writer_alone_can_read(drafter, site):
    drafter.goes_to("/ke-hoach/soan").writes("Trích yếu", "Chưa từng lưu")
    expect(drafter.autosave_line).to_contain_text("Đã giữ trên máy này")
    signs_out(drafter)
    name, kept = drafter.page.evaluate("Object.entries(localStorage)[0]")
    assert b"subject" not in b64decode(kept)

    comes_in(drafter, site, a_person(site.database, site.office.agency_id, Role.DRAFTER))
    assert drafter.page.evaluate(OPEN_COPY, name) is None
    signs_out(drafter)

    comes_in(drafter, site, site.office.drafter).button("Đưa lại vào biểu mẫu").click()
    assert drafter.value("Trích yếu") == "Chưa từng lưu"


def test_without_a_network_the_typing_is_kept_here_and_sent_later(drafter, plan_id):
    drafter.edits(plan_id).sees_the_paper()
    drafter.page.context.set_offline(True)
    drafter.writes("Trích yếu", "Gõ khi mất mạng")
    expect(drafter.autosave_line).to_contain_text("Mất kết nối")

    drafter.page.context.set_offline(False)

    expect(drafter.autosave_line).to_contain_text("Đã lưu tạm lúc")
    drafter.page.reload()
    assert drafter.value("Trích yếu") == "Gõ khi mất mạng"


def test_leaving_with_unkept_words_asks_first_and_sends_them(drafter, plan_id, site):
    drafter.edits(plan_id).sees_the_paper()
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    drafter.page.on("dialog", answer)
    drafter.page.get_by_label("Trích yếu", exact=True).press_sequentially("Thêm: ")

    drafter.page.goto(f"{drafter.site}/ke-hoach")

    assert asked == ["beforeunload"]
    assert eventually(lambda: working_copy(site, plan_id)).fields.subject.startswith("Thêm: ")


def signs_out(drafter):
    drafter.page.locator(".top-person summary").click()
    drafter.presses("Đăng xuất")


def comes_in(drafter, site, person):
    drafter.signs_in(username_of(site.database, person), PASSWORD)
    return drafter.goes_to("/ke-hoach/soan")


def working_copy(site, plan_id):
    now = site.now()
    return drafting_desk.editing(site.database, site.office.drafter, plan_id, now).working_copy


def eventually(look):
    """Look again until there is something: a beacon arrives after its page is gone."""
    for _ in range(100):
        if found := look():
            return found
        time.sleep(0.05)  # the beacon tells nobody that it has arrived
    raise AssertionError


def test_the_time_of_a_kept_text_is_vietnams_on_any_machine(windows, site, plan_id):
    there = windows.open(Drafter, site.office.drafter, timezone_id="America/New_York")
    there.edits(plan_id).writes("Trích yếu", "Soạn ở xa")
    expect(there.autosave_line).to_contain_text("Đã lưu tạm lúc")

    shown = there.autosave_line.inner_text().split()[-1]
    in_vietnam = clock.now().astimezone(VIETNAM)
    assert shown in {f"{in_vietnam - timedelta(minutes=ago):%H:%M}" for ago in range(3)}


def test_a_refused_form_comes_back_as_typed_beside_the_other_version(windows, site, plan_id):
    first = windows.open(Drafter, site.office.drafter).edits(plan_id)
    second = windows.open(Drafter, site.office.drafter).edits(plan_id)
    first.writes("Trích yếu", "Lưu trước").saves()

    second.writes("Trích yếu", "Lưu sau").saves()

    second.sees("Bản vừa lưu trong hệ thống").sees("Lưu trước")
    assert second.value("Trích yếu") == "Lưu sau"
    second.saves()
    assert second.value("Trích yếu") == "Lưu sau"
