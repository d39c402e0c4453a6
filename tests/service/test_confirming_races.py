"""Confirming, ending and deciding at the same moment in two processes, on both databases."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

from tests.service.builders import NOON, a_person, a_plan, bring_to, version_of
from tests.service.places import confirmed, entered, the
from tests.service.powers import an_input
from tests.service.records import decisions, state_of
from tests.service.test_races import SPAWN
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.domain.errors import DomainError
from webapp.domain.people import Actor, Role
from webapp.domain.process import Action
from webapp.services import audit, confirming, stand_ins
from webapp.services.administration import authorities, save_authority
from webapp.services.rules import Rules
from webapp.services.transitions import Deed, take_step


def act(url: str, wanted: tuple[str, Actor, tuple[Any, ...]], meeting: Barrier) -> str:
    """Do one thing when everybody is there; return what came of it."""
    deed, person, values = wanted
    database = Database(url)
    rules = Rules.load(workflows_folder(), templates_folder())
    deeds: dict[str, Callable[..., Any]] = {
        "confirm": partial(confirming.confirm, now=NOON),
        "decline": partial(confirming.decline, reason="Sai số", now=NOON),
        "end": partial(stand_ins.end_stand_in, reason="", now=NOON),
        "confirm_stand_in": partial(stand_ins.confirm_stand_in, now=NOON),
    }
    meeting.wait()
    try:
        if deed == "decide":
            return take_step(database, rules, person, values[0], NOON).message
        return str(deeds[deed](database, person, *values))
    except DomainError as error:
        return f"refused: {error}"
    finally:
        database.close()


def both_at_once(url, first, second):
    """Do two things in two processes at one moment; return both answers."""
    with SPAWN.Manager() as manager, ProcessPoolExecutor(2, mp_context=SPAWN) as pool:
        meeting: Barrier = manager.Barrier(2)
        jobs = [pool.submit(act, url, one, meeting) for one in (first, second)]
        return [job.result() for job in jobs]


def test_confirming_and_declining_a_power_at_once_is_one_of_them(database, database_url, office):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Trần Thu Hà")
    office_head = a_person(database, office.agency_id, Role.OFFICE_HEAD, full_name="Hồ Văn Lâm")
    authority_id = save_authority(database, office.administrator, an_input(deputy), NOON)
    views = authorities(database, office.administrator, NOON)
    version = next(one.values.version for one in views if one.values.authority_id == authority_id)
    values = (authority_id, version)

    answers = both_at_once(
        database_url, ("confirm", office.signer, values), ("decline", office_head, values)
    )

    assert len([one for one in answers if one.startswith("refused: ")]) == 1
    views = authorities(database, office.administrator, NOON)
    view = next(one for one in views if one.values.authority_id == authority_id)
    assert view.state == ("ended" if answers[0].startswith("refused") else "confirmed")
    assert audit.verify(database) == ()


def test_confirming_and_ending_a_stand_in_at_once_leaves_one_state(database, database_url, office):
    deputy = a_person(database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm")
    stand_in_id = entered(database, office, office.unit_head, deputy)
    values = (stand_in_id, 1)

    answers = both_at_once(
        database_url,
        ("confirm_stand_in", office.unit_head, values),
        ("end", office.signer, values),
    )

    assert len([one for one in answers if one.startswith("refused: ")]) == 1
    state = the(database, office, stand_in_id).state
    assert state == ("ended" if answers[0].startswith("refused") else "in_force")


def test_the_absent_and_his_stand_in_at_once_make_one_decision(
    database, database_url, rules, office
):
    deputy = a_person(
        database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", unit_id=office.unit_id
    )
    confirmed(database, office, office.unit_head, deputy)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    version, absent_id = version_of(database, plan_id), office.unit_head.person_id

    answers = both_at_once(
        database_url,
        ("decide", office.unit_head, (Deed(plan_id, version, Action.APPROVE),)),
        ("decide", deputy, (Deed(plan_id, version, Action.APPROVE, in_place_of=absent_id),)),
    )

    assert len([one for one in answers if one.startswith("refused: Kế hoạch vừa được")]) == 1
    assert state_of(database, plan_id) == "format_check"
    assert [one for one in decisions(database, plan_id) if one[1] == "approved"] == [
        ("content_check", "approved")
    ]


def test_ending_a_stand_in_while_he_decides_is_one_order_or_the_other(
    database, database_url, rules, office
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

    ended, decided = both_at_once(
        database_url,
        ("end", office.unit_head, (stand_in_id, 2)),
        ("decide", deputy, (deed,)),
    )

    assert ended.startswith("Đã kết thúc")
    state = state_of(database, plan_id)
    assert state == ("content_check" if decided.startswith("refused") else "format_check")
    assert audit.verify(database) == ()
