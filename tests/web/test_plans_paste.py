"""«Dán cả văn bản» through the browser's door: read, reported, taken over, or refused."""

import pytest

from tests.browser.papers import OWN
from webapp.domain.plan import plain
from webapp.services import drafting, reading

PASTE = "/ke-hoach/dan"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


def upload(client, name, data, status=200):
    """Send a file as a browser does; a body made by hand leaves no temporary file behind."""
    parts = [
        f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{client.token()}'.encode(),
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data,
    ]
    body = b"".join(b"--limit\r\n" + part + b"\r\n" for part in parts) + b"--limit--\r\n"
    kind = "multipart/form-data; boundary=limit"
    return client.post_body(PASTE, body, kind, status)


def test_a_pasted_paper_is_reported_before_anything_is_kept(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    assert report.heading == "Kết quả đọc văn bản"
    assert "2 căn cứ" in report.text
    assert "Của văn bản gốc" in report.text
    assert "Hoàng Trọng Khiêm" in report.text
    assert "Chưa có kế hoạch nào" in drafter.get("/ke-hoach").text


def test_the_report_taken_over_is_a_draft_with_its_report(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    page = drafter.fill(report, "/ke-hoach/dan/nap")

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

    page = drafter.fill(report, "/ke-hoach/dan/nap")
    assert page.values("/ke-hoach/1/soan")["subject"].startswith("Trồng cây phân tán")


def test_a_draft_with_words_is_not_overwritten_unasked(
    drafter, way, office, sqlite_database, clock
):
    where = f"/ke-hoach/{way.plan_id}/dan"

    report = drafter.fill(drafter.get(where), where, text=OWN)

    assert "đang có chữ" in report.text
    untouched = drafting.editing(sqlite_database, office.drafter, way.plan_id, clock.now())
    assert untouched.ordinal == 1
    page = drafter.fill(report, f"{where}/nap")
    assert page.values(f"/ke-hoach/{way.plan_id}/soan")["subject"].startswith("Trồng cây")


def test_what_was_overwritten_is_still_among_the_revisions(drafter, way, office, sqlite_database):
    where = f"/ke-hoach/{way.plan_id}/dan"
    report = drafter.fill(drafter.get(where), where, text=OWN)
    drafter.fill(report, f"{where}/nap")

    first = reading.revision_page(sqlite_database, office.drafter, way.plan_id, 1)

    assert plain(first.plan.subject).startswith("Tuyên truyền")
    assert "Lần 2" in drafter.get(f"/ke-hoach/{way.plan_id}").text


def test_a_stale_report_is_refused(drafter, way):
    where = f"/ke-hoach/{way.plan_id}"
    report = drafter.fill(drafter.get(f"{where}/dan"), f"{where}/dan", text=OWN)
    drafter.fill(drafter.get(f"{where}/soan"), f"{where}/soan", subject="Người khác vừa lưu")

    page = drafter.fill(report, f"{where}/dan/nap", 409)

    assert "vừa cập nhật" in page.text


def test_nothing_pasted_is_refused(drafter):
    page = drafter.fill(drafter.get(PASTE), PASTE, 422, text="  \n ")

    assert "Hãy dán văn bản" in page.text


def test_control_characters_are_taken_out_and_reported(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN.replace("cây giống", "cây\x07 giống"))

    assert "điều khiển" in report.text


def test_text_without_structure_becomes_paragraphs(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text="Một câu trơ trọi.\nCâu thứ hai.")

    page = drafter.fill(report, "/ke-hoach/dan/nap")
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

    assert page.heading == "Dán cả văn bản"
    assert "tệp" in page.text.lower()
    assert "Chưa có kế hoạch nào" in drafter.get("/ke-hoach").text


def test_a_file_over_the_limit_is_refused(drafter, web_parts):
    page = upload(drafter, "lon.txt", b"a " * (web_parts.upload_bytes // 2 + 1), 422)

    assert "lớn hơn" in page.text


def test_a_request_over_every_limit_is_refused_with_a_sentence(drafter, app):
    page = upload(drafter, "rat-lon.txt", b"a" * (app.config["MAX_CONTENT_LENGTH"] + 1), 413)

    assert "vượt quá giới hạn" in page.text


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_and_given_back(drafter, mark):
    page = drafter.fill(drafter.get(PASTE), PASTE, 422, text=f"{mark}\n\n{OWN}")

    assert "độ mật" in page.text
    assert page.values(PASTE)["text"].startswith(mark)


def test_a_report_that_was_tampered_with_is_refused(drafter):
    report = drafter.fill(drafter.get(PASTE), PASTE, text=OWN)

    page = drafter.fill(report, "/ke-hoach/dan/nap", 422, kept_data="không phải base64")

    assert "dán lại" in page.text
