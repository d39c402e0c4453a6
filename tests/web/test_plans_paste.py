"""«Nhập từ Word» through the browser's door: read, reported, taken over, or refused."""

import os
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.browser.papers import OWN
from tests.service.builders import a_person
from tests.unit.docx_samples import bold, p, paper
from tests.unit.old_word_samples import old_word
from tests.web.client import words
from webapp.domain.people import Role
from webapp.domain.plan import plain
from webapp.services import drafting_desk, reading

PASTE = "/ke-hoach/dan"
TAKE = "/ke-hoach/dan/1/nap"
GONE = "chỉ được giữ một ngày"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFTS = Role.DRAFTER
WORD = paper(p(bold("I. MỤC ĐÍCH")), p("1. Rà soát hồ sơ lưu trữ."), p("Các đơn vị thực hiện./."))
ODD = OWN.replace("\na) Thôn Đông", "\n1.200 – 700 – 500\n\na) Thôn Đông")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def with_member(data, name, content):
    """The Word file with one more part, stored as it is."""
    made = BytesIO(data)
    with ZipFile(made, "a") as archive:
        archive.writestr(name, content)
    return made.getvalue()


def upload(client, name, data, status=200):
    return client.upload(PASTE, name, data, status)


def test_a_pasted_paper_is_reported_before_anything_is_kept(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    assert report.heading == "Kết quả đọc văn bản"
    assert "2 căn cứ" in report.text
    assert "Của văn bản gốc" in report.text
    assert "Hoàng Trọng Khiêm" in report.text
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_the_report_taken_over_is_a_draft_with_its_report(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    page = drafter.fill(report, TAKE)

    values = page.values("/ke-hoach/1/soan")
    assert values["subject"].startswith("Trồng cây phân tán")
    assert values["legal_bases"].count("\n") == 1
    assert "a) Thôn Đông nhận 500 cây;" in values["body"]
    assert values["to_places"].splitlines()[0] == "UBND huyện (B/c)"
    assert values["filing_line"] == "Lưu: VT, ĐC<sub>(HTK)</sub>."
    assert values["promulgation_place"] == "An Phước"
    assert "Hoàng Trọng Khiêm" in page.text


@pytest.mark.parametrize("name", ["ke-hoach.txt", "KE-HOACH.MD"])
def test_an_uploaded_text_file_is_read_the_same(drafter, name):
    data = b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode()

    report = upload(drafter, name, data)

    page = drafter.fill(report, TAKE)
    assert page.values("/ke-hoach/1/soan")["subject"].startswith("Trồng cây phân tán")


def test_a_draft_with_words_is_not_overwritten_unasked(
    drafter, way, office, sqlite_database, clock
):
    where = f"/ke-hoach/{way.plan_id}/dan"

    report = drafter.fill(drafter.get(where), where, text=OWN)

    assert "đang có chữ" in report.text
    untouched = drafting_desk.editing(sqlite_database, office.drafter, way.plan_id, clock.now())
    assert untouched.ordinal == 1
    page = drafter.fill(report, f"{where}/1/nap")
    assert page.values(f"/ke-hoach/{way.plan_id}/soan")["subject"].startswith("Trồng cây")


def test_what_was_overwritten_is_still_among_the_revisions(drafter, way, office, sqlite_database):
    where = f"/ke-hoach/{way.plan_id}/dan"
    report = drafter.fill(drafter.get(where), where, text=OWN)
    drafter.fill(report, f"{where}/1/nap")

    first = reading.revision_page(sqlite_database, office.drafter, way.plan_id, 1)

    assert plain(first.plan.subject).startswith("Tuyên truyền")
    assert "Lần 2" in drafter.get(f"/ke-hoach/{way.plan_id}").text


def test_a_stale_report_is_refused(drafter, way):
    where = f"/ke-hoach/{way.plan_id}"
    report = drafter.fill(drafter.get(f"{where}/dan"), f"{where}/dan", text=OWN)
    drafter.fill(drafter.get(f"{where}/soan"), f"{where}/soan", subject="Người khác vừa lưu")

    page = drafter.fill(report, f"{where}/dan/1/nap", 409)

    assert "cập nhật ở cửa sổ khác lúc" in page.text


def test_nothing_pasted_is_refused(drafter):
    page = drafter.fill(drafter.get(PASTE), PASTE, 422, text="  \n ")

    assert "dán văn bản vào ô này" in page.text


def test_control_characters_are_taken_out_and_reported(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN.replace("cây giống", "cây\x07 giống"))

    assert "điều khiển" in report.text


def test_text_without_structure_becomes_paragraphs(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text="Một câu trơ trọi.\nCâu thứ hai.")

    page = drafter.fill(report, TAKE)
    values = page.values("/ke-hoach/1/soan")
    assert "Một câu trơ trọi." in values["opening"] + values["body"]
    assert "Câu thứ hai." in values["opening"] + values["body"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anh.txt", PNG),
        ("van-ban.docx", b"PK\x03\x04nothing"),
        ("gia-danh.txt", b"PK\x03\x04" + b"\0" * 64),
        ("tcvn3.txt", "KÕ ho¹ch trång c©y".encode("latin-1")),
        ("khong-duoi", OWN.encode()),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(drafter, name, data):
    page = upload(drafter, name, data, 422)

    assert page.heading == "Nhập từ Word hoặc dán cả văn bản"
    assert "tệp" in page.text.lower()
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_a_file_over_the_limit_is_refused(drafter, web_parts):
    page = upload(drafter, "lon.txt", b"a" * (web_parts.upload_bytes + 1), 422)

    assert "lớn hơn" in page.text


def test_a_request_over_every_limit_is_refused_with_a_sentence(drafter, app):
    page = upload(drafter, "rat-lon.txt", b"a" * (app.config["MAX_CONTENT_LENGTH"] + 1), 413)

    assert "vượt quá giới hạn" in page.text


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_and_given_back(drafter, mark):
    page = drafter.fill(drafter.get(PASTE), PASTE, 422, text=f"{mark}\n\n{OWN}")

    assert "độ mật" in page.text
    assert page.values(PASTE)["text"].startswith(mark)


def test_a_report_of_another_paper_takes_nothing_over(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    page = drafter.fill(report, TAKE, 404, digest="0" * 64)

    assert GONE in page.text
    assert "Chưa có văn bản nào" in drafter.get("/ke-hoach").text


def test_a_second_tap_opens_the_draft_that_the_first_one_made(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)
    drafter.fill(report, TAKE)

    again = drafter.fill(report, TAKE)

    assert again.values("/ke-hoach/1/soan")["subject"].startswith("Trồng cây")


def test_a_colleague_sees_neither_the_report_nor_the_paper(drafter, sign_in, office):
    drafter.fill(drafter.get(PASTE), PASTE, text=OWN)
    head = sign_in(office.unit_head)
    colleague = sign_in(
        a_person(drafter.app.extensions["parts"].database, office.agency_id, DRAFTS)
    )

    assert GONE in colleague.get("/ke-hoach/dan/1", 404).text
    assert colleague.raw("GET", "/ke-hoach/dan/1/ban-xem").status_code == 404
    assert head.raw("GET", "/ke-hoach/dan/1").status_code == 403


def test_a_report_is_gone_after_its_day(drafter, sign_in, office, clock):
    drafter.fill(drafter.get(PASTE), PASTE, text=OWN)
    clock.forward(hours=23)
    assert sign_in(office.drafter).get("/ke-hoach/dan/1").heading == "Kết quả đọc văn bản"

    clock.forward(hours=2)

    assert "hãy tải lên lại" in sign_in(office.drafter).get("/ke-hoach/dan/1", 404).text


def test_the_draft_is_shown_beside_the_report_which_leads_to_its_blocks(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=ODD)

    anchors = [link for link in report.all("a") if (link.get("href") or "").startswith("#khoi-")]
    ids = {one.get("id"): one for one in report.all("div") if one.get("id")}
    assert anchors
    assert all(link.get("href")[1:] in ids for link in anchors)
    assert "1.200 – 700" in words(ids[anchors[0].get("href")[1:]])
    assert "XÃ AN PHƯỚC" in words(ids["o-subject"])


@pytest.mark.parametrize("where", ["/ke-hoach/dan", "/ke-hoach/{}/dan"])
def test_the_paper_of_the_draft_can_be_drawn(drafter, way, where):
    where = where.format(way.plan_id)
    report = drafter.fill(drafter.get(where), where, text=OWN)
    pane = next(one for one in report.all("section") if one.get("data-preview-source"))

    paper = drafter.raw("GET", pane.get("data-preview-source"))

    assert paper.mimetype == WORD_TYPE
    assert (
        "Thôn Đông nhận 500 cây" in ZipFile(BytesIO(paper.data)).read("word/document.xml").decode()
    )


def test_a_word_file_becomes_a_draft(drafter):
    report = upload(drafter, "Kế hoạch 2025.docx", WORD)

    assert "Tệp «Kế hoạch 2025.docx»" in report.text
    assert "Của văn bản gốc" in report.text
    page = drafter.fill(report, TAKE)
    values = page.values("/ke-hoach/1/soan")
    assert values["subject"] == "Kiểm tra công tác lưu trữ năm 2026"
    assert "Vừ A Của" in page.text


def test_an_old_word_file_becomes_a_draft_and_the_report_says_so(drafter):
    report = upload(drafter, "ke-hoach.doc", old_word(WORD))

    assert "LibreOffice chuyển sang .docx" in report.text
    page = drafter.fill(report, TAKE)
    assert page.values("/ke-hoach/1/soan")["subject"] == "Kiểm tra công tác lưu trữ năm 2026"


def test_a_file_as_large_as_the_limit_is_taken_over(drafter, web_parts):
    room = web_parts.upload_bytes - len(WORD) - 1000
    data = with_member(WORD, "word/media/anh.bin", os.urandom(room))
    assert len(data) > 0.99 * web_parts.upload_bytes

    page = drafter.fill(upload(drafter, "lon.docx", data), TAKE)

    assert page.values("/ke-hoach/1/soan")["subject"] == "Kiểm tra công tác lưu trữ năm 2026"


@pytest.mark.parametrize("where", ["/ke-hoach/soan", "/ke-hoach/{}/soan"])
def test_the_desk_offers_to_read_a_word_file(drafter, way, where):
    page = drafter.get(where.format(way.plan_id))

    form = page.form(where.format(way.plan_id).replace("/soan", "/dan"))
    assert [one.get("name") for one in form.iter("input") if one.get("type") == "file"] == ["file"]
    assert page.links()["Nhập từ Word"].endswith("/dan")
    waits = form.get("hidden") is not None
    assert waits == (where != "/ke-hoach/soan")
