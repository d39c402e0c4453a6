"""The opinions on a plan as Word files: the bảng tổng hợp, and each phiếu lấy ý kiến."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.organisations import AgencyRow, DocumentTypeRow
from webapp.db.models.plans import PlanRow
from webapp.documents.opinion_sheets import (
    GivenAnswer,
    Line,
    OpinionTable,
    Part,
    PollSheet,
    make_opinion_table,
    make_poll_sheet,
)
from webapp.domain.errors import NotFoundError
from webapp.domain.opinions import VOTE_LABELS
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.handed_out import handed_out
from webapp.services.opinions import OpinionItem, Opinions, PollItem, opinions_of
from webapp.services.papers import WORD, Download, slug_of
from webapp.services.plan_access import NO_SUBJECT, open_to_read
from webapp.services.polls import NO_POLL


def opinion_table(database: Database, actor: Actor, plan_id: int, now: datetime) -> Download:
    """Return the bảng tổng hợp of a plan that the actor may read, and record who took it."""
    with database.transaction() as session:
        plan = open_to_read(session, actor, plan_id)
        agency = session.get_one(AgencyRow, plan.agency_id)
        said = opinions_of(session, actor, plan, now)
        data = make_opinion_table(
            OpinionTable(
                organ_in_charge=agency.parent_name,
                organ_name=agency.name,
                subject=_named(session, plan),
                summary=_summary(said),
                parts=tuple(_parts(said)),
                made_at=now.astimezone(VIETNAM),
            )
        )
        audit.record(session, actor, "download_opinions", now=now, plan=plan)
        file = Download(_file_name("tong-hop-y-kien", plan), data, WORD)
        return handed_out(session, plan_id, file)


def poll_sheet(
    database: Database, actor: Actor, plan_id: int, poll_id: int, now: datetime
) -> Download:
    """Return a phiếu with its answers, and record who took it."""
    with database.transaction() as session:
        plan = open_to_read(session, actor, plan_id)
        polls = opinions_of(session, actor, plan, now).polls
        poll = next((one for one in polls if one.id == poll_id), None)
        if poll is None:
            raise NotFoundError(NO_POLL)
        agency = session.get_one(AgencyRow, plan.agency_id)
        data = make_poll_sheet(
            PollSheet(
                organ_in_charge=agency.parent_name,
                organ_name=agency.name,
                subject=_named(session, plan),
                question=poll.question,
                due_on=poll.due_on,
                asked=_asked(poll),
                choices=tuple(VOTE_LABELS.values()),
                result=_first_upper(poll.words),
                answers=tuple(_given(one) for one in poll.answers),
                made_at=now.astimezone(VIETNAM),
            )
        )
        audit.record(session, actor, "download_poll", now=now, plan=plan, details={"poll": poll_id})
        file = Download(_file_name("phieu-lay-y-kien", plan), data, WORD)
        return handed_out(session, plan_id, file)


def _named(session: Session, plan: PlanRow) -> str:
    """Return «Kế hoạch Tuyên truyền … năm 2026»."""
    kind = session.get_one(DocumentTypeRow, plan.document_type_id).name
    return f"{kind} {plan.subject or NO_SUBJECT}"


def _file_name(start: str, plan: PlanRow) -> str:
    subject = slug_of(plan.subject)
    return f"{start}-{subject}.docx"


def _summary(said: Opinions) -> str:
    """Return how many offices answered what; silence is told as silence."""
    offices = len(said.outside)
    told = [f"Cơ quan, đơn vị góp ý: {offices} ({said.outside_words})"] if offices else []
    named = {"Trong quá trình xử lý": said.steps, "Trả lời câu hỏi": said.questions}
    told += [f"{name}: {len(items)}" for name, items in named.items() if items]
    told += [f"Thành viên: {poll.words}" for poll in said.polls]
    return "; ".join(told) or "Chưa có ý kiến"


def _parts(said: Opinions) -> Iterable[Part]:
    if said.outside:
        yield Part("Ý kiến của cơ quan, tổ chức, đơn vị", tuple(map(_line, said.outside)))
    if said.steps:
        yield Part("Ý kiến trong quá trình xử lý", tuple(map(_line, said.steps)))
    if said.questions:
        yield Part("Trả lời câu hỏi trong quá trình xử lý", tuple(map(_line, said.questions)))
    for poll in said.polls:
        title = f"Ý kiến của thành viên: {poll.words}"
        yield Part(title, tuple(map(_line, poll.answers)))


def _line(one: OpinionItem) -> Line:
    late = " (muộn)" if one.late else ""
    who = f"{one.who}\n({one.about})" if one.about else one.who
    asked = f"Câu hỏi: {one.question}\n" if one.question else ""
    return Line(who, f"{asked}{one.answer}{late}\n{one.text}".strip(), one.explanation)


def _given(one: OpinionItem) -> GivenAnswer:
    at = one.at.astimezone(VIETNAM) if one.at else None
    return GivenAnswer(one.who, f"{one.answer}{' (muộn)' if one.late else ''}", one.text, at)


def _asked(poll: PollItem) -> str:
    opened = poll.opened_at.astimezone(VIETNAM)
    about = f", hỏi về bản soạn lần {poll.ordinal_text}" if poll.ordinal_text else ""
    return f"{poll.opened_by} gửi lúc {opened:%H:%M %d/%m/%Y}{about}"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
