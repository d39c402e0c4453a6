"""The văn thư's pages: documents, paper lines, reservations, one line, the closing."""

from datetime import UTC, datetime

import pytest

from tests.service.booking import (
    TODAY,
    allow,
    keep,
    line,
    lines,
    register,
    type_of,
)
from tests.service.builders import PASSWORD, a_plan, a_series, bring_to, save
from webapp.db.models.organisations import AdvisoryBodyRow

FORM = "/so-van-ban-di/dang-ky"
PAPER = "/so-van-ban-di/tu-so-giay"
KEEP = "/so-van-ban-di/giu-so"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def clerk(sign_in, office):
    return sign_in(office.clerk)


def typed(database, **changes):
    return {
        "document_type_id": str(type_of(database, "Kế hoạch")),
        "subject": "Báo cáo phòng, chống cháy rừng",
        "signer_name": "Phạm Quốc Toản",
        "recipients": "UBND tỉnh\nSở Nội vụ",
        **changes,
    }


def closing_of(office, year=2026):
    return f"/so-van-ban-di/khoa-so/{office.series_id}/{year}"


def test_a_document_is_registered_and_its_real_number_shown(clerk, database):
    page = clerk.get(FORM)
    assert "Kế hoạch – số dự kiến 115/KH-UBND" in page.text

    done = clerk.fill(page, FORM, **typed(database, copies="12", file_notation="01.VHXH"))

    assert done.heading == "Số 115/KH-UBND"
    assert "Đã cấp số 115/KH-UBND." in done.text
    assert "01.VHXH" in done.text


def test_a_number_that_is_not_the_expected_one_has_its_own_page(clerk, database, office):
    page = clerk.get(FORM)
    register(database, office)

    done = clerk.fill(page, FORM, **typed(database))

    told = done.one("div", role="alertdialog")
    assert "116/KH-UBND" in "".join(told.itertext())
    assert "Khác số dự kiến 115" in "".join(told.itertext())


def test_a_double_tap_gives_one_number(clerk, database):
    page = clerk.get(FORM)
    clerk.fill(page, FORM, **typed(database))

    again = clerk.fill(page, FORM, **typed(database))

    assert "không cần làm lại" in again.text
    assert len(lines(database)) == 1


def test_a_refused_form_comes_back_whole(clerk, database):
    page = clerk.get(FORM)

    back = clerk.fill(page, FORM, 422, **typed(database, subject="", copies="12"))

    assert "Nhập trích yếu." in back.text
    assert back.values(FORM)["copies"] == "12"
    assert lines(database) == []


def test_a_note_that_is_refused_stands_beside_its_field(clerk, database):
    back = clerk.fill(clerk.get(FORM), FORM, 422, **typed(database, book_note="MẬT"))

    assert "bí mật nhà nước" in "".join(back.one("p", id="book_note-loi").itertext())


def test_an_advisory_body_registers_in_its_own_series(clerk, database, office):
    body_id = save(
        database,
        lambda _: AdvisoryBodyRow(
            agency_id=office.agency_id, name="BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", abbreviation="BCĐ"
        ),
    )
    a_series(database, office.agency_id, name="KH BCĐ", advisory_body_id=body_id, last_number=2)

    page = clerk.get(FORM, query_string={"ban": body_id})
    done = clerk.fill(page, FORM, **typed(database))

    assert done.heading == "Số 03/KH-BCĐ"


def test_without_a_series_the_page_says_whom_to_ask(sign_in, office):
    done = sign_in(office.clerk).get(FORM, query_string={"ban": ""})
    assert "Chọn loại văn bản" in done.text
    close(sign_in(office.clerk), office)

    assert "Chưa có dãy số nào" in sign_in(office.clerk).get(FORM).text
    assert "Chưa có dãy số nào" in sign_in(office.clerk).get(PAPER).text


def test_a_line_is_copied_from_paper_and_the_next_form_is_offered(clerk, database):
    page = clerk.get(PAPER)

    done = clerk.fill(page, PAPER, **typed(database, number="05", promulgated_on="01/03/2026"))

    assert "Đã ghi dòng số 05/KH-UBND từ sổ giấy." in done.text
    assert done.heading == "Ghi dòng từ sổ giấy"
    assert line(database, 5).origin == "paper"


def test_a_number_between_two_is_refused_on_the_page(clerk, database):
    back = clerk.fill(
        clerk.get(PAPER), PAPER, 422, **typed(database, number="14a", promulgated_on="01/03/2026")
    )

    assert "không có số chen" in "".join(back.one("p", id="number-loi").itertext())


