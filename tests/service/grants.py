"""Gives rights, confirms them and looks them up, for tests."""

from dataclasses import replace

from tests.service.builders import NOON
from webapp.services import access_grants, confirming_grants
from webapp.services.administration import PersonInput, people, save_person

SECRET = "hoa-sen-trong-dam"


def newcomer(**changes):
    values = {"username": "moi", "full_name": "Đỗ Thị Mới", "password": SECRET}
    return PersonInput(person_id=None, **{**values, **changes})


def the(database, admin, person_id):
    return next(one for one in people(database, admin) if one.person_id == person_id)


def form_of(view, **changes):
    """Return what the page of the person sends, which shows what waits too."""
    wanted = view.wanted
    values = PersonInput(
        person_id=view.person_id,
        username=view.username,
        full_name=view.full_name,
        email=view.email,
        unit_id=wanted.unit_id,
        position=view.position,
        roles=wanted.roles,
        version=view.version,
    )
    return replace(values, **changes)


def change(database, office, person, **changes):
    """Save the person's page with changes; return how he stands then."""
    view = the(database, office.administrator, person.person_id)
    save_person(database, office.administrator, form_of(view, **changes), NOON)
    return the(database, office.administrator, person.person_id)


def confirm(database, person, person_id):
    """Confirm whatever waits for the one person, as the other."""
    with database.reading() as session:
        row = access_grants.waiting_of(session, person.agency_id, person_id)
    assert row is not None
    return confirming_grants.confirm_grant(database, person, row.id, NOON)
