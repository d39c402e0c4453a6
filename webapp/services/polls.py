"""Phiếu lấy ý kiến thành viên: opened, answered once by each, closed; silence stays silence."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.opinions import BallotRow, PollRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, StalePageError
from webapp.domain.opinions import VOTE_LABELS, Asked, Vote, sound_question, sound_vote
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.standing_in import BALLOT_IS_PERSONAL
from webapp.services import audit, notices
from webapp.services.freshness import clock
from webapp.services.opinions import is_over, plan_takes_answers
from webapp.services.plan_access import open_plan, plan_to
from webapp.services.situations import people_of

NO_POLL = "Không có phiếu lấy ý kiến này; mở trang văn bản để xem danh sách."


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may be asked."""

    person_id: int
    label: str
    """«Phạm Quốc Toản, Chủ tịch»."""


@dataclass(frozen=True, slots=True)
class PollForm:
    """What the page that opens a phiếu offers."""

    plan_id: int
    subject: str
    members: tuple[Member, ...]


def poll_form(database: Database, actor: Actor, plan_id: int) -> PollForm:
    """Return whom the actor may ask about the plan."""
    with database.reading() as session:
        plan = plan_to(session, actor, plan_id, Action.POLL)
        people = people_of(session, plan.agency_id)
        members = tuple(Member(one.person_id, _label(one)) for one in people)
        return PollForm(plan.id, plan.subject, members)


def ask(
    database: Database, actor: Actor, plan_id: int, asked: Asked, now: datetime
) -> tuple[int, str]:
    """Open a phiếu about the current text; return its id and one sentence.

    A second tap leads to the same one.
    """
    asked = sound_question(asked, vietnam_today(now))
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.POLL, lock=True)
        same = _same(session, actor, plan_id, asked)
        if same is not None:
            return same.id, "Phiếu này đã mở; không cần mở lại."
        known = {one.person_id for one in people_of(session, plan.agency_id)}
        if asked.member_ids - known:
            raise InvalidInputError(
                "Có người không còn làm việc trong cơ quan; tải lại trang rồi chọn lại.", "members"
            )
        poll = PollRow(
            plan_id=plan.id,
            question=asked.question,
            due_on=asked.due_on,
            revision_sha256=plans.current_revision(session, plan.id).content_sha256,
            opened_by=actor.person_id,
            opened_at=now,
        )
        session.add(poll)
        audit.write_ahead(session)
        members = sorted(asked.member_ids)
        session.add_all(BallotRow(poll_id=poll.id, person_id=one) for one in members)
        told = f"{actor.full_name} lấy ý kiến anh/chị, trả lời đến hết {asked.due_on:%d/%m/%Y}."
        others = asked.member_ids - {actor.person_id}
        notices.tell(session, plan, others, "poll", message=told, now=now)
        _record(session, actor, plan, poll, "poll", now=now, members=len(members))
        return poll.id, f"Đã gửi phiếu lấy ý kiến tới {len(members)} thành viên."


def answer(
    database: Database, actor: Actor, poll_id: int, vote: Vote | None, text: str, *, now: datetime
) -> str:
    """Keep the member's one answer, marked where it is late; return one sentence."""
    vote, text = sound_vote(vote, text)
    with database.transaction() as session:
        poll, plan = _locked(session, actor, poll_id)
        ballot = _ballot(session, poll.id, actor.person_id)
        if ballot is None:
            raise ForbiddenError(_not_asked(session, poll, actor))
        if ballot.vote is not None:
            return _already(ballot, vote, text)
        if not plan_takes_answers(plan):
            raise ForbiddenError("Văn bản đã có số hoặc đã bỏ nên phiếu không nhận trả lời nữa.")
        ballot.vote, ballot.text, ballot.answered_at = vote.value, text, now
        ballot.late = is_over(poll, vietnam_today(now))
        if not ballot.late and not _silent(session, poll.id, ballot.id):
            told = "mọi thành viên đã trả lời phiếu lấy ý kiến."
            notices.tell(session, plan, {poll.opened_by}, "poll_full", message=told, now=now)
        answered = {"vote": VOTE_LABELS[vote], "late": ballot.late}
        _record(session, actor, plan, poll, "ballot", now=now, **answered)
        late = " Trả lời sau hạn được lưu và ghi rõ là muộn." if ballot.late else ""
        return f"Đã ghi nhận: {VOTE_LABELS[vote].lower()}.{late}"


