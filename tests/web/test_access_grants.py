"""Rights that wait: on the people's page, on the desk, on one's own account, and their own page."""

import pytest

from tests.service.builders import a_person, an_agency
from tests.service.grants import change
from webapp.domain.people import Role
from webapp.services.notice_places import PAGES, page_of

BOTH = frozenset({Role.CLERK, Role.FORMAT_CHECKER})
PEOPLE = "/quan-tri/nguoi"


@pytest.fixture
def path(sqlite_database, office):
    """The page of a second role for the clerk."""
    grant_id = change(sqlite_database, office, office.clerk, roles=BOTH).pending.id
    return f"/phan-cong/quyen/{grant_id}"


def test_the_peoples_page_warns_and_says_who_confirms(sign_in, office, path):
    page = sign_in(office.administrator).get(PEOPLE)

    assert "Chờ xác nhận: vai trò Người kiểm tra thể thức; không có hiệu lực" in page.text
    assert "chỉ có hiệu lực khi Phạm Quốc Toản xác nhận" in page.text
    assert path in page.links().values()


def test_the_head_confirms_from_his_desk(sign_in, office, path):
    head = sign_in(office.signer)
    assert head.get("/").links()["Quyền mới của Đỗ Minh Châu"] == path
    page = head.get(path)
    assert "Quyền mới chờ xác nhận và không có hiệu lực." in page.text

    done = head.fill(page, f"{path}/xac-nhan")

    assert "Đã xác nhận: Quyền mới của Đỗ Minh Châu" in done.text
    assert "Phạm Quốc Toản đã xác nhận" in head.get(path).text


def test_a_refusal_wants_a_reason_and_is_shown(sign_in, office, path):
    head = sign_in(office.signer)

    page = head.fill(head.get(path), f"{path}/tu-choi", 422, reason="")
    assert "Ghi lý do không xác nhận" in page.text
    head.fill(page, f"{path}/tu-choi", reason="Chưa có phân công")

    assert "Chưa có phân công" in sign_in(office.administrator).get(path).text


def test_a_confirmation_of_ones_own_gift_is_refused(sign_in, office, path):
    admin = sign_in(office.administrator)

    assert f"{path}/xac-nhan" not in admin.get(path).text
    admin.post(f"{path}/xac-nhan", {}, 403)
    admin.post(f"{path}/tu-choi", {"reason": "x" * 501}, 422)
    admin.post(f"{path}/xac-nhan", {"version": "x"}, 422)


def test_several_rights_are_confirmed_together(sign_in, office, sqlite_database, path):
    change(sqlite_database, office, office.drafter, roles=BOTH | {Role.DRAFTER})
    head = sign_in(office.signer)
    many = head.get("/").links()["Xác nhận 2 quyền cùng lúc"]
    page = head.get(many)
    assert path in page.links().values()

    none = head.fill(page, f"{many}/xac-nhan", 422)
    assert "Chọn ít nhất một quyền" in none.text
    done = head.fill(none, f"{many}/xac-nhan", chon=["1", "2", "-5", "x"])

    assert done.text.count("Đã xác nhận: Quyền mới của") == 2
    assert "Không có quyền nào chờ" in done.text


@pytest.mark.usefixtures("path")
def test_ones_own_account_shows_what_waits(sign_in, office):
    page = sign_in(office.clerk).get("/tai-khoan")

    assert "Chờ xác nhận: vai trò Người kiểm tra thể thức (UBND xã An Phước)" in page.text


def test_a_notice_leads_to_the_page_that_confirms(sign_in, office, path):
    head = sign_in(office.signer)

    assert path in head.get("/").links().values()
    assert path in head.get("/thong-bao").links().values()


@pytest.mark.parametrize("thing", sorted(set(PAGES) - {"account", "refused", "book"}))
def test_every_page_that_a_notice_leads_to_exists(app, thing):
    endpoint, values = app.url_map.bind("").match(page_of(None, None, f"{thing}:7"))

    assert endpoint.startswith("powers.")
    assert list(values.values()) == [7]


@pytest.mark.parametrize(
    ("thing", "endpoint"),
    [
        ("account", "accounts.account"),
        ("refused", "admin.refusals"),
        ("book", "registers.book"),
    ],
)
def test_a_notice_about_no_row_leads_to_the_page_of_all(app, thing, endpoint):
    assert app.url_map.bind("").match(page_of(None, None, f"{thing}:")) == (endpoint, {})


def test_what_waits_is_withdrawn_on_the_persons_page(sign_in, office):
    admin = sign_in(office.administrator)
    admin.fill(
        admin.get(f"{PEOPLE}/them"),
        f"{PEOPLE}/them",
        username="mai.nt",
        full_name="Nguyễn Thanh Mai",
        password="mat-khau-ban-dau",
    )
    own = next(
        link for name, link in admin.get(PEOPLE).links().items() if "Nguyễn Thanh Mai" in name
    )
    page = admin.get(own)
    assert "chờ xác nhận" in admin.get(PEOPLE).text

    admin.fill(page, f"{own}/cho-nghi")

    assert "Chờ xác nhận" not in admin.get(PEOPLE).text


def test_without_a_second_person_the_page_says_that_rights_hold_at_once(sign_in, sqlite_database):
    agency_id = an_agency(sqlite_database, short_name="Sở Nội vụ")
    alone = a_person(sqlite_database, agency_id, Role.ADMINISTRATOR, full_name="Trần Một")
    admin = sign_in(alone)

    assert "chưa có người thứ hai để xác nhận" in admin.get(PEOPLE).text
    assert "có hiệu lực ngay" in admin.get(f"{PEOPLE}/them").text
