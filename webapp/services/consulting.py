"""A question to one person before another decides: asked, replied to, taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.detours import ConsultationRow
from webapp.db.models.organisations import PersonRow
from webapp.domain import process_policy
from webapp.domain.detours import ANSWER_LABELS, GIVEN, LONGEST_QUESTION, Answer, QuestionKind
from webapp.domain.errors import InvalidInputError, NotFoundError, StalePageError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit, freshness, notices
from webapp.services.deeds import Deed, Work
from webapp.services.freshness import clock
from webapp.services.opening import open_locked
from webapp.services.rules import Rules
from webapp.services.standing_in import said_in_events, spoken_of


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is put."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    kind: str
    """A QuestionKind."""
    asked_id: int | None
    question: str
    due_on: date | None = None
    in_place_of: int | None = None
    """The absent person who is to decide; None: the actor himself."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person asked says; his question stands for the text he read."""

    plan_id: int
    question_id: int
    answer: str
    """One of `GIVEN`."""
    words: str = ""
    in_place_of: int | None = None
    """The absent person who was asked; None: the actor himself."""


def ask(database: Database, rules: Rules, actor: Actor, wish: Asking, now: datetime) -> str:
    """Put the question; the asker's decision waits for the reply. Return one sentence."""
    with database.transaction() as session:
        question = wish.question.strip()
        deed = Deed(
            wish.plan_id, wish.version, Action.CONSULT, question, in_place_of=wish.in_place_of
        )
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            return done
        freshness.demand_fresh(session, actor, work.plan, wish.version)
        process_policy.require(work.workflow, work.situation, Action.CONSULT, work.actor)
        _demand_sane(wish, deed.note, vietnam_today(now))
        asked = _person_to_ask(work, wish)
        session.add(_row(work, wish, asked))
        flag_modified(work.plan, "state_since")  # pages made before this question are stale
        sentence = f"{spoken_of(work.actor)} hỏi anh/chị trước khi quyết định: {deed.note}"
        notices.tell(session, work.plan, [asked.person_id], "question", message=sentence, now=now)
        details = {"kind": wish.kind, "asked": asked.full_name, "page_version": wish.version}
        _record(work, details, deed.note)
        return f"Đã hỏi {asked.full_name}; văn bản trở lại với anh/chị khi có trả lời."


def reply(database: Database, rules: Rules, actor: Actor, wish: Reply, now: datetime) -> str:
    """Answer the question; the plan is the asker's again. Return one sentence."""
    with database.transaction() as session:
        deed = Deed(wish.plan_id, 0, Action.REPLY, in_place_of=wish.in_place_of)
        work = open_locked(session, rules, actor, deed, now)
        row = _question(work, wish.question_id)
        if row.asked_id != work.actor.answering.person_id:
            raise NotFoundError(_NOT_YOURS)
        done = _already_replied(work, row)
        if done:
            return done
        process_policy.require(work.workflow, work.situation, Action.REPLY, work.actor)
        answer, words = _sound_answer(wish)
        row.answer, row.words, row.ended_at = answer.value, words, now
        row.asked_stand_in_id = _stand_in_id(work.actor)
        flag_modified(work.plan, "state_since")
        said = ANSWER_LABELS[answer].lower() + (f": {words}" if words else ".")
        sentence = f"{spoken_of(work.actor)} đã trả lời câu hỏi của anh/chị, {said}"
        notices.tell(session, work.plan, [row.asker_id], "replied", message=sentence, now=now)
        _record(work, {"answer": answer.value, "asker": _name(session, row.asker_id)}, words)
        return "Đã gửi trả lời; người hỏi được báo ngay."


def take_back(
    database: Database,
    rules: Rules,
    actor: Actor,
    plan_id: int,
    question_id: int,
    *,
    now: datetime,
    in_place_of: int | None = None,
) -> str:
    """Take an open question back; return one sentence."""
    with database.transaction() as session:
        deed = Deed(plan_id, 0, Action.TAKE_BACK, in_place_of=in_place_of)
        work = open_locked(session, rules, actor, deed, now)
        row = _question(work, question_id)
        if row.asker_id != work.actor.answering.person_id:
            raise NotFoundError(_NOT_YOURS)
        if row.ended_at is not None:
            return f"{_ending(work, row)}; không cần rút nữa."
        process_policy.require(work.workflow, work.situation, Action.TAKE_BACK, work.actor)
        row.answer, row.ended_at = Answer.TAKEN_BACK.value, now
        flag_modified(work.plan, "state_since")
        sentence = f"{spoken_of(work.actor)} đã rút câu hỏi, anh/chị không cần trả lời nữa."
        notices.tell(session, work.plan, [row.asked_id], "withdrawn", message=sentence, now=now)
        _record(work, {"asked": _name(session, row.asked_id)}, "")
        return "Đã rút câu hỏi; anh/chị quyết định được ngay."


def close_open(work: Work) -> None:
    """End the open questions of a step that the plan leaves, and tell those who were asked."""
    for row, _ in work.questions.consultations:
        row.answer, row.ended_at = Answer.NOT_NEEDED.value, work.now
        sentence = "văn bản đã qua bước có câu hỏi cho anh/chị, không cần trả lời nữa."
        notices.tell(
            work.session, work.plan, [row.asked_id], "withdrawn", message=sentence, now=work.now
        )


