"""Powers to sign that rest on another one, and what becomes of them when that one is over."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import PersonRow, SigningAuthorityRow
from webapp.domain.authority import FORM_LABELS, SigningForm
from webapp.domain.powers import FALLS_WITH_ITS_SOURCE
from webapp.services import notices
from webapp.services.letterheads import in_force


def those_on(session: Session, row: SigningAuthorityRow, today: date) -> list[SigningAuthorityRow]:
    """Return the powers in force today that hold only as long as this one does."""
    query = select(SigningAuthorityRow).where(
        SigningAuthorityRow.source_id == row.id,
        SigningAuthorityRow.form.in_([one.value for one in FALLS_WITH_ITS_SOURCE]),
    )
    return [one for one in session.scalars(query) if in_force(one, today)]


def tell_fallen(
    session: Session, row: SigningAuthorityRow, rested: list[SigningAuthorityRow], now: datetime
) -> None:
    """Tell those whose power was in force and is not, because the one it rests on is not."""
    holder = session.get_one(PersonRow, row.person_id).full_name
    for one in rested:
        message = (
            f"Thẩm quyền ký của anh/chị ({FORM_LABELS[SigningForm(one.form)]}) không còn hiệu lực "
            f"vì quyền thừa lệnh của {holder} đã ngừng hoặc chờ xác nhận (khoản 4 Điều 13)."
        )
        notices.tell_about_settings(
            session,
            one.agency_id,
            {one.person_id},
            "power_fallen",
            message=message,
            now=now,
            about=f"authority:{one.id}",
        )
