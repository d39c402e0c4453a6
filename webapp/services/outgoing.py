"""What is sent: an issued plan, or another document that took its number in the book."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.queries import plans
from webapp.domain.dispatching import is_sent_out
from webapp.domain.errors import ForbiddenError
from webapp.domain.letters import receivers
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction
from webapp.services import numbering
from webapp.services.followers import demand_not_recalled, standing_of
from webapp.services.line_access import copied_plan, demand_open, row_of
from webapp.services.line_files import name_of, newest_of
from webapp.services.originals import original_of
from webapp.services.other_documents import subject_of
from webapp.services.plan_access import open_plan
from webapp.services.plan_texts import text_of
from webapp.services.rules import Rules
from webapp.services.sent_papers import SentPaper, paper_to_send

_NOT_SENT_OUT = "Chỉ gửi văn bản đã phát hành, còn hiệu lực số; xem trạng thái của văn bản."
RECALLED = "Văn bản đã thu hồi nên thư không gửi nữa."
VOIDED = "Số của văn bản đã hủy nên thư không gửi nữa."


@dataclass(frozen=True, slots=True)
class PaperKey:
    """Names a plan, or the line of a paper that is none."""

    plan_id: int | None = None
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A paper with its line of the book."""

    line: RegisterRow
    plan: PlanRow | None = None

    @property
    def key(self) -> PaperKey:
        """Return what pages and forms name it by."""
        return PaperKey(row_id=self.line.id) if self.plan is None else PaperKey(self.plan.id)

    @property
    def number_text(self) -> str:
        """Return «115/KH-UBND»."""
        return numbering.number_and_notation(self.line.number, self.line.notation)

    @property
    def subject(self) -> str:
        """Return the subject as lists show it."""
        return self.line.subject if self.plan is None else self.plan.subject

    @property
    def event_subject(self) -> str:
        """Return how events name it where they name no plan."""
        return subject_of(self.line) if self.plan is None else ""

    @property
    def path(self) -> str:
        """Return the address of its page."""
        if self.plan is None:
            return f"/so-van-ban-di/dong/{self.line.id}"
        return f"/ke-hoach/{self.plan.id}"


def open_to_send(session: Session, actor: Actor, key: PaperKey) -> Outgoing:
    """Return the agency's paper if it is issued, stands, and its file may go out."""
    if key.plan_id is None:
        paper = Outgoing(row_of(session, actor, key.row_id or 0))
        demand_sendable(session, paper)
        return paper
    plan = open_plan(session, actor, key.plan_id)
    _demand_issued(session, plan)
    waits = original_of(session, plan).before_issue()
    if waits is not None:
        raise ForbiddenError(waits)
    return _with_line(session, plan)


def paper_of(session: Session, dispatch: DispatchRow) -> Outgoing:
    """Return what was sent."""
    if dispatch.plan_id is None:
        return Outgoing(session.get_one(RegisterRow, dispatch.register_row_id))
    return _with_line(session, session.get_one(PlanRow, dispatch.plan_id))


def hold(session: Session, paper: Outgoing) -> None:
    """Lock the paper: it is sent and answered one at a time, and not while it is recalled."""
    if paper.plan is not None:
        session.refresh(paper.plan, with_for_update=LOCKED)
        return
    copied = copied_plan(session, paper.line.id)  # a copy falls with its plan; 0 is none
    session.get(PlanRow, copied, with_for_update=LOCKED)
    if numbering.is_closed(session, paper.line.series_id, paper.line.year):
        session.refresh(paper.line, with_for_update=LOCKED)
    else:
        numbering.hold_line(session, paper.line)


def demand_sendable(session: Session, paper: Outgoing) -> None:
    """Refuse a paper that is not issued, or is over; hold it before."""
    if paper.plan is not None:
        _demand_issued(session, paper.plan)
        return
    demand_open(paper.line, BookAction.SEND)
    demand_standing(session, paper)


def demand_standing(session: Session, paper: Outgoing) -> None:
    """Refuse what belongs to a recalled plan: itself, or a copy of it (PL6 III.8a)."""
    demand_not_recalled(session, _plan_told_of(session, paper))


def stopped_by(session: Session, paper: Outgoing) -> str:
    """Return why letters that wait go out no more; empty where they do."""
    if standing_of(session, _plan_told_of(session, paper)).recalled_by:
        return RECALLED
    return VOIDED if paper.line.status == "void" else ""


def places_of(session: Session, paper: Outgoing) -> tuple[str, ...]:
    """Return the paper's lines of nơi nhận."""
    if paper.plan is not None:
        return receivers(text_of(plans.current_revision(session, paper.plan.id)))
    return tuple(one for one in paper.line.recipients.split("; ") if one)


def has_file(session: Session, paper: Outgoing) -> bool:
    """Tell whether there is a file to go out; of a plan there always is."""
    return paper.plan is not None or newest_of(session, paper.line.id) is not None


def file_to_send(
    session: Session, rules: Rules, actor: Actor, paper: Outgoing, *, now: datetime
) -> SentPaper | None:
    """Return the file that goes out; the caller records an event in the same transaction."""
    if paper.plan is not None:
        return paper_to_send(session, rules, actor, paper.plan, now=now)
    kept = newest_of(session, paper.line.id)
    if kept is None:
        return None
    blob = session.get_one(BlobRow, kept.sha256)
    return SentPaper(name_of(paper.line, kept), blob.media_type, kept.sha256, blob.content)


def _with_line(session: Session, plan: PlanRow) -> Outgoing:
    return Outgoing(session.get_one(RegisterRow, plan.register_row_id), plan)


def _plan_told_of(session: Session, paper: Outgoing) -> int:
    return copied_plan(session, paper.line.id) if paper.plan is None else paper.plan.id


def _demand_issued(session: Session, plan: PlanRow) -> None:
    if not is_sent_out(plan.state):
        raise ForbiddenError(_NOT_SENT_OUT)
    demand_not_recalled(session, plan.id)
    replaced_by = standing_of(session, plan.id).replaced_by
    if replaced_by:
        raise ForbiddenError(f"Kế hoạch đã được thay thế bởi {replaced_by}; gửi văn bản đó.")
