"""Pages after a restore: what the book says before it gives a number, and the number on paper."""

import pytest

from tests.service.booking import hold, line, lines, register
from tests.service.builders import NOON, PASSWORD, a_plan, bring_to

BOOK = "/so-van-ban-di"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def clerk(sign_in, office):
    return sign_in(office.clerk)


@pytest.fixture
def page_of(office):
    return f"/so-van-ban-di/doi-chieu/{office.series_id}/2026"


@pytest.fixture(autouse=True)
def _held(database, office):
    register(database, office)
    hold(database, now=NOON)


def test_the_book_leads_to_what_it_waits_for(clerk, page_of):
    page = clerk.get(BOOK)

    assert "sổ chờ đối chiếu (1)" in page.text
    assert page.one("a", href=page_of).text == "Đối chiếu"
    assert "115/KH-UBND ngày 02/03/2026" in clerk.get(page_of).text


def test_the_plan_says_why_it_gets_no_number(clerk, database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")

    page = clerk.get(f"/ke-hoach/{plan_id}/viec/cap-so")

    assert "bấm «Đối chiếu» rồi làm tiếp" in page.text
    assert page.one("a", href=f"{BOOK}#doi-chieu").text == "Đối chiếu"


def test_the_count_is_said_before_it_is_confirmed(clerk, database, page_of):
    back = clerk.fill(clerk.get(page_of), page_of, 422, number="117")
    assert "2 số, từ 116 đến 117" in back.text
    assert len(lines(database)) == 1

    done = clerk.fill(back, page_of, confirmed="y")

    assert "Sổ cấp tiếp từ số 118" in done.text
    assert "sổ chờ đối chiếu" not in done.text
    assert [row.status for row in lines(database)] == ["issued", "reserved", "reserved"]


def test_a_book_without_a_loss_goes_on(clerk, page_of):
    done = clerk.fill(clerk.get(page_of), page_of, number="115", confirmed="y")

    assert "Sổ đã đối chiếu xong; cấp số như thường." in done.text
    assert clerk.get(page_of).heading == "Sổ đăng ký văn bản đi"


def test_a_page_that_another_clerk_overtook_leads_to_the_book(clerk, page_of):
    page = clerk.get(page_of)
    clerk.fill(page, page_of, number="115", confirmed="y")

    again = clerk.fill(page, page_of, number="117", confirmed="y")

    assert again.heading == "Sổ đăng ký văn bản đi"


def test_a_plan_takes_its_lost_number_with_its_date(clerk, database, rules, office, page_of):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    clerk.fill(clerk.get(page_of), page_of, number="116", confirmed="y")
    address = f"/ke-hoach/{plan_id}/viec/cap-so"
    page = clerk.get(address)
    chosen = str(line(database, 116).id)
    assert "Số 116 đã cấp trên giấy trước khi khôi phục" in page.text

    unasked = clerk.fill(page, address, 422, password=PASSWORD)
    assert "chọn số ghi trên bản lưu của văn bản này" in unasked.text
    clerk.fill(page, address, reserved_row_id=chosen, day="02/03/2026", password=PASSWORD)

    assert (line(database, 116).plan_id, line(database, 116).status) == (plan_id, "issued")


# --- what leads to numbering says what it waits for, and leads there


@pytest.mark.parametrize("form", ["dang-ky", "tu-so-giay"])
def test_a_form_that_has_no_number_to_give_leads_to_the_book_that_waits(clerk, form, page_of):
    page = clerk.get(f"{BOOK}/{form}")

    assert page.one("a", href=page_of).text == "Đối chiếu"
    assert "Chưa có dãy số" not in page.text


def test_the_list_of_series_names_no_next_number_of_a_book_that_waits(sign_in, office):
    page = sign_in(office.administrator).get("/quan-tri/day-so")

    assert "đến số 115, chờ đối chiếu" in page.text
    assert "Văn thư đối chiếu xong mới mở, sửa dãy số" in page.text
    assert "Thêm dãy số" not in page.text


def test_a_series_typed_meanwhile_is_refused_with_the_reason(sign_in, office):
    admin = sign_in(office.administrator)
    address = "/quan-tri/day-so/them"

    back = admin.fill(admin.get(address), address, 422, name="Chung")

    assert "Sổ «Kế hoạch» năm 2026 vừa khôi phục, chờ văn thư đối chiếu" in back.text


def test_a_plan_that_has_no_number_on_paper_takes_the_next(clerk, database, rules, office, page_of):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    clerk.fill(clerk.get(page_of), page_of, number="116", confirmed="y")
    address = f"/ke-hoach/{plan_id}/viec/cap-so"

    clerk.fill(clerk.get(address), address, reserved_row_id="0", password=PASSWORD)

    assert line(database, 117).plan_id == plan_id


def test_the_page_of_a_number_that_waits_says_how_it_is_written_anew(clerk, database, page_of):
    clerk.fill(clerk.get(page_of), page_of, number="116", confirmed="y")

    page = clerk.get(f"{BOOK}/dong/{line(database, 116).id}")

    assert "Chọn số này khi cấp số cho kế hoạch đang chờ" in page.text
    assert page.all("a", href=f"{BOOK}/dang-ky")
    assert "chưa ghi" in page.text
