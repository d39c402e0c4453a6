"""The talk about a plan as its page shows it: threads, where they stand, who may join in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.comments import CommentMentionRow, CommentRow, CommentTurnRow
from webapp.db.models.organisations import PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain import process_policy
from webapp.domain.comment_anchors import Anchor, AnchoredText, Standing
from webapp.domain.form_rules.places import place_label, place_labels
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.process import Action, Situation
from webapp.domain.workflow import Workflow
from webapp.services.comment_values import CommentItem, CommentMark, Discussion, ThreadItem
from webapp.services.plan_access import readers_among
from webapp.services.situations import people_of
from webapp.services.thread_turns import last_turns

_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Talk:
    """The rows of all comments, with the names in them."""

    rows: Sequence[CommentRow]
    names: dict[int, str]
    mentions: dict[int, list[str]]
    turns: dict[int, CommentTurnRow]
    """The last of each thread."""


def discussion_of(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    situation: Situation,
    *,
    workflow: Workflow,
    text: Plan,
) -> Discussion:
    """Return the talk about the plan; `text` is what its page shows."""
    may_comment = process_policy.refusal(workflow, situation, Action.COMMENT, actor) is None
    talk, anchored = _talk(session, plan.id), AnchoredText(text)
    threads, marks = [], []
    for row in (one for one in talk.rows if one.thread_id is None):
        stands = anchored.find(Anchor(row.block, row.quote, row.context))
        about = replace(situation, thread_author_id=row.author_id)
        may_turn = process_policy.refusal(workflow, about, Action.RESOLVE, actor) is None
        thread = _thread(talk, row, stands, text, may_turn=may_turn)
        threads.append(thread)
        if stands.place and not thread.resolved:
            marks.append(_mark(thread, stands))
    labels = place_labels(text, anchored.places)
    return Discussion(
        plan_id=plan.id,
        ordinal=plans.current_revision(session, plan.id).ordinal,
        open=tuple(one for one in threads if not one.resolved),
        resolved=tuple(one for one in threads if one.resolved),
        marks=tuple(marks),
        may_comment=may_comment,
        places=tuple(zip(anchored.places, labels, strict=True)) if may_comment else (),
        people=_others(session, actor, plan) if may_comment else (),
    )


def _talk(session: Session, plan_id: int) -> _Talk:
    query = select(CommentRow).where(CommentRow.plan_id == plan_id).order_by(CommentRow.id)
    rows = session.scalars(query).all()
    if not rows:
        return _Talk((), {}, {}, {})
    ids = [row.id for row in rows]
    turns = last_turns(session, ids)
    people = {row.author_id for row in rows} | {row.person_id for row in turns.values()}
    names = plans.names_of(session, people)
    return _Talk(rows, names, _mentions(session, ids), turns)


def _mentions(session: Session, ids: Iterable[int]) -> dict[int, list[str]]:
    query = (
        select(CommentMentionRow.comment_id, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == CommentMentionRow.person_id)
        .where(CommentMentionRow.comment_id.in_(ids))
        .order_by(PersonRow.id)
    )
    found: dict[int, list[str]] = {}
    for comment_id, name in session.execute(query):
        found.setdefault(comment_id, []).append(name)
    return found


def _thread(
    talk: _Talk, first: CommentRow, stands: Standing, text: Plan, *, may_turn: bool
) -> ThreadItem:
    last = talk.turns.get(first.id)
    done = last is not None and last.closes
    return ThreadItem(
        first=_item(talk, first),
        replies=tuple(_item(talk, row) for row in talk.rows if row.thread_id == first.id),
        quote=first.quote,
        where=place_label(text, stands.place) if stands.place else "",
        hold=stands.hold,
        ordinal=first.ordinal,
        may_resolve=may_turn and not done,
        may_reopen=may_turn and done,
        resolved=done,
        turned_by=talk.names[last.person_id] if last else "",
        turned_at=last.at if last else None,
    )


def _item(talk: _Talk, row: CommentRow) -> CommentItem:
    return CommentItem(
        id=row.id,
        who=talk.names[row.author_id],
        at=row.created_at,
        text=row.text,
        mentioned=tuple(talk.mentions.get(row.id, ())),
    )


def _mark(thread: ThreadItem, stands: Standing) -> CommentMark:
    """Return the mark; where the words are gone it is a place to go to, and marks no words."""
    name = f"{stands.place}:{stands.number}" if stands.number else stands.place
    message = f"{thread.first.who}: {thread.first.text}"[:_TITLE]
    return CommentMark(name, stands.start, stands.end, thread.key, message)


def _others(session: Session, actor: Actor, plan: PlanRow) -> tuple[tuple[int, str], ...]:
    people = people_of(session, plan.agency_id)
    readers = readers_among(session, plan, people) - {actor.person_id}
    return tuple((one.person_id, one.full_name) for one in people if one.person_id in readers)
