"""One person in two agencies: what was typed for one is never written into the other."""

import pytest

from tests.service.builders import a_membership, an_office
from webapp.domain.people import Role
from webapp.services import administration

PATH = "/quan-tri/don-vi/them"
TYPED = {"name": "Phòng Kinh tế", "abbreviation": "KT"}


@pytest.fixture
def other(sqlite_database, office):
    """Another agency, which the administrator of the first administers too."""
    other = an_office(sqlite_database, short_name="UBND xã Bình An")
    person_id = office.administrator.person_id
    a_membership(sqlite_database, person_id, other.agency_id, Role.ADMINISTRATOR)
    return other


@pytest.fixture
def names(sqlite_database):
    def read(office):
        return [one.name for one in administration.units(sqlite_database, office.administrator)]

    return read


def test_a_page_of_the_agency_that_was_left_waits_for_its_return(sign_in, office, other, names):
    client = sign_in(office.administrator)
    page = client.get(PATH)
    client.post("/doi-co-quan", {"agency_id": other.agency_id})

    refused = client.fill(page, PATH, 400, **TYPED)
    assert refused.heading == "Trang của cơ quan khác"
    assert refused.values(PATH)["name"] == "Phòng Kinh tế"
    refused = client.fill(refused, PATH, 400)
    assert refused.heading == "Trang của cơ quan khác"
    assert "Phòng Kinh tế" not in names(other) + names(office)

    client.post("/doi-co-quan", {"agency_id": office.agency_id})
    again = client.fill(refused, PATH, 400)
    assert again.heading == "Trang đã mở quá lâu"
    client.fill(again, PATH)
    assert "Phòng Kinh tế" in names(office)
    assert "Phòng Kinh tế" not in names(other)


def test_a_page_opened_after_the_change_is_taken(sign_in, office, other, names):
    client = sign_in(office.administrator)
    client.post("/doi-co-quan", {"agency_id": other.agency_id})

    client.fill(client.get(PATH), PATH, **TYPED)

    assert "Phòng Kinh tế" in names(other)
