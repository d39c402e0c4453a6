"""Two people on one page: the second is told who was first; a double tap is told so."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.models.audit import AuditRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import StalePageError
from webapp.domain.people import Actor
from webapp.domain.process import ACTION_LABELS, Action
from webapp.services.deeds import Deed

_CHANGES_NOTHING = (
    "view", "download", "mark_printed", "dismiss", "restore", "answer",
    "brief", "download_brief", "download_tracking",
    "collect", "explain", "poll", "ballot", "close_poll", "download_opinions", "download_poll",
    "attach", "replace_paper", "detach", "read_paper", "download_paper",
    "add_signed", "fill_signed", "download_signed", "download_copy",
    "comment", "resolve", "reopen", "fill_in", "move_deadline",
    "dispatch", "dispatch_return", "export_edxml",
)  # fmt: skip
"""Events that leave the version of the plan as it was."""


@dataclass(frozen=True, slots=True)
class LastDeed:
    """Who changed the plan last, and what he did."""

    person_id: int | None
    full_name: str
    action: str
    page_version: int | None
    at: datetime

    def told_to(self, actor: Actor, deed: str) -> str:
        """Return who did the deed and when; one's own was done in another window."""
        is_own = self.person_id == actor.person_id
        who, where = ("chính anh/chị", " ở cửa sổ khác") if is_own else (self.full_name, "")
        return f"Văn bản vừa được {who} {deed}{where} lúc {clock(self.at)}"


def last_deed(session: Session, plan_id: int) -> LastDeed:
    """Return the last event that changed the plan; every plan has one, that made it."""
    query = (
        select(AuditRow)
        .where(AuditRow.plan_id == plan_id, AuditRow.action.not_in(_CHANGES_NOTHING))
        .order_by(AuditRow.ordinal.desc())
        .limit(1)
    )
    event = session.scalars(query).one()
    version = json.loads(event.details).get("page_version")
    return LastDeed(event.actor_id, event.actor_name, event.action, version, event.at)


def already_done(session: Session, actor: Actor, deed: Deed) -> str:
    """Return a sentence when the same person did the same from the same page, else nothing."""
    last = last_deed(session, deed.plan_id)
    same = (last.person_id, last.action, last.page_version)
    if same != (actor.person_id, deed.action.value, deed.version):
        return ""
    return f"Anh/chị đã «{ACTION_LABELS[deed.action]}» lúc {clock(last.at)}; không cần làm lại."


def demand_fresh(session: Session, actor: Actor, plan: PlanRow, version: int) -> None:
    """Refuse a page that was made before the plan's last change, naming who made it."""
    if plan.version == version:
        return
    last = last_deed(session, plan.id)
    what = last.told_to(actor, _label(last.action))
    raise StalePageError(f"{what}; mở lại văn bản để xem bản mới rồi quyết định.")


def clock(at: datetime) -> str:
    """Return «14:05 ngày 02/3/2026», Vietnam time."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H:%M} ngày {here:%d/%m/%Y}"


def _label(action: str) -> str:
    return f"«{ACTION_LABELS[Action(action)]}»" if action in set(Action) else "cập nhật"
