"""A công văn and a notice on the pages of plans: the desk, the way, the number, the templates."""

import pytest

from tests.service.builders import take, the_way
from tests.service.chains import a_common_series, an_issued_plan, begin

SUBJECT = "V/v đính chính Kế hoạch số 115/KH-UBND"


@pytest.fixture
def issued(sqlite_database, rules, office):
    return an_issued_plan(sqlite_database, rules, office)


@pytest.fixture
def letter(sqlite_database, office, issued):
    return begin(sqlite_database, office.drafter, issued, "corrects")


def test_the_desk_of_a_letter_asks_whom_it_addresses(sign_in, office, letter):
    place = f"/ke-hoach/{letter}/soan"
    page = sign_in(office.drafter).get(place)

    assert page.heading == "Soạn thảo công văn"
    assert "addressees" in page.values(place)
    assert "Công văn, ký hiệu UBND-VHXH" in page.text


def test_the_desk_of_a_letter_opens_the_table_of_its_corrections(sign_in, office, letter):
    page = sign_in(office.drafter).get(f"/ke-hoach/{letter}/soan")
    tables = [one for one in page.all("details") if "table-part" in one.get("class", "")]

    assert "Mỗi chỗ đính chính là một hàng của bảng" in page.text
    assert tables[0].get("open") is not None


def test_the_desk_of_a_notice_and_of_a_plan_asks_for_no_addressees(
    sign_in, office, sqlite_database, issued
):
    notice = begin(sqlite_database, office.drafter, issued, "recalls")
    drafter = sign_in(office.drafter)

    for place in (f"/ke-hoach/{notice}/soan", "/ke-hoach/soan"):
        assert "addressees" not in drafter.get(place).values(place)


def test_whom_it_addresses_is_saved(sign_in, office, letter):
    place = f"/ke-hoach/{letter}/soan"
    drafter = sign_in(office.drafter)

    drafter.fill(drafter.get(place), place, addressees="Sở Nội vụ")

    assert "Kính gửi: Sở Nội vụ" in drafter.get(f"/ke-hoach/{letter}").text


def test_the_page_of_a_letter_shows_its_subject_behind_its_sign_and_no_type(
    sign_in, office, letter
):
    page = sign_in(office.drafter).get(f"/ke-hoach/{letter}")

    assert page.heading.startswith(SUBJECT)
    assert "CÔNG VĂN" not in page.text
    assert "Kính gửi:" in page.text


def test_the_pages_of_its_way_call_it_what_it_is(sign_in, office, letter):
    drafter = sign_in(office.drafter)

    page = drafter.get(f"/ke-hoach/{letter}/viec/trinh")

    assert page.heading == "Trình duyệt công văn"
    assert "Về trang công văn" in page.text


def test_a_notice_names_the_letter(sign_in, office, sqlite_database, rules, letter):
    actor, action, more = the_way(office)[0]
    take(sqlite_database, rules, actor, letter, action, waiver="Đúng lỗi", **more)

    page = sign_in(office.unit_head).get("/thong-bao")

    assert f"Công văn «{SUBJECT}" in page.text


def test_the_clerk_sees_the_number_with_the_units_notation_before_and_after(
    sign_in, office, sqlite_database, rules, letter
):
    a_common_series(sqlite_database, office)
    for actor, action, more in the_way(office)[:-1]:
        take(sqlite_database, rules, actor, letter, action, waiver="Đúng lỗi", **more)
    clerk = sign_in(office.clerk)
    place = f"/ke-hoach/{letter}/viec/cap-so"
    before = clerk.get(place)

    after = clerk.fill(before, place)

    assert "21/UBND-VHXH" in before.text
    assert "Công văn số 21/UBND-VHXH" in after.text


def test_the_papers_that_follow_have_templates_that_plans_are_not_offered(sign_in, office):
    page = sign_in(office.administrator).get("/quan-tri/mau-van-ban")
    offered = ["".join(one.itertext()) for one in page.all("option")]

    assert "Công văn đính chính (Mẫu 1.5, Phụ lục III)" in page.text
    assert "Thông báo thu hồi (Mẫu 1.4, Phụ lục III)" in page.text
    assert not [one for one in offered if "Công văn" in one or "Thông báo" in one]
