"""Letters that carry an issued paper: rows written with the dispatch, delivered at least once.

Units of the agency get a link, which opens for them; every other place gets the paper itself.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.adapters.mail import Enclosure, Letter, Post, Posted
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.plans import BlobRow
from webapp.db.models.recipients import UNSENT, DispatchLetterRow, DispatchRow
from webapp.domain.mail_times import retry_at
from webapp.domain.people import Actor
from webapp.services.outgoing import Outgoing, file_to_send, paper_of, stopped_by
from webapp.services.rules import Rules

_LOG = logging.getLogger(__name__)
_BATCH = 20
"""Letters of one sweep in hand: each may hold a paper of many megabytes."""
_IN_HAND = timedelta(minutes=10)
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class _Bundle:
    """One letter row with its letter."""

    row_id: int
    letter: Letter


def write(
    session: Session,
    rules: Rules,
    actor: Actor,
    paper: Outgoing,
    by_letter: Mapping[DispatchRow, bool],
    *,
    now: datetime,
) -> None:
    """Add the letters of dispatches that have their ids; those with True get the link alone."""
    for dispatch, linked in by_letter.items():
        row = DispatchLetterRow(dispatch_id=dispatch.id, due_at=now)
        file = None if linked else file_to_send(session, rules, actor, paper, now=now)
        if file is not None:
            row.file_name, row.sha256 = file.file_name, file.sha256
        session.add(row)


def deliver(database: Database, post: Post, base_url: str, now: Callable[[], datetime]) -> int:
    """Send what is due; return how many letters a server took."""
    delivered = 0
    for bundle in _take(database, base_url, now()):
        for posted in post.send([bundle.letter]):
            delivered += _settle(database, bundle, posted, now())
    return delivered


def _take(database: Database, base_url: str, now: datetime) -> list[_Bundle]:
    """Take what is due in hand, so that no other worker sends it meanwhile."""
    with database.transaction() as session:
        due = (
            select(DispatchLetterRow)
            .where(UNSENT, DispatchLetterRow.due_at <= now)
            .where(DispatchLetterRow.taken_until.is_(None) | (DispatchLetterRow.taken_until < now))
            .order_by(DispatchLetterRow.due_at, DispatchLetterRow.id)
            .limit(_BATCH)
            .with_for_update(skip_locked=True, **LOCKED)
        )
        taken = []
        for row in session.scalars(due).all():
            dispatch = session.get_one(DispatchRow, row.dispatch_id)
            paper = paper_of(session, dispatch)
            stopped = stopped_by(session, paper)
            if stopped:
                row.gave_up, row.fault = True, stopped
                continue
            row.taken_until = now + _IN_HAND
            taken.append(
                _Bundle(row.id, _letter(session, row, dispatch, paper, base_url=base_url, now=now))
            )
        return taken


def _letter(
    session: Session,
    row: DispatchLetterRow,
    dispatch: DispatchRow,
    paper: Outgoing,
    *,
    base_url: str,
    now: datetime,
) -> Letter:
    agency = session.get_one(AgencyRow, dispatch.agency_id).short_name
    number, kind = paper.number_text, paper.line.type_name
    enclosures: tuple[Enclosure, ...] = ()
    where = ["Xem và tải văn bản tại:", f"{base_url}{paper.path}"]
    if row.sha256 is not None:
        blob = session.get_one(BlobRow, row.sha256)
        enclosures = (Enclosure(row.file_name, blob.media_type, blob.content),)
        where = ["Văn bản gửi kèm thư này. Nhận được, xin báo lại văn thư của cơ quan gửi."]
    lines = [
        f"Kính gửi {dispatch.name},",
        "",
        f"{agency} gửi {kind} số {number}: {paper.subject}.",
        "",
        *where,
        "",
        "Thư này do hệ thống Ban Hành gửi thay văn thư cơ quan.",
    ]
    return Letter(
        id=f"gui-{dispatch.id}",
        name=dispatch.name,
        address=dispatch.email,
        subject=f"{number}: {paper.subject}"[:_LONGEST_SUBJECT],
        text="\n".join(lines) + "\n",
        written_at=now.astimezone(VIETNAM),
        enclosures=enclosures,
    )


def _settle(database: Database, bundle: _Bundle, posted: Posted, now: datetime) -> int:
    """Write down what became of a letter; return 1 for one that a server took."""
    with database.transaction() as session:
        row = session.get_one(DispatchLetterRow, bundle.row_id)
        row.taken_until, row.fault = None, posted.fault[:500]
        if not posted.fault:
            row.sent_at = now
            return 1
        row.tries += 1
        again = retry_at(row.tries, now)
        row.gave_up, row.due_at = again is None, again or row.due_at
    _LOG.warning("letter %s was not taken: %s", posted.letter.id, posted.fault)
    return 0
