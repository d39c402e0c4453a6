"""The hồ sơ trình through the browser's door."""

from dataclasses import replace

import pytest

from tests.service.builders import a_person, bring_to
from tests.service.dossier_files import DOCX, FACTS, PDF, a_picture, attach, pdf_that_runs, workbook
from tests.service.test_dossier import replace_with
from tests.service.test_dossier_pages import fail
from tests.web.client import words
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.domain.dossier import PaperKind
from webapp.domain.people import Role
from webapp.services import dossier_deeds
from webapp.services.rules import Rules

TYPED = {
    "kind": "to_trinh",
    "title": FACTS.title,
    "number": FACTS.number,
    "dated": "02/03/2026",
    "issuer": FACTS.issuer,
}
REASON = "Nhầm tệp của kế hoạch khác"


@pytest.fixture
def plan_id(way):
    return way.plan_id


@pytest.fixture
def room(plan_id):
    return f"/ke-hoach/{plan_id}/ho-so"


@pytest.fixture
def paper_id(sqlite_database, office, plan_id):
    return attach(sqlite_database, office.drafter, plan_id)


@pytest.fixture
def drafter(sign_in, office):
    return sign_in(office.drafter)


@pytest.fixture
def signer(sign_in, office):
    return sign_in(office.signer)


def bring(sqlite_database, rules, office, plan_id, state):
    bring_to(sqlite_database, rules, office, plan_id, state)


def card(page):
    return words(page.one("section", id="ho-so"))


# --- putting in


def test_the_drafter_adds_a_paper_and_every_reader_finds_it(drafter, signer, room, plan_id):
    page = drafter.upload(f"{room}/them", "tờ trình.pdf", PDF, **TYPED)

    assert f"Đã thêm «{FACTS.title}» vào hồ sơ trình." in page.text
    shown = card(signer.get(f"/ke-hoach/{plan_id}"))
    assert "1 tài liệu" in shown
    assert "Tờ trình" in shown
    assert "Phòng Văn hóa - Xã hội, số 05/TTr-VHXH, ngày 02/03/2026" in shown
    assert "PDF, 1 kB" in shown


def test_the_form_offers_every_kind(drafter, room):
    page = drafter.get(f"{room}/them?loai=y_kien")

    assert [words(one) for one in page.one("select", id="kind").iter("option")] == [
        "Tờ trình",
        "Văn bản giao việc",
        "Căn cứ",
        "Ý kiến góp ý",
        "Báo cáo thẩm định, thẩm tra",
        "Tài liệu khác",
    ]
    assert page.values(f"{room}/them")["kind"] == "y_kien"


