"""The values that pages show of what was sent."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.domain.dispatching import Receipt
from webapp.services.recall_values import Recall


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """What a place said, and who wrote it down."""

    label: str
    day: date
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DispatchItem:
    """One place that has the plan, or should have."""

    id: int
    name: str
    channel_label: str
    sent_on: date
    who: str
    receipt: str
    """A Receipt: the newest word."""
    receipt_label: str
    returns: tuple[ReturnItem, ...]
    """The newest first."""
    letter: str
    """What became of its letter, a sentence; empty where none carries it."""
    letter_failed: bool = False


@dataclass(frozen=True, slots=True)
class Dispatches:
    """The card on a plan's page."""

    items: tuple[DispatchItem, ...] = ()
    may_send: bool = False
    may_record: bool = False
    may_export: bool = False
    shown: bool = False
    recall: Recall | None = None
    """What the places say of it, where the plan was recalled."""

    @property
    def received(self) -> int:
        """Return how many places said that they have it."""
        return sum(one.receipt == Receipt.RECEIVED for one in self.items)

    @property
    def refused(self) -> int:
        """Return how many places refused it."""
        return sum(one.receipt == Receipt.REFUSED for one in self.items)
