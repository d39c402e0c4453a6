"""A plan with an error of form on its way: each says why, and the leader sees it on his phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Clerk, Decider, Drafter
from tests.service.builders import PASSWORD, a_plan
from tests.service.faulty import ERROR, HINT, REASON, WARNING, faulty_text

WHY_SUBMIT = "Dòng lưu đã thống nhất với văn thư."
WHY_PASS = "Mẫu in sẵn của cơ quan không có dấu chấm."


@pytest.fixture
def plan_id(site):
    return a_plan(site.database, site.office, faulty_text())


@pytest.fixture
def drafter(windows, site):
    return windows.open(Drafter, site.office.drafter)


def test_an_error_goes_from_the_drafters_reason_to_the_number(windows, site, plan_id, drafter):
    office = site.office
    drafter.edits(plan_id).sets_aside(WARNING, REASON).submits_in_spite(WHY_SUBMIT)
    windows.open(Decider, office.unit_head).agrees(plan_id)
    checker = windows.open(Decider, office.format_checker).opens_decision(plan_id)
    checker.sees(f"vẫn trình: {WHY_SUBMIT}").sees(REASON)
    checker.presses("Vẫn cho qua").sees("ghi lý do vẫn cho qua")
    checker.opens_decision(plan_id).sets_aside(HINT, "Tên riêng của chương trình.")
    checker.passes(plan_id, WHY_PASS)

    leader = windows.open(Decider, office.signer, size=PHONE, has_touch=True, is_mobile=True)
    leader.opens_decision(plan_id)
    leader.sees(f"Còn 1 lỗi thể thức, Ngô Thanh Mai cho qua: {WHY_PASS}")
    assert leader.width == PHONE["width"]
    box = leader.page.locator(".waiver")
    expect(box.get_by_text(ERROR)).to_be_hidden()
    box.locator("summary").click()
    expect(box.get_by_text(ERROR)).to_be_visible()
    leader.page.get_by_text("Đã bỏ qua (2)").click()
    leader.sees(REASON).sees("Tên riêng của chương trình.")
    leader.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    leader.presses("Đồng ý")

    clerk = windows.open(Clerk, office.clerk)
    clerk.records_signature(plan_id, "02/03/2026")
    clerk.numbers(plan_id).sees("115/KH-UBND").sees(WHY_PASS)


def test_a_warning_about_words_just_typed_is_set_aside_and_they_stay(drafter, plan_id):
    drafter.edits(plan_id)
    before = drafter.page.locator("#loi-subject a[data-dismiss]").get_attribute("href")
    with drafter.page.expect_response("**/loi-the-thuc"):
        drafter.writes("Trích yếu", "tuyên truyền quy chế dân chủ")
    link = drafter.page.locator("#loi-subject a[data-dismiss]")
    expect(link).not_to_have_attribute("href", before or "")

    drafter.sets_aside(WARNING, REASON)

    assert drafter.value("Trích yếu") == "tuyên truyền quy chế dân chủ"
    assert drafter.page.url.endswith("/soan")


def test_a_refusal_and_a_lost_connection_stay_in_the_dialog(drafter, plan_id):
    drafter.edits(plan_id)
    line = drafter.page.locator("form[data-draft] .finding", has_text=WARNING)
    line.get_by_role("link", name="Bỏ qua").click()
    box = drafter.page.get_by_label("Lý do bỏ qua")
    drafter.button("Bỏ qua cảnh báo").click()
    expect(drafter.page.locator("dialog .field-error")).to_contain_text("Ghi lý do")

    box.fill(REASON)
    drafter.page.context.set_offline(True)
    drafter.button("Bỏ qua cảnh báo").click()
    expect(drafter.page.locator("dialog [data-refusal]")).to_contain_text("Mất kết nối")
    assert box.input_value() == REASON
    drafter.page.context.set_offline(False)
    drafter.button("Bỏ qua cảnh báo").click()

    expect(line).to_have_count(0)


def test_a_dismissed_warning_is_restored_on_the_desk(drafter, plan_id):
    drafter.edits(plan_id).sets_aside(WARNING, REASON)
    drafter.page.get_by_text("Đã bỏ qua (1)").click()

    drafter.button("Khôi phục").click()

    expect(drafter.page.locator("#loi-subject .finding", has_text=WARNING)).to_be_visible()
    expect(drafter.page.locator("#da-bo-qua")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_dialog_fits_and_closes_again(windows, site, plan_id, size):
    drafter = windows.open(Drafter, site.office.drafter, size=size).opens_plan(plan_id)

    drafter.page.get_by_role("link", name="Bỏ qua").first.click()

    dialog = drafter.page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    dialog.get_by_role("link", name="Thôi").click()
    expect(dialog).to_have_count(0)


def test_a_warning_is_set_aside_without_scripts(windows, site, plan_id):
    drafter = windows.open(Drafter, site.office.drafter, java_script_enabled=False)
    drafter.opens_plan(plan_id)
    drafter.page.locator(".finding", has_text=WARNING).get_by_role("link", name="Bỏ qua").click()

    drafter.page.get_by_label("Lý do bỏ qua").fill(REASON)

    drafter.presses("Bỏ qua cảnh báo").sees("Đã bỏ qua (1)")
