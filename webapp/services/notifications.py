"""What people are told: their inbox, marking it read, and the sweep that delivers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One notification."""

    id: int
    kind: str
    message: str
    plan_id: int | None
    subject: str
    """The plan's, as it reads now."""
    created_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of notifications, newest first."""

    items: tuple[InboxItem, ...]
    next_before_id: int | None
    unread: int
