"""Enters stand-ins, confirms them and does deeds in their places, for tests."""

from datetime import date

from tests.service.builders import NOON, PASSWORD, version_of
from webapp.domain.process import Action
from webapp.services import stand_ins
from webapp.services.stand_ins import StandInInput
from webapp.services.standing_in import in_reach
from webapp.services.transitions import Deed, take_step

DOCUMENT = "Thông báo số 21/TB-VP ngày 27/02/2026"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 6)


def entered(database, office, absent, somebody, **changes):
    values = {"valid_from": FIRST, "valid_until": LAST, "document": DOCUMENT}
    wanted = StandInInput(absent.person_id, somebody.person_id, **{**values, **changes})
    return stand_ins.add_stand_in(database, office.clerk, wanted, NOON)


def confirmed(database, office, absent, somebody, **changes):
    stand_in_id = entered(database, office, absent, somebody, **changes)
    stand_ins.confirm_stand_in(database, absent, stand_in_id, 1, NOON)
    return stand_in_id


def in_place(database, rules, actor, absent, plan_id, action, *, now=NOON, **more):
    """Do one deed in the absent person's place, from a fresh page."""
    values = {"note": "Đã xem xét", "password": PASSWORD, **more}
    deed = Deed(
        plan_id,
        version_of(database, plan_id),
        Action(action),
        in_place_of=absent.person_id,
        **values,
    )
    return take_step(database, rules, actor, deed, now)


def the(database, office, stand_in_id, now=NOON):
    return stand_ins.stand_in(database, office.clerk, stand_in_id, now)


def seen(database, actor, now=NOON):
    """Return the actor as he is signed in at the moment."""
    with database.reading() as session:
        return in_reach(session, actor, now)
