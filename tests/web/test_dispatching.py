"""The văn thư's pages of recipients: the directory, the sending, what came back."""

from io import BytesIO

import pytest

from tests.service.booking import register
from tests.service.builders import NOON, a_plan, bring_to
from tests.service.chains import an_issued_plan
from tests.service.directories import CODE, add, send_line, send_to
from tests.service.signed_papers import a_scan
from webapp.documents.edxml import read
from webapp.services.book_lines import Crossing, void_line
from webapp.services.line_files import attach
from webapp.services.uploads import Upload

RETURN = "/so-van-ban-di/noi-da-gui/1"
SCAN = a_scan()
BOOK = "/so-van-ban-di/noi-nhan"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def clerk(sign_in, office):
    return sign_in(office.clerk)


@pytest.fixture
def plan_id(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "issued")


def test_an_empty_directory_says_what_goes_into_it(clerk):
    page = clerk.get(BOOK)

    assert "Danh bạ chưa có nơi nhận nào." in page.text
    assert "«chính cơ quan này»" in page.text


def test_a_place_is_added_and_found_in_any_spelling(clerk):
    page = clerk.get(f"{BOOK}/them")
    page = clerk.fill(page, f"{BOOK}/them", name="UBND tỉnh", code=CODE, groups="Để báo cáo")

    assert "Đã lưu nơi nhận «UBND tỉnh»." in page.text
    assert CODE in clerk.get(BOOK, query_string={"tim": "ubnd tinh"}).text
    assert CODE in clerk.get(BOOK, query_string={"nhom": "Để báo cáo"}).text
    assert "Không có nơi nhận nào khớp." in clerk.get(BOOK, query_string={"tim": "huyen"}).text


def test_a_wrong_code_comes_back_beside_its_field(clerk):
    page = clerk.get(f"{BOOK}/them")

    page = clerk.fill(page, f"{BOOK}/them", 422, name="UBND tỉnh", code="H56")

    assert "viết 13 ký tự như 000.00.12.H56" in page.text


def test_a_place_is_closed_on_its_page(clerk, database, office):
    one = f"{BOOK}/{add(database, office)}"

    page = clerk.fill(clerk.get(one), one, active=None)

    assert "đã ngừng" in page.text


def test_a_stale_page_shows_both_texts(clerk, database, office):
    one = f"{BOOK}/{add(database, office)}"
    page, again = clerk.get(one), clerk.get(one)
    clerk.fill(again, one, name="UBND tỉnh mới")

    page = clerk.fill(page, one, 409, name="Ủy ban tỉnh")

    assert "UBND tỉnh mới" in page.text
    assert "Ủy ban tỉnh" in page.text


def test_a_place_that_is_not_there_is_not_found(clerk):
    clerk.get(f"{BOOK}/999", status=404)


def test_others_read_the_directory_and_change_nothing(sign_in, office, database):
    add(database, office)
    drafter = sign_in(office.drafter)

    page = drafter.get(BOOK)

    assert "UBND tỉnh" in page.text
    assert "Thêm nơi nhận" not in page.text
    drafter.get(f"{BOOK}/them", status=403)


def test_what_the_plan_names_is_chosen_and_sent(clerk, database, office, plan_id):
    add(database, office)
    add(database, office, "Thôn Một", groups="Các thôn")
    send = f"/ke-hoach/{plan_id}/gui"
    page = clerk.get(send)
    assert "Danh bạ chưa có: Các thôn." in page.text

    page = clerk.fill(page, send)

    assert "Đã ghi gửi 1 nơi." in page.text
    assert "Nơi đã gửi" in page.text
    assert "UBND tỉnh" in page.text


def test_a_letter_waits_for_its_confirmation(clerk, database, office, plan_id):
    add(database, office, email="vt@tinh.example.vn")
    send = f"/ke-hoach/{plan_id}/gui"

    page = clerk.fill(clerk.get(send), send, 422)
    assert "thư đã gửi không lấy lại được, đánh dấu" in page.text

    page = clerk.fill(page, send, confirmed="y")
    assert "Thư đang chờ gửi." in page.text


def test_an_empty_directory_leads_to_its_form(clerk, plan_id):
    page = clerk.get(f"/ke-hoach/{plan_id}/gui")

    assert "Thêm nơi nhận rồi quay lại đây." in page.text


def test_what_came_back_is_written_beside_the_place(clerk, database, rules, office, plan_id):
    send_to(database, rules, office, plan_id, add(database, office))
    one = "/so-van-ban-di/noi-da-gui/1"

    page = clerk.fill(clerk.get(one), one, 422, receipt="refused")
    assert "Ghi lý do nơi nhận từ chối." in page.text

    page = clerk.fill(page, one, receipt="refused", reason="Gửi nhầm nơi")
    assert "Đã ghi kết quả: từ chối." in page.text
    assert "Gửi nhầm nơi" in page.text


