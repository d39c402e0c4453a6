"""What a filter asks for, said in words: on the page that keeps it, and above what it found."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import SeriesRow
from webapp.db.models.organisations import (
    DocumentTypeRow,
    MembershipRow,
    PersonRow,
    UnitRow,
)
from webapp.domain.people import Actor
from webapp.domain.periods import AROUND_TODAY, around
from webapp.services.reading_lists import OLDEST, STATES, PlanFilter, day_of
from webapp.services.reading_register import LINE_STATES, RegisterFilter

_ALL = "tất cả"
_GONE = "không còn trong cơ quan"


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
        yield f"đơn vị: {unit.name if unit and own else _GONE}"
    if wishes.year is not None:
        yield f"ban hành năm {wishes.year}"
    if period := around(wishes.period, today):
        yield f"lập {AROUND_TODAY[wishes.period]} ({period.words})"
    yield from _of_fields(session, actor, wishes)
    yield from _marks(wishes)


def _of_fields(session: Session, actor: Actor, wishes: PlanFilter) -> Iterator[str]:
    if wishes.type_id is not None:
        kind = session.get(DocumentTypeRow, wishes.type_id)
        yield f"tên loại: {kind.name if kind else _GONE}"
    people = {"người soạn thảo": wishes.drafter_id, "người ký": wishes.signer_id}
    for name, person_id in people.items():
        if person_id is not None:
            yield f"{name}: {_person(session, actor, person_id)}"
    if wishes.priority:
        yield f"mức độ khẩn: {wishes.priority.lower()}"
    days = {"ban hành từ ngày": wishes.issued_from, "đến hết ngày": wishes.issued_to}
    for name, text in days.items():
        if day := day_of(text):
            yield f"{name} {day:%d/%m/%Y}"


def _person(session: Session, actor: Actor, person_id: int) -> str:
    """Return the name of somebody of the agency; of others nothing is told."""
    name = session.scalar(
        select(PersonRow.full_name)
        .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
        .where(PersonRow.id == person_id, MembershipRow.agency_id == actor.agency_id)
    )
    return name or _GONE


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
        yield f"dãy số: {series.name if series and own else _GONE}"
    if wishes.q:
        yield f"có số hoặc chữ «{wishes.q}»"
    if wishes.status in LINE_STATES:
        yield f"dòng {LINE_STATES[wishes.status].lower()}"
    if wishes.file_notation:
        yield f"mã hồ sơ: {wishes.file_notation}"
    if wishes.retention:
        yield f"thời hạn bảo quản: {wishes.retention}"
