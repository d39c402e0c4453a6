"""A refused form names everything that is wrong with it at once."""

import pytest

PERSON, AUTHORITY = "/quan-tri/nguoi/them", "/quan-tri/tham-quyen-ky/them"
STAND_IN = "/phan-cong/xu-ly-thay/them"
REGISTER, PAPER = "/so-van-ban-di/dang-ky", "/so-van-ban-di/tu-so-giay"


def marked(page):
    return [one.get("id").removesuffix("-loi") for one in page.all("p", class_="field-error")]


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        (REGISTER, ["document_type_id", "subject", "signer_name", "recipients"]),
        (
            PAPER,
            [
                "number",
                "promulgated_on",
                "document_type_id",
                "subject",
                "signer_name",
                "recipients",
            ],
        ),
    ],
)
def test_an_empty_line_of_the_book_misses_every_needed_field(sign_in, office, path, missing):
    client = sign_in(office.clerk)

    page = client.fill(client.get(path), path, 422)

    assert sorted(marked(page)) == sorted(missing)
    named = [one.get("href") for one in page.one("div", role="alert").iter("a")]
    assert sorted(named) == sorted(f"#{one}" for one in missing)


def test_a_new_person_without_anything_misses_name_account_and_password(sign_in, office):
    client = sign_in(office.administrator)

    page = client.fill(client.get(PERSON), PERSON, 422, roles=["drafter"])

    assert sorted(marked(page)) == ["full_name", "password", "unit_id", "username"]


def test_a_delegation_misses_all_that_the_decree_asks_of_it(sign_in, office):
    client = sign_in(office.administrator)

    page = client.fill(client.get(AUTHORITY), AUTHORITY, 422, form="tuq")

    assert sorted(marked(page)) == ["document", "position", "scope", "valid_until"]


def test_an_empty_stand_in_misses_both_people_the_last_day_and_the_document(sign_in, office):
    client = sign_in(office.clerk)

    page = client.fill(client.get(STAND_IN), STAND_IN, 422)

    assert sorted(marked(page)) == ["absent_id", "document", "stand_in_id", "valid_until"]
