"""A stand-in asks and replies on the pages: they say for whom, and the form knows it."""

import pytest

from tests.service.builders import a_person
from tests.service.detours import put
from tests.service.places import DOCUMENT, confirmed
from webapp.domain.people import Role

SENTENCE = f"Anh/chị xử lý thay Vũ Đình Khôi theo {DOCUMENT}."


@pytest.fixture
def deputy(sqlite_database, office):
    person = a_person(
        sqlite_database,
        office.agency_id,
        Role.DRAFTER,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
    )
    confirmed(sqlite_database, office, office.unit_head, person)
    return person


def test_the_page_of_a_question_says_for_whom_it_is_asked(sign_in, office, way, deputy):
    way.submitted()
    client, address = sign_in(deputy), f"/ke-hoach/{way.plan_id}/hoi"
    page = client.get(address)
    assert SENTENCE in page.text

    shown = client.fill(
        page, address, asked_id=str(office.clerk.person_id), question="Đã có kinh phí chưa?"
    )

    assert "Hồ Văn Lâm (xử lý thay Vũ Đình Khôi)" in shown.text
    taken = client.fill(shown, f"/ke-hoach/{way.plan_id}/cau-hoi/")
    assert "Đã rút câu hỏi" in taken.text


def test_the_page_of_a_reply_says_for_whom_it_is_given(sign_in, office, way, deputy):
    way.checked()
    put(way.database, way.rules, office.signer, way.plan_id, office.unit_head)
    client = sign_in(deputy)
    desk = client.get("/")
    (address,) = {one for one in desk.links().values() if "/cau-hoi/" in one}

    page = client.get(address)
    assert SENTENCE in page.text
    client.fill(page, address, answer="agree")

    history = sign_in(office.drafter).get(f"/ke-hoach/{way.plan_id}").text
    assert f"Hồ Văn Lâm xử lý thay Vũ Đình Khôi (theo {DOCUMENT}) trả lời" in history
