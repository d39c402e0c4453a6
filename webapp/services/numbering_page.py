"""The page on which a plan gets its number: what is expected, and what is asked for the book."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.domain.letters import receivers
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.register_book import BookRules
from webapp.domain.stages import Stage
from webapp.services import numbering
from webapp.services.book_entries import BookEntry
from webapp.services.book_forms import reserved_choices
from webapp.services.book_numbers import lost_numbers
from webapp.services.book_settings import rules_of
from webapp.services.numbering import Expected
from webapp.services.plan_pages import Choice, PlanPage
from webapp.services.reading_plan import plan_page
from webapp.services.registering import kept_by
from webapp.services.rules import Rules

_COUNT = re.compile(r"\s*\((\d{1,3})\)$")
"""«VHXH (2)»: how many copies the unit keeps."""
_MOST_NAMED = 999


@dataclass(frozen=True, slots=True)
class NumberingPage:
    """The plan, and what the clerk is asked beside its number."""

    plan: PlanPage
    expected: Expected | None
    """None where there is no number to be had; `refused` says why."""
    refused: str
    waits: bool
    """There is none because a restored book waits for «Đối chiếu»."""
    suggested: BookEntry
    """What the plan itself says, to be kept or changed."""
    urgent: str
    """«HỎA TỐC»; empty where it is not urgent."""
    reserved: tuple[Choice, ...]
    """Numbers of its series that are kept for today, and those of before a restore."""
    lost: str
    """«116, 117»: those of before a restore; the clerk says which the plan bears on paper."""
    rules: BookRules


def numbering_page(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> NumberingPage:
    """Return the page, and keep in the log that the person looked."""
    page = plan_page(database, rules, actor, plan_id, now)
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        today = vietnam_today(now)
        expected, none = _expected(session, plan, now)
        series_ids = {expected.series_id} if expected is not None else set()
        return NumberingPage(
            plan=page,
            expected=expected,
            refused=str(none or ""),
            waits=isinstance(none, numbering.UnconfirmedBookError),
            suggested=replace(suggested_entry(page.plan), pages=pages_of(page)),
            urgent=page.plan.priority,
            reserved=reserved_choices(session, plan.agency_id, series_ids, today),
            lost=lost_numbers(session, plan.agency_id, series_ids),
            rules=rules_of(session, plan.agency_id),
        )


def suggested_entry(text: Plan) -> BookEntry:
    """Return what the plan says of copies: as many as it orders or as it names places (Điều 17)."""
    keepers = [one for one in kept_by(text).split(", ") if one]
    copies = text.promulgation_amount or len(receivers(text))
    return BookEntry(
        kept_by=", ".join(keepers),
        copies_kept=sum(_kept(one) for one in keepers) or None,
        copies=min(copies, _MOST_NAMED) or None,
    )


def pages_of(page: PlanPage) -> int | None:
    """Return how many pages the signed file has, else the made PDF of the copy to sign."""
    signed = page.signed.newest.checks.pages if page.signed.newest is not None else 0
    made = max((one.pages for one in page.pdfs if one.stage == Stage.SIGNING), default=0)
    return min(signed or made, _MOST_NAMED) or None


def _kept(keeper: str) -> int:
    """Return 2 for «VHXH (2)», 1 without a count (PL1 II.9b)."""
    found = _COUNT.search(keeper)
    return int(found[1]) if found else 1


def _expected(
    session: Session, plan: PlanRow, now: datetime
) -> tuple[Expected | None, numbering.NoNumberError | None]:
    try:
        return numbering.expected_of(session, plan, vietnam_today(now)), None
    except numbering.NoNumberError as error:
        return None, error
