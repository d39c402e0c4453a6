"""A pasted or uploaded paper to the fields of the form, and a report on every other word."""

from dataclasses import dataclass

from webapp.domain.plan import Plan, ReportItem
from webapp.services.draft_fields import DraftFields


@dataclass(frozen=True, slots=True)
class FilledItem:
    """One field that the paper filled."""

    field: str
    label: str
    """«Căn cứ»."""
    amount: str
    """«2 căn cứ», «48 đoạn», empty for a single value."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a paper gave."""

    fields: DraftFields
    plan: Plan
    """The same as structure; its number, date, signer and agency are not taken over."""
    filled: tuple[FilledItem, ...]
    report: tuple[ReportItem, ...]
