"""What every change of a setting shares: who may make it, is the page fresh, what is different."""

from collections.abc import Mapping

from sqlalchemy import inspect

from webapp.db.models.declarative import Base
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.domain.people import Actor, Role
from webapp.domain.text import clean, squeeze

LONGEST_LINE = 200
NO_MEMBER = "Không tìm thấy người này trong cơ quan; chọn một người trong danh sách."


def demand_administrator(actor: Actor) -> None:
    """Refuse whoever does not administer the agency he works in."""
    if not actor.has(Role.ADMINISTRATOR):
        raise ForbiddenError("Chỉ quản trị cơ quan làm được việc này; báo quản trị cơ quan.")


def demand_installation_admin(actor: Actor) -> None:
    """Refuse whoever does not administer the installation."""
    if not actor.has(Role.INSTALLATION_ADMIN):
        raise ForbiddenError("Chỉ quản trị hệ thống làm được việc này; báo quản trị hệ thống.")


def demand_fresh(version: int, page_version: int, what: str) -> None:
    """Refuse a page that shows an older state than the data."""
    if version != page_version:
        raise StalePageError(
            f"{what[:1].upper()}{what[1:]} đã được sửa sau khi anh/chị mở trang này; "
            "xem lại nội dung mới rồi nhập thay đổi của anh/chị."
        )


def line(text: str, label: str, field: str, *, needed: bool = True) -> str:
    """Return one regular line; refuse a blank one that is needed, and one that is too long."""
    value = squeeze(clean(text).text)
    if needed and not value:
        raise InvalidInputError(f"Nhập {label}.", field)
    if len(value) > LONGEST_LINE:
        raise InvalidInputError(f"Rút gọn {label}: tối đa {LONGEST_LINE} ký tự.", field)
    return value


def lines(text: str, label: str, field: str) -> str:
    """Return regular lines without blank ones; refuse when nothing is left."""
    kept = [line(one, label, field, needed=False) for one in clean(text).text.split("\n")]
    value = "\n".join(one for one in kept if one)
    if not value:
        raise InvalidInputError(f"Nhập {label}.", field)
    return value


def assign(row: Base, values: Mapping[str, object]) -> dict[str, list[object]]:
    """Write the values into the row; return old and new of what differs, for the audit event."""
    is_new = inspect(row).transient
    changes: dict[str, list[object]] = {}
    for name, value in values.items():
        old = getattr(row, name)
        if is_new or old != value:
            setattr(row, name, value)
            changes[name] = [_plain(old), _plain(value)]
    return changes


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | str) else str(value)
