"""The drafting desk through the browser's door: saving, refusing, giving back what was typed."""

import unicodedata

import pytest

from tests.service.builders import PASSWORD, a_person, an_office
from tests.web.conftest import username_of
from webapp.domain.people import Role
from webapp.domain.plan import plain
from webapp.domain.process import Action
from webapp.services import drafting_desk, reading

NEW = "/ke-hoach/soan"
HOSTILE = "'; DROP TABLE plans; -- <script>alert(1)</script> & <b>"


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def fields_of(database, actor, plan_id, now):
    return drafting_desk.editing(database, actor, plan_id, now).fields


def test_a_new_form_begins_with_what_the_agency_knows(drafter):
    values = drafter.get(NEW).values(NEW)

    assert values["promulgation_place"] == "An Phước"
    assert values["filing_line"] == "Lưu: VT, VHXH."
    assert values["unit_id"]


def test_what_is_typed_is_saved_in_every_field(drafter, office, sqlite_database, clock):
    typed = {
        "subject": "Phát động trồng cây",
        "legal_bases": "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
        "opening": "Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
        "body": "I. MỤC ĐÍCH\n\n1. Trồng *một nghìn* cây.",
        "closing": "Yêu cầu các thôn thực hiện./.",
        "to_places": "UBND tỉnh\nCác thôn",
        "priority": "KHẨN",
        "medium": "electronic",
    }

    page = drafter.fill(drafter.get(NEW), NEW, **typed)

    assert page.heading == "Soạn thảo kế hoạch"
    fields = fields_of(sqlite_database, office.drafter, 1, clock.now())
    for name, value in typed.items():
        assert getattr(fields, name) == value


def test_saving_and_submitting_leads_to_the_page_of_the_submission(drafter, way):
    where = f"/ke-hoach/{way.plan_id}/soan"

    page = drafter.fill(drafter.get(where), where, goal="submit")

    assert page.heading == "Trình duyệt kế hoạch"


def test_saving_twice_makes_no_second_revision(drafter, way, office, sqlite_database, clock):
    where = f"/ke-hoach/{way.plan_id}/soan"

    page = drafter.fill(drafter.get(where), where, goal="save")

    assert "không thay đổi" in page.text
    assert (
        drafting_desk.editing(sqlite_database, office.drafter, way.plan_id, clock.now()).ordinal
        == 1
    )


def test_an_overlong_subject_is_refused_beside_its_field_and_given_back(drafter):
    long = "Rất dài " * 80

    page = drafter.fill(drafter.get(NEW), NEW, 422, subject=long, body="I. GIỮ LẠI")

    assert "quá 500" in page.text
    assert page.values(NEW)["subject"] == long.strip()
    assert page.values(NEW)["body"] == "I. GIỮ LẠI"
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_sql_and_html_stay_literal_text(drafter, office, sqlite_database, clock):
    page = drafter.fill(drafter.get(NEW), NEW, subject=HOSTILE, body=HOSTILE)

    assert page.values("/ke-hoach/1/soan")["subject"] == HOSTILE
    shown = drafter.get("/ke-hoach/1")
    assert shown.heading == HOSTILE
    assert not [one for one in shown.all("script") if not one.get("src")]
    fields = fields_of(sqlite_database, office.drafter, 1, clock.now())
    assert fields.subject == HOSTILE


def test_odd_unicode_becomes_regular_and_is_told(drafter, office, sqlite_database, clock):
    decomposed = unicodedata.normalize("NFD", "Tổ chức tết trồng cây")

    page = drafter.fill(
        drafter.get(NEW), NEW, subject=f"\ufeff{decomposed}\x07", body="I. MỘT\r\n\r\n1. hai\x1b"
    )

    fields = fields_of(sqlite_database, office.drafter, 1, clock.now())
    assert fields.subject == "Tổ chức tết trồng cây"
    assert fields.body == "I. MỘT\n\n1. hai"
    assert "Đã bỏ 2 ký tự điều khiển" in page.text


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "Độ mật: Tuyệt mật"])
def test_a_secret_paper_is_refused_and_nothing_is_kept(drafter, mark):
    page = drafter.fill(drafter.get(NEW), NEW, 422, body=f"{mark}\n\nI. NỘI DUNG")

    assert "độ mật" in page.text
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_a_choice_that_is_not_offered_is_refused(drafter):
    page = drafter.fill(drafter.get(NEW), NEW, 422, priority="VỪA VỪA", unit_id="999")

    assert "không có trong danh sách" in page.text


