"""What people are told about their own accounts: at once, whatever letters they chose."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import MembershipRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Actor

KIND = "account"
_ABOUT = "account:"
_ASK = "Nếu không phải do anh/chị, báo ngay quản trị cơ quan."


def tell_own_change(session: Session, actor: Actor, now: datetime) -> None:
    """Tell somebody that his password was changed with his old one."""
    tell(session, actor.person_id, "Mật khẩu của anh/chị vừa được đổi.", now)


def tell_reset(session: Session, person_id: int, now: datetime) -> None:
    """Tell somebody that whoever runs the machine set him a password."""
    message = "Người vận hành hệ thống vừa đặt lại mật khẩu của anh/chị."
    tell(session, person_id, message, now)


def tell_of_changes(
    session: Session, actor: Actor, person_id: int, changes: Mapping[str, object], now: datetime
) -> None:
    """Tell a member what an administrator changed of the account.

    Of another address the old one hears, which its owner still reads.
    """
    if "password" in changes:
        message = f"{actor.full_name} vừa đặt lại mật khẩu của anh/chị."
        tell(session, person_id, message, now)
    old = _old_value(changes.get("email"))
    if old:
        message = f"{actor.full_name} vừa đổi địa chỉ thư điện tử của anh/chị."
        tell(session, person_id, message, now, address=old)


def _old_value(change: object) -> str:
    return str(change[0] or "") if isinstance(change, list | tuple) else ""


def tell(
    session: Session, person_id: int, message: str, now: datetime, *, address: str | None = None
) -> None:
    """Tell somebody what was done, where he works; who works nowhere has no inbox."""
    works = (
        select(MembershipRow.agency_id)
        .where(MembershipRow.person_id == person_id, MembershipRow.active)
        .order_by(MembershipRow.id)
        .limit(1)
    )
    agency_id = session.scalar(works)
    if agency_id is not None:
        session.add(
            NotificationRow(
                agency_id=agency_id,
                person_id=person_id,
                kind=KIND,
                message=f"{message} {_ASK}",
                about=_ABOUT,
                address=address,
                created_at=now,
            )
        )


def was_told(session: Session, person_id: int, message: str, since: datetime) -> bool:
    """Tell whether somebody has heard this since then."""
    heard = select(NotificationRow.id).where(
        NotificationRow.person_id == person_id,
        NotificationRow.kind == KIND,
        NotificationRow.message.startswith(message),
        NotificationRow.created_at > since,
    )
    return session.scalar(heard.limit(1)) is not None
