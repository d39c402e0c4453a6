"""A person's own choice of when letters come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import PersonRow
from webapp.db.models.process import MailChoiceRow, NotificationRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.mail_times import MailChoice
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.mailing import choice_of
from webapp.services.setting_changes import assign, demand_fresh

_HOURS = range(24)


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """What the account page shows."""

    choice: MailChoice
    address: str
    """Empty where the administrator entered none."""
    version: int
    """0 while the person chose nothing."""


def own_choice(database: Database, actor: Actor) -> OwnChoice:
    """Return the person's choice and the address his letters go to."""
    with database.reading() as session:
        row = session.get(MailChoiceRow, actor.person_id)
        address = session.get_one(PersonRow, actor.person_id).email
        return OwnChoice(choice_of(row), address, row.version if row else 0)


def choose(
    database: Database, actor: Actor, choice: MailChoice, version: int, now: datetime
) -> None:
    """Keep the choice; what is not sent yet is reckoned anew."""
    _demand_hours(choice)
    with database.transaction() as session:
        person = session.get_one(PersonRow, actor.person_id, with_for_update=LOCKED)
        row = session.get(MailChoiceRow, person.id)
        demand_fresh(row.version if row else 0, version, "lựa chọn nhận thư")
        if row is None:
            row = MailChoiceRow(person_id=person.id)
        changes = assign(
            row,
            {
                "mode": choice.mode.value,
                "digest_hour": choice.digest_hour,
                "quiet_from": choice.quiet_from,
                "quiet_until": choice.quiet_until,
            },
        )
        session.add(row)
        unsent = select(NotificationRow).where(
            NotificationRow.person_id == person.id,
            NotificationRow.sent_at.is_(None),
            NotificationRow.taken_until.is_(None),
        )
        for notice in session.scalars(unsent):
            notice.due_at = None
        if changes:
            audit.record(
                session,
                actor,
                "choose_mail",
                now=now,
                subject=f"person:{person.id}",
                details={"changes": changes},
            )


def _demand_hours(choice: MailChoice) -> None:
    if (choice.quiet_from is None) is not (choice.quiet_until is None):
        raise InvalidInputError("Chọn cả giờ bắt đầu và giờ kết thúc không nhận thư.", "quiet_from")
    hours = (choice.digest_hour, choice.quiet_from or 0, choice.quiet_until or 0)
    if any(hour not in _HOURS for hour in hours):
        raise InvalidInputError("Giờ nhận thư phải từ 0 đến 23; chọn lại.", "digest_hour")
