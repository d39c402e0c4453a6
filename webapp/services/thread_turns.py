"""A thread of comments is closed, and opened again where something is left to say."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.comments import CommentRow, CommentTurnRow
from webapp.db.models.plans import PlanRow
from webapp.domain import process_policy
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.freshness import clock
from webapp.services.notices import tell_of_talk
from webapp.services.plan_access import open_plan, readers_among, workflow_of
from webapp.services.situations import people_of, situation_at


def anchor_name(thread_id: int) -> str:
    """Return where a thread stands on the plan's page."""
    return f"muc-td{thread_id}"


def thread_in(session: Session, plan_id: int, thread_id: int) -> CommentRow:
    """Return the comment that began the thread."""
    thread = session.get(CommentRow, thread_id)
    if thread is None or thread.plan_id != plan_id or thread.thread_id is not None:
        raise NotFoundError("Không tìm thấy trao đổi này; tải lại trang văn bản.")
    return thread


def last_turns(session: Session, threads: Collection[int]) -> dict[int, CommentTurnRow]:
    """Return how each of the threads was closed or opened last; most never were."""
    query = select(CommentTurnRow).where(CommentTurnRow.comment_id.in_(threads))
    rows = session.scalars(query.order_by(CommentTurnRow.ordinal))
    return {row.comment_id: row for row in rows}


def open_count(session: Session, plan_id: int) -> int:
    """Return how many threads of the plan are open."""
    begins = (CommentRow.plan_id == plan_id, CommentRow.thread_id.is_(None))
    threads = session.scalars(select(CommentRow.id).where(*begins)).all()
    turns = last_turns(session, threads) if threads else {}
    return len(threads) - sum(turn.closes for turn in turns.values())


def resolve_thread(
    database: Database, actor: Actor, plan_id: int, thread_id: int, *, now: datetime
) -> str:
    """Mark the thread as done with; return one sentence, of the first one for a second tap."""
    with database.transaction() as session:
        plan, thread, last = _opened(session, actor, plan_id, thread_id)
        if last is not None and last.closes:
            return f"Trao đổi này đã xong từ {clock(last.at)}; không cần làm lại."
        _turn(session, actor, plan, thread, Action.RESOLVE, now=now)
        return "Đã đánh dấu trao đổi này xong."


def reopen_thread(
    database: Database, actor: Actor, plan_id: int, thread_id: int, *, now: datetime
) -> str:
    """Open a closed thread again and tell those in it; twice is once."""
    with database.transaction() as session:
        plan, thread, last = _opened(session, actor, plan_id, thread_id)
        if last is None or not last.closes:
            return "Trao đổi này đang mở; không cần mở lại."
        _tell_of_reopening(session, actor, plan, thread, now)
        _turn(session, actor, plan, thread, Action.REOPEN, now=now)
        return "Đã mở lại trao đổi này."


def _opened(
    session: Session, actor: Actor, plan_id: int, thread_id: int
) -> tuple[PlanRow, CommentRow, CommentTurnRow | None]:
    """Return the plan, locked, the thread and its last turn."""
    open_plan(session, actor, plan_id)
    plan = session.get_one(PlanRow, plan_id, with_for_update=LOCKED)
    thread = thread_in(session, plan_id, thread_id)
    return plan, thread, last_turns(session, [thread_id]).get(thread_id)


def _turn(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    thread: CommentRow,
    action: Action,
    *,
    now: datetime,
) -> None:
    """Write the turn with its event, if the actor may make it."""
    situation = situation_at(session, plan)
    about = replace(situation, thread_author_id=thread.author_id)
    process_policy.require(workflow_of(session, plan.workflow_sha256), about, action, actor)
    last = last_turns(session, [thread.id]).get(thread.id)
    ordinal = last.ordinal + 1 if last else 1
    session.add(
        CommentTurnRow(comment_id=thread.id, ordinal=ordinal, person_id=actor.person_id, at=now)
    )
    audit.record(session, actor, action, now=now, plan=plan, details={"comment": thread.id})


def _tell_of_reopening(
    session: Session, actor: Actor, plan: PlanRow, thread: CommentRow, now: datetime
) -> None:
    """Tell those who spoke in the thread, and the drafter, whom it asks for something."""
    query = select(CommentRow.author_id).where(CommentRow.thread_id == thread.id)
    in_it = {thread.author_id, plan.drafter_id, *session.scalars(query)} - {actor.person_id}
    told = in_it & readers_among(session, plan, people_of(session, plan.agency_id))
    message, anchor = f"{actor.full_name} mở lại trao đổi.", anchor_name(thread.id)
    tell_of_talk(session, plan, told, "comment", message=message, now=now, anchor=anchor)
