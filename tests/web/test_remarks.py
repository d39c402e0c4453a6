"""Remarks of a return through the browser's door: made, answered, read."""

import pytest

from tests.service.builders import a_person, a_text
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.domain.remarks import Remark
from webapp.services import answering, reading

THREE = (Remark("Bổ sung <b>căn cứ</b>"), Remark("Ghi rõ kinh phí"), Remark("Soát nơi nhận"))


def decision(way):
    return f"/ke-hoach/{way.plan_id}/duyet"


def answers(way):
    return f"/ke-hoach/{way.plan_id}/tra-loi"


def returns(way, actor):
    return reading.plan_page(way.database, way.rules, actor, way.plan_id, way.now).returns


@pytest.fixture
def returned(way, office):
    """A plan that the leader sent back with three remarks, on the drafter's desk."""
    way.checked()
    way.take(office.signer, Action.RETURN, remarks=THREE)
    way.take(office.unit_head, Action.PASS_ON)
    return way


def ids(way, office):
    return [remark.id for remark in returns(way, office.drafter)[0].remarks]


def answered(way, office, *said):
    typed: dict[str, str] = {}
    for remark_id, (kind, text) in zip(ids(way, office), said, strict=False):
        typed |= {f"kind-{remark_id}": kind, f"text-{remark_id}": text}
    return typed


ALL = (("fixed", "Đã bổ sung"), ("kept", "Kinh phí do tỉnh giao"), ("fixed", "Đã soát"))


def test_each_field_of_a_return_becomes_a_remark(sign_in, office, way):
    way.checked()
    leader = sign_in(office.signer)
    typed = {"action": "return", "version": way.version(office.signer), "note": "Thiếu căn cứ"}

    leader.post(decision(way), {**typed, "remark": ["Ghi rõ kinh phí", " ", "Soát nơi nhận"]})

    (found,) = returns(way, office.drafter)
    assert [one.text for one in found.remarks] == [
        "Thiếu căn cứ",
        "Ghi rõ kinh phí",
        "Soát nơi nhận",
    ]


def test_one_more_field_comes_without_a_script_and_does_nothing_else(sign_in, office, way):
    way.checked()
    leader = sign_in(office.signer)
    typed = {"action": "return", "version": way.version(office.signer), "note": "Thiếu căn cứ"}

    page = leader.post(decision(way), {**typed, "remark": "Ghi rõ kinh phí", "more": "1"})

    areas = {one.get("id"): (one.text or "").strip() for one in page.tree.iter("textarea")}
    assert (areas["note"], areas["y-kien-2"], areas["y-kien-3"]) == (
        "Thiếu căn cứ",
        "Ghi rõ kinh phí",
        "",
    )
    assert way.state(office.drafter) == "approval"


def test_a_refused_return_gives_every_remark_back(sign_in, office, way):
    way.checked()
    leader = sign_in(office.signer)
    typed = {"action": "return", "version": 1, "note": "Thiếu căn cứ", "remark": "Kinh phí"}

    page = leader.post(decision(way), typed, 409)

    assert "Thiếu căn cứ" in page.text
    assert "Kinh phí" in page.text


def test_the_page_of_the_deed_takes_remarks_too(sign_in, office, way):
    way.submitted()
    head = sign_in(office.unit_head)
    address = f"/ke-hoach/{way.plan_id}/viec/tra-lai"

    head.fill(head.get(address), address, note="Thiếu căn cứ", remark="Kinh phí")

    assert len(returns(way, office.drafter)[0].remarks) == 2


def test_the_drafter_finds_the_remarks_on_his_desk_and_beside_the_text(sign_in, office, returned):
    drafter = sign_in(office.drafter)

    assert drafter.get("/").links()["3 ý kiến chờ trả lời"] == answers(returned)
    page = drafter.get(f"/ke-hoach/{returned.plan_id}/soan")
    assert "0/3 đã trả lời" in page.text
    assert "Bổ sung <b>căn cứ</b>" in page.text


def test_answers_are_saved_and_shown(sign_in, office, returned):
    drafter = sign_in(office.drafter)

    page = drafter.fill(
        drafter.get(answers(returned)), answers(returned), **answered(returned, office, *ALL)
    )

    assert "Đã lưu trả lời cả 3 ý kiến" in page.text
    assert "Trình lại" in page.links()
    assert "Kinh phí do tỉnh giao" in page.text