def test_the_package_is_fetched_by_the_clerk_alone(
    clerk, sign_in, database, rules, office, plan_id
):
    add(database, office, "UBND xã", code="000.00.13.H56", inside=f"agency:{office.agency_id}")
    send_to(database, rules, office, plan_id, add(database, office, code=CODE))

    answer = clerk.raw("GET", f"/ke-hoach/{plan_id}/edxml")

    assert read(answer.data).receivers[0].name == "UBND tỉnh"
    assert sign_in(office.drafter).raw("GET", f"/ke-hoach/{plan_id}/edxml").status_code == 403


def test_readers_see_where_it_went_and_no_buttons(sign_in, database, rules, office, plan_id):
    send_to(database, rules, office, plan_id, add(database, office))

    page = sign_in(office.drafter).get(f"/ke-hoach/{plan_id}")

    assert "Nơi đã gửi" in page.text
    assert "Gửi văn bản" not in page.text


def test_another_document_is_sent_from_its_line_when_its_file_is_there(clerk, database, office):
    line = f"/so-van-ban-di/dong/{register(database, office).row_id}"
    add(database, office, email="vt@tinh.example.vn")
    assert "Văn bản chưa có tệp" in clerk.get(f"{line}/gui").text
    assert "Chọn tệp PDF" in clerk.fill(clerk.get(f"{line}/tep"), f"{line}/tep", 422).text

    file = (BytesIO(SCAN), "da-ky.pdf")
    page = clerk.fill(clerk.get(f"{line}/tep"), f"{line}/tep", file=file)
    assert "Đã đính tệp đã ký (bản 1)." in page.text
    page = clerk.fill(clerk.get(f"{line}/gui"), f"{line}/gui", confirmed="y")
    assert "Thư đang chờ gửi." in page.text
    page = clerk.fill(clerk.get(RETURN), RETURN, receipt="received")
    assert "Đã ghi kết quả: đã nhận." in page.text
    assert clerk.raw("GET", f"{line}/tep/1").data == SCAN


def test_a_crossed_out_line_takes_no_file(clerk, database, office):
    row_id = register(database, office).row_id
    void_line(database, office.clerk, Crossing(row_id, 1, "Nhầm"), NOON)

    page = clerk.get(f"/so-van-ban-di/dong/{row_id}/tep")

    assert "Dòng này không sửa được theo cách đó" in page.text


def test_the_package_of_another_document_is_fetched(clerk, database, rules, office):
    row_id = register(database, office).row_id
    attach(database, office.clerk, row_id, Upload("a.pdf", a_scan()), NOON)
    add(database, office, "UBND xã", code="000.00.13.H56", inside=f"agency:{office.agency_id}")
    send_line(database, rules, office, row_id, add(database, office, code=CODE))

    answer = clerk.raw("GET", f"/so-van-ban-di/dong/{row_id}/edxml")

    assert read(answer.data).receivers[0].name == "UBND tỉnh"


def test_the_card_counts_who_refused(database, rules, office, clerk, plan_id):
    send_to(database, rules, office, plan_id, add(database, office, "UBND tỉnh"))
    page = clerk.get(RETURN)
    reason = "Không thuộc thẩm quyền"

    page = clerk.fill(page, RETURN, receipt="refused", reason=reason)

    assert "1 lần gửi, 0 nơi đã nhận, 1 nơi từ chối" in page.text


def test_who_would_void_the_number_of_what_was_sent_is_told_of_the_recall(
    database, rules, office, clerk, plan_id
):
    address = f"/ke-hoach/{plan_id}/viec/huy-so"
    open_form = clerk.get(address)
    send_to(database, rules, office, plan_id, add(database, office, "UBND tỉnh"))

    refused = clerk.fill(open_form, address, 403, note="Nhầm")

    assert "Văn bản đã gửi 1 nơi nhận nên không hủy số được" in refused.text
    assert "Hủy số" not in clerk.get(f"/ke-hoach/{plan_id}").links()


def test_the_line_of_a_paper_that_was_sent_says_why_its_number_stays(
    clerk, database, rules, office
):
    row_id = register(database, office).row_id
    send_line(database, rules, office, row_id, add(database, office))

    page = clerk.get(f"/so-van-ban-di/dong/{row_id}/huy")

    assert "Văn bản đã gửi 1 nơi nhận nên không hủy số được" in page.text
    assert f"/dong/{row_id}/huy" not in clerk.get(f"/so-van-ban-di/dong/{row_id}").text


def test_whoever_meant_to_cross_out_the_number_of_a_paper_that_was_sent_is_told_what_to_do(
    sign_in, sqlite_database, rules, office
):
    plan_id = an_issued_plan(sqlite_database, rules, office)
    send_to(sqlite_database, rules, office, plan_id, add(sqlite_database, office, "Sở Nội vụ"))

    page = sign_in(office.clerk).get(f"/ke-hoach/{plan_id}/viec/huy-so")

    assert "đã gửi 1 nơi nhận nên không hủy số được; lập thông báo thu hồi" in page.text