@pytest.mark.parametrize(
    ("changes", "data", "sentence"),
    [
        ({"title": ""}, PDF, "Ghi tên hoặc trích yếu"),
        ({"title": "x" * 301}, PDF, "Dài quá 300 ký tự"),
        ({"dated": "31/02/2026"}, PDF, "Ngày này không có"),
        ({"dated": "03/03/2026"}, PDF, "không thể sau ngày hôm nay"),
        ({"kind": "la"}, PDF, "không có trong danh sách"),
        ({}, b"xin chao", "Chỉ nhận tệp PDF"),
        ({}, pdf_that_runs(), "mã lệnh tự chạy"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason(drafter, room, changes, data, sentence):
    page = drafter.upload(f"{room}/them", "a.pdf", data, 422, **{**TYPED, **changes})

    assert sentence in page.text
    assert page.values(f"{room}/them")["number"] == FACTS.number
    assert "hãy chọn lại tệp" in page.text


def test_a_file_over_the_limit_is_refused_beside_the_field(drafter, room, web_parts):
    page = drafter.upload(
        f"{room}/them", "a.pdf", b"a" * (web_parts.upload_bytes + 1), 422, **TYPED
    )

    assert "Tệp lớn hơn 20 MB" in page.text


def test_without_a_file_the_form_says_so(drafter, room):
    page = drafter.post(f"{room}/them", TYPED, 422)

    assert "Chọn tệp của tài liệu." in page.text


def test_whoever_may_not_add_gets_his_words_back(
    sign_in, sqlite_database, rules, office, room, plan_id
):
    bring(sqlite_database, rules, office, plan_id, "approval")
    head = sign_in(office.unit_head)

    page = head.upload(f"{room}/them", "a.pdf", PDF, 403, **TYPED)

    assert "Chỉ người soạn thảo và người đang xử lý" in page.text
    assert page.values(f"{room}/them")["title"] == FACTS.title
    assert "chưa thêm được tài liệu" in head.get(f"{room}/them").text


def test_the_dossier_may_be_added_to_from_the_decision(
    signer, sqlite_database, rules, office, plan_id, room, paper_id
):
    bring(sqlite_database, rules, office, plan_id, "approval")

    page = signer.get(f"/ke-hoach/{plan_id}/duyet")

    assert "Hồ sơ trình: 1 tài liệu" in page.text
    assert page.links()[FACTS.title] == f"{room}/{paper_id}"
    assert page.links()["Thêm tài liệu"] == f"{room}/them"


# --- reading


def test_a_paper_is_read_page_by_page(signer, room, paper_id):
    page = signer.get(f"{room}/{paper_id}")

    assert page.heading == FACTS.title
    assert [one.get("alt") for one in page.all("img") if one.get("alt")] == ["Trang 1", "Trang 2"]
    assert "2 trang" in page.text
    assert len(words(page.one("code"))) == 13
    assert "Thay bằng bản mới" not in page.links()


def test_a_page_comes_as_a_picture_that_a_browser_keeps(signer, room, paper_id):
    answer = signer.raw("GET", f"{room}/{paper_id}/trang/1")

    assert answer.mimetype == "image/png"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    again = signer.raw(
        "GET", f"{room}/{paper_id}/trang/1", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_pdf_opens_in_the_browser_and_nothing_in_it_may_run(signer, room, paper_id):
    answer = signer.raw("GET", f"{room}/{paper_id}/tep")

    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename=to-trinh-05-ttr")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_a_picture_opens_in_a_sandbox(signer, sqlite_database, office, plan_id, room):
    scan = replace(FACTS, kind=PaperKind.BASIS, title="Bản chụp")
    paper_id = attach(sqlite_database, office.drafter, plan_id, a_picture(), "a.png", facts=scan)

    page = signer.get(f"{room}/{paper_id}")
    answer = signer.raw("GET", f"{room}/{paper_id}/tep")

    assert page.one("img", alt="Bản chụp").get("src") == f"{room}/{paper_id}/tep"
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


def test_every_file_is_taken_under_a_readable_name(signer, room, paper_id):
    answer = signer.raw("GET", f"{room}/{paper_id}/tai-ve")

    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=to-trinh-05")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_excel_file_is_for_taking_alone(signer, sqlite_database, office, plan_id, room):
    paper_id = attach(sqlite_database, office.drafter, plan_id, workbook(), "a.xlsx")

    page = signer.get(f"{room}/{paper_id}")

    assert "hãy tải tệp về để đọc" in page.text
    assert "Mở tệp" not in page.links()
    assert signer.raw("GET", f"{room}/{paper_id}/tep").status_code == 404


def test_a_word_file_says_that_its_pages_come(signer, sqlite_database, office, plan_id, room):
    paper_id = attach(sqlite_database, office.drafter, plan_id, DOCX, "a.docx")

    page = signer.get(f"{room}/{paper_id}")
    part = signer.raw("GET", f"{room}/{paper_id}", headers={"HX-Request": "true"})

    assert "Đang làm hình các trang" in page.text
    assert part.status_code == 204


def test_failed_pages_are_asked_for_again(signer, sqlite_database, office, plan_id, room, clock):
    paper_id = attach(sqlite_database, office.drafter, plan_id, DOCX, "a.docx")
    fail(sqlite_database)
    page = signer.get(f"{room}/{paper_id}")

    again = signer.fill(page, f"{room}/{paper_id}/lam-lai")

    assert "Đang làm hình các trang" in again.text
    assert clock.kicks


def test_who_may_not_read_the_plan_gets_no_file(sign_in, sqlite_database, office, room, paper_id):
    stranger = sign_in(a_person(sqlite_database, office.agency_id, Role.DRAFTER))

    for path in ("", "/tep", "/tai-ve", "/trang/1"):
        assert stranger.raw("GET", f"{room}/{paper_id}{path}").status_code == 403


# --- replacing and taking out


def test_a_new_version_leads_to_the_old_one_and_back(drafter, signer, room, paper_id):
    form = drafter.get(f"{room}/{paper_id}/thay")
    assert form.values(f"{room}/{paper_id}/thay")["dated"] == "02/03/2026"

    drafter.upload(f"{room}/{paper_id}/thay", "moi.png", a_picture(), **TYPED)

    old = signer.get(f"{room}/{paper_id}")
    assert "Đây là bản cũ." in old.text
    newest = signer.get(old.links()["Mở bản 2"])
    assert newest.links()["Bản 1"] == f"{room}/{paper_id}"


def test_a_version_that_came_second_is_refused_with_who_was_first(
    drafter, sqlite_database, office, room, paper_id
):
    replace_with(sqlite_database, office.drafter, paper_id, a_picture())

    page = drafter.upload(f"{room}/{paper_id}/thay", "a.xlsx", workbook(), 409, **TYPED)

    assert "Lê Thị Hạnh đã thay tài liệu này" in page.text
    assert page.values(f"{room}/{paper_id}/thay")["title"] == FACTS.title
    assert drafter.raw("GET", f"{room}/{paper_id}/thay").status_code == 403


def test_a_paper_is_taken_out_with_a_reason_and_stays_to_be_read(
    drafter, signer, room, paper_id, plan_id
):
    form = drafter.get(drafter.get(f"{room}/{paper_id}").links()["Gỡ"])
    refused = drafter.fill(form, f"{room}/{paper_id}/go", 422, reason="")
    assert "Ghi lý do gỡ" in refused.text

    drafter.fill(refused, f"{room}/{paper_id}/go", reason=REASON)

    shown = card(signer.get(f"/ke-hoach/{plan_id}"))
    assert "0 tài liệu" in shown
    assert "Đã gỡ (1)" in shown
    assert REASON in shown
    assert REASON in signer.get(f"{room}/{paper_id}").text


# --- what the workflow asks for


def test_the_submission_says_what_is_missing(drafter, web_parts, app, plan_id, room, tmp_path):
    text = (workflows_folder() / "ke_hoach.toml").read_text(encoding="utf-8")
    (tmp_path / "ke_hoach.toml").write_text(f'papers = ["to_trinh"]\n{text}', encoding="utf-8")
    asking = Rules.load(tmp_path, templates_folder())
    app.extensions["parts"] = replace(web_parts, rules=asking)

    page = drafter.get(f"/ke-hoach/{plan_id}/viec/trinh")

    assert "Quy trình này cần có tờ trình trong hồ sơ trình, hiện chưa có." in page.text
    assert page.links()["Thêm tài liệu"] == f"{room}/them"
    sent = drafter.fill(page, f"/ke-hoach/{plan_id}/viec/trinh")
    assert "Chờ kiểm tra nội dung" in sent.text


def test_the_history_tells_of_the_paper(drafter, paper_id, plan_id):
    del paper_id

    page = drafter.get(f"/ke-hoach/{plan_id}")

    assert f"Lê Thị Hạnh thêm vào hồ sơ trình tờ trình «{FACTS.title}»." in page.text


def test_a_removed_paper_cannot_be_removed_by_an_old_page(
    drafter, sqlite_database, office, room, paper_id, clock
):
    form = drafter.get(f"{room}/{paper_id}/go")
    dossier_deeds.remove(sqlite_database, office.drafter, paper_id, REASON, clock.now())

    page = drafter.fill(form, f"{room}/{paper_id}/go", reason="Lý do khác")

    assert "không cần làm lại" in page.text
