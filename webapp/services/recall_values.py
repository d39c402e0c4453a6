"""The values that pages show of a recall: which place gave its paper back, which is silent."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RecallWord:
    """What a place said, and who wrote it down."""

    answer: str
    """A RecallAnswer."""
    label: str
    day: date
    by: str
    note: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecallItem:
    """One place that has the recalled paper."""

    dispatch_id: int
    name: str
    channel_label: str
    sent_on: date
    words: tuple[RecallWord, ...]
    """The newest first; none: it is silent."""

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the place gave the paper back or cancelled it."""
        return bool(self.words) and self.words[0].answer != "refused"


@dataclass(frozen=True, slots=True)
class Recall:
    """The card on the page of a recalled plan."""

    by: str
    """«Thông báo số 12/TB-UBND ngày …»."""
    by_plan_id: int
    since: date
    items: tuple[RecallItem, ...]
    may_record: bool

    @property
    def confirmed(self) -> int:
        """Return how many places confirmed."""
        return sum(one.is_confirmed for one in self.items)

    @property
    def refused(self) -> int:
        """Return how many places refused."""
        return sum(bool(one.words) and not one.is_confirmed for one in self.items)

    @property
    def silent(self) -> int:
        """Return how many places said nothing yet."""
        return sum(not one.words for one in self.items)
