"""Signing in and out: server-side sessions, of which the cookie holds a token and we its hash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.adapters.vault import Vault
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, MembershipRow, PersonRow, SignInRow
from webapp.db.models.process import NotificationRow
from webapp.domain.errors import (
    DomainError,
    ForbiddenError,
    NotFoundError,
)
from webapp.domain.people import Actor, Role
from webapp.services import audit, passwords, second_factors, sign_in_failures
from webapp.services.access_grants import is_waited_for
from webapp.services.second_factors import WrongCodeError
from webapp.services.session_limits import USUAL, SessionLimits
from webapp.services.standing_in import in_reach

_A_MINUTE = timedelta(minutes=1)
_UNREAD_SHOWN = 100
_NOWHERE = "Tài khoản chưa thuộc cơ quan nào; nhờ quản trị cơ quan thêm vào."
_NOWHERE_YET = (
    "Tài khoản chờ quản trị khác, người đứng đầu cơ quan hoặc chánh văn phòng xác nhận; đăng nhập "
    "lại sau khi được xác nhận."
)
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng; kiểm tra lại rồi đăng nhập."


class SignInRefusedError(DomainError):
    """The name or the password is wrong; the sentence does not tell which."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sign-in form brings, and from where."""

    username: str
    password: str
    address: str = ""
    browser: str = ""
    code: str = ""
    """Of the second factor, where the person has one."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session; the token is told once and kept nowhere."""

    token: str
    person_id: int
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency the person may work in."""

    id: int
    short_name: str


@dataclass(frozen=True, slots=True)
class Who:
    """Whose session it is, and what every page shows of him."""

    actor: Actor
    agencies: tuple[AgencyChoice, ...]
    must_change_password: bool
    token_hash: str
    unread: int
    """Unread notifications in the present agency, counted to 100."""


def hash_token(token: str) -> str:
    """Return what the database keeps of a session's token."""
    return sha256(token.encode()).hexdigest()


def sign_in(
    database: Database, request: SignIn, now: datetime, vault: Vault | None = None
) -> SignedIn:
    """Open a session; a wrong try is counted, and after too many the account waits."""
    username = request.username.strip().lower()
    with database.reading() as session:
        person = session.scalar(select(PersonRow).where(PersonRow.username == username))
        account = sign_in_failures.account_key(username, known=person is not None)
        sign_in_failures.demand_patience(session, account, request.address, now)
    # Outside any transaction: hashing takes longer than a writer may hold the database.
    right = passwords.matches(person.password_hash if person else None, request.password)
    if person is None or not right or not person.active:
        sign_in_failures.note(database, account, request.address, now)
        raise SignInRefusedError(_WRONG)
    try:
        with database.transaction() as session:
            sign_in_failures.demand_patience(session, account, request.address, now)
            return _open_session(session, person, request, now, vault)
    except WrongCodeError as error:
        sign_in_failures.note(database, account, request.address, now)
        second_factors.tell_if_used(database, person.id, error, now)
        raise


def _open_session(
    session: Session, seen: PersonRow, request: SignIn, now: datetime, vault: Vault | None
) -> SignedIn:
    person = _checked_again(session, seen, request.password)
    passwords.demand_in_time(person, now)
    second_factors.demand(session, person.id, request.code, vault, now)
    token = secrets.token_urlsafe(32)
    row = SignInRow(
        token_hash=hash_token(token),
        person_id=person.id,
        agency_id=_last_agency(session, person.id),
        created_at=now,
        seen_at=now,
        password_given_at=now,
        address=request.address[:100],
        browser=request.browser[:300],
    )
    who = _who(session, row, person, now)
    if who is None:
        raise ForbiddenError(_NOWHERE_YET if is_waited_for(session, person.id) else _NOWHERE)
    row.agency_id = who.actor.agency_id or None
    session.add(row)
    passwords.renew_if_outdated(person, request.password)
    sign_in_failures.forget(session, person.username)
    audit.record(
        session,
        who.actor,
        "sign_in",
        now=now,
        subject=f"person:{person.id}",
        details={"address": row.address, "browser": row.browser},
    )
    return SignedIn(token, person.id, person.must_change_password)


def _checked_again(session: Session, seen: PersonRow, password: str) -> PersonRow:
    """Return the person as he is now, held till the end: his hash may have to be renewed."""
    person = session.get_one(PersonRow, seen.id, with_for_update=LOCKED)
    same = person.password_hash == seen.password_hash
    if person.active and (same or passwords.matches(person.password_hash, password)):
        return person
    raise SignInRefusedError(_WRONG)  # changed while the password was checked


def _last_agency(session: Session, person_id: int) -> int | None:
    """Return where the person worked when he was here last."""
    latest = (
        select(SignInRow.agency_id)
        .where(SignInRow.person_id == person_id)
        .order_by(SignInRow.seen_at.desc())
        .limit(1)
    )
    return session.scalar(latest)


