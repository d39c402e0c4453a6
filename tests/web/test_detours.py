"""Beside a plan's way, by clicks: ask, reply, take back, pass on, speak late, return to a step."""

import pytest

from tests.service.builders import a_person, a_plan, take
from tests.service.test_transition_groups import CHECK, an_opinion, rules_with
from tests.web.plan_steps import Way
from webapp.domain.people import Role

QUESTION = "Kinh phí ở mục II <b>đã giao</b> chưa?"


@pytest.fixture
def expert(sqlite_database, office):
    return a_person(
        sqlite_database,
        office.agency_id,
        Role.DRAFTER,
        full_name="Hồ Văn Lâm",
        position="Kế toán trưởng",
    )


def at(way, place):
    return f"/ke-hoach/{way.plan_id}/{place}"


def asks(client, way, expert, status=200, **typed):
    values = {"asked_id": str(expert.person_id), "question": QUESTION, **typed}
    return client.fill(client.get(at(way, "hoi")), at(way, "hoi"), status, **values)


def reply_address(page, way):
    prefix = at(way, "cau-hoi/")
    return next(
        link for link in (a.get("href") or "" for a in page.all("a")) if link.startswith(prefix)
    )


# --- a question before a decision


def test_a_question_goes_to_the_desk_of_the_person_asked_and_comes_back(
    sign_in, office, way, expert
):
    way.checked()
    signer, asked = sign_in(office.signer), sign_in(expert)

    page = asks(signer, way, expert, due_on="04/03/2026")

    assert "Đã hỏi Hồ Văn Lâm" in page.text
    assert "Chờ Hồ Văn Lâm trả lời câu hỏi của anh/chị trước" in page.text
    assert "Phạm Quốc Toản (chờ Hồ Văn Lâm trả lời câu hỏi) từ" in page.text
    desk = asked.get("/")
    assert "Trả lời câu hỏi" in desk.text
    assert "Phạm Quốc Toản hỏi anh/chị và chờ trả lời rồi mới quyết định." in desk.text
    address = reply_address(desk, way)
    form = asked.get(address)
    assert QUESTION in form.text
    assert "Nâng cao hiểu biết pháp luật" in form.text
    answered = asked.fill(form, address, answer="opinion", words="Đã giao một nửa")
    assert "Đã gửi trả lời" in answered.text
    decision = signer.get(at(way, "duyet"))
    assert "Đã giao một nửa" in decision.text
    assert "Ý kiến khác" in decision.text


def test_a_question_without_words_or_person_is_given_back(sign_in, office, way, expert):
    way.checked()

    page = asks(sign_in(office.signer), way, expert, 422, question=" ", asked_id="")

    assert "Ghi câu hỏi trước khi gửi." in page.text


def test_a_reply_that_says_nothing_is_given_back_with_its_question(sign_in, office, way, expert):
    way.checked()
    asks(sign_in(office.signer), way, expert)
    asked = sign_in(expert)
    address = reply_address(asked.get("/"), way)

    page = asked.fill(asked.get(address), address, 422, answer="disagree", words="")

    assert "Ghi ý kiến của anh/chị trước khi gửi." in page.text
    assert QUESTION in page.text


def test_a_question_is_taken_back_by_one_button(sign_in, office, way, expert):
    way.checked()
    signer, asked = sign_in(office.signer), sign_in(expert)
    page = asks(signer, way, expert)
    address = reply_address(asked.get("/"), way)
    form = asked.get(address)

    page = signer.fill(page, f"{address}/rut")

    assert "Đã rút câu hỏi" in page.text
    refused = asked.fill(form, address, 409, answer="opinion", words="Đã giao một nửa")
    assert "đã rút câu hỏi lúc" in refused.text
    assert "Đã giao một nửa" in refused.text
    assert "không còn chờ anh/chị" in asked.get(address).text


def test_pages_of_what_is_not_open_lead_to_the_plan(sign_in, office, way):
    way.checked()
    clerk = sign_in(office.clerk)

    for place in ("hoi", "cau-hoi/1", "chuyen-xu-ly", "y-kien-muon/opinion"):
        assert "không còn chờ anh/chị" in clerk.get(at(way, place)).text


def test_a_deed_that_is_not_his_is_refused_with_what_he_typed(sign_in, office, way):
    way.checked()
    signer, clerk = sign_in(office.signer), sign_in(office.clerk)
    version = signer.get(at(way, "hoi")).values(at(way, "hoi"))["version"]

    typed = {"version": version, "kind": "ask", "asked_id": "", "question": QUESTION}
    page = clerk.post(at(way, "hoi"), typed, 403)

    assert "Chỉ người đang được chờ quyết định" in page.text
    assert QUESTION in page.text


# --- a question passed on


