"""Errors of form at the submission and in the format check, through the browser's door."""

import pytest

from tests.service.builders import PASSWORD, a_person, a_plan, take
from tests.service.faulty import ERROR, WAIVER, bring_on, edit, faulty_text
from tests.service.records import state_of
from tests.web.client import words
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.domain.people import Role
from webapp.services.rules import Rules

LEFT = "Còn 1 lỗi thể thức"


@pytest.fixture
def plan_id(sqlite_database, office):
    return a_plan(sqlite_database, office, faulty_text())


@pytest.fixture
def at(sqlite_database, rules, office, plan_id):
    """Bring the plan to a step."""
    return lambda state: bring_on(sqlite_database, rules, office, plan_id, state)


@pytest.fixture
def submission(plan_id):
    return f"/ke-hoach/{plan_id}/viec/trinh"


@pytest.fixture
def decision(plan_id):
    return f"/ke-hoach/{plan_id}/duyet"


def buttons(page):
    return [words(one) for one in page.all("button")]


def waiver_box(page):
    (box,) = page.all("div", class_="notice notice-warning waiver")
    return words(box)


# --- the submission


def test_each_error_leads_to_its_field(sign_in, office, plan_id, submission):
    page = sign_in(office.drafter).get(submission)

    assert page.links()["Dòng Lưu"] == f"/ke-hoach/{plan_id}/soan#filing_line"
    assert "Trình" not in buttons(page)
    assert "Vẫn trình" in buttons(page)


def test_without_a_reason_it_is_refused_with_the_list(
    sign_in, office, sqlite_database, plan_id, submission
):
    client = sign_in(office.drafter)

    page = client.fill(client.get(submission), submission, 422, note="Kính trình")

    assert f"{LEFT}; sửa trước khi trình" in page.text
    assert page.links()["Dòng Lưu"].endswith("#filing_line")
    assert page.values(submission)["note"] == "Kính trình"
    assert state_of(sqlite_database, plan_id) == "draft"


def test_with_a_reason_it_goes_on_and_the_history_tells(sign_in, office, submission):
    client = sign_in(office.drafter)

    page = client.fill(client.get(submission), submission, waiver=WAIVER)

    assert "Chờ kiểm tra nội dung" in page.text
    assert "trình văn bản (lần trình 1) khi còn 1 lỗi thể thức" in page.text
    assert f"{LEFT}, Lê Thị Hạnh vẫn trình: {WAIVER}" in waiver_box(page)


@pytest.mark.parametrize("waiver", ["dài " * 200])
def test_an_overlong_reason_comes_back(sign_in, office, submission, waiver):
    client = sign_in(office.drafter)

    page = client.fill(client.get(submission), submission, 422, waiver=waiver)

    assert "500 ký tự" in page.text
    assert page.values(submission)["waiver"] == waiver.strip()


def test_a_stale_page_gives_the_reason_back(sign_in, office, sqlite_database, plan_id, submission):
    client = sign_in(office.drafter)
    page = client.get(submission)
    edit(sqlite_database, office.drafter, plan_id, opening="Mở đầu khác:")

    late = client.fill(page, submission, 409, waiver=WAIVER)

    assert "Văn bản vừa được chính anh/chị cập nhật ở cửa sổ khác" in late.text
    assert late.values(submission)["waiver"] == WAIVER


# --- the format check


def test_the_checker_sees_every_finding_by_its_gravity(sign_in, office, at, decision):
    at("format_check")

    page = sign_in(office.format_checker).get(decision)

    heads = [words(one) for one in page.all("h3", class_="findings-head")]
    assert heads == ["Lỗi theo Nghị định (1)", "Cảnh báo (1)", "Gợi ý (2)"]
    assert "Dòng Lưu" in page.links()
    assert "PL1 II.9d" in page.text
    assert "Đồng ý" not in buttons(page)


def test_he_is_refused_without_a_reason_and_passes_with_one(
    sign_in, office, sqlite_database, plan_id, at, decision
):
    at("format_check")
    client = sign_in(office.format_checker)

    refused = client.fill(client.get(decision), decision, 422, note="Đã xem")
    assert f"{LEFT}; trả lại để sửa, hoặc ghi lý do vẫn cho qua" in refused.text
    assert "Đã xem" in refused.text
    client.fill(refused, decision, waiver=WAIVER)

    assert state_of(sqlite_database, plan_id) == "approval"


