"""«Đã trình cấp trên»: the plans that an agency submitted to the one above, read from its side."""

from dataclasses import dataclass
from datetime import datetime

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.queries import plans
from webapp.db.queries import submitted_above as queries
from webapp.db.queries.visibility import Reader
from webapp.domain.people import Actor
from webapp.services.numbering import number_text_of
from webapp.services.plan_access import NO_SUBJECT, label_of
from webapp.services.waits import Wait, standing_of, waits_on

PAGE = 25


@dataclass(frozen=True, slots=True)
class SubmittedItem:
    """One plan of the agency above."""

    plan_id: int
    subject: str
    issuer: str
    """Short name of the agency that issues it."""
    number_text: str
    state: str
    state_label: str
    drafter_name: str
    unit_name: str
    state_since: datetime
    wait: Wait | None = None
    """Whose turn it is; None when the plan has ended."""


@dataclass(frozen=True, slots=True)
class SubmittedList:
    """A page of at most 25 plans, newest first."""

    items: tuple[SubmittedItem, ...]
    next_before_id: int | None


def submitted_list(
    database: Database, actor: Actor, before_id: int | None, now: datetime
) -> SubmittedList:
    """Return a page of the plans that the actor's agency submitted and he may read."""
    reader = Reader.of(actor)
    with database.reading() as session:
        ids = queries.page(session, reader, before_id, PAGE + 1) if reader.has_role else []
        shown = ids[:PAGE]
        lines = plans.plan_lines(session, shown)
        standing = [standing_of(one) for one in lines.values()]
        waits = waits_on(session, standing, vietnam_today(now))
        issuers = queries.issuers(session, shown)
        items = tuple(
            SubmittedItem(
                plan_id=line.id,
                subject=line.subject or NO_SUBJECT,
                issuer=issuers[line.id],
                number_text=number_text_of(line.code_number, line.code_notation),
                state=line.state,
                state_label=label_of(session, line.workflow_sha256, line.state),
                drafter_name=line.drafter_name,
                unit_name=line.unit_name,
                state_since=line.state_since,
                wait=waits.get(line.id),
            )
            for line in (lines[one] for one in shown)
        )
        return SubmittedList(items, shown[-1] if len(ids) > PAGE else None)
