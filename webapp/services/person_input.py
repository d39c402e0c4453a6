"""What the form of a person brings, and all that can be wrong with it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.people import Role
from webapp.services import passwords
from webapp.services.account_names import account_name
from webapp.services.setting_changes import line

_IN_A_UNIT = frozenset({Role.DRAFTER, Role.UNIT_HEAD})
"""Roles that mean nothing without a unit: drafting and answering for content (Điều 12.1)."""


@dataclass(frozen=True, slots=True)
class PersonInput:
    """What the form of a person brings; no id: somebody new, or an account of another agency."""

    person_id: int | None
    username: str
    full_name: str
    email: str = ""
    unit_id: int | None = None
    position: str = ""
    roles: frozenset[Role] = frozenset()
    password: str | None = None
    """A first or new password, which the person must change at the next sign-in."""
    version: int = 0


def hash_of(values: PersonInput) -> str | None:
    """Return the hash of the password that the form brings; None where it brings none."""
    if values.password is None:
        return None
    passwords.check_strength(values.password, values.username.strip().lower())
    return passwords.hash_password(values.password)


def demand_sound(session: Session, values: PersonInput, faults: Faults) -> None:
    """Refuse everything at once: account, name, address, unit, and what was wrong before."""
    is_new = values.person_id is None
    has_account = is_new and _has_account(session, faults.of("", account_name, values.username))
    faults.of("", line, values.full_name, "họ và tên", "full_name", needed=not has_account)
    faults.of("", line, values.email, "thư điện tử", "email", needed=False)
    faults.of("", line, values.position, "chức vụ", "position", needed=False)
    faults.of(None, _demand_roles, values)
    if is_new and not has_account:
        faults.of(None, _demand_first_password, values)
    faults.refuse()


def _has_account(session: Session, username: str) -> bool:
    query = select(PersonRow.id).where(PersonRow.username == username)
    return session.scalar(query) is not None


def _demand_roles(values: PersonInput) -> None:
    if Role.INSTALLATION_ADMIN in values.roles:
        raise ForbiddenError("Vai trò quản trị hệ thống không cấp trong một cơ quan; bỏ chọn.")
    if values.roles & _IN_A_UNIT and values.unit_id is None:
        raise InvalidInputError(
            "Chuyên viên và lãnh đạo đơn vị phải thuộc một đơn vị; chọn đơn vị.", "unit_id"
        )


def _demand_first_password(values: PersonInput) -> None:
    if values.password is None:
        raise InvalidInputError("Đặt mật khẩu đầu tiên cho tài khoản mới.", "password")
