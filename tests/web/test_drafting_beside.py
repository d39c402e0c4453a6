"""What the desk asks for while somebody types: paper, findings, autosave."""

import io
import zipfile

import pytest

from tests.web.client import parse, words
from webapp.domain.people import Role

PREVIEW = "/ke-hoach/xem-truoc"
FINDINGS = "/ke-hoach/loi-the-thuc"


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def typed(drafter, way):
    """What a browser sends of the form as it stands."""
    where = f"/ke-hoach/{way.plan_id}/soan"
    return drafter.get(where).values(where)


def send(client, path, data):
    """Send as the page's scripts do."""
    return client.raw("POST", path, data=data, headers={"HX-Request": "true"})


def test_the_preview_is_the_paper_of_what_is_typed(drafter, typed):
    answer = send(drafter, PREVIEW, {**typed, "subject": "Chưa lưu đã thấy & <đúng>"})

    assert answer.status_code == 200
    paper = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    assert "Chưa lưu đã thấy &amp; &lt;đúng&gt;" in paper


def test_a_new_plan_has_a_preview_before_it_is_saved(drafter):
    typed = drafter.get("/ke-hoach/soan").values("/ke-hoach/soan")

    answer = send(drafter, PREVIEW, {**typed, "subject": "Còn mới"})

    assert answer.data.startswith(b"PK")


def test_a_preview_that_cannot_be_drawn_says_why(drafter, typed):
    answer = send(drafter, PREVIEW, {**typed, "subject": "a" * 501})

    assert answer.status_code == 422
    assert "quá 500" in answer.get_data(as_text=True)


def test_findings_come_field_by_field(drafter, typed):
    answer = send(drafter, FINDINGS, {**typed, "filing_line": "", "to_places": ""})

    page = parse(f"<!DOCTYPE html>{answer.get_data(as_text=True)}")
    by_field = {one.get("id"): words(one) for one in page.iter("div")}
    assert "Lỗi" in by_field["loi-filing_line"] + by_field["loi-to_places"]
    assert not by_field["loi-subject"]


def test_what_was_typed_is_offered_on_return_and_can_be_dropped(drafter, way, typed):
    where = f"/ke-hoach/{way.plan_id}/soan"

    answer = send(drafter, f"{where}/luu-tam", {**typed, "subject": "Đang gõ dở"})
    page = drafter.get(where)

    assert answer.status_code == 204
    assert "Bản gõ dở" in page.text
    assert page.values(where)["subject"] == "Đang gõ dở"
    assert drafter.get(f"{where}?ban=da-luu").values(where)["subject"].startswith("Tuyên truyền")
    dropped = drafter.fill(page, f"/ke-hoach/{way.plan_id}/bo-ban-go-do")
    assert dropped.values(where)["subject"].startswith("Tuyên truyền")
    assert "Bản gõ dở" not in dropped.text


def test_typing_from_before_another_save_is_offered_not_forced(drafter, way, typed):
    where = f"/ke-hoach/{way.plan_id}/soan"
    send(drafter, f"{where}/luu-tam", {**typed, "subject": "Gõ từ trước", "base_ordinal": "0"})

    page = drafter.get(where)

    assert "đã có lần lưu khác" in page.text
    assert page.values(where)["subject"].startswith("Tuyên truyền")
    assert drafter.get(f"{where}?ban=go-do").values(where)["subject"] == "Gõ từ trước"


def test_a_paper_pasted_over_typing_warns_of_it(drafter, way, typed):
    where = f"/ke-hoach/{way.plan_id}"
    send(drafter, f"{where}/soan/luu-tam", {**typed, "subject": "Đang gõ dở"})

    report = drafter.fill(drafter.get(f"{where}/dan"), f"{where}/dan", text="I. MỘT\n\n1. Hai.")

    assert "bấm «Lưu» trước" in report.text


def test_saving_ends_the_working_copy(drafter, way, typed):
    where = f"/ke-hoach/{way.plan_id}/soan"
    send(drafter, f"{where}/luu-tam", {**typed, "subject": "Đang gõ dở"})

    page = drafter.fill(drafter.get(where), where)

    assert page.values(where)["subject"] == "Đang gõ dở"
    assert "Bản gõ dở" not in page.text


@pytest.mark.parametrize("path", [PREVIEW, FINDINGS, "/ke-hoach/1/soan/luu-tam"])
def test_only_drafters_are_served(sign_in, office, typed, path):
    clerk = sign_in(office.clerk)

    answer = send(clerk, path, {**typed, "csrf_token": clerk.token()})

    assert Role.DRAFTER not in office.clerk.roles
    assert answer.status_code == 403


@pytest.mark.parametrize("path", [PREVIEW, FINDINGS, "/ke-hoach/1/soan/luu-tam"])
def test_a_script_without_token_hears_a_sentence(drafter, typed, path):
    answer = send(drafter, path, {**typed, "csrf_token": ""})

    assert answer.status_code == 400
    assert "«Lưu»" in answer.get_data(as_text=True)
