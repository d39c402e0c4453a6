"""The signed and sealed paper through the browser's door."""

import pytest

from tests.paper_pdf import a_paper
from tests.service.builders import NOON, a_plan, a_text, bring_to, take
from tests.service.dossier_files import pdf_that_runs
from tests.service.signed_papers import a_scan, hand_in
from tests.signing import a_signer, an_authority, sign
from tests.web.client import words
from webapp.documents.pdf.form_fields import with_fields
from webapp.domain.plan import Medium
from webapp.services import signature_checks
from webapp.services.signing_settings import SigningSettings, save_signing_settings


@pytest.fixture
def plan_id(sqlite_database, rules, office, way):
    return bring_to(sqlite_database, rules, office, way.plan_id, "issued")


@pytest.fixture
def room(plan_id):
    return f"/ke-hoach/{plan_id}/ban-da-ky"


def card(page):
    return words(page.one("section", id="ban-da-ky"))


def test_the_clerk_hands_it_in_and_downloads_lead_with_it(sign_in, office, room, plan_id):
    clerk = sign_in(office.clerk)
    assert "Bản phát hành" in clerk.get(f"/ke-hoach/{plan_id}").links()

    page = clerk.upload(room, "bản ký.pdf", a_scan())

    assert "Đã nhận bản đã ký, đóng dấu (bản 1)." in page.text
    assert "Quét 200 dpi, có màu" in card(page)
    names = list(page.links())
    assert names.index("Tải bản đã ký (PDF)") < names.index("Bản Word để tham khảo")
    assert "Bản phát hành" not in names


def test_what_should_be_looked_at_stands_beside_it(sign_in, sqlite_database, office, plan_id):
    hand_in(sqlite_database, office.clerk, plan_id, a_scan(dpi=100, seal=False))

    shown = card(sign_in(office.drafter).get(f"/ke-hoach/{plan_id}"))

    assert "100 dpi, dưới 200 dpi" in shown
    assert "không có màu" in shown
    assert "Đưa lên bản thay thế" not in shown


def test_a_reader_opens_it_and_takes_it(sign_in, sqlite_database, office, plan_id):
    data = a_scan()
    hand_in(sqlite_database, office.clerk, plan_id, data)
    drafter = sign_in(office.drafter)
    links = drafter.get(f"/ke-hoach/{plan_id}").links()

    taken = drafter.raw("GET", links["Tải bản đã ký (PDF)"])
    read = drafter.raw("GET", links["Xem bản đã ký"])

    assert taken.data == read.data == data
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert read.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in taken.headers["Content-Security-Policy"]


def test_a_file_that_is_refused_comes_back_with_the_reason(sign_in, office, room):
    page = sign_in(office.clerk).upload(room, "a.pdf", pdf_that_runs(), 422)

    assert "mã lệnh tự chạy" in page.text
    assert "hãy chọn lại tệp" in page.text


def test_whoever_may_not_is_sent_back_with_the_reason(sign_in, office, room):
    page = sign_in(office.drafter).get(room)

    assert "Chỉ văn thư được đưa bản đã ký lên" in page.text
    sign_in(office.drafter).upload(room, "a.pdf", a_scan(), 403)


def test_a_plan_that_is_not_signed_has_no_room_for_it(sign_in, office, way):
    page = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}")

    assert not [one for one in page.all("section") if one.get("id") == "ban-da-ky"]


# --- with the record of the signature


@pytest.fixture
def approved(sqlite_database, rules, office):
    plan_id = bring_to(sqlite_database, rules, office, a_plan(sqlite_database, office), "signature")
    return f"/ke-hoach/{plan_id}/viec/nhan-ban-ky"


def test_the_file_comes_with_the_day_of_the_signature(sign_in, office, approved):
    clerk = sign_in(office.clerk)
    asked = clerk.get(approved).values("/ke-hoach/")

    page = clerk.upload(approved, "bản ký.pdf", a_scan(), **{**asked, "signed_on": "02/03/2026"})

    assert "Đã nhận bản đã ký, đóng dấu (bản 1)." in page.text
    assert "Cấp số" in page.links()


def test_a_bad_file_gives_the_form_back_as_it_was_typed(sign_in, office, approved):
    clerk = sign_in(office.clerk)
    asked = {**clerk.get(approved).values("/ke-hoach/"), "signed_on": "02/03/2026"}

    page = clerk.upload(approved, "a.pdf", pdf_that_runs(), 422, **{**asked, "note": "Đã nhận đủ"})

    assert "mã lệnh tự chạy" in page.text
    assert "hãy chọn lại tệp" in page.text
    kept = page.values("/ke-hoach/")
    assert (kept["signed_on"], kept["note"]) == ("02/03/2026", "Đã nhận đủ")


