"""Enters powers to sign, confirms them and looks them up, for tests."""

from dataclasses import replace
from datetime import date

from tests.service.builders import NOON
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.services import confirming, drafting, drafting_desk
from webapp.services.administration import AuthorityInput, authorities
from webapp.services.plan_texts import fields_of, text_of


def an_input(person, **changes):
    values = {
        "form": "tm_kt",
        "position": "Phó Chủ tịch",
        "document": "Thông báo số 06/TB-UBND",
        "valid_from": date(2026, 1, 1),
    }
    return AuthorityInput(authority_id=None, person_id=person.person_id, **{**values, **changes})


def the(database, office, authority_id):
    views = authorities(database, office.administrator, NOON)
    return next(one for one in views if one.values.authority_id == authority_id)


def confirm(database, person, authority_id, now=NOON):
    page = confirming.confirm_page(database, person, authority_id, now)
    return confirming.confirm(database, person, authority_id, page.authority.values.version, now)


def choose(database, office, plan_id, authority_id):
    """Save the draft with another signer."""
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        fields = fields_of(plan, text_of(plans.current_revision(session, plan_id)))
        version = plan.version
    wanted = replace(fields, signing_authority_id=authority_id)
    return drafting.save(database, office.drafter, plan_id, version, wanted, now=NOON)


def offered(database, office, **more):
    page = drafting_desk.editing(database, office.drafter, None, NOON, **more)
    return [one.id for one in page.authorities]
