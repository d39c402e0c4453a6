"""Confirming, ending and deciding at the same moment in two processes, on both databases."""

from tests.service.builders import NOON, a_person, a_plan, bring_to, version_of
from tests.service.meeting import one_refused, wish
from tests.service.places import confirmed, entered, the
from tests.service.powers import an_input
from tests.service.records import decisions, state_of
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit, confirming, stand_ins
from webapp.services.administration import authorities, save_authority
from webapp.services.transitions import Deed, take_step


def test_confirming_and_declining_a_power_at_once_is_one_of_them(database, at_once, office):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")
    office_head = a_person(database, office.agency_id, Role.OFFICE_HEAD, full_name="Hồ Văn Lâm")
    authority_id = save_authority(database, office.administrator, an_input(deputy), NOON)
    views = authorities(database, office.administrator, NOON)
    version = next(one.values.version for one in views if one.values.authority_id == authority_id)
    values = (authority_id, version)

    answers = at_once(
        wish(confirming.confirm, office.signer, *values, now=NOON),
        wish(confirming.decline, office_head, *values, reason="Sai số", now=NOON),
    )

    assert one_refused(answers)
    views = authorities(database, office.administrator, NOON)
    view = next(one for one in views if one.values.authority_id == authority_id)
    assert view.state == ("ended" if answers[0].startswith("refused") else "confirmed")
    assert audit.verify(database) == ()


def test_confirming_and_ending_a_stand_in_at_once_leaves_one_state(database, at_once, office):
    deputy = a_person(database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm")
    stand_in_id = entered(database, office, office.unit_head, deputy)
    values = (stand_in_id, 1)

    answers = at_once(
        wish(stand_ins.confirm_stand_in, office.unit_head, *values, now=NOON),
        wish(stand_ins.end_stand_in, office.signer, *values, reason="", now=NOON),
    )

    assert one_refused(answers)
    state = the(database, office, stand_in_id).state
    assert state == ("ended" if answers[0].startswith("refused") else "in_force")


def test_the_absent_and_his_stand_in_at_once_make_one_decision(database, at_once, rules, office):
    deputy = a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )
    confirmed(database, office, office.unit_head, deputy)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    version, absent_id = version_of(database, plan_id), office.unit_head.person_id

    answers = at_once(
        wish(take_step, office.unit_head, Deed(plan_id, version, Action.APPROVE), NOON),
        wish(
            take_step, deputy, Deed(plan_id, version, Action.APPROVE, in_place_of=absent_id), NOON
        ),
    )

    assert len([one for one in answers if one.startswith("refused: Văn bản vừa được")]) == 1
    assert state_of(database, plan_id) == "format_check"
    assert [one for one in decisions(database, plan_id) if one[1] == "approved"] == [
        ("content_check", "approved")
    ]


def test_ending_a_stand_in_while_he_decides_is_one_order_or_the_other(
    database, at_once, rules, office
):
    deputy = a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )
    stand_in_id = confirmed(database, office, office.unit_head, deputy)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    deed = Deed(
        plan_id,
        version_of(database, plan_id),
        Action.APPROVE,
        in_place_of=office.unit_head.person_id,
    )

    ended, decided = at_once(
        wish(stand_ins.end_stand_in, office.unit_head, stand_in_id, 2, reason="", now=NOON),
        wish(take_step, deputy, deed, NOON),
    )

    assert ended.startswith("Đã kết thúc")
    state = state_of(database, plan_id)
    assert state == ("content_check" if decided.startswith("refused") else "format_check")
    assert audit.verify(database) == ()
