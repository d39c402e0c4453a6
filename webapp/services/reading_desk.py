"""Bàn làm việc: what waits for a person and why, his drafts, what is late."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.services.notifications import InboxItem


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One plan that waits for the person's deed."""

    plan_id: int
    subject: str
    step_label: str
    """«Kiểm tra nội dung», «Chuyển người soạn thảo»."""
    why: str
    """«Anh/chị là lãnh đạo đơn vị soạn thảo.»"""
    drafter_name: str
    unit_name: str
    since: datetime
    due_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One plan that the person drafts."""

    plan_id: int
    subject: str
    state: str
    state_label: str
    state_since: datetime
    has_working_copy: bool
    """Typed text waits unsaved."""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk."""

    waiting: tuple[WaitingItem, ...]
    """Late ones first, then by due date."""
    drafts: tuple[OwnItem, ...]
    """His own at state draft or returned."""
    running: tuple[OwnItem, ...]
    """His own on their way."""
    late_count: int
    notifications: tuple[InboxItem, ...]
    unread: int
    may_draft: bool