def test_the_second_of_two_windows_gets_both_texts(drafter, way):
    where = f"/ke-hoach/{way.plan_id}/soan"
    late = drafter.get(where)
    drafter.fill(drafter.get(where), where, subject="Bản lưu trước")

    page = drafter.fill(late, where, 409, subject="Bản lưu sau")

    assert page.values(where)["subject"] == "Bản lưu sau"
    assert "Bản vừa lưu trong hệ thống" in page.text
    assert "Bản lưu trước" in page.text
    again = drafter.fill(page, where)
    assert again.values(where)["subject"] == "Bản lưu sau"


def test_saving_during_the_checks_says_before_what_it_costs(drafter, way):
    way.submitted()
    where = f"/ke-hoach/{way.plan_id}/soan"

    page = drafter.get(where)
    assert "kiểm tra" in page.text
    assert "phải trình lại" in page.text
    drafter.fill(page, where, subject="Đổi trích yếu giữa chừng")

    assert "Đang soạn thảo" in drafter.get(f"/ke-hoach/{way.plan_id}").text


def test_a_form_without_its_token_is_kept_for_its_owner(drafter):
    page = drafter.get(NEW)

    refused = drafter.fill(page, NEW, 400, csrf_token="sai", subject="Giữ hộ tôi")
    assert refused.heading == "Trang đã mở quá lâu"

    saved = drafter.fill(refused, NEW)
    assert saved.values("/ke-hoach/1/soan")["subject"] == "Giữ hộ tôi"


def test_after_a_lost_session_the_sign_in_sends_the_form_again(drafter, office, sqlite_database):
    page = drafter.get(NEW)
    drafter.forget_session()
    refused = drafter.fill(page, NEW, 401, subject="Gõ trước khi mất phiên")

    name = username_of(sqlite_database, office.drafter)
    back = drafter.fill(refused, "/dang-nhap", username=name, password=PASSWORD)
    saved = drafter.fill(back, NEW)

    assert saved.values("/ke-hoach/1/soan")["subject"] == "Gõ trước khi mất phiên"


@pytest.mark.parametrize("role", [Role.CLERK, Role.SIGNER, Role.UNIT_HEAD, Role.ADMINISTRATOR])
def test_who_is_no_drafter_may_not_draft(sign_in, sqlite_database, office, role):
    other = sign_in(a_person(sqlite_database, office.agency_id, role))

    page = other.get(NEW, 403)

    assert page.heading == "Không thực hiện được"


def test_a_colleague_may_not_edit_anothers_draft(sign_in, sqlite_database, office, way):
    colleague = a_person(sqlite_database, office.agency_id, Role.DRAFTER, unit_id=office.unit_id)
    client = sign_in(colleague)

    assert "Chỉ người soạn thảo" in client.get(f"/ke-hoach/{way.plan_id}/soan", 403).text


@pytest.mark.parametrize(
    "path", ["", "/soan", "/dan", "/duyet", "/ban/1", "/viec/trinh", "/tai-ve/du-thao"]
)
def test_another_agencys_plan_does_not_exist(sign_in, sqlite_database, way, path):
    stranger = an_office(sqlite_database, short_name="UBND xã Bình Hòa").drafter

    page = sign_in(stranger).get(f"/ke-hoach/{way.plan_id}{path}", 404)

    assert page.heading == "Không tìm thấy"


def test_a_new_plan_is_made_from_an_old_one(drafter, way, office, sqlite_database, rules, clock):
    page = drafter.post(f"/ke-hoach/{way.plan_id}/tao-ban-moi")

    assert page.heading == "Soạn thảo kế hoạch"
    made = reading.plan_page(sqlite_database, rules, office.drafter, 2, clock.now())
    assert plain(made.plan.subject).startswith("Tuyên truyền")
    assert made.links[0].plan_id == way.plan_id
    assert Action.SUBMIT.value in {one.action for one in made.actions}
