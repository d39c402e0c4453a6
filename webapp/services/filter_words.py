"""What a filter asks for, said in words: on the page that keeps it, and above what it found."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from webapp.db.models.numbers import SeriesRow
from webapp.db.models.organisations import UnitRow
from webapp.domain.people import Actor
from webapp.domain.periods import AROUND_TODAY, around
from webapp.services.reading_lists import OLDEST, STATES, PlanFilter
from webapp.services.reading_register import LINE_STATES, RegisterFilter

_ALL = "tất cả"


def plan_words(session: Session, actor: Actor, wishes: PlanFilter, today: date) -> str:
    """Return «Trạng thái: đang trình ký; đơn vị: Phòng Văn hóa - Xã hội»."""
    return _sentence(_of_plans(session, actor, wishes, today))


def register_words(session: Session, actor: Actor, wishes: RegisterFilter, today: date) -> str:
    """Return «Sổ năm 2026; dãy số: Kế hoạch; có chữ «hạn hán»»."""
    return _sentence(_of_register(session, actor, wishes, today))


def _sentence(parts: Iterator[str]) -> str:
    words = "; ".join(parts) or _ALL
    return words[:1].upper() + words[1:]


def _of_plans(session: Session, actor: Actor, wishes: PlanFilter, today: date) -> Iterator[str]:
    if wishes.q:
        yield f"có số hoặc chữ «{wishes.q}»"
    if wishes.state:
        yield f"trạng thái: {dict(STATES).get(wishes.state, wishes.state).lower()}"
    if wishes.unit_id is not None:
        unit = session.get(UnitRow, wishes.unit_id)
        own = unit is not None and unit.agency_id == actor.agency_id
        yield f"đơn vị: {unit.name if unit and own else 'không còn trong cơ quan'}"
    if wishes.year is not None:
        yield f"ban hành năm {wishes.year}"
    if period := around(wishes.period, today):
        yield f"lập {AROUND_TODAY[wishes.period]} ({period.words})"
    yield from _marks(wishes)


def _marks(wishes: PlanFilter) -> Iterator[str]:
    if wishes.mine:
        yield "của tôi"
    if wishes.late:
        yield "quá hạn"
    if wishes.order == OLDEST:
        yield "cũ nhất trước"


def _of_register(
    session: Session, actor: Actor, wishes: RegisterFilter, today: date
) -> Iterator[str]:
    yield f"sổ năm {wishes.year or f'nay ({today.year})'}"
    if wishes.series_id is not None:
        series = session.get(SeriesRow, wishes.series_id)
        own = series is not None and series.agency_id == actor.agency_id
        yield f"dãy số: {series.name if series and own else 'không còn trong cơ quan'}"
    if wishes.q:
        yield f"có số hoặc chữ «{wishes.q}»"
    if wishes.status in LINE_STATES:
        yield f"dòng {LINE_STATES[wishes.status].lower()}"
