"""Stand-ins: entered by the văn phòng with the document, confirmed by the absent or the leader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.absences import StandInRow
from webapp.db.models.organisations import AgencyRow, PersonRow
from webapp.db.queries import absences
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, StalePageError
from webapp.domain.people import Actor, Role
from webapp.domain.reasons import short_reason
from webapp.domain.standing_in import Parties, confirm_refusal
from webapp.services import audit, notices
from webapp.services.authority_views import leaders_of
from webapp.services.freshness import clock
from webapp.services.plan_pages import Choice
from webapp.services.setting_changes import line
from webapp.services.situations import people_of

_NOT_FOUND = "Không tìm thấy việc xử lý thay này trong cơ quan; mở lại trang Phân công."


@dataclass(frozen=True, slots=True)
class StandInInput:
    """What the form of a stand-in brings."""

    absent_id: int
    stand_in_id: int
    valid_from: date
    valid_until: date
    document: str


@dataclass(frozen=True, slots=True)
class StandInView:
    """A stand-in as pages show it."""

    id: int
    version: int
    absent: str
    stand_in: str
    valid_from: date
    valid_until: date
    document: str
    entered_by: str
    state: str
    """proposed | coming | in_force | over | ended."""
    may_confirm: bool
    may_end: bool
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    end_reason: str = ""


def people_to_choose(database: Database, actor: Actor) -> tuple[Choice, ...]:
    """Return the agency's people for the form of a stand-in."""
    demand_keeper(actor)
    with database.reading() as session:
        return tuple(
            Choice(one.person_id, f"{one.full_name}{f', {one.position}' if one.position else ''}")
            for one in people_of(session, actor.agency_id)
        )


def stand_ins(database: Database, actor: Actor, now: datetime) -> tuple[StandInView, ...]:
    """Return the agency's stand-ins to its keepers and leaders, to others their own."""
    today = vietnam_today(now)
    with database.reading() as session:
        leaders = leaders_of(session, actor.agency_id, today)
        sees_all = _keeps(actor) or actor.person_id in leaders
        person_id = None if sees_all else actor.person_id
        rows = absences.listed_stand_ins(session, actor.agency_id, person_id)
        return tuple(_view(session, actor, row, leaders, today) for row in rows)


def stand_in(database: Database, actor: Actor, stand_in_id: int, now: datetime) -> StandInView:
    """Return one; it does not exist for people who have nothing to do with it."""
    found = [one for one in stand_ins(database, actor, now) if one.id == stand_in_id]
    if not found:
        raise NotFoundError(_NOT_FOUND)
    return found[0]


def to_confirm(session: Session, actor: Actor, today: date) -> tuple[StandInView, ...]:
    """Return the stand-ins that wait for this person's word."""
    rows = absences.proposed_stand_ins(session, actor.agency_id, today)
    leaders = leaders_of(session, actor.agency_id, today)
    views = (_view(session, actor, row, leaders, today) for row in rows)
    return tuple(one for one in views if one.may_confirm)


def add_stand_in(database: Database, actor: Actor, values: StandInInput, now: datetime) -> int:
    """Enter a stand-in; it holds nothing before somebody confirms it. Return its id."""
    demand_keeper(actor)
    today = vietnam_today(now)
    document = line(values.document, "số, ngày, tên văn bản cử người xử lý thay", "document")
    _demand_dates(values, today)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one at a time
        _demand_people(session, actor, values)
        _demand_no_chain(session, actor.agency_id, values)
        row = StandInRow(
            agency_id=actor.agency_id,
            absent_id=values.absent_id,
            stand_in_id=values.stand_in_id,
            valid_from=values.valid_from,
            valid_until=values.valid_until,
            document=document,
            entered_by=actor.person_id,
            entered_at=now,
        )
        session.add(row)
        audit.write_ahead(session)
        _tell_who_may_confirm(session, row, today, now)
        _record(session, actor, row, "add_stand_in", now)
        return row.id


