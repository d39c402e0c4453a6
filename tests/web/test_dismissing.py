"""«Bỏ qua» through the browser's door: from each page that shows a warning, and back to it."""

import pytest

from tests.service.builders import a_plan, an_office
from tests.service.faulty import (
    ERROR,
    REASON,
    WARNING,
    bring_on,
    edit,
    faulty_text,
    key_of,
    page_of,
    set_warning_aside,
)
from tests.web.client import words

PART = {"HX-Request": "true"}


@pytest.fixture
def plan_id(sqlite_database, office):
    return a_plan(sqlite_database, office, faulty_text())


@pytest.fixture
def key(sqlite_database, rules, office, plan_id):
    return key_of(page_of(sqlite_database, rules, office.drafter, plan_id))


@pytest.fixture
def address(plan_id, key):
    return f"/ke-hoach/{plan_id}/bo-qua/{key}"


@pytest.fixture
def dismissed(sqlite_database, rules, office, plan_id):
    """The warning was set aside by the drafter."""
    set_warning_aside(sqlite_database, rules, office.drafter, plan_id)


def ways(page):
    """Where the links «Bỏ qua» of a page lead."""
    return [one.get("href") for one in page.all("a", data_dismiss="")]


def set_aside(page):
    return words(page.one("details", id="da-bo-qua"))


@pytest.mark.parametrize(
    ("path", "state", "who", "back"),
    [
        ("/soan", "draft", "drafter", "Soạn thảo kế hoạch"),
        ("", "draft", "drafter", "tuyên truyền pháp luật năm 2026"),
        ("/viec/trinh", "draft", "drafter", "Trình duyệt kế hoạch"),
        ("/duyet", "format_check", "format_checker", "Kiểm tra thể thức"),
    ],
)
def test_a_warning_is_set_aside_from_each_page_and_stands_there_folded(
    sign_in, office, sqlite_database, rules, plan_id, path, state, who, back
):
    bring_on(sqlite_database, rules, office, plan_id, state)
    client = sign_in(getattr(office, who))
    page = client.get(f"/ke-hoach/{plan_id}{path}")
    assert len(ways(page)) == 3

    asked = client.get(next(one for one in ways(page) if one))
    assert WARNING in asked.text
    done = client.fill(asked, f"/ke-hoach/{plan_id}/bo-qua/", reason=REASON)

    assert done.heading == back
    assert "Đã bỏ qua cảnh báo" in done.text
    assert len(ways(done)) == 2
    assert "Đã bỏ qua (1)" in set_aside(done)
    assert REASON in set_aside(done)


def test_an_error_offers_no_way_to_set_it_aside(sign_in, office, plan_id):
    page = sign_in(office.drafter).get(f"/ke-hoach/{plan_id}")

    error = next(one for one in page.all("li", class_="finding finding-error"))
    assert ERROR in words(error)
    assert "Bỏ qua" not in words(error)


@pytest.mark.usefixtures("dismissed")
def test_who_may_not_dismiss_sees_what_was_dismissed_and_no_button(sign_in, office, plan_id):
    page = sign_in(office.signer).get(f"/ke-hoach/{plan_id}")

    assert ways(page) == []
    assert REASON in set_aside(page)
    assert "Khôi phục" not in set_aside(page)


@pytest.mark.usefixtures("dismissed")
def test_a_warning_is_restored_where_it_is_listed(sign_in, office, plan_id):
    client = sign_in(office.drafter)
    desk = client.get(f"/ke-hoach/{plan_id}/soan")

    page = client.fill(desk, f"/ke-hoach/{plan_id}/khoi-phuc/")

    assert page.heading == "Soạn thảo kế hoạch"
    assert "Đã khôi phục cảnh báo." in page.text
    assert len(ways(page)) == 3


@pytest.mark.parametrize(("reason", "said"), [("  ", "Ghi lý do"), ("dài " * 200, "500 ký tự")])
def test_a_refused_reason_comes_back_with_its_sentence(sign_in, office, address, reason, said):
    client = sign_in(office.drafter)

    page = client.fill(client.get(address), address, 422, reason=reason)

    assert said in page.text
    assert page.values(address)["reason"] == reason.strip()


