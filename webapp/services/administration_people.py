"""The people of an agency: accounts, places in units, positions and roles."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import (
    AgencyRow,
    MembershipRow,
    PersonRow,
    UnitRow,
)
from webapp.domain.access_grants import Place
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor, Role
from webapp.services import account_notices, audit, passwords, transitions
from webapp.services.account_names import account_name
from webapp.services.accounts import close_sessions
from webapp.services.administration_agencies import AgencyInput, add_agency
from webapp.services.members import members_with
from webapp.services.person_input import PersonInput, demand_sound, hash_of
from webapp.services.rights_changes import RightsChange
from webapp.services.setting_changes import (
    NO_MEMBER,
    assign,
    demand_administrator,
    demand_fresh,
    demand_installation_admin,
    line,
)


@dataclass(frozen=True, slots=True)
class _Person:
    """What the form brings, with the password hashed."""

    values: PersonInput
    password_hash: str | None
    by_installation: bool
    faults: Faults
    """What is wrong with the password."""


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who will administer a new agency; an existing account keeps its name and password."""

    username: str
    full_name: str
    password: str | None = None


def save_person(
    database: Database,
    actor: Actor,
    values: PersonInput,
    now: datetime,
    *,
    by_installation: bool = False,
) -> int:
    """Change a member, or add one: a new account, or one that another agency has; return his id.

    What he loses he loses at once; what he gets waits for a second person, where there is one and
    the agency is not being set up by the installation.
    """
    demand_administrator(actor)
    person = _made(values, by_installation=by_installation)
    with database.transaction() as session:
        return _save(session, actor, person, now)


def create_agency(
    database: Database,
    actor: Actor,
    values: AgencyInput,
    first: FirstAdministrator,
    now: datetime,
) -> int:
    """Make an agency with its first administrator, who enters all the rest; return its id."""
    demand_installation_admin(actor)
    person = PersonInput(
        person_id=None,
        username=first.username,
        full_name=first.full_name,
        roles=frozenset({Role.ADMINISTRATOR}),
        password=first.password,
    )
    made = _made(person, by_installation=True)
    with database.transaction() as session:
        inside = add_agency(session, actor, values, now)
        _save(session, inside, made, now)
        return inside.agency_id


def deactivate_person(
    database: Database, actor: Actor, person_id: int, version: int, now: datetime
) -> None:
    """Take a member out of the agency; what he did stays under his name."""
    _set_active(database, actor, (person_id, version), active=False, now=now)


def reactivate_person(
    database: Database, actor: Actor, person_id: int, version: int, now: datetime
) -> None:
    """Take a former member in again, with the roles he had, once somebody else confirms it."""
    _set_active(database, actor, (person_id, version), active=True, now=now)


def _made(values: PersonInput, *, by_installation: bool) -> _Person:
    """Hash the password before the transaction: it takes longer than a writer may hold it."""
    faults = Faults()
    password_hash = faults.of(None, hash_of, values)
    return _Person(values, password_hash, by_installation, faults)


def _save(session: Session, actor: Actor, made: "_Person", now: datetime) -> int:
    # One change at a time, so that two administrators cannot remove each other.
    session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
    values = made.values
    demand_sound(session, values, made.faults)
    person = _person(session, actor, values)
    membership = _membership(session, actor, person, values)
    change = RightsChange(session, actor, membership, now, by_installation=made.by_installation)
    changes = _write_person(session, actor, person, values, made.password_hash)
    if made.password_hash is not None:
        person.first_password_until = now + passwords.FIRST_LASTS
    if not _is_new(person):
        _tell_and_close(session, actor, person, changes, now)
    changes |= _write_membership(session, actor, membership, values)
    changes |= change.want(Place(change.stays_active, values.unit_id, values.roles))
    session.add_all([person, membership])
    _settle(session, actor, change, ("save_person", changes), now)
    return person.id


def _tell_and_close(
    session: Session, actor: Actor, person: PersonRow, changes: dict[str, object], now: datetime
) -> None:
    """Tell somebody what was changed of his account; a new password closes his sessions."""
    account_notices.tell_of_changes(session, actor, person.id, changes, now)
    if "password" in changes:
        close_sessions(session, person.id, now)


def _settle(
    session: Session,
    actor: Actor,
    change: RightsChange,
    event: tuple[str, dict[str, object]],
    now: datetime,
) -> None:
    """Write the change with its event, and what waits with its own."""
    audit.write_ahead(session)
    _demand_administrator_left(session, actor.agency_id)
    transitions.refresh_assignees(session, actor.agency_id, now)
    action, changes = event
    subject = f"person:{change.membership.person_id}"
    details = {"changes": changes, **change.details}
    audit.record(session, actor, action, now=now, subject=subject, details=details)
    change.settle()