def confirm_stand_in(
    database: Database, actor: Actor, stand_in_id: int, version: int, now: datetime
) -> str:
    """Put it in force; return a sentence. A double tap is told what was done."""
    today = vietnam_today(now)
    with database.transaction() as session:
        row = _locked(session, actor, stand_in_id)
        if row.confirmed_by == actor.person_id and row.ended_at is None:
            return f"{_done(session, row, today)} Không cần làm lại."
        if _state(row, today) != "proposed":
            raise ForbiddenError(f"{_done(session, row, today)} Tải lại trang để xem.")
        leaders = leaders_of(session, row.agency_id, today)
        sentence = confirm_refusal(_parties(row), actor.person_id, leaders)
        if sentence is not None:
            raise ForbiddenError(sentence)
        _demand_fresh(row, version)
        row.confirmed_by, row.confirmed_at = actor.person_id, now
        message = (
            f"{_name(session, row.stand_in_id)} xử lý thay {_name(session, row.absent_id)} "
            f"{_span(row)} theo {row.document}."
        )
        _tell(session, row, actor, "stand_in", message, now=now)
        _record(session, actor, row, "confirm_stand_in", now)
        return f"Đã xác nhận: {message}"


def end_stand_in(
    database: Database, actor: Actor, stand_in_id: int, version: int, reason: str, *, now: datetime
) -> str:
    """End it at once, before its last day or before it began; return a sentence."""
    reason = short_reason(reason, "reason")
    today = vietnam_today(now)
    with database.transaction() as session:
        row = _locked(session, actor, stand_in_id)
        if row.ended_at is not None:
            return f"{_done(session, row, today)} Không cần làm lại."
        leaders = leaders_of(session, row.agency_id, today)
        if not _view(session, actor, row, leaders, today).may_end:
            raise ForbiddenError(
                "Việc xử lý thay do người vắng, người xử lý thay, lãnh đạo hoặc người nhập kết "
                "thúc khi chưa hết hạn; báo người đó."
            )
        _demand_fresh(row, version)
        row.ended_by, row.ended_at, row.end_reason = actor.person_id, now, reason
        message = (
            f"{_name(session, row.stand_in_id)} không còn xử lý thay "
            f"{_name(session, row.absent_id)} từ {clock(now)}."
        )
        _tell(session, row, actor, "stand_in_ended", message, now=now)
        _record(session, actor, row, "end_stand_in", now)
        return f"Đã kết thúc: {message}"


def demand_keeper(actor: Actor) -> None:
    """Refuse whoever keeps neither the agency's data nor its papers."""
    if not _keeps(actor):
        raise ForbiddenError(
            "Chỉ quản trị cơ quan hoặc văn thư nhập người xử lý thay; báo người đó nhập."
        )


def _keeps(actor: Actor) -> bool:
    return actor.has(Role.ADMINISTRATOR) or actor.has(Role.CLERK)


def _demand_dates(values: StandInInput, today: date) -> None:
    if values.valid_until < values.valid_from:
        raise InvalidInputError(
            "Ngày kết thúc phải từ ngày bắt đầu trở đi; sửa lại ngày.", "valid_until"
        )
    if values.valid_until < today:
        raise InvalidInputError("Thời hạn này đã qua; sửa lại ngày kết thúc.", "valid_until")


def _demand_people(session: Session, actor: Actor, values: StandInInput) -> None:
    wanted = frozenset({values.absent_id, values.stand_in_id})
    here = {one.person_id for one in people_of(session, actor.agency_id, wanted)}
    if values.absent_id not in here:
        raise InvalidInputError("Người vắng không làm việc ở cơ quan này; chọn lại.", "absent_id")
    if values.stand_in_id not in here:
        raise InvalidInputError(
            "Người xử lý thay không làm việc ở cơ quan này; chọn lại.", "stand_in_id"
        )
    if len(wanted) == 1:
        raise InvalidInputError("Chọn một người khác xử lý thay.", "stand_in_id")


def _demand_no_chain(session: Session, agency_id: int, values: StandInInput) -> None:
    """Refuse two stand-ins of one person at a time, and a stand-in of a stand-in."""
    for row in absences.open_stand_ins(session, agency_id, values.valid_from):
        if row.valid_from > values.valid_until:
            continue
        if row.absent_id == values.absent_id:
            raise InvalidInputError(
                f"{_name(session, row.stand_in_id)} đã được cử xử lý thay người này {_span(row)}; "
                "kết thúc việc đó trước.",
                "absent_id",
            )
        if row.stand_in_id == values.absent_id:
            raise InvalidInputError(
                f"Người này đang xử lý thay {_name(session, row.absent_id)} {_span(row)}, việc đó "
                "không giao tiếp được; kết thúc việc đó trước.",
                "absent_id",
            )
        if row.absent_id == values.stand_in_id:
            raise InvalidInputError(
                f"Người này cũng vắng {_span(row)}; chọn người khác xử lý thay.", "stand_in_id"
            )


