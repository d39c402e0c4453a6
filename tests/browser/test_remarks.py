"""A return with three remarks from a phone, their answers on the desk, and the next reader."""

import pytest

from tests.browser.conftest import PHONE
from tests.browser.people import Decider, Drafter
from tests.service.builders import a_plan
from tests.web.plan_steps import Way


@pytest.fixture
def way(site, rules):
    """A plan that waits for the leader."""
    return Way(site.database, rules, site.office, a_plan(site.database, site.office)).checked()


def test_three_remarks_from_a_phone_are_answered_and_read_with_the_difference(windows, site, way):
    phone = {"size": PHONE, "has_touch": True, "is_mobile": True}
    leader = windows.open(Decider, site.office.signer, **phone)
    leader.returns(way.plan_id, "Bổ sung căn cứ", "Ghi rõ kinh phí", "Soát nơi nhận")
    head = windows.open(Decider, site.office.unit_head, **phone)
    head.passes_on(way.plan_id)

    drafter = windows.open(Drafter, site.office.drafter)
    drafter.goes_to("/").follows("3 ý kiến chờ trả lời").sees("Ghi rõ kinh phí")
    drafter.edits(way.plan_id).adds_recipient("Công an xã").saves()
    drafter.answers(("Đã sửa", ""), ("Giữ nguyên, vì:", "Tỉnh đã giao"), ("Đã sửa", ""))
    drafter.submits()

    head.goes_to("/").sees("đã trả lời 3 ý kiến của Phạm Quốc Toản")
    head.opens_decision(way.plan_id).sees("Giữ nguyên, vì: Tỉnh đã giao").sees("Công an xã")
    assert head.width == PHONE["width"]
    assert head.page.get_by_text("TỔ CHỨC THỰC HIỆN").is_hidden()

    head.page.locator("summary", has_text="Toàn văn").click()

    assert head.page.get_by_text("TỔ CHỨC THỰC HIỆN").is_visible()


def test_words_selected_on_a_phone_go_with_the_remark_and_lead_the_drafter_to_them(
    windows, site, way
):
    leader = windows.open(
        Decider, site.office.signer, size=PHONE, has_touch=True, is_mobile=True
    ).opens_decision(way.plan_id)
    leader.highlights("chủ trì thực hiện")
    leader.button("Ghi ý kiến cho đoạn này").click()
    leader.page.get_by_label("Lý do trả lại").fill("Thêm thời hạn.")
    leader.presses("Trả lại kèm lý do")
    windows.open(Decider, site.office.unit_head).passes_on(way.plan_id)

    drafter = windows.open(Drafter, site.office.drafter).edits(way.plan_id)
    drafter.page.get_by_role("link", name="1. Phòng Văn hóa").click()

    assert drafter.page.evaluate("getSelection().toString()") == "chủ trì thực hiện"
