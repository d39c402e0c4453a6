"""«Đồng ý các mục đã chọn»: several plans, one password, a result for each."""

import pytest

from tests.service.builders import PASSWORD, an_office
from tests.web.plan_steps import a_way
from webapp.domain.process import Action


@pytest.fixture
def ways(sqlite_database, rules, office):
    """Two plans that wait for the signer."""
    return [a_way(sqlite_database, rules, office).checked() for _ in range(2)]


@pytest.fixture
def signer(sign_in, office, ways):
    """The signer, who has opened both."""
    client = sign_in(office.signer)
    for way in ways:
        client.get(f"/ke-hoach/{way.plan_id}/duyet")
    return client


def boxes(page, name):
    return page.all("input", type="checkbox", name=name)


def address_of(*ways):
    return "/duyet-nhieu?" + "&".join(f"ke_hoach={way.plan_id}" for way in ways)


def sent(page, *, password=PASSWORD):
    """What a browser sends of the page as it stands, all its boxes ticked."""
    return {
        "password": password,
        "chon": [one.get("value") for one in boxes(page, "chon")],
        "ke_hoach": [one.get("value") for one in page.all("input", name="ke_hoach")],
    }


def states(ways, office):
    return [way.state(office.drafter) for way in ways]


def test_the_desk_offers_boxes_for_the_plans_that_wait(signer, ways):
    page = signer.get("/")

    assert [one.get("value") for one in boxes(page, "ke_hoach")] == [
        str(way.plan_id) for way in ways
    ]
    assert page.form("/duyet-nhieu").get("method") == "get"


def test_one_waiting_plan_needs_no_boxes(sign_in, office, way):
    way.checked()

    assert boxes(sign_in(office.signer).get("/"), "ke_hoach") == []


def test_the_format_is_not_checked_by_boxes(sign_in, office, sqlite_database, rules):
    for _ in range(2):
        way = a_way(sqlite_database, rules, office).submitted()
        way.take(office.unit_head, Action.APPROVE)

    page = sign_in(office.format_checker).get("/")

    assert "Việc chờ tôi (2)" in page.text
    assert boxes(page, "ke_hoach") == []


def test_what_was_ticked_on_the_desk_is_ticked_on_the_page(signer, ways):
    page = signer.get(address_of(ways[0]))

    (box,) = boxes(page, "chon")
    assert (box.get("value") or "").startswith(f"{ways[0].plan_id}:")
    assert box.get("checked") is not None
    assert "Vũ Đình Khôi («Kiểm tra nội dung»); Ngô Thanh Mai («Kiểm tra thể thức»)" in page.text


def test_without_a_choice_all_are_listed_and_none_is_ticked(signer, ways):
    page = signer.get("/duyet-nhieu")

    assert [one.get("checked") for one in boxes(page, "chon")] == [None] * len(ways)


def test_each_plan_gets_its_result(signer, ways, office):
    page = signer.get(address_of(*ways))

    page = signer.post("/duyet-nhieu", sent(page))

    assert page.heading == "Kết quả"
    assert "Đã đồng ý 2 trong 2 văn bản" in page.text
    assert page.text.count("Đã duyệt, đồng ý ký. Trạng thái mới: Chờ ký.") == 2
    assert states(ways, office) == ["signature"] * 2


def test_a_double_tap_shows_the_same_and_decides_once(signer, ways):
    data = sent(signer.get(address_of(*ways)))
    signer.post("/duyet-nhieu", data)

    page = signer.post("/duyet-nhieu", data)

    assert "Đã đồng ý 2 trong 2 văn bản" in page.text
    assert page.text.count("không cần làm lại") == 2


def test_a_plan_that_another_changed_is_told_and_the_other_is_approved(signer, ways, office):
    data = sent(signer.get(address_of(*ways)))
    ways[0].take(office.signer, Action.RETURN, note="Thiếu kinh phí")

    page = signer.post("/duyet-nhieu", data)

    assert "Đã đồng ý 1 trong 2 văn bản" in page.text
    assert "Văn bản vừa được chính anh/chị «Trả lại»" in page.text
    assert states(ways, office)[1] == "signature"


@pytest.mark.parametrize("password", ["", "sai-mat-khau"])
def test_without_the_right_password_nothing_is_done_and_the_ticks_stay(
    signer, ways, office, password
):
    data = sent(signer.get(address_of(*ways)), password=password)
    data["chon"] = data["chon"][:1]

    page = signer.post("/duyet-nhieu", data, status=422)

    assert "mật khẩu" in page.text.lower()
    assert [one.get("checked") is not None for one in boxes(page, "chon")] == [True, False]
    assert states(ways, office) == ["approval"] * 2


def test_nothing_ticked_is_told(signer, ways):
    data = {**sent(signer.get(address_of(*ways))), "chon": ["không phải số", "1:99999999999"]}

    assert "Chọn ít nhất một văn bản" in signer.post("/duyet-nhieu", data, status=422).text


def test_a_plan_that_was_not_opened_stands_apart_and_cannot_be_ticked(sign_in, office, ways):
    page = sign_in(office.signer).get(address_of(*ways))

    assert "Quyết định riêng (2)" in page.text
    assert page.text.count("Anh/chị chưa mở bản hiện tại") == 2
    assert boxes(page, "chon") == []


@pytest.mark.parametrize("role", ["drafter", "format_checker", "clerk", "administrator"])
def test_other_roles_find_nothing_to_approve_and_approve_nothing(
    sign_in, office, ways, signer, role
):
    data = sent(signer.get(address_of(*ways)))
    client = sign_in(getattr(office, role))

    assert boxes(client.get("/duyet-nhieu"), "chon") == []
    page = client.post("/duyet-nhieu", data)

    assert "Đã đồng ý 0 trong 2 văn bản" in page.text
    assert states(ways, office) == ["approval"] * 2


def test_another_agency_neither_sees_nor_approves_them(sign_in, sqlite_database, signer, ways):
    data = sent(signer.get(address_of(*ways)))
    other = an_office(sqlite_database, short_name="Sở Nội vụ")
    client = sign_in(other.signer)

    assert "Không có văn bản nào để đồng ý cùng lúc." in client.get(address_of(*ways)).text
    page = client.post("/duyet-nhieu", data)

    assert page.text.count("Không tìm thấy văn bản này") == 2
    assert "Tuyên truyền" not in page.text
    assert states(ways, ways[0].office) == ["approval"] * 2