def _person(session: Session, actor: Actor, values: PersonInput) -> PersonRow:
    """Return whom the form is about; a name that is free means a new account."""
    if values.person_id is not None:
        return _member(session, actor, values.person_id)[1]
    username = account_name(values.username)
    known = session.scalar(select(PersonRow).where(PersonRow.username == username))
    return known or PersonRow(username=username)


def _member(session: Session, actor: Actor, person_id: int) -> tuple[MembershipRow, PersonRow]:
    query = (
        select(MembershipRow, PersonRow)
        .join(PersonRow, PersonRow.id == MembershipRow.person_id)
        .where(MembershipRow.agency_id == actor.agency_id, MembershipRow.person_id == person_id)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFoundError(NO_MEMBER)
    return found


def _membership(
    session: Session, actor: Actor, person: PersonRow, values: PersonInput
) -> MembershipRow:
    if values.person_id is not None:
        membership = _member(session, actor, values.person_id)[0]
        demand_fresh(membership.version, values.version, "tài khoản này")
        flag_modified(membership, "position")  # roles alone would not count its version up
        return membership
    if not _is_new(person) and _is_member(session, person.id, actor.agency_id):
        raise InvalidInputError(
            "Người có tên đăng nhập này đã thuộc cơ quan; sửa tài khoản đó.", "username"
        )
    return MembershipRow(person=person, agency_id=actor.agency_id, active=False)


def _is_new(person: PersonRow) -> bool:
    return bool(inspect(person).transient)


def _is_member(session: Session, person_id: int, agency_id: int) -> bool:
    query = select(MembershipRow.id).where(
        MembershipRow.person_id == person_id, MembershipRow.agency_id == agency_id
    )
    return session.scalar(query) is not None


def _is_shared(session: Session, person: PersonRow, agency_id: int) -> bool:
    elsewhere = select(MembershipRow.id).where(
        MembershipRow.person_id == person.id, MembershipRow.agency_id != agency_id
    )
    return person.installation_admin or session.scalar(elsewhere.limit(1)) is not None


def _write_person(
    session: Session,
    actor: Actor,
    person: PersonRow,
    values: PersonInput,
    password_hash: str | None,
) -> dict[str, object]:
    if not _is_new(person) and _is_shared(session, person, actor.agency_id):
        _demand_untouched(person, values)
        return {}
    changes: dict[str, object] = dict(
        assign(
            person,
            {
                "full_name": line(values.full_name, "họ và tên", "full_name"),
                "email": line(values.email, "thư điện tử", "email", needed=False),
            },
        )
    )
    if password_hash is not None:
        person.password_hash, person.must_change_password = password_hash, True
        changes["password"] = "set"  # noqa: S105 - that it was set, not what it is
    return changes


def _demand_untouched(person: PersonRow, values: PersonInput) -> None:
    """Keep an administrator of one agency out of another, which a shared account opens too."""
    if values.password is not None:
        raise ForbiddenError(
            "Tài khoản này còn thuộc cơ quan khác nên không đặt lại mật khẩu tại đây; "
            "người dùng tự đổi mật khẩu của mình."
        )
    if values.person_id is not None and values.full_name != person.full_name:
        raise ForbiddenError(
            "Tài khoản này còn thuộc cơ quan khác nên không đổi tên tại đây; giữ nguyên họ và tên."
        )


def _write_membership(
    session: Session, actor: Actor, membership: MembershipRow, values: PersonInput
) -> dict[str, object]:
    if values.unit_id is not None:
        unit = session.get(UnitRow, values.unit_id)
        if unit is None or unit.agency_id != actor.agency_id or not unit.active:
            raise NotFoundError("Không tìm thấy đơn vị này; chọn một đơn vị trong danh sách.")
    position = line(values.position, "chức vụ", "position", needed=False)
    return dict(assign(membership, {"position": position}))


def _demand_administrator_left(session: Session, agency_id: int) -> None:
    if not members_with(session, agency_id, Role.ADMINISTRATOR):
        raise InvalidInputError(
            "Cơ quan phải còn ít nhất một quản trị; giao vai trò này cho người khác trước.", "roles"
        )


def _set_active(
    database: Database, actor: Actor, page: tuple[int, int], *, active: bool, now: datetime
) -> None:
    demand_administrator(actor)
    person_id, version = page
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
        membership, person = _member(session, actor, person_id)
        demand_fresh(membership.version, version, "tài khoản này")
        change = RightsChange(session, actor, membership, now)
        flag_modified(membership, "position")  # what waits is part of the page
        wanted = change.wanted_before if active else change.held  # who leaves waits for nothing
        changes = change.want(replace(wanted, active=active))
        if not active and not _is_shared(session, person, actor.agency_id):
            close_sessions(session, person_id, now)
        action = "reactivate_person" if active else "deactivate_person"
        _settle(session, actor, change, (action, changes), now)