def test_the_page_of_the_number_says_what_it_waits_for(sign_in, sqlite_database, rules, office):
    asked = SigningSettings(file_before_number=True)
    save_signing_settings(sqlite_database, office.administrator, asked, NOON)
    text = a_text(medium=Medium.ELECTRONIC)
    plan_id = a_plan(sqlite_database, office, text)
    bring_to(sqlite_database, rules, office, plan_id, "numbering")

    page = sign_in(office.clerk).get(f"/ke-hoach/{plan_id}/viec/cap-so")

    assert page.text.count("chỉ được cấp số khi đã có tệp PDF người ký đã ký số") == 2


# --- what the agency trusts and asks


def test_the_administrator_trusts_an_authority_and_trusts_it_no_more(sign_in, office):
    admin, room = sign_in(office.administrator), "/quan-tri/chu-ky-so"
    assert "Chưa có chứng thư nào" in admin.get(room).text

    page = admin.upload(f"{room}/chung-thu", "goc.cer", an_authority("CA thử").der)
    assert "Đã thêm chứng thư «CA thử»" in page.text

    page = admin.fill(page, f"{room}/chung-thu/")
    assert "Đã bỏ chứng thư «CA thử»" in page.text


def test_what_is_no_certificate_is_refused_beside_the_field(sign_in, office):
    admin = sign_in(office.administrator)
    page = admin.upload("/quan-tri/chu-ky-so/chung-thu", "a.cer", b"xin chao", 422)

    assert "không phải một chứng thư đọc được" in page.text


def test_the_administrator_says_what_electronic_papers_wait_for(sign_in, office):
    room = "/quan-tri/chu-ky-so"
    first, second = sign_in(office.administrator), sign_in(office.administrator)
    old = second.get(room)

    page = first.fill(first.get(room), room, file_before_number="y")
    assert "Đã lưu cách xử lý văn bản điện tử" in page.text
    assert page.one("input", id="file_before_number").get("checked") is not None

    stale = second.fill(old, room, 409, file_before_issue="y")
    assert "Mục chữ ký số đã được sửa" in stale.text


@pytest.fixture
def numbered(sqlite_database, rules, office, monkeypatch):
    """An electronic plan whose number did not get into the file that the leader signed."""
    plan_id = a_plan(sqlite_database, office, a_text(medium=Medium.ELECTRONIC))
    bring_to(sqlite_database, rules, office, plan_id, "numbering")
    form = with_fields(a_paper(), "Phạm Quốc Toản")
    signed = sign(form, a_signer(an_authority()), field="chu_ky_nguoi_ky")
    hand_in(sqlite_database, office.clerk, plan_id, signed)
    with monkeypatch.context() as patched:
        patched.setattr(signature_checks, "VALIDATOR", "tests.no_such_module")
        take(sqlite_database, rules, office.clerk, plan_id, "number")
    return plan_id


def test_the_clerk_has_the_number_filled_in_and_takes_the_file_to_sign_for_the_agency(
    sign_in, office, numbered
):
    clerk = sign_in(office.clerk)
    page = clerk.get(f"/ke-hoach/{numbered}")
    assert "Điền số, ngày vào tệp" in card(page)

    page = clerk.post(f"/ke-hoach/{numbered}/ban-da-ky/dien-so")

    assert "Đã điền số, ngày vào tệp đã ký;" in page.text
    names = page.links()
    assert "Tải tệp để cơ quan ký số" in names
    assert "Đưa lên bản cơ quan đã ký số" in names
    assert "Điền số, ngày vào tệp" not in card(page)
    again = clerk.post(f"/ke-hoach/{numbered}/ban-da-ky/dien-so")
    assert "Tệp không còn ô trống cho số, ngày." in again.text


def test_a_reader_sees_that_the_agency_has_still_to_sign(sign_in, office, numbered):
    drafter = sign_in(office.drafter)
    assert "Điền số, ngày vào tệp" not in card(drafter.get(f"/ke-hoach/{numbered}"))
    sign_in(office.clerk).post(f"/ke-hoach/{numbered}/ban-da-ky/dien-so")

    page = drafter.get(f"/ke-hoach/{numbered}")

    assert "chờ văn thư ký số của cơ quan" in card(page)
    assert "Tải bản đã ký (PDF)" in page.links()
