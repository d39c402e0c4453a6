"""The room where powers to sign and stand-ins are confirmed, by every role."""

import pytest

from tests.service.builders import PASSWORD, a_person, an_office
from webapp.domain.people import Role
from webapp.services import administration, stand_ins

DEPUTY = {
    "form": "tm_kt",
    "position": "PHÓ CHỦ TỊCH",
    "document": "Thông báo số 06/TB-UBND",
    "valid_from": "2026-01-01",
}


@pytest.fixture
def deputy(sqlite_database, office):
    return a_person(sqlite_database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")


@pytest.fixture
def proposed(sign_in, office, deputy):
    """A power that the clerk entered on her page; return its address for the head."""
    clerk = sign_in(office.clerk)
    page = clerk.get("/quan-tri/tham-quyen-ky/them")
    done = clerk.fill(page, "/quan-tri/tham-quyen-ky/them", person_id=deputy.person_id, **DEPUTY)
    assert "có hiệu lực khi Phạm Quốc Toản xác nhận" in done.text
    assert "chờ xác nhận" in done.text
    return "/phan-cong/tham-quyen/2"


def test_the_head_finds_it_on_his_desk_and_confirms(sign_in, office, proposed):
    head = sign_in(office.signer)
    desk = head.get("/")
    assert "Chờ anh/chị xác nhận (1)" in desk.text
    assert desk.links()["Thẩm quyền ký của Trần Thu Hà"] == proposed

    page = head.get(proposed)
    assert "KT. CHỦ TỊCH" in page.text
    done = head.fill(page, f"{proposed}/xac-nhan")

    assert "Đã xác nhận thẩm quyền ký của Trần Thu Hà." in done.text
    assert "Chờ anh/chị xác nhận" not in done.text
    assert "Phạm Quốc Toản đã xác nhận" in head.get(proposed).text


def test_a_declined_power_says_why(sign_in, office, proposed):
    head = sign_in(office.signer)
    page = head.get(proposed)
    refused = head.fill(page, f"{proposed}/tu-choi", reason="", status=422)
    assert "Ghi lý do không xác nhận" in refused.text

    done = head.fill(refused, f"{proposed}/tu-choi", reason="Sai số văn bản")

    assert "Đã từ chối thẩm quyền ký của Trần Thu Hà" in done.text
    assert "Sai số văn bản" in sign_in(office.clerk).get("/thong-bao").text


def test_an_older_page_is_told_so(sign_in, sqlite_database, office, proposed, clock):
    head = sign_in(office.signer)
    page = head.get(proposed)
    values = administration.authorities(sqlite_database, office.clerk, clock.now())[1].values
    assert values.authority_id == 2
    clerk = sign_in(office.clerk)
    form = clerk.get("/quan-tri/tham-quyen-ky/2")
    clerk.fill(form, "/quan-tri/tham-quyen-ky/2", scope="Kinh tế")

    again = head.fill(page, f"{proposed}/xac-nhan", status=409)

    assert "vừa được sửa" in again.text


@pytest.mark.parametrize("role", ["drafter", "unit_head", "format_checker"])
def test_people_whom_it_does_not_concern_open_and_confirm_nothing(sign_in, office, proposed, role):
    person = sign_in(getattr(office, role))

    person.get(proposed, 403)
    person.post(f"{proposed}/xac-nhan", {"version": "2"}, status=403)
    person.post(f"{proposed}/tu-choi", {"version": "2", "reason": "x"}, status=403)


@pytest.mark.parametrize("role", ["clerk", "administrator"])
def test_the_office_sees_it_and_cannot_confirm(sign_in, office, proposed, role):
    page = sign_in(getattr(office, role)).get(proposed)

    assert not [one for one in page.all("form") if "xac-nhan" in (one.get("action") or "")]
    sign_in(getattr(office, role)).post(f"{proposed}/xac-nhan", {"version": "2"}, status=403)


def test_another_agencys_power_and_stand_in_do_not_exist(sign_in, sqlite_database, proposed):
    other = an_office(sqlite_database, short_name="UBND xã Bình Lộc")
    stranger = sign_in(other.signer)

    stranger.get(proposed, 404)
    stranger.get("/phan-cong/xu-ly-thay/1", 404)
    stranger.post(f"{proposed}/xac-nhan", {"version": "2"}, status=404)
    stranger.post("/phan-cong/xu-ly-thay/1/xac-nhan", {"version": "1"}, status=404)


@pytest.fixture
def entered(sign_in, office):
    """A stand-in for the head of the unit; return its address."""
    clerk = sign_in(office.clerk)
    page = clerk.get("/phan-cong/xu-ly-thay/them")
    done = clerk.fill(
        page,
        "/phan-cong/xu-ly-thay/them",
        absent_id=office.unit_head.person_id,
        stand_in_id=office.format_checker.person_id,
        document="Thông báo số 21/TB-VP",
        valid_from="2026-03-02",
        valid_until="2026-03-06",
    )
    assert "có hiệu lực khi người vắng hoặc lãnh đạo xác nhận" in done.text
    assert "Ngô Thanh Mai xử lý thay Vũ Đình Khôi" in done.text
    return "/phan-cong/xu-ly-thay/1"


def test_a_form_that_is_not_whole_keeps_what_was_typed(sign_in, office):
    clerk = sign_in(office.clerk)
    page = clerk.get("/phan-cong/xu-ly-thay/them")

    refused = clerk.fill(
        page,
        "/phan-cong/xu-ly-thay/them",
        absent_id=office.unit_head.person_id,
        stand_in_id=office.unit_head.person_id,
        document="Thông báo số 21/TB-VP",
        valid_from="2026-03-02",
        valid_until="2026-03-06",
        status=422,
    )

    assert "Chọn một người khác xử lý thay." in refused.text
    assert refused.values("/phan-cong/xu-ly-thay/them")["document"] == "Thông báo số 21/TB-VP"


def test_the_absent_person_confirms_and_the_stand_in_decides(sign_in, way, office, entered):
    way.submitted()
    absent = sign_in(office.unit_head)
    page = absent.get(entered)
    done = absent.fill(page, f"{entered}/xac-nhan")
    assert "Đã xác nhận: Ngô Thanh Mai xử lý thay Vũ Đình Khôi" in done.text

    somebody = sign_in(office.format_checker)
    desk = somebody.get("/")
    assert "Hôm nay anh/chị xử lý thay Vũ Đình Khôi, theo Thông báo số 21/TB-VP." in desk.text
    assert "xử lý thay Vũ Đình Khôi" in desk.text
    decision = somebody.get(f"/ke-hoach/{way.plan_id}/duyet")
    assert "Anh/chị xử lý thay Vũ Đình Khôi theo Thông báo số 21/TB-VP." in decision.text
    somebody.fill(decision, f"/ke-hoach/{way.plan_id}/duyet")

    shown = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")
    assert "Ngô Thanh Mai xử lý thay Vũ Đình Khôi (theo Thông báo số 21/TB-VP)" in shown.text


def test_a_stand_in_is_ended_with_a_reason(sign_in, office, entered):
    absent = sign_in(office.unit_head)
    absent.fill(absent.get(entered), f"{entered}/xac-nhan")

    done = absent.fill(absent.get(entered), f"{entered}/ket-thuc", reason="Đã về sớm")

    assert "Đã kết thúc" in done.text
    page = absent.get(entered)
    assert "đã kết thúc" in page.text
    assert "Đã về sớm" in page.text


@pytest.mark.parametrize("role", ["drafter", "unit_head", "signer", "format_checker"])
def test_only_the_office_enters_a_stand_in(sign_in, office, role):
    sign_in(getattr(office, role)).get("/phan-cong/xu-ly-thay/them", 403)


def test_the_clerk_numbers_in_another_clerks_place_with_her_own_password(
    sign_in, sqlite_database, way, office, clock
):
    way.signed()
    wanted = stand_ins.StandInInput(
        office.clerk.person_id,
        office.format_checker.person_id,
        clock.now().date(),
        clock.now().date(),
        "Thông báo số 22/TB-VP",
    )
    stand_in_id = stand_ins.add_stand_in(sqlite_database, office.administrator, wanted, clock.now())
    stand_ins.confirm_stand_in(sqlite_database, office.clerk, stand_in_id, 1, clock.now())
    somebody = sign_in(office.format_checker)

    page = somebody.get(f"/ke-hoach/{way.plan_id}/viec/cap-so")
    done = somebody.fill(page, f"/ke-hoach/{way.plan_id}/viec/cap-so", password=PASSWORD)

    assert "Đã cấp số 115/KH-UBND." in done.text
