"""A second factor: chosen by a person, asked at each sign-in, taken away where a phone is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.vault import Vault
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import MembershipRow, PersonRow
from webapp.db.models.second_factors import RecoveryCodeRow, SecondFactorRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.services import account_notices, audit, one_time_codes
from webapp.services.setting_changes import NO_MEMBER, demand_administrator

FIELD = "one_time_code"
_NOT_RIGHT = (
    "Mã xác thực không đúng hoặc đã dùng; nhập mã đang hiện trên điện thoại, hoặc một mã dự phòng "
    "chưa dùng, cùng mật khẩu."
)
_NEEDED = (
    "Tài khoản này đã bật xác thực hai bước; nhập lại mật khẩu cùng mã đang hiện trên điện thoại "
    "hoặc một mã dự phòng."
)
_NO_KEY = (
    "Không đọc được khóa của mã xác thực; nhập một mã dự phòng, hoặc nhờ quản trị cơ quan tắt."
)
_SHARED = (
    "Tài khoản này còn thuộc cơ quan khác nên không tắt xác thực hai bước tại đây; người dùng tự "
    "tắt, hoặc nhờ người vận hành hệ thống."
)


class CodeNeededError(InvalidInputError):
    """The password is right; the code beside it is missing."""


class WrongCodeError(InvalidInputError):
    """The password is right; the code beside it is not."""


class UsedCodeError(WrongCodeError):
    """The code was right once: somebody who has it knows the password too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person has beside the password."""

    since: datetime | None = None
    codes_left: int = 0


@dataclass(frozen=True, slots=True)
class NewFactor:
    """A secret that a phone has taken in, and a code that proves it."""

    secret: str
    code: str
    vault: Vault


def standing(database: Database, person_id: int) -> Standing:
    """Return what the person has."""
    with database.reading() as session:
        row = session.get(SecondFactorRow, person_id)
        return Standing(row.since, len(_unused(session, person_id))) if row else Standing()


def turn_on(database: Database, actor: Actor, factor: NewFactor, now: datetime) -> tuple[str, ...]:
    """Ask for codes from now on; return the recovery codes, which are told once."""
    step = one_time_codes.step_of(factor.secret, factor.code, 0, now)
    if step is None:
        raise InvalidInputError(
            "Mã này không đúng; quét hình rồi nhập mã sáu chữ số đang hiện trên điện thoại.", FIELD
        )
    codes = one_time_codes.new_recovery_codes()
    with database.transaction() as session:
        _forget(session, actor.person_id)
        session.add(
            SecondFactorRow(
                person_id=actor.person_id,
                sealed_secret=factor.vault.seal(factor.secret),
                last_step=step,
                since=now,
            )
        )
        session.add_all(
            RecoveryCodeRow(person_id=actor.person_id, code_hash=one_time_codes.hash_code(code))
            for code in codes
        )
        _tell(session, actor, actor.person_id, "turn_on_second_factor", now)
    return codes


def turn_off(database: Database, actor: Actor, now: datetime) -> None:
    """Ask for no codes any more."""
    with database.transaction() as session:
        if _forget(session, actor.person_id):
            _tell(session, actor, actor.person_id, "turn_off_second_factor", now)


def reset_of(database: Database, actor: Actor, person_id: int, now: datetime) -> None:
    """Take it from a member who lost his phone and his codes; he is told."""
    demand_administrator(actor)
    with database.transaction() as session:
        places = select(MembershipRow.agency_id).where(MembershipRow.person_id == person_id)
        agencies = set(session.scalars(places))
        if actor.agency_id not in agencies:
            raise NotFoundError(NO_MEMBER)
        person = session.get_one(PersonRow, person_id)
        if person.installation_admin or len(agencies) > 1:
            raise ForbiddenError(_SHARED)
        if _forget(session, person_id):
            _tell(session, actor, person_id, "reset_second_factor", now)


def reset_at_the_machine(database: Database, username: str, now: datetime) -> None:
    """Take it from whom nobody else can help."""
    with database.transaction() as session:
        known = select(PersonRow.id).where(PersonRow.username == username.strip().lower())
        person_id = session.scalar(known)
        if person_id is None:
            raise NotFoundError("Không có tài khoản tên này; kiểm tra lại tên đăng nhập.")
        if _forget(session, person_id):
            _tell(session, None, person_id, "reset_second_factor", now)


def demand(session: Session, person_id: int, code: str, vault: Vault | None, now: datetime) -> None:
    """Refuse a sign-in without the code that the person has to give; a code opens once.

    The caller holds the person's row, and records the event.
    """
    row = session.get(SecondFactorRow, person_id)
    if row is None:
        return
    if not code.strip():
        raise CodeNeededError(_NEEDED, FIELD)
    if _spend_paper(session, person_id, code, now):
        return
    secret = vault.open(row.sealed_secret) if vault else None
    if secret is None:
        raise WrongCodeError(_NO_KEY, FIELD)
    step = one_time_codes.step_of(secret, code, 0, now)
    if step is None:
        is_spent = _holds(_papers(session, person_id), code) is not None
        raise (UsedCodeError if is_spent else WrongCodeError)(_NOT_RIGHT, FIELD)
    if step <= row.last_step:
        raise UsedCodeError(_NOT_RIGHT, FIELD)
    row.last_step = step


def tell_if_used(database: Database, person_id: int, error: WrongCodeError, now: datetime) -> None:
    """Tell the owner of a code that somebody gave it again; once an hour."""
    if not isinstance(error, UsedCodeError):
        return
    with database.transaction() as session:
        if not account_notices.was_told(session, person_id, _WORDS[_USED_AGAIN], now - _AN_HOUR):
            _tell(session, None, person_id, _USED_AGAIN, now)


def _spend_paper(session: Session, person_id: int, code: str, now: datetime) -> bool:
    row = _holds(_unused(session, person_id), code)
    if row is not None:
        row.used_at = now
    return row is not None


def _holds(papers: Sequence[RecoveryCodeRow], code: str) -> RecoveryCodeRow | None:
    digest = one_time_codes.hash_code(code)
    return next((row for row in papers if row.code_hash == digest), None)


def _unused(session: Session, person_id: int) -> Sequence[RecoveryCodeRow]:
    return [row for row in _papers(session, person_id) if row.used_at is None]


def _papers(session: Session, person_id: int) -> Sequence[RecoveryCodeRow]:
    query = select(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person_id)
    return session.scalars(query.order_by(RecoveryCodeRow.id)).all()


def _forget(session: Session, person_id: int) -> bool:
    """Delete what the person has; tell whether there was anything."""
    session.get_one(PersonRow, person_id, with_for_update=LOCKED)  # one at a time, as who signs in
    row = session.get(SecondFactorRow, person_id)
    codes = select(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person_id)
    for code in session.scalars(codes):
        session.delete(code)
    if row is None:
        return False
    session.delete(row)
    audit.write_ahead(session)
    return True


_USED_AGAIN = "code_used_again"
_AN_HOUR = timedelta(hours=1)
_WORDS = {
    "turn_on_second_factor": "Xác thực hai bước của tài khoản anh/chị vừa được bật.",
    "turn_off_second_factor": "Xác thực hai bước của tài khoản anh/chị vừa được tắt.",
    "reset_second_factor": "Quản trị vừa tắt xác thực hai bước của tài khoản anh/chị.",
    _USED_AGAIN: (
        "Có người vừa nhập đúng mật khẩu của anh/chị cùng một mã xác thực đã dùng nên bị từ chối."
    ),
}


def _tell(
    session: Session, actor: Actor | None, person_id: int, action: str, now: datetime
) -> None:
    account_notices.tell(session, person_id, _WORDS[action], now)
    audit.record(session, actor, action, now=now, subject=f"person:{person_id}")
