"""Another signer on a plan under way, by clicks."""

import pytest

from tests.service.builders import a_person, an_authority
from webapp.domain.people import Role


@pytest.fixture
def power(sqlite_database, office):
    deputy = a_person(sqlite_database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    return an_authority(
        sqlite_database,
        office.agency_id,
        deputy.person_id,
        form="tm_kt",
        position="PHÓ CHỦ TỊCH",
    )


def test_the_page_says_what_falls_and_the_strip_shows_who_checks_again(sign_in, office, way, power):
    way.checked()
    client, address = sign_in(office.drafter), f"/ke-hoach/{way.plan_id}/doi-nguoi-ky"
    assert "Đổi người ký" in client.get(f"/ke-hoach/{way.plan_id}").text
    form = client.get(address)
    assert "Sẽ không còn hiệu lực: «Kiểm tra thể thức» của Ngô Thanh Mai." in form.text
    assert "Vẫn có hiệu lực: «Kiểm tra nội dung» của Vũ Đình Khôi." in form.text

    page = client.fill(form, address, authority_id=str(power), reason="Chủ tịch đi công tác")

    assert "Đã đổi người ký thành Hồ Văn Lâm" in page.text
    assert "Chờ kiểm tra thể thức" in page.text
    assert "Vẫn có hiệu lực với khối chữ ký mới: «Kiểm tra nội dung» của Vũ Đình Khôi." in page.text


def test_a_change_without_a_signer_is_given_back(sign_in, office, way, power):
    way.checked()
    client, address = sign_in(office.drafter), f"/ke-hoach/{way.plan_id}/doi-nguoi-ky"

    page = client.fill(client.get(address), address, 422, authority_id="", reason="Đi công tác")

    assert power
    assert "Chọn một người ký khác." in page.text
    assert "Đi công tác" in page.text


def test_others_do_not_see_the_page(sign_in, office, way):
    way.checked()

    page = sign_in(office.clerk).get(f"/ke-hoach/{way.plan_id}/doi-nguoi-ky", 403)

    assert "Chỉ người soạn thảo" in page.text
