"""People talk about a text: a comment, a reply.

Nothing here moves a plan, raises its version or decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.comments import CommentMentionRow, CommentRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.comment_anchors import LONGEST_QUOTE, Anchor, AnchoredText
from webapp.domain.errors import InvalidInputError
from webapp.domain.mentions import mentioned
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.notices import tell_of_talk
from webapp.services.plan_access import open_plan, plan_to, readers_among
from webapp.services.plan_texts import text_of
from webapp.services.situations import people_of
from webapp.services.thread_turns import anchor_name, last_turns, thread_in

LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class NewComment:
    """What a person wrote."""

    text: str
    place: str = ""
    """Of the text as it is shown: `body/ab12`; empty for the whole plan, and for a reply."""
    quote: str = ""
    ordinal: int = 0
    """The revision before him; 0 for the current one."""
    thread_id: int | None = None
    """The thread that it replies in."""
    mention: int | None = None
    """A person chosen from the list, besides those whose names are typed."""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of it."""

    comment_id: int
    message: str


def add_comment(
    database: Database, actor: Actor, plan_id: int, new: NewComment, *, now: datetime
) -> Said:
    """Keep the comment and tell those it calls and those it answers; twice is once."""
    with database.transaction() as session:
        open_plan(session, actor, plan_id)
        plan = plan_to(session, actor, plan_id, Action.COMMENT, lock=True)
        _demand_sound(new)
        thread = thread_in(session, plan_id, new.thread_id) if new.thread_id else None
        if thread is not None:
            _demand_open(session, thread)
        ordinal, anchor = _anchored(session, plan_id, new)
        row = CommentRow(
            plan_id=plan_id,
            thread_id=thread.id if thread else None,
            author_id=actor.person_id,
            text=new.text,
            block=anchor.block,
            quote=anchor.quote,
            context=anchor.context,
            ordinal=ordinal,
            created_at=now,
        )
        known = _said_already(session, row)
        if known is not None:
            return Said(known, "Trao đổi này đã gửi rồi; không cần gửi lại.")
        return _keep(session, actor, plan, row, new.mention)


def _demand_open(session: Session, thread: CommentRow) -> None:
    last = last_turns(session, [thread.id]).get(thread.id)
    if last is not None and last.closes:
        raise InvalidInputError(
            "Trao đổi này đã xong; mở lại trao đổi hoặc mở trao đổi mới nếu còn ý kiến.", "text"
        )


def _demand_sound(new: NewComment) -> None:
    if not new.text.strip():
        raise InvalidInputError("Ghi nội dung trao đổi rồi gửi.", "text")
    if len(new.text) > LONGEST_COMMENT:
        raise InvalidInputError(f"Dài quá {LONGEST_COMMENT} ký tự; rút gọn rồi gửi lại.", "text")
    if len(new.quote) > LONGEST_QUOTE:
        raise InvalidInputError(f"Chữ trích dài quá {LONGEST_QUOTE} ký tự; rút gọn lại.", "quote")


def _anchored(session: Session, plan_id: int, new: NewComment) -> tuple[int, Anchor]:
    """Return the revision that the person had before him, and what in it he means."""
    revision = plans.revision(session, plan_id, new.ordinal)
    revision = revision or plans.current_revision(session, plan_id)
    if new.thread_id:
        return revision.ordinal, Anchor()
    anchor = AnchoredText(text_of(revision)).anchor(new.place, new.quote)
    if anchor is None:
        raise InvalidInputError(
            "Không thấy chữ trích trong đoạn đã chọn; chép đúng chữ của văn bản hoặc để trống.",
            "quote",
        )
    return revision.ordinal, anchor


def _said_already(session: Session, row: CommentRow) -> int | None:
    """Return the person's last comment on the plan if it says the same in the same place."""
    query = (
        select(CommentRow)
        .where(CommentRow.plan_id == row.plan_id, CommentRow.author_id == row.author_id)
        .order_by(CommentRow.id.desc())
        .limit(1)
    )
    last = session.scalar(query)
    same = ("thread_id", "text", "block", "quote", "context")
    if last is None or any(getattr(last, name) != getattr(row, name) for name in same):
        return None
    return last.id


def _keep(
    session: Session, actor: Actor, plan: PlanRow, row: CommentRow, chosen: int | None
) -> Said:
    people = people_of(session, plan.agency_id)
    readers = readers_among(session, plan, people)
    called = _called(row.text, chosen, people, readers) - {actor.person_id}
    session.add(row)
    audit.write_ahead(session)
    session.add_all(CommentMentionRow(comment_id=row.id, person_id=one) for one in sorted(called))
    _tell(session, actor, plan, row, called=called, readers=readers)
    details = {
        "comment": row.id,
        "reply": row.thread_id is not None,
        "mentioned": [one.full_name for one in people if one.person_id in called],
        "sha256": sha256(row.text.encode()).hexdigest(),
    }
    audit.record(session, actor, Action.COMMENT, now=row.created_at, plan=plan, details=details)
    return Said(row.id, "Đã gửi trao đổi.")


def _called(
    text: str, chosen: int | None, people: Iterable[Actor], readers: frozenset[int]
) -> frozenset[int]:
    """Return those whom the comment calls; refuse a name that calls nobody who may read it."""
    names = {one.person_id: one.full_name for one in people}
    found = mentioned(text, names.items())
    for name in found.unknown:
        raise InvalidInputError(
            f"Không có ai tên «{name}» trong cơ quan; ghi đủ họ tên sau @ hoặc chọn trong danh "
            "sách.",
            "text",
        )
    for name in found.shared:
        raise InvalidInputError(
            f"Có nhiều người tên «{name}»; bỏ dấu @ và chọn người cần nhắc trong danh sách.", "text"
        )
    called = found.people | ({chosen} if chosen in names else set())
    for one in sorted(called - readers):
        raise InvalidInputError(
            f"{names[one]} chưa được xem văn bản này nên không nhắc được; nhắc người khác.", "text"
        )
    return called


def _tell(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    row: CommentRow,
    *,
    called: frozenset[int],
    readers: frozenset[int],
) -> None:
    """Tell those who are called; of the rest the drafter, and who began the thread."""
    now, anchor = row.created_at, anchor_name(row.thread_id or row.id)
    message = f"{actor.full_name} nhắc anh/chị trong trao đổi."
    tell_of_talk(session, plan, called, "mention", message=message, now=now, anchor=anchor)
    concerned, did = {plan.drafter_id}, "mở trao đổi về văn bản"
    if row.thread_id is not None:
        concerned.add(session.get_one(CommentRow, row.thread_id).author_id)
        did = "trả lời trong trao đổi"
    others = (concerned & readers) - called - {actor.person_id}
    message = f"{actor.full_name} {did}."
    tell_of_talk(session, plan, others, "comment", message=message, now=now, anchor=anchor)
