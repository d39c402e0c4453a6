"""What every copy that is handed out of a recalled or replaced paper says on every page.

The bytes that are kept stay as they are, under their hash. Whoever needs them as evidence takes
them unmarked: the văn thư, who keeps the originals (Điều 19), and the agency's administrator.
"""

from dataclasses import dataclass

from slugify import slugify
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.domain.chain import SHORT_MARKS, Follower, stamp_of
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor, Role
from webapp.services.followers import standing_of
from webapp.services.plan_access import open_to_read

_NOT_EVIDENCE = (
    "Bản gốc không đóng dấu chỉ dành cho văn thư và quản trị cơ quan làm chứng cứ; tải bản thường."
)


@dataclass(frozen=True, slots=True)
class EndMark:
    """The mark of a paper that is over."""

    words: str
    """«ĐÃ THU HỒI theo Thông báo số 22/TB-UBND ngày 02 tháng 3 năm 2026»."""
    short: str
    """«Đã thu hồi»."""

    @property
    def start(self) -> str:
        """Return how the file's name begins: «da-thu-hoi-»."""
        return f"{slugify(self.short)}-"


def words_to(database: Database, actor: Actor, plan_id: int) -> str:
    """Return what every page about the plan says to a reader; empty for others and in force."""
    with database.reading() as session:
        mark = end_mark_of(session, plan_id)
        if mark is None:
            return ""
        try:
            open_to_read(session, actor, plan_id)
        except (ForbiddenError, NotFoundError):
            return ""
        return mark.words


def end_mark_of(session: Session, plan_id: int) -> EndMark | None:
    """Return the mark; None for a paper that is in force, or not issued yet."""
    ended_by = standing_of(session, plan_id).ended_by
    return _mark(ended_by) if ended_by is not None else None


def mark_for(session: Session, actor: Actor, plan: PlanRow, *, original: bool) -> EndMark | None:
    """Return the mark of the copy that the actor takes; refuse the unmarked one to most."""
    mark = end_mark_of(session, plan.id)
    if mark is None or not original:
        return mark
    if not may_take_original(actor, plan):
        raise ForbiddenError(_NOT_EVIDENCE)
    return None


def may_take_original(actor: Actor, plan: PlanRow) -> bool:
    """Tell whether the actor may need the bytes as the plan's own agency keeps them."""
    keeps = actor.has(Role.CLERK) or actor.has(Role.ADMINISTRATOR)
    return keeps and actor.agency_id == plan.agency_id


def _mark(ended_by: Follower) -> EndMark:
    return EndMark(stamp_of(ended_by), SHORT_MARKS[ended_by.kind])
