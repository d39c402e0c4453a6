"""Deeds through the browser's door: each asks for what it needs, refuses with a sentence."""

import pytest

from tests.service.builders import PASSWORD, a_plan, a_text
from tests.web.plan_steps import Way
from webapp.domain.process import Action
from webapp.services import reading

REASON = "Bổ sung kinh phí <b>thực hiện</b>."


def state_of(way, actor):
    return reading.plan_page(way.database, way.rules, actor, way.plan_id, way.now).head.state


def deed(way, slug):
    return f"/ke-hoach/{way.plan_id}/viec/{slug}"


def do(client, way, slug, status=200, **typed):
    return client.fill(client.get(deed(way, slug)), deed(way, slug), status, **typed)


def decide(client, way, status=200, *, action="approve", **typed):
    page = client.get(f"/ke-hoach/{way.plan_id}/duyet")
    return client.post(
        f"/ke-hoach/{way.plan_id}/duyet",
        {"version": version_on(page, way), "action": action, **typed},
        status,
    )


def version_on(page, way):
    return page.values(f"/ke-hoach/{way.plan_id}/duyet")["version"]


def test_a_plan_goes_from_draft_to_its_number_by_clicks(sign_in, office, way):
    assert "Chờ kiểm tra nội dung" in do(sign_in(office.drafter), way, "trinh").text
    decide(sign_in(office.unit_head), way)
    decide(sign_in(office.format_checker), way, note="Đúng thể thức.")
    decide(sign_in(office.signer), way, password=PASSWORD)
    clerk = sign_in(office.clerk)
    do(clerk, way, "nhan-ban-ky", signed_on="02/03/2026")
    assert "115/KH-UBND" in clerk.get(deed(way, "cap-so")).text

    page = do(clerk, way, "cap-so", password=PASSWORD)

    assert "115/KH-UBND" in page.text
    assert "Đã phát hành" in page.text


def test_the_desk_says_of_which_plan_a_decision_was_taken(sign_in, office, way):
    way.submitted()
    client = sign_in(office.unit_head)
    subject = client.get(f"/ke-hoach/{way.plan_id}").heading

    page = decide(client, way)

    assert f"«{subject}»: Đồng ý nội dung. Trạng thái mới" in page.text


def test_nothing_is_called_signed_before_the_signature_is_recorded(sign_in, office, way):
    way.checked()

    decide(sign_in(office.signer), way, password=PASSWORD)
    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")

    assert "Đã duyệt, đồng ý ký" in page.text
    assert "đã ký" not in page.text.lower().replace("bản đã ký", "")


def test_a_draft_with_errors_of_form_is_not_simply_submitted(
    sign_in, office, sqlite_database, rules
):
    plan_id = a_plan(sqlite_database, office, a_text(filing_line=()))
    way = Way(sqlite_database, rules, office, plan_id)
    client = sign_in(office.drafter)

    page = client.get(deed(way, "trinh"))

    assert "sửa các lỗi trên rồi trình, hoặc ghi lý do vẫn trình" in page.text
    assert not [one for one in page.all("button") if "".join(one.itertext()).strip() == "Trình"]
    forced = do(client, way, "trinh", 422)
    assert "lỗi thể thức" in forced.text


def test_a_return_needs_a_reason_and_goes_to_the_unit_head(sign_in, office, way):
    way.submitted()
    way.take(office.unit_head, Action.APPROVE)
    checker = sign_in(office.format_checker)

    refused = decide(checker, way, 422, action="return", note=" ")
    assert "lý do" in refused.text.lower()
    decide(checker, way, action="return", note=REASON)

    page = sign_in(office.unit_head).get(f"/ke-hoach/{way.plan_id}")
    assert REASON in page.text
    assert "Chuyển người soạn thảo" in page.text


def test_the_clerk_sends_a_signed_plan_back_and_the_signature_falls(sign_in, office, way):
    way.signed()
    clerk = sign_in(office.clerk)
    assert "Trả lại" in clerk.get(f"/ke-hoach/{way.plan_id}").links()

    asked = clerk.get(deed(way, "tra-lai"))
    assert "chữ ký ghi nhận ngày 02/03/2026" in asked.text
    page = clerk.fill(asked, deed(way, "tra-lai"), note=REASON)

    assert "Bị trả lại" in page.text
    assert REASON in page.text


def test_the_unit_head_passes_a_returned_plan_on(sign_in, office, way):
    way.submitted()
    way.take(office.unit_head, Action.APPROVE)
    way.take(office.format_checker, Action.RETURN, note=REASON)

    do(sign_in(office.unit_head), way, "chuyen")

    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")
    assert "Đang soạn thảo" in page.text
    assert REASON in page.text


@pytest.mark.parametrize("password", ["", "sai mật khẩu"])
def test_an_approval_without_the_right_password_gives_the_note_back(sign_in, office, way, password):
    way.checked()

    page = decide(sign_in(office.signer), way, 422, password=password, note="Ý kiến đã gõ")

    assert "mật khẩu" in page.text.lower()
    assert "Ý kiến đã gõ" in page.text


def test_numbering_asks_for_the_password_once_in_a_quarter(sign_in, office, way, clock):
    way.signed()
    clerk = sign_in(office.clerk)
    clock.forward(minutes=16)

    refused = do(clerk, way, "cap-so", 422, password="")
    assert "mật khẩu" in refused.text.lower()
    done = do(clerk, way, "cap-so", password=PASSWORD)
    assert "115/KH-UBND" in done.text


