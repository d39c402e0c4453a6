"""Demo agencies, people and plans; everybody knows their password, so production refuses them."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow, SigningAuthorityRow, UnitRow
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import ROLE_LABELS, Actor, Role
from webapp.services import (
    administration,
    audit,
    confirming,
    demo_directory,
    demo_files,
    installation,
    passwords,
    templates_list,
    workflows_list,
)
from webapp.services.demo_journeys import Journey, Place
from webapp.services.rules import Rules
from webapp.services.situations import people_of

PASSWORD = demo_files.PASSWORD
_FIRST = secrets.token_urlsafe()
"""Each account begins with it: the password that the README prints is refused to everybody."""
_FIRST_DAY = 1


def refuse_in_production(*, production: bool) -> None:
    """Refuse to load the demo where real people work."""
    if production:
        raise ForbiddenError(
            "Không nạp dữ liệu mẫu khi APP_ENV=production; mật khẩu mẫu ai cũng biết."
        )


def refuse_demo_accounts(database: Database) -> None:
    """Refuse to start production on a database that holds demo accounts."""
    with database.reading() as session:
        if session.scalar(select(PersonRow.id).where(PersonRow.demo).limit(1)) is not None:
            raise ForbiddenError(
                "Cơ sở dữ liệu có tài khoản mẫu nên không khởi động với APP_ENV=production; "
                "dùng một cơ sở dữ liệu mới."
            )


def account_lines() -> Iterator[str]:
    """Yield one line for each demo account: name to sign in with, full name, roles, agency."""
    data = demo_files.agencies()
    admin = data["installation_admin"]
    label = ROLE_LABELS[Role.INSTALLATION_ADMIN]
    yield f"{admin['username']:<20}{admin['full_name']:<24}{label}"
    for agency in data["agencies"]:
        for person in agency["people"]:
            roles = ", ".join(ROLE_LABELS[Role(role)] for role in person["roles"])
            yield (
                f"{person['username']:<20}{person['full_name']:<24}{roles} – {agency['short_name']}"
            )


def load_demo(database: Database, rules: Rules, now: datetime) -> bool:
    """Fill an empty database; False and nothing done where somebody has an account already."""
    with database.reading() as session:
        if session.scalar(select(PersonRow.id).limit(1)) is not None:
            return False
    long_ago = now - timedelta(days=30)
    data = demo_files.agencies()
    root = _add_root(database, data["installation_admin"], long_ago)
    year = vietnam_today(now).year
    places = {
        one["key"]: _add_agency(database, root, one, year, long_ago) for one in data["agencies"]
    }
    for one in data["agencies"]:
        chief = _chief(root, places[one["key"]].agency_id)
        _choose_template(database, rules, chief, one["template"], long_ago)
        _choose_workflow(database, rules, chief, one["workflow"], long_ago)
        _tie_units(database, chief, one["units"], places, long_ago)
    demo_directory.fill(database, places, long_ago)
    _mark_as_demo(database, root, long_ago)
    for plan in demo_files.plans(year):
        Journey(database, rules, places[plan.agency], plan, now).walk()
    return True


def _add_root(database: Database, admin: Mapping[str, str], now: datetime) -> Actor:
    person_id = installation.add_administrator(
        database, admin["username"], admin["full_name"], _FIRST, now
    )
    return Actor(
        person_id=person_id,
        full_name=admin["full_name"],
        agency_id=audit.INSTALLATION,
        unit_id=None,
        position="",
        roles=frozenset({Role.INSTALLATION_ADMIN}),
    )


def _add_agency(
    database: Database, root: Actor, data: Mapping[str, Any], year: int, now: datetime
) -> Place:
    first = data["people"][0]
    agency_id = administration.create_agency(
        database,
        root,
        administration.AgencyInput(
            name=data["name"],
            short_name=data["short_name"],
            abbreviation=data["abbreviation"],
            place=data["place"],
            parent_name=data.get("parent_name", ""),
            collective=data.get("collective", ""),
            head_title=data["head_title"],
        ),
        administration.FirstAdministrator(first["username"], first["full_name"], _FIRST),
        now,
    )
    chief = _chief(root, agency_id)
    _add_units_and_people(database, chief, data, now)
    whole = {**data, "body_ids": _add_bodies(database, chief, data, now)}
    _add_authorities(database, chief, whole, now)
    _confirm_authorities(database, agency_id, now)
    _add_series(database, chief, whole, year, now)
    return _place(database, agency_id)


def _chief(root: Actor, agency_id: int) -> Actor:
    return replace(root, agency_id=agency_id, roles=frozenset({Role.ADMINISTRATOR}))


def _choose_template(
    database: Database, rules: Rules, chief: Actor, name: str, now: datetime
) -> None:
    agency = templates_list.issuers(database, rules, chief)[0]
    wanted = replace(agency, template_name=name)
    templates_list.choose_template(database, rules, chief, wanted, now)


def _choose_workflow(
    database: Database, rules: Rules, chief: Actor, name: str, now: datetime
) -> None:
    agency = workflows_list.issuers(database, rules, chief)[0]
    wanted = replace(agency, workflow_name=name)
    workflows_list.choose_workflow(database, rules, chief, wanted, now)


def _add_units_and_people(
    database: Database, chief: Actor, data: Mapping[str, Any], now: datetime
) -> None:
    units: dict[str, int] = {}
    for unit in data["units"]:
        wanted = administration.UnitInput(
            None, unit["name"], unit["abbreviation"], parent_id=units.get(unit.get("under", ""))
        )
        units[wanted.abbreviation] = administration.save_unit(database, chief, wanted, now)
    first = administration.people(database, chief)[0]
    for person in data["people"]:
        is_first = person["username"] == first.username
        administration.save_person(
            database,
            chief,
            administration.PersonInput(
                person_id=first.person_id if is_first else None,
                username=person["username"],
                full_name=person["full_name"],
                unit_id=units.get(person.get("unit", "")),
                position=person["position"],
                roles=frozenset(Role(role) for role in person["roles"]),
                password=None if _exists(database, person["username"]) else _FIRST,
                version=first.version if is_first else 0,
            ),
            now,
            by_installation=True,
        )


def _tie_units(
    database: Database,
    chief: Actor,
    units: Iterable[Mapping[str, str]],
    places: Mapping[str, Place],
    now: datetime,
) -> None:
    """Say of each unit that is an agency of the demo which one it is."""
    is_agency = {one["name"]: places[one["is"]].agency_id for one in units if "is" in one}
    for view in administration.units(database, chief):
        if view.name in is_agency:
            wanted = administration.UnitInput(
                view.id,
                view.name,
                view.abbreviation,
                version=view.version,
                parent_id=view.parent_id,
                own_agency_id=is_agency[view.name],
            )
            administration.save_unit(database, chief, wanted, now)


def _exists(database: Database, username: str) -> bool:
    with database.reading() as session:
        return (
            session.scalar(select(PersonRow.id).where(PersonRow.username == username)) is not None
        )


def _add_bodies(
    database: Database, chief: Actor, data: Mapping[str, Any], now: datetime
) -> dict[str, int]:
    """Add the advisory bodies; return their ids by abbreviation."""
    return {
        body["abbreviation"]: administration.save_advisory_body(
            database, chief, administration.BodyInput(None, **body), now
        )
        for body in data.get("bodies", ())
    }


def _add_authorities(
    database: Database, chief: Actor, data: Mapping[str, Any], now: datetime
) -> None:
    ids = {one.username: one.person_id for one in administration.people(database, chief)}
    for authority in data["authorities"]:
        administration.save_authority(
            database,
            chief,
            administration.AuthorityInput(
                authority_id=None,
                person_id=ids[authority["username"]],
                form=authority["form"],
                position=authority["position"],
                valid_from=vietnam_today(now).replace(day=_FIRST_DAY),
                scope=authority.get("scope", ""),
                document=authority.get("document", ""),
                second_title=authority.get("second_title", ""),
                advisory_body_id=data["body_ids"].get(authority.get("body")),
            ),
            now,
        )


def _confirm_authorities(database: Database, agency_id: int, now: datetime) -> None:
    """Let the head confirm his own power first, then those that wait for him."""
    with database.reading() as session:
        people = people_of(session, agency_id)
    for one in (*people, *people):
        with database.reading() as session:
            waiting = confirming.waiting(session, one, vietnam_today(now))
        for power in waiting:
            values = power.values
            confirming.confirm(database, one, values.authority_id or 0, values.version, now)


def _add_series(
    database: Database, chief: Actor, data: Mapping[str, Any], year: int, now: datetime
) -> None:
    types = {one.name: one.id for one in administration.document_types(database)}
    for series in data["series"]:
        administration.save_series(
            database,
            chief,
            administration.SeriesInput(
                series_id=None,
                name=series["name"],
                document_type_id=types[series["type"]] if "type" in series else None,
                notation="",
                last_number=series["last_number"],
                year=year,
                advisory_body_id=data["body_ids"].get(series.get("body")),
            ),
            now,
        )


def _place(database: Database, agency_id: int) -> Place:
    with database.reading() as session:
        names = {row.id: row.username for row in session.scalars(select(PersonRow))}
        units = session.scalars(select(UnitRow).where(UnitRow.agency_id == agency_id))
        authorities = session.scalars(
            select(SigningAuthorityRow).where(
                SigningAuthorityRow.agency_id == agency_id,
                SigningAuthorityRow.advisory_body_id.is_(None),
            )
        )
        return Place(
            agency_id=agency_id,
            actors={names[one.person_id]: one for one in people_of(session, agency_id)},
            units={unit.abbreviation: unit.id for unit in units},
            authorities={names[one.person_id]: one.id for one in authorities},
        )


def _mark_as_demo(database: Database, root: Actor, now: datetime) -> None:
    """Mark every account, give it the common password and spare people its change."""
    password_hash = passwords.hash_password(PASSWORD)
    with database.transaction() as session:
        people = session.scalars(select(PersonRow)).all()
        for person in people:
            person.demo, person.must_change_password = True, False
            person.password_hash = password_hash
        audit.record(session, root, "load_demo", now=now, details={"people": len(people)})
