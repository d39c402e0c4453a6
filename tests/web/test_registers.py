"""Sổ đăng ký văn bản đi on screen."""

from datetime import date

from tests.service.builders import NOON, a_person, an_agency, an_office, save
from webapp.db.models.numbers import RegisterRow
from webapp.domain.people import Role


def a_line(database, office, number, **changes):
    values = {
        "agency_id": office.agency_id,
        "series_id": office.series_id,
        "year": 2026,
        "number": number,
        "notation": "KH-UBND",
        "promulgated_on": date(2026, 3, 2),
        "type_name": "Kế hoạch",
        "subject": "Phòng, chống hạn hán mùa khô",
        "signer_name": "Phạm Quốc Toản",
        "recipients": "UBND huyện; Các thôn",
        "kept_by": "VT, VHXH",
        "registered_by": office.clerk.person_id,
        "registered_at": NOON,
    }
    return save(database, lambda _: RegisterRow(**{**values, **changes}))


def test_an_empty_book_says_how_it_fills(sign_in, office):
    page = sign_in(office.clerk).get("/so-van-ban-di")

    assert "Sổ năm 2026 chưa có dòng nào." in page.text


def test_a_line_has_the_columns_of_the_decree(sign_in, office, sqlite_database):
    a_line(sqlite_database, office, 115)

    page = sign_in(office.clerk).get("/so-van-ban-di")

    assert len(page.all("th", scope="col")) == 10
    for text in ("115/KH-UBND", "02/03/2026", "Phạm Quốc Toản", "UBND huyện; Các thôn", "VT, VHXH"):
        assert text in page.text


def test_a_void_line_stays_struck_with_its_reason(sign_in, office, sqlite_database):
    a_line(
        sqlite_database,
        office,
        116,
        status="void",
        void_reason="Cấp nhầm dãy số",
        voided_at=NOON,
        voided_by=office.clerk.person_id,
    )

    page = sign_in(office.clerk).get("/so-van-ban-di")

    assert page.one("tr", class_="book-void") is not None
    assert "Lý do: Cấp nhầm dãy số" in page.text


def test_the_book_is_searched_by_number(sign_in, office, sqlite_database):
    a_line(sqlite_database, office, 115)
    a_line(sqlite_database, office, 116, subject="Tổ chức Tết trồng cây")
    client = sign_in(office.clerk)

    page = client.get("/so-van-ban-di", query_string={"tim": "115"})
    assert "115/KH-UBND" in page.text
    assert "116/KH-UBND" not in page.text

    page = client.get("/so-van-ban-di", query_string={"tim": "khong co gi"})
    assert "Không có dòng nào khớp «khong co gi»." in page.text


def test_another_agencys_book_stays_closed(sign_in, office, sqlite_database):
    other = an_office(sqlite_database, short_name="Sở Nội vụ")
    a_line(sqlite_database, other, 200, subject="Chuyện của Sở")

    client = sign_in(office.clerk)
    for query in ({}, {"day-so": other.series_id}):
        page = client.raw("GET", "/so-van-ban-di", query_string=query)
        assert "Chuyện của Sở" not in page.get_data(as_text=True)


def test_odd_words_in_the_address_are_no_fault(sign_in, office):
    client = sign_in(office.clerk)

    for query in (
        {"nam": "không"},
        {"nam": "99999999999999999999"},
        {"day-so": "-1"},
        {"truoc": "x"},
        {"tim": "' OR 1=1 --"},
        {"tim": "%_\\\x00"},
    ):
        client.get("/so-van-ban-di", query_string=query)


def test_the_book_is_printed_from_its_page(sign_in, office, sqlite_database):
    a_line(sqlite_database, office, 115)
    client = sign_in(office.drafter)
    place = f"/so-van-ban-di/in-so/{office.series_id}/2026"

    page = client.get(place)
    assert page.one("input", id="tu-so").get("value") == "115"

    sent = client.raw("GET", f"{place}/tep", query_string={"dang": "docx", "tu-so": "115"})
    assert sent.status_code == 200
    assert "so-dang-ky-van-ban-di-2026" in sent.headers["Content-Disposition"]


def test_a_volume_that_cannot_be_keeps_what_was_typed(sign_in, office, sqlite_database):
    a_line(sqlite_database, office, 115)
    place = f"/so-van-ban-di/in-so/{office.series_id}/2026/tep"

    page = sign_in(office.clerk).get(
        place, query_string={"dang": "docx", "tu-so": "115a"}, status=400
    )

    assert "không có số chen như «115a»" in page.text
    assert page.one("input", id="tu-so").get("value") == "115a"


def test_an_empty_book_has_nothing_to_print(sign_in, office):
    page = sign_in(office.clerk).get(f"/so-van-ban-di/in-so/{office.series_id}/2026")

    assert "chưa có gì để in" in page.text


def test_an_agency_without_a_series_has_an_empty_book(sign_in, sqlite_database):
    agency_id = an_agency(sqlite_database)
    clerk = a_person(sqlite_database, agency_id, Role.CLERK)

    page = sign_in(clerk).get("/so-van-ban-di")

    assert "chưa có dòng nào" in page.text
    assert "Khóa sổ" not in page.text
