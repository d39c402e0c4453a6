"""Opinions: an office's, a member's on his phone, what became of them, and the table to print."""

from docx import Document

from tests.browser.conftest import PHONE
from tests.browser.people import Decider, Drafter
from tests.service.builders import a_plan
from tests.service.polled import QUESTION, the_members


def test_opinions_are_gathered_answered_and_taken_as_a_table(windows, site, downloads):
    plan_id = a_plan(site.database, site.office)
    members = the_members(site.database, site.office)
    drafter = windows.open(Drafter, site.office.drafter).opens_plan(plan_id)
    drafter.follows("Ý kiến, tiếp thu, giải trình").follows("Nhập ý kiến cơ quan")
    drafter.writes("Cơ quan, đơn vị", "Công an xã").writes("Nội dung góp ý", "Bổ sung lực lượng.")
    drafter.presses("Lưu ý kiến").sees("Công an xã")
    drafter.follows("Lấy ý kiến thành viên").writes("Nội dung xin ý kiến", QUESTION)
    drafter.writes("Hạn trả lời", "06/03/2026")
    for one in members:
        drafter.page.get_by_label(f"{one.full_name}, Ủy viên").check()
    drafter.presses("Gửi phiếu").sees("chưa trả lời 2/2")

    member = windows.open(Decider, members[0], size=PHONE, has_touch=True, is_mobile=True)
    member.opens_plan(plan_id).follows("Mở phiếu và trả lời")
    assert member.width == PHONE["width"]
    member.page.get_by_label("Ý kiến khác", exact=True).check()
    member.page.get_by_label("Nội dung ý kiến").fill("Lùi một tuần.")
    member.presses("Gửi trả lời").sees("Đã ghi nhận: ý kiến khác.")

    drafter.goes_to(f"/ke-hoach/{plan_id}/y-kien").sees("ý kiến khác 1/2, chưa trả lời 1/2")
    drafter.follows("Ghi tiếp thu, giải trình ý kiến của Công an xã", exact=False)
    drafter.writes("Tiếp thu, giải trình", "Tiếp thu, bổ sung mục II.").presses("Lưu")
    with drafter.page.expect_download() as taken:
        drafter.page.get_by_role("link", name="Bảng tổng hợp").click()
    path = downloads / taken.value.suggested_filename
    taken.value.save_as(path)
    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[1].rows]
    assert rows[2][1:] == [
        "Công an xã",
        "Có ý kiến\nBổ sung lực lượng.",
        "Tiếp thu, bổ sung mục II.",
    ]
    assert rows[-1][1:3] == ["Trần Thị Lan, Ủy viên", "Chưa trả lời"]