def actor_of(
    database: Database, token: str, now: datetime, limits: SessionLimits = USUAL
) -> Who | None:
    """Return whose living session the token opens; None when it is unknown, over or revoked."""
    token_hash = hash_token(token)
    with database.reading() as session:
        found = session.execute(
            select(SignInRow, PersonRow)
            .join(PersonRow, PersonRow.id == SignInRow.person_id)
            .where(
                SignInRow.token_hash == token_hash,
                limits.living(now),
                PersonRow.active,
            )
        ).one_or_none()
        if found is None:
            return None
        row, person = found
        who = _who(session, row, person, now)
    if now - row.seen_at >= _A_MINUTE:
        with database.transaction() as session:
            session.execute(
                update(SignInRow).where(SignInRow.token_hash == token_hash).values(seen_at=now)
            )
    return who


def _who(session: Session, row: SignInRow, person: PersonRow, now: datetime) -> Who | None:
    places = places_of(session, person.id)
    if not places and not person.installation_admin:
        return None
    chosen = next((one for one in places if one[0].agency_id == row.agency_id), None)
    membership = chosen[0] if chosen else places[0][0] if places else None
    actor = actor_at(session, person, membership, row.password_given_at, now)
    return Who(
        actor=actor,
        agencies=tuple(AgencyChoice(agency.id, agency.short_name) for _, agency in places),
        must_change_password=person.must_change_password,
        token_hash=row.token_hash,
        unread=_unread(session, actor),
    )


def places_of(session: Session, person_id: int) -> Sequence[tuple[MembershipRow, AgencyRow]]:
    """Return where the person works, the oldest membership first."""
    query = (
        select(MembershipRow, AgencyRow)
        .join(AgencyRow, AgencyRow.id == MembershipRow.agency_id)
        .where(MembershipRow.person_id == person_id, MembershipRow.active)
        .order_by(MembershipRow.id)
    )
    return session.execute(query).all()


def actor_at(
    session: Session,
    person: PersonRow,
    membership: MembershipRow | None,
    password_given_at: datetime | None,
    now: datetime,
) -> Actor:
    """Return the person at work in the agency of the membership; None: in no agency."""
    roles = {Role(one.role) for one in membership.roles} if membership else set()
    if person.installation_admin:
        roles.add(Role.INSTALLATION_ADMIN)
    actor = Actor(
        person_id=person.id,
        full_name=person.full_name,
        agency_id=membership.agency_id if membership else audit.INSTALLATION,
        unit_id=membership.unit_id if membership else None,
        position=membership.position if membership else "",
        roles=frozenset(roles),
        password_given_at=password_given_at,
    )
    return in_reach(session, actor, now)


def _unread(session: Session, actor: Actor) -> int:
    unread = (
        select(NotificationRow.id)
        .where(
            NotificationRow.person_id == actor.person_id,
            NotificationRow.agency_id == actor.agency_id,
            NotificationRow.read_at.is_(None),
        )
        .limit(_UNREAD_SHOWN)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(unread)) or 0


def username_of(database: Database, actor: Actor) -> str:
    """Return the name the person signs in with."""
    with database.reading() as session:
        return session.get_one(PersonRow, actor.person_id).username


def expired_person(database: Database, token: str) -> int | None:
    """Return whose session the token was, living or not, so that a kept form finds its owner."""
    with database.reading() as session:
        row = session.get(SignInRow, hash_token(token))
        return row.person_id if row else None


def sign_out(database: Database, token: str, now: datetime) -> None:
    """Close the session; a second time does nothing."""
    with database.transaction() as session:
        row = session.get(SignInRow, hash_token(token))
        if row is None or row.revoked_at is not None:
            return
        row.revoked_at = now
        who = _who(session, row, session.get_one(PersonRow, row.person_id), now)
        actor = who.actor if who else None
        audit.record(session, actor, "sign_out", now=now, subject=f"person:{row.person_id}")


def sign_out_everywhere(database: Database, actor: Actor, token: str, now: datetime) -> int:
    """Close the person's sessions on all other devices; return how many there were."""
    with database.transaction() as session:
        closed = close_sessions(session, actor.person_id, now, but=hash_token(token))
        audit.record(
            session,
            actor,
            "sign_out_everywhere",
            now=now,
            subject=f"person:{actor.person_id}",
            details={"sessions": closed},
        )
        return closed


def close_sessions(session: Session, person_id: int, now: datetime, *, but: str = "") -> int:
    """Close the person's living sessions but the one with that token hash; return how many."""
    query = select(SignInRow).where(
        SignInRow.person_id == person_id,
        SignInRow.revoked_at.is_(None),
        SignInRow.token_hash != but,
    )
    rows = session.scalars(query).all()
    for row in rows:
        row.revoked_at = now
    return len(rows)


def switch_agency(
    database: Database, actor: Actor, token: str, agency_id: int, now: datetime
) -> None:
    """Work in another of one's agencies from the next page on."""
    with database.transaction() as session:
        row = session.get_one(SignInRow, hash_token(token))
        if all(agency.id != agency_id for _, agency in places_of(session, actor.person_id)):
            raise NotFoundError("Không tìm thấy cơ quan này; chọn một cơ quan trong danh sách.")
        row.agency_id = agency_id
        audit.record(
            session,
            replace(actor, agency_id=agency_id),
            "switch_agency",
            now=now,
            details={"from": actor.agency_id},
        )
