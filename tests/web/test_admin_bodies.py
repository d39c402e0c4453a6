"""The pages on which an administrator keeps advisory bodies."""

import pytest

from tests.service.builders import NOON
from webapp.services import administration

PLACE = "/quan-tri/to-chuc-tu-van"


@pytest.fixture
def admin(sign_in, office):
    return sign_in(office.administrator)


@pytest.fixture
def board(sqlite_database, office):
    wanted = administration.BodyInput(None, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐ")
    return administration.save_advisory_body(sqlite_database, office.administrator, wanted, NOON)


def test_an_empty_list_says_when_a_body_is_needed(admin):
    page = admin.get(PLACE)

    assert "chưa có tổ chức tư vấn nào" in page.text


def test_a_body_is_added_and_leads_to_its_series(admin):
    page = admin.get(f"{PLACE}/them")
    page = admin.fill(page, f"{PLACE}/them", name="HỘI ĐỒNG THI ĐUA", abbreviation="HĐTĐ")

    assert "HỘI ĐỒNG THI ĐUA" in page.text
    assert "chưa có, mở dãy số" in page.text


def test_a_stale_page_of_a_body_shows_both_texts(admin, board, office, sqlite_database):
    page = admin.get(f"{PLACE}/{board}")
    other = administration.BodyInput(board, "BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", "BCĐS", version=1)
    administration.save_advisory_body(sqlite_database, office.administrator, other, NOON)

    page = admin.fill(page, f"{PLACE}/{board}", 409, abbreviation="CĐS")

    assert "BCĐS" in page.text
    assert "CĐS" in page.text


def test_a_body_that_is_not_there_is_not_found(admin):
    admin.get(f"{PLACE}/999", status=404)


@pytest.mark.usefixtures("board")
def test_the_drafting_form_offers_the_body_as_issuer(sign_in, office):
    page = sign_in(office.drafter).get("/ke-hoach/soan")

    assert "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ" in page.text