_NOT_YOURS = "Không có câu hỏi này cho anh/chị; mở trang văn bản để xem các câu hỏi."


def people_to_ask(work: Work) -> tuple[Actor, ...]:
    """Return whom the actor may ask: everybody at work in the agency who may read a plan."""
    asking = {work.actor.person_id, work.actor.answering.person_id}
    return tuple(one for one in work.people if one.roles and one.person_id not in asking)


def _demand_sane(wish: Asking, question: str, today: date) -> None:
    if wish.kind not in set(QuestionKind):
        raise InvalidInputError("Chọn hỏi ý kiến hay xin đồng ý trước khi quyết định.", "kind")
    if not question:
        raise InvalidInputError("Ghi câu hỏi trước khi gửi.", "question")
    if len(question) > LONGEST_QUESTION:
        raise InvalidInputError(
            f"Câu hỏi dài quá {LONGEST_QUESTION} ký tự; rút gọn lại.", "question"
        )
    if wish.due_on is not None and wish.due_on < today:
        raise InvalidInputError("Hạn trả lời không thể trước ngày hôm nay; sửa lại hạn.", "due_on")


def _person_to_ask(work: Work, wish: Asking) -> Actor:
    asked = next((one for one in people_to_ask(work) if one.person_id == wish.asked_id), None)
    if asked is None:
        raise InvalidInputError("Chọn một người khác đang làm việc trong cơ quan.", "asked_id")
    if wish.kind == QuestionKind.BEFORE_ME and asked.person_id == work.plan.drafter_id:
        raise InvalidInputError(
            "Người soạn thảo không đồng ý thay cho văn bản của chính mình; chọn hỏi thông tin, "
            "hoặc chọn người khác.",
            "asked_id",
        )
    pair = (work.actor.answering.person_id, asked.person_id)
    if any((one.asker_id, one.asked_id) == pair for one in work.situation.questions):
        raise InvalidInputError(
            f"{asked.full_name} đang có câu hỏi của anh/chị chưa trả lời; rút câu hỏi cũ nếu muốn "
            "hỏi lại.",
            "asked_id",
        )
    return asked


def _row(work: Work, wish: Asking, asked: Actor) -> ConsultationRow:
    return ConsultationRow(
        agency_id=work.plan.agency_id,
        plan_id=work.plan.id,
        round=work.plan.round,
        step_key=work.plan.state,
        kind=wish.kind,
        asker_id=work.actor.answering.person_id,
        asker_stand_in_id=_stand_in_id(work.actor),
        asked_id=asked.person_id,
        question=work.deed.note,
        revision_sha256=work.revision.content_sha256,
        asked_at=work.now,
        due_on=wish.due_on,
        answer=Answer.WAITING.value,
        words="",
    )


def _question(work: Work, question_id: int) -> ConsultationRow:
    row = work.session.get(ConsultationRow, question_id)
    if row is None or row.plan_id != work.plan.id:
        raise NotFoundError(_NOT_YOURS)
    return row


def _already_replied(work: Work, row: ConsultationRow) -> str:
    """Return the sentence for a second tap; refuse a reply that nobody waits for any more."""
    if row.ended_at is None:
        return ""
    if Answer(row.answer) in GIVEN:
        return f"Anh/chị đã trả lời lúc {clock(row.ended_at)}; không cần làm lại."
    raise StalePageError(f"{_ending(work, row)}; không cần trả lời nữa.")


def _ending(work: Work, row: ConsultationRow) -> str:
    when = clock(row.ended_at or row.asked_at)
    match Answer(row.answer):
        case Answer.TAKEN_BACK:
            return f"{_name(work.session, row.asker_id)} đã rút câu hỏi lúc {when}"
        case Answer.NOT_NEEDED:
            return f"Văn bản đã qua bước có câu hỏi này lúc {when}"
    return f"{_name(work.session, row.asked_id)} đã trả lời lúc {when}"


def _sound_answer(wish: Reply) -> tuple[Answer, str]:
    words = wish.words.strip()
    if wish.answer not in GIVEN:
        raise InvalidInputError("Chọn đồng ý, không đồng ý hoặc ý kiến khác.", "answer")
    if len(words) > LONGEST_QUESTION:
        raise InvalidInputError(f"Ý kiến dài quá {LONGEST_QUESTION} ký tự; rút gọn lại.", "words")
    if wish.answer != Answer.AGREE and not words:
        raise InvalidInputError("Ghi ý kiến của anh/chị trước khi gửi.", "words")
    return Answer(wish.answer), words


def _stand_in_id(actor: Actor) -> int | None:
    return actor.standing_in.stand_in_id if actor.standing_in else None


def _name(session: Session, person_id: int) -> str:
    return session.get_one(PersonRow, person_id).full_name


def _record(work: Work, details: dict[str, object], note: str) -> None:
    step = work.workflow.find(work.plan.state)
    said = {"step": step.label if step else "", "round": work.plan.round, "note": note, **details}
    said |= said_in_events(work.actor)
    action = work.deed.action
    notices.tell_absent(work.session, work.plan, work.actor, action, work.now)
    audit.record(work.session, work.actor, action.value, now=work.now, plan=work.plan, details=said)
