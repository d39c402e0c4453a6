"""What a power to sign covers: units, days in Vietnam, and from whom it comes (Điều 13)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.service.builders import NOON, a_person, a_unit, save, take
from tests.service.powers import an_input, choose, confirm, offered, the
from tests.service.records import told_last
from webapp.db.models.organisations import UnitRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
)
from webapp.domain.people import Role
from webapp.services import administration, drafting, drafting_desk
from webapp.services.administration import save_authority


@pytest.fixture
def deputy(database, office):
    return a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")


@pytest.fixture
def proposed(database, office, deputy):
    return save_authority(database, office.administrator, an_input(deputy), NOON)


@pytest.fixture
def other_unit(database, office):
    return a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")


def a_power(database, office, person, **changes):
    authority_id = save_authority(database, office.administrator, an_input(person, **changes), NOON)
    confirm(database, office.signer, authority_id)
    return authority_id


def test_a_deputy_is_offered_to_the_units_of_his_field(database, office, deputy, other_unit):
    theirs = a_power(database, office, deputy, unit_ids=frozenset({other_unit}))

    assert the(database, office, theirs).units == ("Phòng Kinh tế",)
    assert offered(database, office) == [office.authority_id]
    assert offered(database, office, wanted_unit=other_unit) == [office.authority_id, theirs]


def test_a_field_includes_the_units_under_it(database, office, deputy, other_unit):
    under = save(
        database,
        lambda _: UnitRow(
            agency_id=office.agency_id, name="Tổ Đô thị", abbreviation="TĐT", parent_id=other_unit
        ),
    )
    theirs = a_power(database, office, deputy, unit_ids=frozenset({other_unit}))

    assert theirs in offered(database, office, wanted_unit=under)
    assert theirs not in offered(database, office, wanted_unit=10_000)


def test_a_signer_of_another_field_is_refused_with_what_to_do(
    database, office, deputy, other_unit, plan_id
):
    theirs = a_power(database, office, deputy, unit_ids=frozenset({other_unit}))

    with pytest.raises(InvalidInputError, match="chọn người ký khác") as refused:
        choose(database, office, plan_id, theirs)

    assert refused.value.field == "signing_authority_id"


def test_a_field_narrowed_under_way_stops_the_approval(
    database, rules, office, deputy, other_unit, plan_id
):
    theirs = a_power(database, office, deputy)
    choose(database, office, plan_id, theirs)
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve")
    values = the(database, office, theirs).values
    narrowed = replace(values, unit_ids=frozenset({other_unit}))
    save_authority(database, office.administrator, narrowed, NOON)

    with pytest.raises(ForbiddenError, match="không được giao ký văn bản của đơn vị"):
        take(database, rules, deputy, plan_id, "approve")


def test_a_power_widened_under_way_waits_before_the_approval(
    database, rules, office, deputy, plan_id
):
    theirs = a_power(database, office, deputy)
    choose(database, office, plan_id, theirs)
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve")
    values = the(database, office, theirs).values
    save_authority(database, office.administrator, replace(values, scope="Khác"), NOON)

    with pytest.raises(ForbiddenError, match="chưa được xác nhận"):
        take(database, rules, deputy, plan_id, "approve")


def test_units_are_taken_away_and_added(database, office, deputy, other_unit):
    authority_id = a_power(database, office, deputy, unit_ids=frozenset({other_unit}))
    values = the(database, office, authority_id).values

    save_authority(
        database, office.administrator, replace(values, unit_ids=frozenset({office.unit_id})), NOON
    )

    view = the(database, office, authority_id)
    assert view.values.unit_ids == {office.unit_id}
    assert view.state == "proposed"


def test_a_unit_of_nobody_is_refused(database, office, deputy):
    with pytest.raises(InvalidInputError, match="không thuộc cơ quan") as refused:
        save_authority(
            database, office.administrator, an_input(deputy, unit_ids=frozenset({999})), NOON
        )

    assert refused.value.field == "unit_ids"


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        (datetime(2026, 3, 2, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), False),
    ],
)
def test_the_last_day_ends_at_midnight_in_vietnam(
    database, rules, office, deputy, plan_id, moment, allowed
):
    theirs = a_power(database, office, deputy, valid_until=date(2026, 3, 2))
    choose(database, office, plan_id, theirs)
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve")

    if allowed:
        take(database, rules, deputy, plan_id, "approve", now=moment)
    else:
        with pytest.raises(ForbiddenError, match="không còn hiệu lực ngày 03/03/2026"):
            take(database, rules, deputy, plan_id, "approve", now=moment)


# --- from whom it comes


DELEGATED = {
    "form": "tuq",
    "position": "Trưởng phòng",
    "scope": "Kế hoạch tuyên truyền",
    "document": "Văn bản ủy quyền số 12/UQ-UBND ngày 05/01/2026",
    "valid_until": date(2026, 6, 30),
}


def test_a_delegation_is_not_passed_on(database, office, deputy):
    source = a_power(database, office, deputy, **DELEGATED)
    another = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")

    with pytest.raises(InvalidInputError, match="không ủy quyền lại") as refused:
        save_authority(
            database, office.administrator, an_input(another, **DELEGATED, source_id=source), NOON
        )

    assert refused.value.field == "source_id"
    choices = administration.authority_choices(database, office.administrator, NOON)
    assert [one.id for one in choices.sources] == [office.authority_id]


def test_the_deputy_of_a_unit_signs_by_the_order_given_to_its_head(database, office, deputy):
    order = {"form": "tl", "position": "Chánh Văn phòng", "document": "Quy chế làm việc số 2"}
    source = a_power(database, office, deputy, **order)
    another = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    wanted = an_input(
        another,
        form="tl_kt",
        position="Phó Chánh Văn phòng",
        unit_head_title="Chánh Văn phòng",
        document="Quy chế làm việc số 2",
        source_id=source,
    )

    authority_id = a_power_of(database, office, wanted)

    assert the(database, office, authority_id).source == "Trần Thu Hà, Chánh Văn phòng"


@pytest.fixture
def resting(database, office, deputy):
    """The power of a unit's head until the end of May, and his deputy's that rests on it."""
    order = {"form": "tl", "position": "Chánh Văn phòng", "document": "Quy chế làm việc số 2"}
    source = a_power(database, office, deputy, **order, valid_until=date(2026, 5, 31))
    second = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    theirs = a_power(
        database,
        office,
        second,
        **{**order, "form": "tl_kt", "position": "Phó Chánh Văn phòng"},
        unit_head_title="Chánh Văn phòng",
        source_id=source,
    )
    return source, theirs, second


def test_the_deputys_power_falls_on_the_day_its_source_ends(database, office, resting):
    _, theirs, _ = resting
    assert the(database, office, theirs).in_force

    after = administration.authorities(database, office.administrator, NOON + timedelta(days=91))

    (view,) = (one for one in after if one.values.authority_id == theirs)
    assert (view.state, view.in_force, view.fallen) == ("confirmed", False, True)


def test_a_plan_goes_no_further_on_a_power_that_fell(database, rules, office, plan_id, resting):
    source, theirs, _ = resting
    choose(database, office, plan_id, theirs)
    end(database, office, source)

    with pytest.raises(ForbiddenError, match="không còn hiệu lực"):
        take(database, rules, office.drafter, plan_id, "submit")
    assert theirs not in offered(database, office)


def test_the_deputy_is_told_once_that_his_power_fell(database, office, resting):
    source, _, second = resting

    end(database, office, source)

    kind, message = told_last(database, second)
    assert kind == "power_fallen"
    assert "quyền thừa lệnh của Trần Thu Hà" in message
    assert the(database, office, source).fallen is False


def end(database, office, authority_id):
    values = the(database, office, authority_id).values
    save_authority(database, office.administrator, replace(values, active=False), NOON)


def a_power_of(database, office, wanted):
    authority_id = save_authority(database, office.administrator, wanted, NOON)
    confirm(database, office.signer, authority_id)
    return authority_id


def test_a_source_that_is_no_power_in_force_is_refused(database, office, proposed):
    another = a_person(database, office.agency_id, Role.SIGNER)
    for source, words in ((proposed, "chưa xác nhận"), (10_000, "không có trong danh sách")):
        with pytest.raises(InvalidInputError, match=words):
            save_authority(
                database,
                office.administrator,
                an_input(another, **DELEGATED, source_id=source),
                NOON,
            )


def test_the_form_offers_signers_units_and_titles(database, office):
    a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")

    choices = administration.authority_choices(database, office.clerk, NOON)

    assert [one.label for one in choices.signers] == ["Phạm Quốc Toản", "Trần Thu Hà"]
    assert [one.label for one in choices.units] == ["Phòng Văn hóa - Xã hội"]
    assert (choices.bodies, choices.head_title) == ((), "CHỦ TỊCH")


def test_a_copy_keeps_only_a_signer_of_the_drafters_unit(
    database, office, deputy, other_unit, plan_id
):
    theirs = a_power(database, office, deputy)
    choose(database, office, plan_id, theirs)
    values = the(database, office, theirs).values
    narrowed = replace(values, unit_ids=frozenset({other_unit}))
    save_authority(database, office.administrator, narrowed, NOON)

    copy = drafting.clone(database, office.drafter, plan_id, NOON)

    with database.reading() as session:
        assert session.get_one(PlanRow, copy).signing_authority_id is None


def test_the_drafting_page_says_why_the_chosen_signer_is_none(
    database, office, deputy, other_unit, plan_id
):
    theirs = a_power(database, office, deputy)
    choose(database, office, plan_id, theirs)

    def mark():
        page = drafting_desk.editing(database, office.drafter, plan_id, NOON)
        return next(one.label for one in page.authorities if one.id == theirs)

    values = the(database, office, theirs).values
    narrowed = replace(values, unit_ids=frozenset({other_unit}))
    save_authority(database, office.administrator, narrowed, NOON)
    assert mark().endswith(" – không phụ trách đơn vị này")
    values = the(database, office, theirs).values
    save_authority(database, office.administrator, replace(values, scope="Khác"), NOON)
    assert mark().endswith(" – chưa xác nhận")
    values = the(database, office, theirs).values
    save_authority(database, office.administrator, replace(values, active=False), NOON)
    assert mark().endswith(" – hết hiệu lực")
