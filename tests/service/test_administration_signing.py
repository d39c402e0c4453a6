"""Signing authorities and number series as an administrator keeps them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.service.builders import NOON, a_person, an_office, save
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.people import Role
from webapp.services import administration, numbering
from webapp.services.administration import (
    AuthorityInput,
    SeriesInput,
    agency_settings,
    authorities,
    document_types,
    save_agency,
    save_authority,
    save_series,
    series_list,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def admin(office):
    return office.administrator


@pytest.fixture
def deputy(database, office):
    return a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")


def an_input(person, **changes):
    values = {"form": "tm_kt", "position": "Phó Chủ tịch", "valid_from": date(2026, 1, 1)}
    return AuthorityInput(authority_id=None, person_id=person.person_id, **{**values, **changes})


def the(database, admin, authority_id):
    return next(
        one for one in authorities(database, admin, NOON) if one.values.authority_id == authority_id
    )


def test_an_authority_shows_the_block_it_gives(database, admin, deputy):
    authority_id = save_authority(database, admin, an_input(deputy), NOON)

    view = the(database, admin, authority_id)
    assert view.block.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert (view.block.position, view.block.full_name) == ("PHÓ CHỦ TỊCH", "Trần Thu Hà")
    assert view.full_name == "Trần Thu Hà"
    assert view.form_label.startswith("TM. và KT.")


@pytest.mark.parametrize(
    "changes",
    [
        {"active": False},
        {"valid_from": date(2026, 3, 3)},
        {"valid_until": date(2026, 3, 1)},
    ],
)
def test_an_authority_out_of_its_time_is_not_in_force(database, admin, deputy, changes):
    authority_id = save_authority(database, admin, an_input(deputy, **changes), NOON)

    assert not the(database, admin, authority_id).in_force
    assert authorities(database, admin, NOON)[0].in_force


DELEGATION = {
    "form": "tuq",
    "position": "Trưởng phòng",
    "scope": "Kế hoạch tuyên truyền",
    "document": "Văn bản ủy quyền số 12/UQ-UBND ngày 05/01/2026",
    "valid_until": date(2026, 6, 30),
}


def test_a_delegation_is_written_and_limited(database, admin, deputy):
    authority_id = save_authority(database, admin, an_input(deputy, **DELEGATION), NOON)

    assert the(database, admin, authority_id).block.authority == ("TUQ. CHỦ TỊCH",)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (DELEGATION | {"document": ""}, "document"),
        (DELEGATION | {"scope": " "}, "scope"),
        (DELEGATION | {"valid_until": None}, "valid_until"),
        (DELEGATION | {"valid_until": date(2025, 12, 31)}, "valid_until"),
        ({"form": "tl", "position": "Chánh Văn phòng"}, "document"),
        ({"form": "tl_kt", "document": "Quy chế số 1"}, "unit_head_title"),
        ({"form": "thay"}, "form"),
        ({"position": ""}, "position"),
    ],
)
def test_an_authority_against_article_13_is_refused(database, admin, deputy, changes, field):
    with pytest.raises(InvalidInputError) as refused:
        save_authority(database, admin, an_input(deputy, **changes), NOON)

    assert refused.value.field == field


def test_a_form_needs_the_titles_of_the_agency(database, admin, deputy):
    settings = agency_settings(database, admin)
    save_agency(database, admin, replace(settings, collective=""), NOON)

    with pytest.raises(InvalidInputError) as refused:
        save_authority(database, admin, an_input(deputy), NOON)

    assert refused.value.field == "collective"
    existing = authorities(database, admin, NOON)[0]
    assert (existing.block.authority, existing.block.position) == ((), "CHỦ TỊCH")


def test_only_a_signer_of_the_agency_gets_an_authority(database, office, admin):
    with pytest.raises(InvalidInputError, match="lãnh đạo ký"):
        save_authority(database, admin, an_input(office.clerk), NOON)


def test_an_authority_is_ended_and_never_given_to_another(database, office, admin, deputy):
    view = the(database, admin, office.authority_id)

    with pytest.raises(InvalidInputError, match="người khác"):
        other = replace(view.values, person_id=deputy.person_id)
        save_authority(database, admin, other, NOON)
    save_authority(database, admin, replace(view.values, active=False), NOON)

    assert not the(database, admin, office.authority_id).in_force
    with pytest.raises(StalePageError):
        save_authority(database, admin, view.values, NOON)


def test_another_agencys_authorities_and_series_do_not_exist(database, admin):
    other = an_office(database, short_name="UBND xã Bình Lộc")
    theirs = the(database, other.administrator, other.authority_id).values

    with pytest.raises(NotFoundError):
        save_authority(database, admin, theirs, NOON)
    with pytest.raises(NotFoundError):
        save_series(database, admin, a_form(series_id=other.series_id), NOON)


@pytest.mark.parametrize("name", ["authorities", "series_list"])
def test_people_without_the_office_s_data_see_none_of_it(database, office, name):
    with pytest.raises(ForbiddenError):
        getattr(administration, name)(database, office.drafter, NOON)


def a_form(**changes):
    values = {
        "series_id": None,
        "name": "Văn bản khác",
        "document_type_id": None,
        "notation": "",
        "last_number": 0,
        "year": 2026,
        "version": 1,
    }
    return SeriesInput(**{**values, **changes})


def plan_type(database):
    return next(one for one in document_types(database) if one.name == "Kế hoạch")


def counter(database, series_id, year=2026):
    with database.reading() as session:
        row = session.get(SeriesYearRow, (series_id, year))
        return row.first_number, row.last_number


def test_a_series_goes_on_from_the_paper_book(database, admin):
    series_id = save_series(database, admin, a_form(last_number=402), NOON)

    assert counter(database, series_id) == (403, 402)
    view = next(
        one for one in series_list(database, admin, NOON) if one.values.series_id == series_id
    )
    assert (view.values.last_number, view.type_name, view.numbers_given) == (402, "", False)
    with database.transaction() as session:
        assert numbering.take_next(session, series_id, 2026) == 403


def test_the_present_year_is_vietnams(database, office, admin):
    midnight = datetime(2026, 12, 31, 17, tzinfo=UTC)

    view = series_list(database, admin, midnight)[0]

    assert (view.values.year, view.values.last_number) == (2027, 0)
    assert (view.type_name, view.values.series_id) == ("Kế hoạch", office.series_id)


def test_the_counter_is_moved_until_the_first_number_is_given(database, office, admin):
    form = a_form(
        series_id=office.series_id,
        name="Kế hoạch",
        document_type_id=plan_type(database).id,
        last_number=120,
    )
    save_series(database, admin, form, NOON)
    assert counter(database, office.series_id) == (121, 120)
    give_a_number(database, office)

    with pytest.raises(InvalidInputError, match="đã có dòng") as refused:
        save_series(database, admin, replace(form, last_number=200, version=2), NOON)
    assert refused.value.field == "last_number"

    save_series(database, admin, replace(form, last_number=None, name="KH", version=2), NOON)
    assert counter(database, office.series_id) == (121, 121)
    view = series_list(database, admin, NOON)[0]
    assert (view.values.name, view.numbers_given) == ("KH", True)


def give_a_number(database, office):
    def make(session):
        number = numbering.take_next(session, office.series_id, 2026)
        return RegisterRow(
            agency_id=office.agency_id,
            series_id=office.series_id,
            year=2026,
            number=number,
            notation="KH-UBND",
            promulgated_on=TODAY,
            type_name="Kế hoạch",
            subject="Trồng cây",
            registered_by=office.clerk.person_id,
            registered_at=NOON,
        )

    save(database, make)


def test_a_used_series_keeps_its_document_type(database, office, admin):
    give_a_number(database, office)
    form = a_form(series_id=office.series_id, name="Kế hoạch", last_number=None)

    with pytest.raises(InvalidInputError, match="không đổi loại") as refused:
        save_series(database, admin, form, NOON)

    assert refused.value.field == "document_type_id"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Kế hoạch"}, "name"),
        ({"last_number": -1}, "last_number"),
        ({"last_number": 100_000}, "last_number"),
        ({"year": 2024}, "year"),
        ({"document_type_id": 10_000}, "document_type_id"),
        ({"notation": "x" * 201}, "notation"),
    ],
)
def test_a_series_that_cannot_be_is_refused(database, admin, changes, field):
    with pytest.raises(InvalidInputError) as refused:
        save_series(database, admin, a_form(**changes), NOON)

    assert refused.value.field == field


def test_a_document_type_has_one_open_series(database, admin):
    own = a_form(name="Kế hoạch hai", document_type_id=plan_type(database).id)

    with pytest.raises(InvalidInputError, match="đã có dãy số"):
        save_series(database, admin, own, NOON)
    save_series(database, admin, a_form(), NOON)
    with pytest.raises(InvalidInputError, match="đã có dãy số"):
        save_series(database, admin, a_form(name="Chung nữa"), NOON)
    save_series(database, admin, a_form(name="Chung cũ", active=False), NOON)


def test_an_old_page_of_a_series_is_refused(database, office, admin):
    form = a_form(
        series_id=office.series_id, name="Kế hoạch", document_type_id=plan_type(database).id
    )
    save_series(database, admin, replace(form, last_number=130), NOON)

    with pytest.raises(StalePageError):
        save_series(database, admin, replace(form, last_number=131), NOON)
