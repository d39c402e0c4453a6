"""The list of plans: filters, search without marks, keyset pages."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.services.plan_pages import Choice


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What the reader asks for; empty values ask for all."""

    q: str = ""
    """Words in any writing; «115» and «115/KH-UBND» find the number first."""
    state: str = ""
    """A state, or `running` for every step between draft and issue."""
    unit_id: int | None = None
    mine: bool = False
    year: int | None = None
    """Of the date of issue."""
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of the list."""

    plan_id: int
    subject: str
    number_text: str
    state: str
    state_label: str
    drafter_name: str
    unit_name: str
    promulgated_on: date | None
    state_since: datetime


@dataclass(frozen=True, slots=True)
class PlanList:
    """A page of at most 25 plans, newest first."""

    items: tuple[PlanItem, ...]
    next_before_id: int | None
    units: tuple[Choice, ...]
    states: tuple[tuple[str, str], ...]
    """Value and label of each state to filter by."""
    may_draft: bool
