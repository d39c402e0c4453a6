"""A head of unit is away: entered at a desk, confirmed and handled on phones, told in history."""

import pytest

from tests.browser.conftest import PHONE
from tests.browser.people import Decider, Visitor
from tests.service.builders import a_person, a_plan
from tests.web.plan_steps import Way
from webapp.adapters.clock import vietnam_today
from webapp.domain.people import Role

ON_A_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True}
DOCUMENT = "Thông báo số 21/TB-VP ngày 27/02/2026"


@pytest.fixture
def deputy(site):
    office = site.office
    return a_person(
        site.database,
        office.agency_id,
        Role.DRAFTER,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
    )


def enters(clerk, absent, somebody, first, last):
    clerk.goes_to("/").follows("Phân công").follows("Cử người xử lý thay")
    page = clerk.page
    page.get_by_label("Người vắng", exact=True).select_option(label=absent.full_name)
    page.get_by_label("Người xử lý thay", exact=True).select_option(label=somebody.full_name)
    page.get_by_label("Văn bản cử người xử lý thay").fill(DOCUMENT)
    page.get_by_label("Từ ngày").fill(f"{first:%d/%m/%Y}")
    page.get_by_label("Đến hết ngày").fill(f"{last:%d/%m/%Y}")
    clerk.presses("Lưu").sees("Hồ Văn Lâm xử lý thay Vũ Đình Khôi").sees("chờ xác nhận")


def test_a_stand_in_is_entered_confirmed_on_a_phone_and_named_in_the_history(
    windows, site, rules, deputy
):
    office = site.office
    way = Way(site.database, rules, office, a_plan(site.database, office)).submitted()
    today = vietnam_today(site.now())
    enters(windows.open(Visitor, office.clerk), office.unit_head, deputy, today, today)

    absent = windows.open(Decider, office.unit_head, **ON_A_PHONE)
    absent.goes_to("/").sees("Chờ anh/chị xác nhận (1)")
    absent.follows("Hồ Văn Lâm xử lý thay Vũ Đình Khôi").sees(DOCUMENT)
    assert absent.width == PHONE["width"]
    absent.presses("Xác nhận").sees("Đã xác nhận")

    somebody = windows.open(Decider, deputy, **ON_A_PHONE)
    somebody.goes_to("/").sees("Hôm nay anh/chị xử lý thay Vũ Đình Khôi")
    somebody.follows("Tuyên truyền, phổ biến pháp luật", exact=False)
    somebody.sees("Anh/chị xử lý thay Vũ Đình Khôi").sees("TM. ỦY BAN NHÂN DÂN")
    assert somebody.width == PHONE["width"]
    somebody.presses("Đồng ý")

    assert way.state(office.drafter) == "format_check"
    windows.open(Visitor, office.drafter).opens_plan(way.plan_id).sees(
        f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi (theo {DOCUMENT})"
    )