@pytest.fixture
def second(sqlite_database, office):
    return a_person(
        sqlite_database, office.agency_id, Role.FORMAT_CHECKER, full_name="Trịnh Thu Hà"
    )


def test_a_check_is_passed_on_by_clicks_and_the_strip_says_so(sign_in, office, way, second):
    way.submitted()
    take(way.database, way.rules, office.unit_head, way.plan_id, "approve")
    client = sign_in(office.format_checker)
    form = client.get(at(way, "chuyen-xu-ly"))

    page = client.fill(
        form, at(way, "chuyen-xu-ly"), to_id=str(second.person_id), reason="Tôi đi họp"
    )

    assert "Đã chuyển bước «Kiểm tra thể thức» cho Trịnh Thu Hà." in page.text
    assert "Ngô Thanh Mai đã chuyển cho Trịnh Thu Hà: Tôi đi họp" in page.text
    assert "Kiểm tra thể thức" in sign_in(second).get("/").text


def test_where_nobody_can_take_the_step_he_is_told_so(sign_in, office, way):
    way.submitted()

    page = sign_in(office.unit_head).get(at(way, "chuyen-xu-ly"))

    assert "Không còn người nào khác được phép xử lý bước này" in page.text
    assert "không còn chờ anh/chị" not in page.text


def test_a_transfer_without_a_reason_is_given_back(sign_in, office, way, second):
    way.submitted()
    take(way.database, way.rules, office.unit_head, way.plan_id, "approve")
    client = sign_in(office.format_checker)
    form = client.get(at(way, "chuyen-xu-ly"))

    page = client.fill(form, at(way, "chuyen-xu-ly"), 422, to_id=str(second.person_id), reason="")

    assert "Ghi lý do" in page.text


# --- an opinion that comes late


@pytest.fixture
def passed(sqlite_database, office, tmp_path):
    """A plan whose opinion one clerk gave while the other was silent."""
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("any", "deadline_days = 1"))
    quick = a_person(sqlite_database, office.agency_id, Role.CLERK, full_name="Mai Đức Anh")
    way = Way(sqlite_database, rules, office, a_plan(sqlite_database, office))
    for actor, action in ((office.drafter, "submit"), (office.unit_head, "approve")):
        take(sqlite_database, rules, actor, way.plan_id, action)
    take(sqlite_database, rules, quick, way.plan_id, "approve")
    return way


def test_a_late_opinion_is_given_by_clicks_and_marked(sign_in, office, passed):
    client, address = sign_in(office.clerk), at(passed, "y-kien-muon/opinion")
    assert "Gửi ý kiến muộn: Ý kiến văn phòng" in client.get(f"/ke-hoach/{passed.plan_id}").text

    page = client.fill(client.get(address), address, words="Nên lùi hạn")

    assert "Ý kiến muộn của Đỗ Minh Châu" in page.text
    assert "Nên lùi hạn" in page.text


def test_a_late_opinion_without_words_is_given_back(sign_in, office, passed):
    client, address = sign_in(office.clerk), at(passed, "y-kien-muon/opinion")

    assert "Ghi ý kiến" in client.fill(client.get(address), address, 422, words=" ").text


# --- a return to an earlier step, and what falls


def test_the_signer_returns_to_an_earlier_step_and_sees_first_what_falls(sign_in, office, way):
    way.checked()
    client = sign_in(office.signer)
    page = client.get(at(way, "duyet"))
    assert "Sẽ không còn hiệu lực: «Kiểm tra thể thức» của Ngô Thanh Mai." in page.text
    version = page.values(at(way, "duyet"))["version"]

    client.post(
        at(way, "duyet"),
        {"version": version, "action": "return", "target": "format_check", "note": "Xem lại lề"},
    )

    shown = client.get(f"/ke-hoach/{way.plan_id}")
    assert "Chờ kiểm tra thể thức" in shown.text
    assert "về bước «Kiểm tra thể thức»" in shown.text
    assert "Không còn hiệu lực: «Kiểm tra thể thức» của Ngô Thanh Mai." in shown.text


def test_the_clerks_return_offers_the_signer(sign_in, office, way):
    way.signed()

    page = sign_in(office.clerk).get(at(way, "viec/tra-lai"))

    assert "Bước «Duyệt bản thảo», giữ nguyên văn bản" in page.text
    assert "chữ ký ghi nhận ngày 02/03/2026" in page.text


def test_the_drafting_page_names_what_saving_voids(sign_in, office, way):
    way.submitted()
    take(way.database, way.rules, office.unit_head, way.plan_id, "approve")

    page = sign_in(office.drafter).get(at(way, "soan"))

    assert "Sẽ không còn hiệu lực: «Kiểm tra nội dung» của Vũ Đình Khôi." in page.text