def test_the_page_of_the_deed_asks_him_too(sign_in, office, plan_id, at):
    at("format_check")
    client = sign_in(office.format_checker)
    deed = f"/ke-hoach/{plan_id}/viec/duyet"

    page = client.get(deed)
    assert ERROR in page.text
    assert "Vẫn cho qua vì" in page.text
    done = client.fill(page, deed, waiver=WAIVER)

    assert "Chờ duyệt" in done.text


def test_his_reason_is_given_back_when_he_came_too_late(
    sign_in, office, sqlite_database, rules, plan_id, at, decision
):
    at("format_check")
    client = sign_in(office.format_checker)
    page = client.get(decision)
    take(sqlite_database, rules, office.unit_head, plan_id, "withdraw")

    late = client.fill(page, decision, 409, waiver=WAIVER)

    assert "Vũ Đình Khôi" in late.text
    assert WAIVER in late.text


def test_the_content_check_is_asked_for_nothing(sign_in, office, at, decision):
    at("content_check")

    page = sign_in(office.unit_head).get(decision)

    assert "Đồng ý" in buttons(page)
    assert "waiver" not in page.values(decision)
    assert f"{LEFT}, Lê Thị Hạnh vẫn trình: {WAIVER}" in waiver_box(page)


def test_the_signer_sees_both_reasons_with_the_list(sign_in, office, at, decision):
    at("approval")
    client = sign_in(office.signer)

    page = client.get(decision)

    box = waiver_box(page)
    assert f"{LEFT}, Ngô Thanh Mai cho qua: {WAIVER}" in box
    assert f"Lê Thị Hạnh vẫn trình: {WAIVER}" in box
    assert ERROR in box
    assert page.text.count(ERROR) == 1
    client.fill(page, decision, password=PASSWORD)


@pytest.mark.parametrize(
    ("state", "who", "path"),
    [
        ("content_check", "unit_head", "/duyet"),
        ("format_check", "format_checker", "/duyet"),
        ("approval", "signer", "/duyet"),
        ("approval", "signer", ""),
    ],
)
def test_each_mark_in_the_text_leads_to_what_is_said_of_it(
    sign_in, office, plan_id, at, state, who, path
):
    at(state)

    page = sign_in(getattr(office, who)).get(f"/ke-hoach/{plan_id}{path}")

    marks = [one for one in page.all("a") if "fault" in (one.get("class") or "").split()]
    said = {one.get("id"): words(one) for one in page.all("li")}
    assert len(marks) == 4
    assert all(said.get((one.get("href") or "")[1:]) for one in marks)
    assert any(ERROR in text for name, text in said.items() if name)


def test_several_reasons_for_the_same_errors_stand_above_one_list(
    sign_in, office, sqlite_database, plan_id, tmp_path, decision
):
    text = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")
    asked = text.replace('role = "format_checker"', 'role = "format_checker"\nmode = "all"')
    (tmp_path / "ke_hoach.toml").write_text(asked, encoding="utf-8")
    rules = Rules.load(tmp_path, templates_folder())
    second = a_person(
        sqlite_database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm"
    )
    bring_on(sqlite_database, rules, office, plan_id, "format_check")
    for checker in (office.format_checker, second):
        take(sqlite_database, rules, checker, plan_id, "approve", waiver=WAIVER)

    page = sign_in(office.signer).get(decision)

    assert all(f"{who} cho qua: {WAIVER}" in waiver_box(page) for who in ("Mai", "Lâm"))
    assert page.text.count(ERROR) == 1


def test_a_plan_that_was_passed_shows_it_on_its_page(sign_in, office, plan_id, at):
    at("issued")

    page = sign_in(office.drafter).get(f"/ke-hoach/{plan_id}")

    assert f"{LEFT}, Ngô Thanh Mai cho qua: {WAIVER}" in waiver_box(page)
    assert "Cho qua khi còn lỗi thể thức" in page.text
    assert f"Lý do cho qua: {WAIVER}" in page.text


def test_the_leaders_page_stays_small_with_many_errors(
    sign_in, office, sqlite_database, rules, decision, plan_id
):
    recipients = "\n".join(f"Thôn {number}, thôn {number}." for number in range(40))
    edit(sqlite_database, office.drafter, plan_id, to_places=recipients)
    bring_on(sqlite_database, rules, office, plan_id, "approval")

    page = sign_in(office.signer).get(decision)

    assert "Còn 41 lỗi thể thức" in waiver_box(page)
    assert len(page.response.data) < 50_000