def test_a_page_made_stale_in_another_window_gives_the_reason_back_and_says_so(
    sign_in, office, sqlite_database, plan_id, address
):
    client = sign_in(office.drafter)
    page = client.get(address)
    edit(sqlite_database, office.drafter, plan_id, opening="Mở đầu khác:")

    late = client.fill(page, address, 409, reason=REASON)

    assert "Văn bản vừa được chính anh/chị cập nhật ở cửa sổ khác" in late.text
    assert late.values(address)["reason"] == REASON
    assert "Đã bỏ qua cảnh báo" in client.fill(late, address).text


def test_a_warning_that_is_gone_gives_the_reason_back(
    sign_in, office, sqlite_database, plan_id, address
):
    client = sign_in(office.drafter)
    page = client.get(address)
    edit(sqlite_database, office.drafter, plan_id, subject="Trích yếu khác")

    late = client.fill(page, address, 409, reason=REASON)
    gone = client.post(address, {"version": 2, "reason": REASON}, 404)

    for one in (late, gone):
        assert REASON in one.text
    assert "không còn trong văn bản đã lưu" in gone.text


def test_a_wrong_role_is_refused_and_the_reason_given_back(sign_in, office, address):
    client = sign_in(office.clerk)

    page = client.post(address, {"version": 1, "reason": REASON}, 403)

    assert "Chỉ người soạn thảo" in page.text
    assert REASON in page.text
    client.get(address, 403)


def test_another_agency_finds_nothing(sign_in, sqlite_database, address):
    stranger = an_office(sqlite_database, short_name="UBND xã khác").drafter

    client = sign_in(stranger)

    client.get(address, 404)
    client.post(address, {"version": 1, "reason": REASON}, 404)


def test_a_double_tap_is_told_that_it_is_done(sign_in, office, address):
    client = sign_in(office.drafter)
    page = client.get(address)
    client.fill(page, address, reason=REASON)

    again = client.fill(page, address, reason=REASON)

    assert "không cần làm lại" in again.text
    assert "không cần làm lại" in client.get(address).text


def test_an_unknown_way_back_leads_to_the_plan(sign_in, office, plan_id, address):
    client = sign_in(office.drafter)

    page = client.fill(client.get(f"{address}?ve=//noi-khac"), address, reason=REASON)

    assert page.response.request.path == f"/ke-hoach/{plan_id}"


# --- what a script asks for


def test_a_script_gets_the_form_alone_and_its_sentence(sign_in, office, address):
    client = sign_in(office.drafter)

    asked = client.raw("GET", address, headers=PART)
    sent = {"version": 1, "reason": REASON, "csrf_token": client.token()}
    refused = client.raw("POST", address, data={**sent, "reason": ""}, headers=PART)
    done = client.raw("POST", address, data=sent, headers=PART)

    for answer in (asked, refused, done):
        assert "<html" not in answer.text
    assert (asked.status_code, refused.status_code, done.status_code) == (200, 422, 200)
    assert "data-dismiss-form" in asked.text
    assert "Ghi lý do" in refused.text
    assert "Đã bỏ qua cảnh báo" in done.text


@pytest.mark.usefixtures("dismissed")
def test_the_findings_of_typed_text_bring_the_dismissed_along(sign_in, office, plan_id):
    client = sign_in(office.drafter)
    desk = client.get(f"/ke-hoach/{plan_id}/soan")
    typed = desk.values(f"/ke-hoach/{plan_id}/soan")

    answer = client.raw("POST", "/ke-hoach/loi-the-thuc", data=typed, headers=PART)

    assert 'id="da-bo-qua"' in answer.text
    assert REASON in answer.text
    assert answer.text.count("data-dismiss>") == 2


def test_reasons_are_shown_as_they_were_typed(sign_in, office, address):
    client = sign_in(office.drafter)

    page = client.fill(client.get(address), address, reason="<b>Mẫu</b> của 'tỉnh'")

    assert "<b>Mẫu</b> của 'tỉnh'" in set_aside(page)