def close(database: Database, actor: Actor, poll_id: int, now: datetime) -> str:
    """Close the phiếu before its deadline; who is silent stays silent. Return one sentence."""
    with database.transaction() as session:
        poll, plan = _locked(session, actor, poll_id)
        if poll.opened_by != actor.person_id:
            raise ForbiddenError("Chỉ người mở phiếu đóng được; phiếu tự đóng khi hết hạn.")
        if poll.closed_at is not None:
            return f"Phiếu đã đóng lúc {clock(poll.closed_at)}; không cần làm lại."
        if is_over(poll, vietnam_today(now)):
            return "Phiếu đã hết hạn trả lời; không cần đóng."
        poll.closed_by, poll.closed_at = actor.person_id, now
        _record(session, actor, plan, poll, "close_poll", now=now)
        return "Đã đóng phiếu; người chưa trả lời vẫn được tính là chưa trả lời."


def _same(session: Session, actor: Actor, plan_id: int, asked: Asked) -> PollRow | None:
    """Return the open phiếu with the same words that the actor sent to the same members."""
    query = select(PollRow).where(
        PollRow.plan_id == plan_id,
        PollRow.opened_by == actor.person_id,
        PollRow.question == asked.question,
        PollRow.due_on == asked.due_on,
        PollRow.closed_at.is_(None),
    )
    for poll in session.scalars(query):
        members = select(BallotRow.person_id).where(BallotRow.poll_id == poll.id)
        if set(session.scalars(members)) == asked.member_ids:
            return poll
    return None


def _locked(session: Session, actor: Actor, poll_id: int) -> tuple[PollRow, PlanRow]:
    """Return the phiếu and its plan, which is locked, so that answers come one after another."""
    poll = session.get(PollRow, poll_id)
    if poll is None:
        raise NotFoundError(NO_POLL)
    plan = open_plan(session, actor, poll.plan_id)
    session.refresh(plan, with_for_update=LOCKED)
    session.refresh(poll)
    return poll, plan


def _ballot(session: Session, poll_id: int, person_id: int) -> BallotRow | None:
    return session.scalar(
        select(BallotRow).where(BallotRow.poll_id == poll_id, BallotRow.person_id == person_id)
    )


def _not_asked(session: Session, poll: PollRow, actor: Actor) -> str:
    """Return why the phiếu takes nothing from him, who may stand in for one whom it asks."""
    query = select(BallotRow.person_id).where(BallotRow.poll_id == poll.id)
    if actor.reads_for & set(session.scalars(query)):
        return BALLOT_IS_PERSONAL
    return "Phiếu này không hỏi anh/chị; gửi ý kiến cho người soạn thảo."


def _silent(session: Session, poll_id: int, but: int) -> bool:
    """Tell whether another member has not answered."""
    query = select(BallotRow.id).where(
        BallotRow.poll_id == poll_id, BallotRow.vote.is_(None), BallotRow.id != but
    )
    return session.scalar(query.limit(1)) is not None


def _already(ballot: BallotRow, vote: Vote, text: str) -> str:
    """Return what a second tap is told; refuse another answer."""
    at = clock(ballot.answered_at) if ballot.answered_at else ""
    if (ballot.vote, ballot.text) == (vote.value, text):
        return f"Anh/chị đã trả lời lúc {at}; không cần làm lại."
    raise StalePageError(
        f"Anh/chị đã trả lời lúc {at}; mỗi người chỉ trả lời một lần, tải lại trang để xem."
    )


def _label(actor: Actor) -> str:
    return f"{actor.full_name}, {actor.position}" if actor.position else actor.full_name


def _record(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    poll: PollRow,
    action: str,
    *,
    now: datetime,
    **more: object,
) -> None:
    audit.record(session, actor, action, now=now, plan=plan, details={"poll": poll.id, **more})
