"""Who was refused a page is told to the administrator."""

from tests.service.builders import an_office
from tests.web.plan_steps import a_way

PATH = "/quan-tri/tu-choi"


def told(client):
    return client.get(PATH).text


def test_a_refused_page_is_told_with_its_address_and_without_what_was_asked_in_it(sign_in, office):
    client = sign_in(office.drafter)
    client.get("/quan-tri/nguoi?ten=bi-mat", 403)
    client.post("/quan-tri/don-vi/them", {"name": "Phòng bí mật"}, 403)

    words = told(sign_in(office.administrator))

    assert "mở /quan-tri/nguoi" in words
    assert "gửi /quan-tri/don-vi/them" in words
    assert words.count("không có quyền") == 2
    assert "bi-mat" not in words
    assert "Phòng bí mật" not in words


def test_a_plan_of_another_agency_is_told_to_the_agency_of_the_reader(
    sign_in, office, sqlite_database, rules
):
    other = an_office(sqlite_database, short_name="UBND xã Bình An")
    way = a_way(sqlite_database, rules, other)
    sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}", 404)

    words = told(sign_in(office.administrator))

    assert f"mở /ke-hoach/{way.plan_id} không tìm thấy" in words
    assert office.drafter.full_name in words


def test_a_page_that_the_house_does_not_have_and_a_visitor_are_not_told(sign_in, office, visitor):
    sign_in(office.drafter).get("/khong-co", 404)
    visitor.get("/quan-tri/nguoi")

    assert "Chưa ai bị từ chối" in told(sign_in(office.administrator))
