"""The văn thư's pages of sao y and trích sao."""

import pytest
from sqlalchemy import select

from tests.service.builders import a_plan, bring_to
from tests.service.copied import a_copies_series, copy
from webapp.db.models.copies import CopyPdfRow, CopyRow


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def clerk(sign_in, office):
    return sign_in(office.clerk)


@pytest.fixture
def plan_id(database, rules, office):
    a_copies_series(database, office)
    return bring_to(database, rules, office, a_plan(database, office), "issued")


def test_a_copy_is_asked_with_its_number_and_then_stands_on_the_page(clerk, plan_id, office):
    address = f"/ke-hoach/{plan_id}/sao-y"
    page = clerk.get(address)
    assert "03/SY-UBND" in page.text

    page = clerk.fill(page, address, authority_id=str(office.authority_id), to_places="Sở Tư pháp")

    assert "Đã cấp số 03/SY-UBND và làm sao y." in page.text
    assert "Nơi nhận: Sở Tư pháp" in page.text
    assert "PDF đang được làm" in page.text


def test_parts_are_chosen_for_a_trich_sao(clerk, plan_id, office):
    address = f"/ke-hoach/{plan_id}/trich-sao"

    page = clerk.fill(
        clerk.get(address),
        address,
        authority_id=str(office.authority_id),
        to_places="Sở Tư pháp",
        blocks="3",
    )

    assert "Trích: căn cứ, mở đầu; «II. TỔ CHỨC THỰC HIỆN»" in page.text


def test_what_is_missing_is_said_beside_its_field_and_the_text_comes_back(clerk, plan_id):
    address = f"/ke-hoach/{plan_id}/trich-sao"

    page = clerk.fill(clerk.get(address), address, 422, to_places="Sở Tư pháp")

    assert "Sở Tư pháp" in page.text
    assert "Chọn người ký bản sao" in page.text


def test_another_number_than_the_page_said_has_a_page_of_its_own(
    clerk, database, rules, office, plan_id
):
    address = f"/ke-hoach/{plan_id}/sao-y"
    page = clerk.get(address)
    copy(database, rules, office, plan_id)

    page = clerk.fill(page, address, authority_id=str(office.authority_id), to_places="Sở Tư pháp")

    assert "04/SY-UBND" in page.text
    assert "Số dự kiến 3 đã được cấp cho văn bản khác." in page.text


def test_the_files_are_sent_and_a_failed_one_is_made_again(clerk, database, rules, office, plan_id):
    made = copy(database, rules, office, plan_id)
    files = f"/ke-hoach/{plan_id}/ban-sao/{made.copy_id}"
    with database.transaction() as session:
        row = session.scalars(select(CopyPdfRow)).one()
        row.becomes("failed", "Máy chủ hết chỗ.")

    page = clerk.get(f"/ke-hoach/{plan_id}")
    assert "Máy chủ hết chỗ." in page.text
    page = clerk.fill(page, f"{files}/lam-lai")
    assert "PDF đang được làm" in page.text

    assert clerk.raw("GET", f"{files}/word").data.startswith(b"PK")
    with database.transaction() as session:
        row = session.scalars(select(CopyPdfRow)).one()
        row.sha256 = session.scalars(select(CopyRow.word_sha256)).one()
        row.becomes("ready")
    assert clerk.raw("GET", f"{files}/pdf").data.startswith(b"PK")


def test_the_page_says_where_no_series_is_open(sign_in, database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")

    page = sign_in(office.clerk).get(f"/ke-hoach/{plan_id}/sao-y")

    assert "chưa có dãy số cho bản sao" in page.text


def test_the_administrator_sees_that_copies_share_a_series(sign_in, database, office):
    a_copies_series(database, office)
    admin = sign_in(office.administrator)

    assert "mọi bản sao" in admin.get("/quan-tri/day-so").text
    assert "Bản trích sao – dãy chung cho mọi bản sao" in admin.get("/quan-tri/day-so/them").text


def test_a_refused_deed_leads_back_to_its_paper(clerk, database, office):
    draft = a_plan(database, office)

    page = clerk.get(f"/ke-hoach/{draft}/sao-y", 403)

    assert page.links()["Về văn bản"] == f"/ke-hoach/{draft}"