def test_numbers_are_kept_where_the_agency_allows_it(sign_in, clerk, database, office):
    assert "Cơ quan không giữ số trước" in clerk.get(KEEP).text
    clerk.post(KEEP, {"document_type_id": type_of(database, "Kế hoạch"), "count": "1"}, 403)
    administrator = sign_in(office.administrator)
    settings = "/quan-tri/so-dang-ky"
    administrator.fill(administrator.get(settings), settings, reserves_numbers="y")

    page = clerk.get(KEEP)
    wanted = {"document_type_id": str(type_of(database, "Kế hoạch")), "purpose": "Kỳ họp"}
    done = clerk.fill(page, KEEP, count="2", **wanted)

    assert "Đã giữ số 115/KH-UBND, 116/KH-UBND." in done.text
    assert done.heading == "Sổ đăng ký văn bản đi"
    assert "Giữ số cho ngày 02/03/2026: Kỳ họp." in done.text
    assert "116/KH-UBND – Kỳ họp" in clerk.get(KEEP).text


def test_a_reserved_number_is_chosen_on_the_form(clerk, database, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    chosen = str(line(database, 115).id)

    done = clerk.fill(clerk.get(FORM), FORM, **typed(database, reserved_row_id=chosen))

    assert done.heading == "Số 115/KH-UBND"
    refused = clerk.fill(clerk.get(FORM), FORM, 422, **typed(database, reserved_row_id=chosen))
    assert "không còn giữ" in refused.text


def test_settings_that_somebody_else_saved_are_shown_beside_ones_own(sign_in, database, office):
    administrator, settings = sign_in(office.administrator), "/quan-tri/so-dang-ky"
    page = administrator.get(settings)
    allow(database, office, dates_run_back=True)

    back = administrator.fill(page, settings, 409, reserves_numbers="y")

    assert "Cho ghi lùi ngày" in "".join(back.one("tbody").itertext())


def test_columns_six_to_ten_are_added_on_the_page(clerk, database, office):
    done = register(database, office)
    address = f"/so-van-ban-di/dong/{done.row_id}/bo-sung"

    page = clerk.fill(clerk.get(address), address, sent_on="02/03/2026", received_by="Bưu điện")

    assert "Đã bổ sung dòng trong sổ." in page.text
    assert "Bưu điện" in page.text
    assert line(database, 115).sent_on == TODAY


def test_an_old_page_of_a_line_shows_both_texts(clerk, database, office):
    done = register(database, office)
    address = f"/so-van-ban-di/dong/{done.row_id}/bo-sung"
    old = clerk.get(address)
    clerk.fill(clerk.get(address), address, received_by="Bưu điện")

    back = clerk.fill(old, address, 409, received_by="Lê Văn Bình")

    assert "Bưu điện" in "".join(back.one("tbody").itertext())
    assert "Lê Văn Bình" in clerk.fill(back, address).text


def test_a_number_is_crossed_out_on_the_page(clerk, database, office):
    done = register(database, office)
    address = f"/so-van-ban-di/dong/{done.row_id}/huy"
    page = clerk.get(address)
    assert "không bao giờ cấp lại" in page.text
    clerk.fill(page, address, 422, reason="")

    page = clerk.fill(page, address, reason="Cấp nhầm")

    assert "Đã hủy số. Lý do: Cấp nhầm." in page.text
    assert "không sửa được theo cách đó" in clerk.get(address).text
    again = clerk.get(f"/so-van-ban-di/dong/{done.row_id}/bo-sung")
    assert "không sửa được theo cách đó" in again.text


def test_a_crossing_out_of_an_old_page_is_asked_again(clerk, database, office):
    done = register(database, office)
    address = f"/so-van-ban-di/dong/{done.row_id}/huy"
    old = clerk.get(address)
    filling = f"/so-van-ban-di/dong/{done.row_id}/bo-sung"
    clerk.fill(clerk.get(filling), filling, received_by="Bưu điện")

    back = clerk.fill(old, address, 409, reason="Cấp nhầm")

    assert "Đã hủy số." in clerk.fill(back, address, reason="Cấp nhầm").text


def close(clerk, office):
    address = closing_of(office)
    return clerk.fill(clerk.get(address), address, confirmed="y", confirmed_early="y")


def test_a_year_is_looked_at_before_it_is_closed(clerk, database, office):
    register(database, office)
    page = clerk.get(closing_of(office))
    assert "Đã cấp số, chưa chuyển đi (1)" in page.text
    assert "không ai mở lại được sổ" in page.text
    refused = clerk.fill(page, closing_of(office), 422)
    assert "không mở lại được" in refused.text
    assert lines(database)[0].number == 115


def test_a_closed_book_says_so_everywhere(clerk, database, office):
    done = register(database, office)

    page = close(clerk, office)

    assert "Đã khóa sổ năm 2026: 1 dòng, 0 số hủy." in page.text
    assert "Mã kiểm (SHA-256)" in page.text
    assert "Sổ này đã khóa" in clerk.get("/so-van-ban-di").text
    assert "Sổ đã khóa" in clerk.get(f"/so-van-ban-di/dong/{done.row_id}").text


def test_a_book_that_grew_is_shown_again_before_it_is_closed(clerk, database, office):
    page = clerk.get(closing_of(office))
    register(database, office)

    back = clerk.fill(page, closing_of(office), 409, confirmed="y", confirmed_early="y")

    assert "Sổ có 1 dòng" in back.text
    assert back.values(closing_of(office))["lines"] == "1"


def test_the_clerk_sees_what_is_due(sign_in, clerk, database, rules, office, clock):
    bring_to(database, rules, office, a_plan(database, office), "numbering")
    assert "Phải cấp số, chuyển đi (1)" in clerk.get("/so-van-ban-di").text
    assert "Phải cấp số" not in sign_in(office.signer).get("/so-van-ban-di").text

    clock.moment = datetime(2026, 3, 4, 5, tzinfo=UTC)

    assert "1 quá hạn" in sign_in(office.clerk).get("/so-van-ban-di").text


def test_a_document_is_found_by_its_words(clerk, database, office):
    register(database, office)
    register(database, office, said={"subject": "Tuyên truyền an toàn giao thông"})

    page = clerk.get("/so-van-ban-di", query_string={"tim": "an toan giao"})

    assert "116/KH-UBND" in page.text
    assert "115/KH-UBND" not in page.text


def test_the_plans_own_page_asks_for_the_book(clerk, database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    address = f"/ke-hoach/{plan_id}/viec/cap-so"
    page = clerk.get(address)
    values = page.values(address)
    assert (values["copies"], values["copies_kept"], values["kept_by"]) == ("2", "2", "VT, VHXH")

    clerk.fill(page, address, copies="20", retention="10 năm", password=PASSWORD)

    assert clerk.get(f"/so-van-ban-di/ke-hoach/{plan_id}").heading == "Số 115/KH-UBND"
    row = line(database, 115)
    assert (row.copies, row.copies_kept, row.retention) == (20, 2, "10 năm")


def test_a_plan_takes_a_reserved_number_or_another_day(clerk, database, rules, office):
    allow(database, office, reserves_numbers=True, dates_run_back=True)
    keep(database, office, count=1)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    address = f"/ke-hoach/{plan_id}/viec/cap-so"
    page = clerk.get(address)
    assert "Lý do ghi lùi ngày" in page.text

    done = clerk.fill(page, address, reserved_row_id=str(line(database, 115).id), password=PASSWORD)

    assert "Đã cấp số 115/KH-UBND." in done.text


def test_a_plan_whose_book_is_closed_is_told_so(clerk, database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    close(clerk, office)

    page = clerk.get(f"/ke-hoach/{plan_id}/viec/cap-so")

    assert "Sổ năm 2026 của dãy số này đã khóa" in page.text
    assert 'name="password"' not in page.text


@pytest.mark.parametrize(
    "path",
    [FORM, PAPER, KEEP, "/so-van-ban-di/dong/{row}/bo-sung", "/so-van-ban-di/dong/{row}/huy"],
)
def test_only_the_clerk_opens_the_pages_that_change_the_book(sign_in, database, office, path):
    done = register(database, office)

    sign_in(office.signer).get(path.format(row=done.row_id), 403)
    assert "Số 115" in sign_in(office.signer).get(f"/so-van-ban-di/dong/{done.row_id}").heading


def test_the_closing_and_the_settings_are_for_their_own_people(sign_in, office):
    sign_in(office.administrator).get(closing_of(office), 403)
    sign_in(office.clerk).get("/quan-tri/so-dang-ky", 403)


def test_odd_values_of_hidden_fields_are_no_fault(clerk, database):
    page = clerk.get(FORM)

    done = clerk.fill(page, FORM, **typed(database, expected="x:1,2:y,,:,9:99999999999", key=""))

    assert done.heading == "Số 115/KH-UBND"
