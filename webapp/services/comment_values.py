"""What the page of a plan shows of the talk about its text."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.comment_anchors import Hold


@dataclass(frozen=True, slots=True)
class CommentItem:
    """One comment."""

    id: int
    who: str
    at: datetime
    text: str
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """A comment with its replies, and where it stands in the text of now."""

    first: CommentItem
    replies: tuple[CommentItem, ...]
    quote: str
    where: str
    """«Căn cứ 2»; empty for the whole plan, and where it stands nowhere any more."""
    hold: Hold
    ordinal: int
    """The revision that it was made on."""
    may_resolve: bool
    may_reopen: bool = False
    resolved: bool = False
    turned_by: str = ""
    """Who closed it, or opened it again; empty while nobody did."""
    turned_at: datetime | None = None

    @property
    def key(self) -> str:
        """What the mark in the text and the thread know each other by."""
        return f"td{self.first.id}"


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Words in the shown text that an open thread is about."""

    name: str
    """What the shown text calls the passage: `body/ab12`, `body/ab12:3` in a table."""
    start: int
    end: int
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """All the talk about a plan."""

    plan_id: int
    ordinal: int
    """The current revision, which a new comment is made on."""
    open: tuple[ThreadItem, ...]
    resolved: tuple[ThreadItem, ...]
    marks: tuple[CommentMark, ...]
    may_comment: bool
    places: tuple[tuple[str, str], ...] = ()
    """What a comment may be about: place, label; in the order of the paper."""
    people: tuple[tuple[int, str], ...] = ()
    """Who may be mentioned: those who may read the plan, without the reader."""
