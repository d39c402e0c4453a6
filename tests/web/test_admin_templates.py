"""«Mẫu văn bản»: an administrator uploads a Word file, looks at it, uses and withdraws it."""

from io import BytesIO

import pytest

from tests.service.builders import NOON
from tests.unit.template_samples import FILES, with_words
from webapp.adapters.folders import templates_folder
from webapp.documents.template_files import read_files
from webapp.services.administration_bodies import BodyInput, save_advisory_body

PLACE = "/quan-tri/mau-van-ban"
UPLOAD = f"{PLACE}/ke_hoach/tai-len"
OTHER = with_words("Nơi nhận:", "Nơi gửi:")


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


def upload(admin, data, status=200, name="mau-cua-xa.docx"):
    return admin.post(UPLOAD, {"file": (BytesIO(data), name)}, status)


def tried(admin):
    """Upload a sound file; return the page on which it is tried, and its address."""
    page = upload(admin, OTHER)
    return page, page.all("form")[-2].get("action")


def in_use(admin, day="2026-03-02"):
    page, place = tried(admin)
    return admin.fill(page, place, label="Có lô gô", used_from=day)


def test_the_list_shows_the_shipped_template_and_who_uses_it(admin):
    page = admin.get(PLACE)

    assert "đang dùng: UBND xã An Phước" in page.text
    assert "Kế hoạch (Mẫu 1.4, Phụ lục III)" in page.text


def test_the_shipped_word_file_is_offered_to_begin_from(admin):
    response = admin.raw("GET", f"{PLACE}/ke_hoach/tai-ve")

    assert response.get_data() == FILES.docx
    assert "mau-ke-hoach.docx" in response.headers["Content-Disposition"]


def test_the_page_for_an_upload_names_the_placeholders(admin):
    page = admin.get(UPLOAD)

    assert "ho_tenHọ và tên người ký" in page.text


def test_a_wrong_file_comes_back_with_every_fault_and_its_place(admin):
    page = upload(admin, with_words("{{ so_ky_hieu }}", "{{ so_ky_hieu() }}"), 422)

    assert "Tệp chưa dùng được: 1 chỗ cần sửa" in page.text
    assert "Thân văn bản, bảng 1, hàng 2, ô 1, đoạn «{{ so_ky_hieu() }}»: thẻ gọi hàm" in page.text


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"PK\x03\x04"])
def test_a_file_that_is_no_word_file_is_refused(admin, data):
    page = upload(admin, data, 422)

    assert "Word" in page.text


def test_no_file_at_all_is_asked_for(admin):
    page = admin.post(UPLOAD, {}, 422)

    assert "Hãy chọn tệp Word (.docx) của mẫu." in page.text


def test_a_sound_file_is_shown_at_each_stage_before_it_is_taken(admin):
    page, place = tried(admin)

    assert page.heading == "Xem thử mẫu văn bản"
    assert "mau-cua-xa.docx: mở an toàn" in page.text
    source = page.all("section")[0].get("data-preview-source")
    assert source == f"{place}/du-thao"
    for slug in ("du-thao", "trinh-ky", "phat-hanh"):
        assert admin.raw("GET", f"{place}/{slug}").get_data().startswith(b"PK")
        shown = admin.get(f"{place}?ban={slug}")
        assert shown.all("section")[0].get("data-preview-source") == f"{place}/{slug}"
    admin.get(f"{place}/khac", status=404)
    assert "Rút bản 1" not in admin.get(PLACE).links()


def test_a_checked_file_is_used_from_its_day_and_withdrawn_after_a_question(admin):
    page = in_use(admin)

    assert "1. Có lô gô" in page.text
    assert "đang dùng" in page.text
    own = page.links()["Tải về bản 1"]
    assert admin.raw("GET", own).get_data() == OTHER

    page = admin.get(page.links()["Rút bản 1"])
    assert "Kế hoạch đã bắt đầu bằng bản này vẫn giữ nó." in page.text
    page = admin.fill(page, PLACE)

    assert "Đã rút bản mẫu" in page.text
    assert "đã rút" in page.text


def test_a_version_whose_day_is_to_come_waits(admin):
    assert "chưa đến ngày" in in_use(admin, "2026-03-09").text


def test_a_day_that_is_past_or_missing_comes_back_with_the_form(admin):
    page, place = tried(admin)

    assert (
        "từ hôm nay trở đi" in admin.fill(page, place, 422, used_from="2026-03-01", label="A").text
    )
    assert "Hãy nhập ngày" in admin.fill(page, place, 422, used_from="", label="A").text


def test_the_day_is_typed_as_people_write_it(admin):
    page, place = tried(admin)

    assert page.values(place)["used_from"] == "02/03/2026"
    assert "Dùng từ ngày" in admin.fill(page, place, used_from="09/03/2026", label="Có lô gô").text


def test_a_stale_question_is_answered_with_the_newer_state(admin):
    question = admin.get(in_use(admin).links()["Rút bản 1"])
    admin.fill(question, PLACE)

    page = admin.fill(question, PLACE, 409)

    assert "Bản mẫu này đã được sửa sau khi" in page.text


def test_a_checked_file_may_be_dropped(admin):
    page, place = tried(admin)

    page = admin.fill(page, f"{place}/bo")

    assert "Đã bỏ tệp vừa tải lên" in page.text
    admin.get(place, status=404)


def test_a_waiting_file_is_gone_after_a_day(admin, clock, sign_in, office):
    place = tried(admin)[1]

    clock.forward(days=1)

    sign_in(office.administrator).get(place, status=404)


def test_who_does_not_administer_sees_no_template(sign_in, office):
    sign_in(office.drafter).get(PLACE, status=403)


def test_the_agency_chooses_a_template(admin):
    page = admin.get(PLACE)

    page = admin.fill(page, f"{PLACE}/chon", template_name="ke_hoach")
    assert "Đã đổi mẫu" in page.text

    page = admin.fill(page, f"{PLACE}/chon", 422, template_name="khong_co")
    assert "Lựa chọn này không có trong danh sách" in page.text


def test_an_advisory_body_chooses_its_own_template(admin, sqlite_database, office):
    wanted = BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")
    body_id = save_advisory_body(sqlite_database, office.administrator, wanted, NOON)
    page = admin.get(PLACE)
    assert "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ" in page.text
    sent = {"body_id": str(body_id), "template_name": "ke_hoach", "version": "1"}

    page = admin.post(f"{PLACE}/chon", sent)

    assert "đang dùng: UBND xã An Phước, BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ" in page.text


def test_a_template_that_is_not_there_is_refused(admin):
    admin.get(f"{PLACE}/khong_co/tai-len", status=422)
    admin.get(f"{PLACE}/ban/99/tai-ve", status=404)


def test_a_version_of_a_template_that_nobody_chose_asks_to_choose_it(admin):
    page = admin.post(
        f"{PLACE}/ke_hoach_so/tai-len",
        {"file": (BytesIO(read_files(templates_folder() / "ke_hoach_so").docx), "mau.docx")},
    )
    place = page.all("form")[-2].get("action")

    page = admin.fill(page, place, label="Có lô gô", used_from="2026-03-02")

    assert "Đã nhận bản mẫu, nhưng chưa ai dùng: hãy chọn mẫu này ở «Ai dùng mẫu nào»" in page.text
