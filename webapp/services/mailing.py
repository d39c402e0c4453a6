"""Letters about what people are told: rows become due, are taken in hand, sent, and settled.

Nothing is sent inside a transaction. A crash between sending and settling sends a letter twice,
under the same Message-ID; none is lost.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.adapters.mail import Letter, Post, Posted
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, PersonRow
from webapp.db.models.process import MailChoiceRow, NotificationRow
from webapp.domain.mail_times import MailChoice, MailMode, due_at, retry_at
from webapp.domain.text import squeeze
from webapp.services import account_notices
from webapp.services.notice_places import ALL_NOTICES, page_of

_LOG = logging.getLogger(__name__)
_BATCH = 200
_IN_HAND = timedelta(minutes=10)
"""Longer than any batch takes; then another worker may think that this one died."""
_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notification as a letter tells it."""

    id: int
    agency: str
    message: str
    plan_id: int | None
    anchor: str | None
    about: str | None


@dataclass(frozen=True, slots=True)
class _Bundle:
    """What goes to one person in one letter."""

    person_id: int
    name: str
    address: str
    notices: tuple[_Notice, ...]


def deliver(database: Database, post: Post, base_url: str, now: Callable[[], datetime]) -> int:
    """Send what is due; return how many notifications a letter delivered."""
    while _reckon(database, now()):
        pass
    delivered = 0
    for bundle in _take(database, now()):
        for posted in post.send([_letter(bundle, base_url, now())]):
            delivered += _settle(database, bundle, posted, now())
    return delivered


def choice_of(row: MailChoiceRow | None) -> MailChoice:
    """Return the person's choice, or what holds without one."""
    if row is None:
        return MailChoice()
    return MailChoice(MailMode(row.mode), row.digest_hour, row.quiet_from, row.quiet_until)


def _reckon(database: Database, now: datetime) -> int:
    """Say of some new notifications when they are due; return of how many.

    Those that need no letter, or can have none, are delivered by standing in the inbox.
    """
    with database.transaction() as session:
        fresh = (
            select(NotificationRow, PersonRow, MailChoiceRow)
            .join(PersonRow, PersonRow.id == NotificationRow.person_id)
            .outerjoin(MailChoiceRow, MailChoiceRow.person_id == PersonRow.id)
            .where(NotificationRow.sent_at.is_(None), NotificationRow.due_at.is_(None))
            .order_by(NotificationRow.id)
            .limit(_BATCH)
            .with_for_update(of=NotificationRow, skip_locked=True, **LOCKED)
        )
        rows = session.execute(fresh).all()
        for row, person, choice in rows:
            due = _due(row, choice)
            if due is None or not (row.address or person.email) or not person.active:
                row.sent_at = now
            else:
                row.due_at = due
        return len(rows)


def _due(row: NotificationRow, choice: MailChoiceRow | None) -> datetime | None:
    if row.kind == account_notices.KIND:
        return row.created_at
    return due_at(choice_of(choice), row.created_at.astimezone(VIETNAM))


def _take(database: Database, now: datetime) -> list[_Bundle]:
    """Take what is due in hand, the letters of a person together; what was read needs none."""
    with database.transaction() as session:
        due = (
            select(NotificationRow)
            .where(NotificationRow.sent_at.is_(None), NotificationRow.due_at <= now)
            .where(NotificationRow.taken_until.is_(None) | (NotificationRow.taken_until < now))
            # No bare column: SQLite would walk through all that people were ever told to save
            # sorting what is due.
            .order_by(NotificationRow.person_id + 0, NotificationRow.id)
            .limit(_BATCH)
            .with_for_update(skip_locked=True, **LOCKED)
        )
        waiting = []
        for row in session.scalars(due):
            if row.read_at is not None:
                row.sent_at = now
                continue
            row.taken_until = now + _IN_HAND
            waiting.append(row)
        return list(_bundles(session, waiting))


def _bundles(session: Session, rows: Sequence[NotificationRow]) -> Iterable[_Bundle]:
    for (person_id, address), group in groupby(rows, key=lambda row: (row.person_id, row.address)):
        person = session.get_one(PersonRow, person_id)
        notices = tuple(
            _Notice(
                row.id,
                session.get_one(AgencyRow, row.agency_id).short_name,
                row.message,
                row.plan_id,
                row.anchor,
                row.about,
            )
            for row in group
        )
        yield _Bundle(person_id, person.full_name, address or person.email, notices)


def _letter(bundle: _Bundle, base_url: str, now: datetime) -> Letter:
    """Write the letter: its links open a page, they decide nothing."""
    first, *others = bundle.notices
    lines = [f"Kính gửi {bundle.name},", ""]
    for notice in bundle.notices[:_MOST_LINES]:
        page = page_of(notice.plan_id, notice.anchor, notice.about)
        lines += [f"- {notice.message} ({notice.agency})", f"  {base_url}{page}", ""]
    if len(bundle.notices) > _MOST_LINES:
        lines += [f"và {len(bundle.notices) - _MOST_LINES} việc khác: {base_url}{ALL_NOTICES}", ""]
    lines.append(
        "Thư này do hệ thống Ban Hành gửi, xin không trả lời. Giờ nhận thư đặt ở "
        f"{base_url}/tai-khoan"
    )
    subject = f"{len(bundle.notices)} việc mới trên Ban Hành" if others else squeeze(first.message)
    return Letter(
        id=f"thong-bao-{bundle.person_id}-{first.id}-{bundle.notices[-1].id}",
        name=bundle.name,
        address=bundle.address,
        subject=subject[:200],
        text="\n".join(lines) + "\n",
        written_at=now.astimezone(VIETNAM),
    )


def _settle(database: Database, bundle: _Bundle, posted: Posted, now: datetime) -> int:
    """Write down what became of a letter; return how many notifications it delivered."""
    ids = [notice.id for notice in bundle.notices]
    with database.transaction() as session:
        rows = session.scalars(select(NotificationRow).where(NotificationRow.id.in_(ids))).all()
        for row in rows:
            row.taken_until = None
            row.fault = posted.fault[:500]
            if not posted.fault:
                row.sent_at = now
                continue
            row.tries += 1
            again = retry_at(row.tries, now)
            if again is None:
                row.sent_at = now  # it stands in the inbox, where it was all the time
            else:
                row.due_at = again
    if posted.fault:
        _LOG.warning("letter %s was not taken: %s", posted.letter.id, posted.fault)
        return 0
    return len(ids)
