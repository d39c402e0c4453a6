"""An issued plan is recalled by clicks: the notice goes its way, then the plan is marked."""

from tests.browser.people import Clerk, Decider, Drafter
from tests.service.builders import PASSWORD
from tests.service.chains import a_common_series, an_issued_plan


def test_a_plan_is_recalled_and_marked_on_its_page_and_on_its_paper(windows, site, rules, tmp_path):
    office = site.office
    a_common_series(site.database, office)
    plan_id = an_issued_plan(site.database, rules, office)
    drafter = windows.open(Drafter, office.drafter).opens_plan(plan_id)
    drafter.follows("Thu hồi").sees("không sửa được nữa")
    drafter.writes("Lý do", "Ban hành không đúng thẩm quyền")
    drafter.page.get_by_label("Tôi đã đọc sự khác nhau").check()
    drafter.presses("Tạo dự thảo").sees("Thu hồi Kế hoạch số 115/KH-UBND")
    notice = drafter.submits().plan_id

    windows.open(Decider, office.unit_head).agrees(notice)
    windows.open(Decider, office.format_checker).agrees(notice)
    windows.open(Decider, office.signer).agrees(notice, password=PASSWORD)
    clerk = windows.open(Clerk, office.clerk).records_signature(notice, "02/03/2026")
    clerk.numbers(notice).sees("21/TB-UBND")

    clerk.opens_plan(plan_id).sees("Đã thu hồi theo Thông báo số 21/TB-UBND")
    assert clerk.downloads(plan_id, "Bản phát hành", tmp_path).name.startswith("da-thu-hoi-115-KH")
    clerk.goes_to("/ke-hoach").sees("Đã thu hồi")
