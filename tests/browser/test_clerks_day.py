"""The văn thư’s day at the book: a plan, a công văn, a number crossed out, the year closed."""

from playwright.sync_api import FilePayload, expect

from tests.browser.people import Clerk
from tests.service.builders import a_series
from tests.service.directories import add
from tests.service.signed_papers import a_scan
from tests.web.plan_steps import a_way


def test_the_book_is_kept_through_a_day_and_closed(windows, site, rules):
    plan = a_way(site.database, rules, site.office).signed().plan_id
    a_series(site.database, site.office.agency_id, name="Chung", type_name=None, last_number=40)
    add(site.database, site.office, "Sở Khoa học và Công nghệ")
    clerk = windows.open(Clerk, site.office.clerk).goes_to("/so-van-ban-di")

    clerk.sees("Phải cấp số, chuyển đi (1)").numbers(plan).sees("115/KH-UBND")
    clerk.goes_to("/so-van-ban-di").follows("Đăng ký văn bản đi")
    registers(clerk, "Công văn – số dự kiến 41/UBND").sees("Đã cấp số 41/UBND.")
    clerk.follows("Bổ sung")
    clerk.page.get_by_label("Ngày chuyển").fill("02/03/2026")
    clerk.page.get_by_label("Ký nhận").fill("Bưu điện")
    clerk.presses("Lưu").sees("Bưu điện")
    sends_its_file(clerk)

    clerk.goes_to("/so-van-ban-di").follows("Đăng ký văn bản đi")
    registers(clerk, "Công văn – số dự kiến 42/UBND").sees("Đã cấp số 42/UBND.")
    clerk.follows("Hủy số")
    clerk.page.get_by_label("Lý do hủy số").fill("Trùng nội dung với công văn khác")
    clerk.presses("Hủy số").sees("Đã hủy số. Lý do: Trùng nội dung")

    clerk.goes_to(f"/so-van-ban-di/khoa-so/{site.office.series_id}/2026")
    clerk.page.get_by_label("Tôi hiểu").check()
    clerk.page.get_by_label("Năm chưa hết").check()
    clerk.presses("Khóa sổ năm 2026").sees("Đã khóa sổ năm 2026: 1 dòng, 0 số hủy.")
    clerk.goes_to("/so-van-ban-di/dang-ky")
    offered = clerk.page.get_by_label("Loại văn bản").locator("option")
    expect(offered.filter(has_text="Kế hoạch –")).to_have_count(0)


def sends_its_file(clerk: Clerk) -> None:
    """Attach the signed paper to the line that is shown, and send it to the one place."""
    clerk.follows("Đính tệp đã ký")
    file = FilePayload(name="cong-van-41.pdf", mimeType="application/pdf", buffer=a_scan())
    clerk.page.get_by_label("Tệp PDF").set_input_files(file)
    clerk.presses("Đưa lên").sees("Đã đính tệp đã ký (bản 1).")
    clerk.follows("Gửi văn bản")
    clerk.page.get_by_label("Sở Khoa học và Công nghệ").check()
    clerk.presses("Gửi").sees("Đã ghi gửi 1 nơi.")


def registers(clerk: Clerk, offer: str) -> Clerk:
    """Fill the form of another document and take its number."""
    page = clerk.page
    page.get_by_label("Loại văn bản").select_option(label=offer)
    page.get_by_label("Trích yếu").fill("V/v cung cấp số liệu chuyển đổi số")
    page.get_by_label("Người ký", exact=True).fill("Phạm Quốc Toản")
    page.get_by_label("Nơi nhận").fill("Sở Khoa học và Công nghệ")
    return clerk.presses("Cấp số và vào sổ")