def _demand_fresh(row: StandInRow, version: int) -> None:
    if row.version != version:
        raise StalePageError("Việc xử lý thay này vừa được cập nhật; tải lại trang để xem.")


def _locked(session: Session, actor: Actor, stand_in_id: int) -> StandInRow:
    """Return it, held together with the agency as whoever enters one holds it."""
    session.get(AgencyRow, actor.agency_id, with_for_update=LOCKED)
    row = session.get(StandInRow, stand_in_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NOT_FOUND)
    return row


def _view(
    session: Session, actor: Actor, row: StandInRow, leaders: frozenset[int], today: date
) -> StandInView:
    state = _state(row, today)
    concerned = {row.absent_id, row.stand_in_id, row.entered_by, *leaders}
    return StandInView(
        id=row.id,
        version=row.version,
        absent=_name(session, row.absent_id),
        stand_in=_name(session, row.stand_in_id),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        document=row.document,
        entered_by=_name(session, row.entered_by),
        state=state,
        may_confirm=state == "proposed"
        and confirm_refusal(_parties(row), actor.person_id, leaders) is None,
        may_end=state in {"proposed", "coming", "in_force"} and actor.person_id in concerned,
        confirmed_by=_name(session, row.confirmed_by),
        confirmed_at=row.confirmed_at,
        ended_by=_name(session, row.ended_by),
        ended_at=row.ended_at,
        end_reason=row.end_reason,
    )


def _state(row: StandInRow, today: date) -> str:
    if row.ended_at is not None:
        return "ended"
    if row.valid_until < today:
        return "over"
    if row.confirmed_at is None:
        return "proposed"
    return "coming" if today < row.valid_from else "in_force"


def _done(session: Session, row: StandInRow, today: date) -> str:
    if row.ended_by is not None and row.ended_at is not None:
        return f"{_name(session, row.ended_by)} đã kết thúc việc này lúc {clock(row.ended_at)}."
    if row.valid_until < today:
        return "Thời hạn xử lý thay này đã qua."
    by, at = row.confirmed_by, row.confirmed_at or row.entered_at
    return f"{_name(session, by)} đã xác nhận lúc {clock(at)}."


def _parties(row: StandInRow) -> Parties:
    return Parties(row.absent_id, row.stand_in_id, row.entered_by)


def _tell_who_may_confirm(session: Session, row: StandInRow, today: date, now: datetime) -> None:
    leaders = leaders_of(session, row.agency_id, today)
    people = {
        one
        for one in {row.absent_id, *leaders}
        if confirm_refusal(_parties(row), one, leaders) is None
    }
    message = (
        f"Việc {_name(session, row.stand_in_id)} xử lý thay {_name(session, row.absent_id)} "
        f"{_span(row)} chờ anh/chị xác nhận; mở trang xác nhận để xem văn bản."
    )
    notices.tell_about_settings(
        session,
        row.agency_id,
        people,
        "to_confirm",
        message=message,
        now=now,
        about=f"stand_in:{row.id}",
    )


def _tell(
    session: Session, row: StandInRow, actor: Actor, kind: str, message: str, *, now: datetime
) -> None:
    people: Iterable[int] = {row.absent_id, row.stand_in_id, row.entered_by} - {actor.person_id}
    about = f"stand_in:{row.id}"
    notices.tell_about_settings(
        session, row.agency_id, people, kind, message=message, now=now, about=about
    )


def _record(session: Session, actor: Actor, row: StandInRow, action: str, now: datetime) -> None:
    details: dict[str, object] = {
        "absent": row.absent_id,
        "stand_in": row.stand_in_id,
        "from": str(row.valid_from),
        "until": str(row.valid_until),
        "document": row.document,
    }
    if row.end_reason:
        details["reason"] = row.end_reason
    audit.record(session, actor, action, now=now, subject=f"stand_in:{row.id}", details=details)


def _span(row: StandInRow) -> str:
    return f"từ {row.valid_from:%d/%m/%Y} đến hết {row.valid_until:%d/%m/%Y}"


def _name(session: Session, person_id: int | None) -> str:
    return "" if person_id is None else session.get_one(PersonRow, person_id).full_name
