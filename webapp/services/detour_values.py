"""The values that pages show of what is done beside a plan's way."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who may be chosen, known by name and position."""

    id: int
    label: str


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """One question and what became of it."""

    id: int
    asker: str
    asked: str
    kind_label: str
    """«xin đồng ý trước khi quyết định»."""
    question: str
    since: datetime
    due_on: date | None
    late: bool
    is_open: bool
    answer_label: str
    words: str
    ended_at: datetime | None
    may_reply: bool
    may_take_back: bool
    in_place_of: int | None = None
    """The absent person in whose place the reader would do that; None: his own."""
    place: str = ""
    """«Anh/chị xử lý thay bà A theo …», where it is another's word."""


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that went on without the reader's opinion."""

    key: str
    label: str
    in_place_of: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Detours:
    """All of it, for one reader."""

    questions: tuple[QuestionItem, ...] = ()
    """Of the present round, oldest first."""
    waits: str = ""
    """The sentence while the reader's decision waits for a reply."""
    people: tuple[PersonChoice, ...] = ()
    """Whom the reader may ask; empty where he may ask nobody."""
    ask_in_place_of: int | None = None
    """The absent person who is to decide on the answer; None: the reader himself."""
    ask_place: str = ""
    takers: tuple[PersonChoice, ...] = ()
    """To whom he may pass his question on."""
    may_transfer: bool = False
    """He might pass it on, be there anybody to take it or not."""
    late_steps: tuple[LateStep, ...] = ()
    may_change_signer: bool = False
    may_hand_over: bool = False
