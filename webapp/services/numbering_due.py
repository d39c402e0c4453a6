"""The văn thư's countdown: what is signed goes out by the next working day, urgent at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from webapp.adapters.calendar import Calendar
from webapp.adapters.clock import vietnam_today
from webapp.db.queries import unfinished
from webapp.domain.register_book import due_on
from webapp.services.numbering import number_and_notation, number_text_of
from webapp.services.plan_access import NO_SUBJECT
from webapp.services.working_calendar import calendar_of

MOST_SHOWN = 50
DAYS_BACK = 30
"""Documents without a day of passing on are shown so long; the closing of the year lists all."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """A signed paper that waits for its number, or for its way out."""

    what: str
    """«Cấp số», «Phát hành», «Chuyển»."""
    subject: str
    signed_on: date
    due_on: date
    urgent: bool
    late: bool
    text: str = ""
    """«115/KH-UBND», where it has its number."""
    plan_id: int | None = None
    row_id: int | None = None


def papers_due(session: Session, agency_id: int, now: datetime) -> tuple[DueItem, ...]:
    """Return what the clerk owes, the most pressing first (Điều 15.2, 18.1)."""
    today = vietnam_today(now)
    items = [*_plans_due(session, agency_id, today), *_lines_due(session, agency_id, today)]
    return tuple(sorted(items, key=lambda one: (one.due_on, not one.urgent, one.signed_on)))


def _plans_due(session: Session, agency_id: int, today: date) -> list[DueItem]:
    items, calendar = [], calendar_of(session)
    for plan in unfinished.signed_plans(session, agency_id, MOST_SHOWN):
        urgent = bool(plan.priority)
        due = _due(calendar, plan.signed_on, urgent=urgent)
        items.append(
            DueItem(
                what="Cấp số" if plan.code_number is None else "Phát hành",
                subject=plan.subject or NO_SUBJECT,
                signed_on=plan.signed_on,
                due_on=due,
                urgent=urgent,
                late=due < today,
                text=number_text_of(plan.code_number, plan.code_notation),
                plan_id=plan.plan_id,
            )
        )
    return items


def _lines_due(session: Session, agency_id: int, today: date) -> list[DueItem]:
    """Return the papers, plans among them, that have their number and wait to be passed on."""
    items, calendar = [], calendar_of(session)
    wanted = (session, agency_id, today - timedelta(days=DAYS_BACK), MOST_SHOWN)
    for row in (*unfinished.unsent_plans(*wanted), *unfinished.unsent_lines(*wanted)):
        signed_on, urgent = row.signed_on or row.promulgated_on, bool(row.priority)
        due = _due(calendar, signed_on, urgent=urgent)
        items.append(
            DueItem(
                what="Chuyển",
                subject=f"{row.type_name} {row.subject}",
                signed_on=signed_on,
                due_on=due,
                urgent=urgent,
                late=due < today,
                text=number_and_notation(row.number, row.notation),
                plan_id=row.plan_id,
                row_id=row.id,
            )
        )
    return items


def _due(calendar: Calendar, signed_on: date, *, urgent: bool) -> date:
    return due_on(signed_on, calendar.working_days_after(signed_on, 1), urgent=urgent)