def test_a_number_that_is_not_the_expected_one_stands_out(
    sign_in, office, way, sqlite_database, rules
):
    other = Way(sqlite_database, rules, office, a_plan(sqlite_database, office))
    way.signed()
    other.signed()
    clerk = sign_in(office.clerk)
    page = clerk.get(deed(way, "cap-so"))
    other.take(office.clerk, Action.NUMBER, password=PASSWORD)

    done = clerk.fill(page, deed(way, "cap-so"), password=PASSWORD)

    notice = " ".join(
        "".join(one.itertext()) for one in done.all("div", class_="notice notice-warning")
    )
    assert "116" in notice
    assert "115" in notice


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "2026"])
def test_a_date_that_does_not_exist_is_refused_and_given_back(sign_in, office, way, typed):
    way.approved()

    page = do(sign_in(office.clerk), way, "nhan-ban-ky", 422, signed_on=typed, note="Ký mực xanh")

    assert "ngày có thật" in page.text
    assert page.values(deed(way, "nhan-ban-ky"))["signed_on"] == typed
    assert page.values(deed(way, "nhan-ban-ky"))["note"] == "Ký mực xanh"


def test_a_stale_page_names_who_was_first_and_keeps_the_note(sign_in, office, way):
    way.checked()
    signer = sign_in(office.signer)
    page = signer.get(f"/ke-hoach/{way.plan_id}/duyet")
    way.take(office.format_checker, Action.WITHDRAW)
    way.take(office.format_checker, Action.APPROVE)

    late = signer.fill(
        page, f"/ke-hoach/{way.plan_id}/duyet", 409, password=PASSWORD, note="Giữ lại"
    )

    assert "Ngô Thanh Mai" in late.text
    assert "Giữ lại" in late.text
    assert state_of(way, office.signer) == "approval"


def test_a_double_tap_is_told_that_it_is_done(sign_in, office, way):
    client = sign_in(office.drafter)
    page = client.get(deed(way, "trinh"))
    client.fill(page, deed(way, "trinh"))

    again = client.fill(page, deed(way, "trinh"))

    assert "không cần làm lại" in again.text
    assert state_of(way, office.drafter) == "content_check"


def test_a_wrong_role_is_refused_and_the_typed_reason_given_back(sign_in, office, way):
    way.submitted()
    clerk = sign_in(office.clerk)

    page = clerk.post(
        f"/ke-hoach/{way.plan_id}/duyet",
        {"version": "2", "action": "return", "note": REASON},
        403,
    )

    assert REASON in page.text
    assert state_of(way, office.drafter) == "content_check"


def test_the_drafter_withdraws_until_somebody_decides(sign_in, office, way):
    way.submitted()
    client = sign_in(office.drafter)

    page = do(client, way, "rut-lai")

    assert "Đang soạn thảo" in page.text


@pytest.mark.parametrize(
    ("before", "who", "slug", "word"),
    [
        ("draft", "drafter", "bo-du-thao", "Đã bỏ dự thảo"),
        ("issued", "clerk", "huy-so", "Đã hủy số"),
    ],
)
def test_what_cannot_be_undone_needs_a_reason(sign_in, office, way, before, who, slug, word):
    if before == "issued":
        way.issued()
    client = sign_in(getattr(office, who))

    refused = do(client, way, slug, 422, note="")
    assert "lý do" in refused.text.lower()
    done = do(client, way, slug, note="Trùng với kế hoạch khác.")

    assert word in done.text
    assert "Trùng với kế hoạch khác." in done.text


def test_an_overlong_note_is_refused_and_given_back(sign_in, office, way):
    long = "dài " * 600

    page = do(sign_in(office.drafter), way, "bo-du-thao", 422, note=long)

    assert "2.000 ký tự" in page.text
    assert page.values(deed(way, "bo-du-thao"))["note"] == long.strip()


def test_a_deed_that_is_not_open_leads_back_to_the_plan(sign_in, office, way):
    page = sign_in(office.clerk).get(deed(way, "cap-so"))

    assert page.heading.startswith("Tuyên truyền")
    assert "không làm được việc này" in page.text


def test_an_address_of_no_deed_is_not_found(sign_in, office, way):
    sign_in(office.clerk).get(deed(way, "dong-dau"), 404)


@pytest.mark.parametrize("path", ["viec/trinh", "duyet"])
def test_opening_a_page_decides_nothing(sign_in, office, way, path):
    way.submitted() if path == "duyet" else None
    who = office.unit_head if path == "duyet" else office.drafter
    before = state_of(way, who)

    sign_in(who).get(f"/ke-hoach/{way.plan_id}/{path}")

    assert state_of(way, who) == before


def test_whoever_has_no_decision_to_make_is_sent_to_the_plan(sign_in, office, way):
    way.approved()

    page = sign_in(office.clerk).get(f"/ke-hoach/{way.plan_id}/duyet")

    assert page.heading.startswith("Tuyên truyền")


def test_the_decision_page_fits_into_fifty_kilobytes(sign_in, office, way):
    way.checked()

    page = sign_in(office.signer).get(f"/ke-hoach/{way.plan_id}/duyet")

    assert len(page.response.data) < 50_000
    assert "Vũ Đình Khôi" in page.text
