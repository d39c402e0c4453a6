"""The two other shipped workflows from draft to number: a sở's own plan, an advisory body's."""

from datetime import timedelta

import pytest

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_series,
    a_text,
    a_unit,
    an_authority,
    save,
    take,
)
from tests.service.records import decisions, state_of, waiting_for
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.people import Role
from webapp.domain.plan import Signer
from webapp.services import audit, transitions

SIGNED = {"signed_on": NOON.date()}


def walk(database, rules, plan_id, way):
    """Take the deeds one after the other; return the states that were passed."""
    passed = []
    for actor, action, more in way:
        take(database, rules, actor, plan_id, action, **more)
        passed.append(state_of(database, plan_id))
    return passed


def test_a_department_issues_its_own_plan(database, rules, office, plan_id):
    with database.transaction() as session:
        session.get_one(AgencyRow, office.agency_id).workflow_name = "ke_hoach_so"
        audit.record(session, office.administrator, "built", now=NOON)
    office_head = a_person(database, office.agency_id, Role.OFFICE_HEAD, full_name="Hà Thị Oanh")

    passed = walk(
        database,
        rules,
        plan_id,
        (
            (office.drafter, "submit", {}),
            (office.unit_head, "approve", {}),
            (office.format_checker, "approve", {}),
            (office_head, "approve", {}),
            (office.signer, "approve", {}),
            (office.clerk, "record_signature", SIGNED),
            (office.clerk, "number", {}),
        ),
    )

    assert passed == [
        "content_check",
        "format_check",
        "office_review",
        "approval",
        "signature",
        "numbering",
        "issued",
    ]


@pytest.fixture
def body_plan(database, office):
    """A plan of the office's board, which goes by the workflow of advisory bodies."""
    body_id = save(
        database,
        lambda _: AdvisoryBodyRow(
            agency_id=office.agency_id, name="BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ", abbreviation="BCĐ"
        ),
    )
    a_series(database, office.agency_id, name="Ban Chỉ đạo", advisory_body_id=body_id)
    authority = an_authority(
        database,
        office.agency_id,
        office.signer.person_id,
        form="advisory",
        position="TRƯỞNG BAN",
        second_title="CHỦ TỊCH UBND XÃ",
        advisory_body_id=body_id,
    )
    text = a_text(
        organ_in_charge="ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC",
        organ_name="BAN CHỈ ĐẠO\nCHUYỂN ĐỔI SỐ",
        code_notation="KH-BCĐ",
        signer=Signer((), "TRƯỞNG BAN", "Phạm Quốc Toản", "CHỦ TỊCH UBND XÃ"),
    )
    return a_plan(
        database,
        office,
        text,
        advisory_body_id=body_id,
        signing_authority_id=authority,
        code_notation="KH-BCĐ",
    )


def test_a_board_hears_its_members_for_three_days_and_goes_on(database, rules, office, body_plan):
    other_unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    member = a_person(database, office.agency_id, Role.UNIT_HEAD, unit_id=other_unit)
    walk(
        database,
        rules,
        body_plan,
        ((office.drafter, "submit", {}), (office.unit_head, "approve", {})),
    )
    assert state_of(database, body_plan) == "opinion"
    assert member.person_id in waiting_for(database, body_plan)

    late = NOON + timedelta(days=10)
    assert transitions.pass_overdue_opinions(database, late) == 1

    assert state_of(database, body_plan) == "format_check"
    for actor, action, more in (
        (office.format_checker, "approve", {}),
        (office.signer, "approve", {}),
        (office.clerk, "record_signature", {"signed_on": late.date()}),
        (office.clerk, "number", {}),
    ):
        take(database, rules, actor, body_plan, action, now=late, **more)
    assert state_of(database, body_plan) == "issued"


def test_an_opinion_of_a_member_outlives_a_return(database, rules, office, body_plan):
    walk(
        database,
        rules,
        body_plan,
        (
            (office.drafter, "submit", {}),
            (office.unit_head, "approve", {}),
            (office.unit_head, "approve", {"note": "Thống nhất."}),
            (office.format_checker, "return", {}),
            (office.unit_head, "pass_on", {}),
            (office.drafter, "submit", {}),
            (office.unit_head, "approve", {}),
        ),
    )

    assert state_of(database, body_plan) == "format_check"
    assert ("opinion", "approved") in decisions(database, body_plan)
