"""The văn thư's page of what the places say of a recalled plan."""

import pytest
from sqlalchemy import select

from tests.service.chains import a_common_series, an_issued_plan, follow
from tests.service.directories import add, send_to
from webapp.db.models.recipients import DispatchRow


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def plan_id(database, rules, office):
    a_common_series(database, office)
    plan_id = an_issued_plan(database, rules, office)
    places = add(database, office, "Các thôn"), add(database, office, "Sở Nội vụ")
    send_to(database, rules, office, plan_id, *places)
    follow(database, rules, office, plan_id, "recalls")
    return plan_id


@pytest.fixture
def address(database, plan_id):
    del plan_id
    with database.reading() as session:
        first = session.scalars(select(DispatchRow.id).order_by(DispatchRow.id)).first()
    return f"/ke-hoach/noi-da-gui/{first}/thu-hoi"


def test_a_confirmation_is_recorded_and_counted(sign_in, office, plan_id, address):
    clerk = sign_in(office.clerk)
    assert "đã xác nhận 0/2, chưa trả lời 2" in clerk.get(f"/ke-hoach/{plan_id}").text

    page = clerk.fill(clerk.get(address), address, said_by="Trưởng thôn Bình Hòa")

    assert "Đã ghi xác nhận của Các thôn: đã gửi lại bản giấy." in page.text
    assert "đã xác nhận 1/2, chưa trả lời 1" in page.text
    assert "Trưởng thôn Bình Hòa báo" in clerk.get(address).text


def test_a_refusal_without_its_reason_comes_back_with_the_text(sign_in, office, address):
    clerk = sign_in(office.clerk)

    page = clerk.fill(clerk.get(address), address, 422, answer="refused", said_by="Trưởng thôn")

    assert "Ghi lý do nơi nhận từ chối." in page.text
    assert page.one("input", id="said_by").get("value") == "Trưởng thôn"


def test_others_read_who_confirmed(sign_in, office, plan_id, address):
    drafter = sign_in(office.drafter)

    assert "đã xác nhận 0/2" in drafter.get(f"/ke-hoach/{plan_id}").text
    drafter.get(address, status=403)
