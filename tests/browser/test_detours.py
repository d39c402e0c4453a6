"""The leader asks an accountant on his phone before he decides, then returns to a check."""

from tests.browser.conftest import PHONE
from tests.browser.people import Decider, Visitor
from tests.service.builders import a_person, a_plan
from tests.web.plan_steps import Way
from webapp.domain.people import Role

QUESTION = "Kinh phí ở mục II đã được giao chưa?"


def test_a_question_comes_back_to_the_leader_who_returns_to_a_step(windows, site, rules):
    office = site.office
    expert = a_person(site.database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm")
    plan_id = a_plan(site.database, office)
    Way(site.database, rules, office, plan_id).checked()
    leader = windows.open(Decider, office.signer, size=PHONE, has_touch=True, is_mobile=True)
    leader.opens_decision(plan_id).follows("Hỏi trước khi quyết định")
    leader.page.get_by_label("Hỏi ai").select_option(label="Hồ Văn Lâm")
    leader.page.get_by_label("Câu hỏi").fill(QUESTION)
    leader.presses("Gửi câu hỏi").sees("Chờ Hồ Văn Lâm trả lời câu hỏi của anh/chị trước")
    assert leader.width == PHONE["width"]

    asked = windows.open(Visitor, expert).goes_to("/")
    asked.sees("Phạm Quốc Toản hỏi anh/chị").follows(
        "Tuyên truyền, phổ biến pháp luật trên địa bàn xã năm 2026"
    )
    asked.sees(QUESTION).page.get_by_label("Không đồng ý").check()
    asked.page.get_by_label("Ý kiến", exact=True).fill("Mới giao một nửa")
    asked.presses("Gửi trả lời").sees("Đã gửi trả lời; người hỏi được báo ngay.")

    leader.opens_decision(plan_id).sees("Mới giao một nửa")
    leader.page.locator(".return-fold > summary").click()
    leader.sees("Sẽ không còn hiệu lực: «Kiểm tra thể thức» của Ngô Thanh Mai.")
    leader.page.get_by_label("Bước «Kiểm tra thể thức»").check()
    leader.page.get_by_label("Lý do trả lại").fill("Xem lại cách trình bày mục II")
    assert leader.width == PHONE["width"]
    leader.presses("Trả lại kèm lý do")

    leader.opens_plan(plan_id).sees("Chờ kiểm tra thể thức")
    leader.sees("Không còn hiệu lực: «Kiểm tra thể thức» của Ngô Thanh Mai.")
