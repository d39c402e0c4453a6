"""A plan of the province through the windows of all its people, and the look from the sở."""

from tests.browser.conftest import PHONE
from tests.browser.people import Clerk, Decider, Drafter
from tests.service.builders import PASSWORD
from tests.service.provinces import a_draft, a_province


def test_a_plan_of_a_department_reaches_the_number_of_the_province(windows, site):
    province = a_province(site.database)
    plan_id = a_draft(site.database, province)
    page = f"/ke-hoach/{plan_id}"
    drafter = windows.open(Drafter, province.drafter)
    drafter.goes_to(f"{page}/viec/trinh").presses("Trình")
    drafter.sees("Chờ xem xét: Lãnh đạo phòng xem xét")

    windows.open(Decider, province.unit_head).agrees(plan_id)
    windows.open(Decider, province.department_head).agrees(plan_id)
    clerk = windows.open(Clerk, province.intake_clerk)
    clerk.goes_to(f"{page}/viec/tiep-nhan")
    clerk.page.get_by_label("Số tiếp nhận").fill("45/TN")
    clerk.presses("Tiếp nhận hồ sơ").sees("Số tiếp nhận 45/TN")
    windows.open(Decider, province.reviewer).agrees(plan_id)
    windows.open(Decider, province.format_checker).agrees(plan_id)
    windows.open(Decider, province.office_head).agrees(plan_id)
    windows.open(Decider, province.deputy, size=PHONE).agrees(plan_id)
    chairman = windows.open(Decider, province.signer, size=PHONE)
    chairman.opens_plan(plan_id).sees("Phó Chủ tịch phụ trách cho ý kiến")
    assert chairman.width <= PHONE["width"]
    chairman.agrees(plan_id, password=PASSWORD)
    clerk.records_signature(plan_id, "02/03/2026")
    clerk.numbers(plan_id).sees("115/KH-UBND")

    below = windows.open(Clerk, province.department_clerk)
    below.goes_to("/ke-hoach").follows("Đã trình cấp trên").sees("UBND tỉnh An Hòa")
    below.opens_plan(plan_id).sees("ở đây chỉ xem và tải về").sees("Đỗ Minh Châu cấp số")
