"""The directory of recipients."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.booking import last_event
from tests.service.builders import NOON, a_unit, an_office
from tests.service.directories import CODE, add, by_hand
from webapp.db.models.recipients import RecipientRow
from webapp.domain.dispatching import Channel
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.services.recipients import (
    RecipientInput,
    directory,
    insides,
    one_recipient,
    save_recipient,
)


def found(database, office, asked="", group=""):
    listed = directory(database, office.clerk, asked, group).recipients
    return [one.values.name for one in listed]


def test_the_clerk_and_the_administrator_keep_it_and_every_member_reads_it(database, office):
    add(database, office, "UBND tỉnh")
    add(database, office, "Sở Nội vụ", actor=office.administrator)

    assert found(database, office) == ["Sở Nội vụ", "UBND tỉnh"]
    assert not directory(database, office.drafter).may_keep
    with pytest.raises(ForbiddenError):
        add(database, office, "Các thôn", actor=office.drafter)


@pytest.mark.parametrize("asked", ["uỷ ban tinh", "TINH uy", "h56", "vanthu@tinh", "bao cao"])
def test_search_finds_by_name_code_address_and_group_in_any_spelling(database, office, asked):
    add(
        database,
        office,
        "Ủy ban tỉnh",
        code=CODE,
        email="vanthu@tinh.example.vn",
        groups="Để báo cáo",
    )
    add(database, office, "Các thôn")

    assert found(database, office, asked) == ["Ủy ban tỉnh"]


def test_groups_gather_places_and_may_be_left(database, office):
    thon = add(database, office, "Thôn Một", groups="Các thôn;  Các thôn ; Để thực hiện")
    add(database, office, "UBND tỉnh")

    assert directory(database, office.clerk).groups == ("Các thôn", "Để thực hiện")
    assert found(database, office, group="Các thôn") == ["Thôn Một"]

    wanted = RecipientInput(thon, "Thôn Một", groups="Để biết", version=1)
    save_recipient(database, office.clerk, wanted, NOON)

    assert directory(database, office.clerk).groups == ("Để biết",)
    assert '"groups":["Các thôn; Để thực hiện","Để biết"]' in last_event(database).details


def test_saving_the_same_groups_says_nothing_of_them(database, office):
    thon = add(database, office, "Thôn Một", groups="Các thôn")

    wanted = RecipientInput(thon, "Thôn 1", groups="Các thôn", version=1)
    save_recipient(database, office.clerk, wanted, NOON)

    assert "groups" not in last_event(database).details


def test_a_place_inside_is_a_unit_or_an_agency_of_the_installation(database, office):
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    other = an_office(database, short_name="Sở Nội vụ")
    add(database, office, "Phòng Kinh tế", inside=f"unit:{unit}")
    add(database, office, "Sở Nội vụ", inside=f"agency:{other.agency_id}")
    add(database, office, "UBND xã", inside=f"agency:{office.agency_id}", code=CODE)

    page = directory(database, office.clerk)

    labels = {one.values.name: (one.inside_label, one.channel) for one in page.recipients}
    assert labels == {
        "Phòng Kinh tế": ("đơn vị Phòng Kinh tế", Channel.INTERNAL),
        "Sở Nội vụ": ("cơ quan Sở Nội vụ", Channel.INTERNAL),
        "UBND xã": ("chính cơ quan này", Channel.INTERNAL),
    }
    assert page.own_code == CODE


@pytest.mark.parametrize("inside", ["unit:999", "agency:999", "person:1", "unit"])
def test_a_unit_that_the_agency_has_not_is_refused(database, office, inside):
    with pytest.raises(InvalidInputError, match="Chọn một đơn vị"):
        add(database, office, inside=inside)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "uỷ ban tinh"}, "đã có nơi nhận tên này"),
        ({"name": "Khác", "code": CODE}, "là của «Ủy ban tỉnh»"),
        ({"name": ""}, "Nhập tên nơi nhận"),
        ({"name": "Khác", "groups": ";".join(map(str, range(21)))}, "tối đa 20 nhóm"),
    ],
)
def test_two_of_one_name_or_code_and_nonsense_are_refused(database, office, more, words):
    add(database, office, "Ủy ban tỉnh", code=CODE)

    with pytest.raises(InvalidInputError, match=words):
        add(database, office, **more)


def test_a_place_is_closed_and_stands_last(database, office):
    old = add(database, office, "An Giang cũ")
    add(database, office, "UBND tỉnh")

    wanted = RecipientInput(old, "An Giang cũ", active=False, version=1)
    save_recipient(database, office.clerk, wanted, NOON)

    assert found(database, office) == ["UBND tỉnh", "An Giang cũ"]


def test_a_stale_page_is_refused(database, office):
    one = add(database, office)

    with pytest.raises(StalePageError):
        save_recipient(database, office.clerk, RecipientInput(one, "Khác"), NOON)


def test_another_agencys_place_is_not_there(database, office):
    other = an_office(database, short_name="Sở Nội vụ")
    one = add(database, office)

    assert found(database, other) == []
    with pytest.raises(NotFoundError):
        save_recipient(database, other.clerk, RecipientInput(one, "Khác", version=1), NOON)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM recipients", "UPDATE recipients SET agency_id = agency_id + 1"]
)
def test_the_database_keeps_every_place_in_its_agency(database, office, statement):
    add(database, office)

    with pytest.raises(DBAPIError, match="a recipient"):
        by_hand(database, statement)

    with database.reading() as session:
        assert session.scalars(select(RecipientRow)).one().agency_id == office.agency_id


def test_one_place_is_the_same_alone_as_in_the_directory(database, office):
    inside = f"unit:{office.unit_id}"
    place = add(database, office, "Phòng Văn hóa", groups="Để biết; Các phòng", inside=inside)
    add(database, office, "UBND tỉnh")

    alone = one_recipient(database, office.clerk, place)

    assert alone == directory(database, office.clerk).recipients[0]
    assert alone.inside_label == dict(insides(database, office.clerk))[inside]


def test_one_place_is_shown_to_its_keepers_alone(database, office):
    place = add(database, office, "UBND tỉnh")

    with pytest.raises(ForbiddenError):
        one_recipient(database, office.drafter, place)
    other = an_office(database, short_name="UBND xã Bình Minh")
    for one in (place, 0):
        with pytest.raises(NotFoundError):
            one_recipient(database, other.clerk, one)