def test_a_refused_answer_comes_back_as_it_was_typed(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    typed = answered(returned, office, ("fixed", "Đã bổ sung"), ("kept", ""))

    page = drafter.fill(drafter.get(answers(returned)), answers(returned), 422, **typed)

    assert "Ghi vì sao giữ nguyên ở ý kiến 2." in page.text
    assert "Đã bổ sung" in page.text
    assert returns(returned, office.drafter)[0].answered == 0


def test_answers_of_an_older_page_are_refused_with_the_typed_text(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    page = drafter.get(answers(returned))
    drafter.fill(page, answers(returned), **answered(returned, office, ("fixed", "Lần một")))

    stale = drafter.fill(
        page, answers(returned), 409, **answered(returned, office, ("fixed", "Lần hai"))
    )

    assert "từ một cửa sổ khác" in stale.text
    assert "Lần hai" in stale.text


def test_a_script_gets_the_card_alone(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    found = answering.answer_page(returned.database, office.drafter, returned.plan_id).open
    typed = answered(returned, office, ("fixed", "Đã bổ sung"))

    response = drafter.raw(
        "POST",
        answers(returned),
        data={"csrf_token": drafter.token(), "stamp": found.stamp, **typed},
        headers={"HX-Request": "true"},
    )

    body = response.get_data(as_text=True)
    assert 'data-answers-state="1/3"' in body
    assert "<html" not in body


def test_names_that_no_remark_has_are_no_answers(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    typed = {"kind-99999999999999999": "fixed", "kind-x": "fixed", "text-1y": "gì đó"}

    page = drafter.post(answers(returned), {"stamp": "", **typed})

    assert "còn ý kiến 1, 2, 3" in page.text


def test_a_submission_says_which_remark_is_not_answered(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    address = f"/ke-hoach/{returned.plan_id}/viec/trinh"
    page = drafter.get(address)
    assert "0/3 đã trả lời" in page.text

    refused = drafter.fill(page, address, 422)

    assert "Chưa trả lời ý kiến 1, 2, 3 của Phạm Quốc Toản" in refused.text


def test_the_next_reader_sees_remarks_answers_and_the_folded_text(sign_in, office, returned):
    drafter = sign_in(office.drafter)
    drafter.fill(
        drafter.get(answers(returned)), answers(returned), **answered(returned, office, *ALL)
    )
    returned.take(office.drafter, Action.SUBMIT)

    page = sign_in(office.unit_head).get(decision(returned))

    assert "Giữ nguyên, vì: Kinh phí do tỉnh giao" in page.text
    assert page.one("details", class_="card fold-card decide-text").get("open") is None
    assert "Lê Thị Hạnh đã trả lời 3 ý kiến của Phạm Quốc Toản." in (
        sign_in(office.unit_head).get("/").text
    )


def test_nobody_else_answers(sign_in, office, returned):
    assert "không có quyền" in sign_in(office.unit_head).get(answers(returned), 403).text


def test_the_plan_page_shows_what_was_said_and_answered(sign_in, office, returned):
    page = sign_in(office.drafter).get(f"/ke-hoach/{returned.plan_id}")

    assert page.links()["Trả lời từng ý kiến"] == answers(returned)
    assert page.text.count("Chưa trả lời") == 3


def test_what_a_step_decides_stands_for_the_answers_of_a_return_to_it(sign_in, office, way):
    way.checked()
    way.take(office.signer, Action.RETURN, note="Xem lại lề", target="format_check")
    checker, page = sign_in(office.format_checker), f"/ke-hoach/{way.plan_id}"
    assert "Trả về bước này – Phạm Quốc Toản (Duyệt bản thảo" in checker.get(page).text
    assert "Chờ xử lý ở bước được trả về" in checker.get(page).text

    way.take(office.format_checker, Action.APPROVE, note="Lề đã đúng")

    decided = "Ngô Thanh Mai đã xử lý ở bước «Kiểm tra thể thức»"
    shown = sign_in(office.signer).get(decision(way)).text
    assert decided in shown
    assert "Lề đã đúng" in shown
    assert "Chưa trả lời" not in shown
    assert "Trả về bước này" not in checker.get(page).text


LINE = a_text().body[4].id


def test_selected_words_come_with_each_remark(sign_in, office, way):
    way.checked()
    typed = {"action": "return", "version": way.version(office.signer), "note": "Thiếu căn cứ"}
    places = {"remark_place": ["", LINE], "remark_quote": ["", "chủ trì thực hiện"]}

    sign_in(office.signer).post(decision(way), {**typed, "remark": ["Thêm hạn"], **places})

    one, two = returns(way, office.drafter)[0].remarks
    assert (one.quote, two.quote) == ("", "chủ trì thực hiện")
    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")
    assert page.one("span", id=f"chu-yk{two.id}") is not None
    assert page.links()[two.at.where] == f"#chu-yk{two.id}"


def test_without_a_script_the_phone_offers_the_passages_when_asked(sign_in, office, way):
    way.checked()
    leader = sign_in(office.signer)
    small = leader.get(decision(way))
    assert not small.all("select", name="remark_place")
    typed = {"action": "return", "version": way.version(office.signer), "note": "Thêm hạn"}

    page = leader.post(decision(way), {**typed, "more": "places"})

    (choice,) = page.all("select", name="remark_place")
    assert (f"body/{LINE}") in {one.get("value") for one in choice.iter("option")}
    more = leader.post(decision(way), {**typed, "more": "1 places", "remark_place": "subject"})
    assert len(more.all("select", name="remark_place")) == 2
    assert way.state(office.drafter) == "approval"


def test_a_refused_return_gives_the_chosen_passage_back(sign_in, office, way):
    way.checked()
    typed = {"action": "return", "version": 1, "note": "Thêm hạn", "remark_place": f"body/{LINE}"}

    page = sign_in(office.signer).post(decision(way), typed, 409)

    (choice,) = page.all("select", name="remark_place")
    chosen = [one.get("value") for one in choice.iter("option") if one.get("selected") is not None]
    assert chosen == [f"body/{LINE}"]


def test_the_page_of_the_return_shows_the_text_and_its_passages(sign_in, office, way):
    way.submitted()
    head = sign_in(office.unit_head)
    address = f"/ke-hoach/{way.plan_id}/viec/tra-lai"

    page = head.get(address)
    assert page.one("p", id=LINE) is not None
    head.fill(page, address, note="Thêm hạn", remark_place=f"body/{LINE}")

    (found,) = returns(way, office.drafter)[0].remarks
    assert found.quote == "Phòng Văn hóa - Xã hội chủ trì thực hiện."


def test_whoever_passes_a_returned_plan_on_sees_what_passes_on_with_it(sign_in, office, way):
    way.checked()
    way.take(office.signer, Action.RETURN, remarks=(Remark("Thêm hạn", LINE), *THREE))

    page = sign_in(office.unit_head).get(f"/ke-hoach/{way.plan_id}/viec/chuyen")

    assert "Chuyển theo 4 ý kiến" in page.text
    assert "Thêm hạn Nội dung, đoạn «1. Phòng Văn hóa" in page.text


def test_the_drafter_is_led_to_the_passage_and_sees_what_became_of_it(sign_in, office, way):
    way.submitted()
    way.take(office.unit_head, Action.RETURN, remarks=(Remark("Thêm hạn", "subject", "năm"),))
    if way.state(office.drafter) == "returned":
        way.take(office.unit_head, Action.PASS_ON)
    drafter = sign_in(office.drafter)
    desk = f"/ke-hoach/{way.plan_id}/soan"
    (remark,) = returns(way, office.drafter)[0].remarks

    assert drafter.get(answers(way)).links()["Trích yếu"] == f"{desk}#y-kien-{remark.id}"
    page = drafter.get(desk)
    assert page.links()["Trích yếu"] == "#subject"
    drafter.fill(page, desk, subject="Tuyên truyền pháp luật", goal="save")

    shown = drafter.get(answers(way)).text
    assert "Đoạn này đã sửa" in shown


def test_whoever_passes_his_step_on_sees_the_remarks_that_came_back_to_it(sign_in, office, way):
    way.checked()
    a_person(way.database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    way.take(office.signer, Action.RETURN, target="format_check", remarks=(Remark("Xem lại lề"),))

    page = sign_in(office.format_checker).get(f"/ke-hoach/{way.plan_id}/chuyen-xu-ly")

    assert page.heading == "Chuyển người khác xử lý"
    assert "Ý kiến trả về bước này, người nhận xử lý tiếp" in page.text
    assert "Xem lại lề" in page.text
