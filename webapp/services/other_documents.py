"""Every other outgoing document takes its number from the book as plans do (Điều 15, 16)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow, RegisterWordRow, SeriesRow
from webapp.db.models.organisations import DocumentTypeRow, UnitRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.plan import PRIORITIES
from webapp.domain.register_book import BookAction, require, sound_notation
from webapp.domain.text import clean, squeeze
from webapp.services import audit, numbering
from webapp.services.administration_bodies import body_of
from webapp.services.book_duplicates import enter
from webapp.services.book_entries import BookEntry, columns_of
from webapp.services.book_marks import marks_of
from webapp.services.book_numbers import Asked, Dating, take_place
from webapp.services.deed_events import why_another
from webapp.services.search_words import words_in
from webapp.services.secret_marks import refuse_secret_text

LONGEST_SUBJECT = 500
"""PL VI II.8."""
LONGEST_PLACES = 1000
"""PL VI: ToPlaces."""
LONGEST_NAME = 50
"""PL VI II.12.2."""
LONGEST_POSITION = 100
"""PL VI II.12.1."""
_PLACES = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What any line without a plan says of its paper; it never changes after the number."""

    document_type_id: int | None
    subject: str
    signer_name: str
    recipients: str
    """Places, one a line or parted by semicolons."""
    notation: str = ""
    """Empty: as the series or the type and issuer give it."""
    advisory_body_id: int | None = None
    signer_position: str = ""
    signed_on: date | None = None
    unit_id: int | None = None
    priority: str = ""


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """What the form of another document brings."""

    facts: PaperFacts
    key: str
    """Made with the form: the same form sent twice is one line."""
    entry: BookEntry = field(default_factory=BookEntry)
    dating: Dating = field(default_factory=Dating)
    expected: Mapping[int, int] = field(default_factory=dict)
    """What the page said each series would give next."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The line that came of it."""

    row_id: int
    text: str
    """«41/BC-UBND»."""
    message: str
    differs: bool = False
    """It is not the number that the page expected."""
    series_id: int = 0


def register_other(
    database: Database, actor: Actor, wanted: OtherDocument, now: datetime
) -> Registered:
    """Take the next number of the document's series and write its line: both, or none."""
    require(BookAction.REGISTER, actor)
    today = vietnam_today(now)
    with database.transaction() as session:
        day = wanted.dating.day or today
        faults = Faults()
        said = faults.of({}, columns_of, wanted.entry, day, today)
        series, columns = columns_of_facts(session, actor.agency_id, wanted.facts, faults)
        numbering.hold(session, series.id, day.year)
        done = _already_done(session, actor, wanted.key)
        if done is not None:
            return done
        asked = Asked(series, wanted.dating, wanted.facts.signed_on, today, earlier_in_order=True)
        place = take_place(session, asked)
        row = place.reserved or RegisterRow(
            agency_id=actor.agency_id,
            series_id=series.id,
            year=place.day.year,
            number=place.number,
            promulgated_on=place.day,
        )
        columns |= {"kept_by": "VT", "copies": _count_of_places(str(columns["recipients"]))}
        columns |= {name: value for name, value in said.items() if value is not None}
        columns |= {"entry_key": wanted.key, "backdated_reason": place.backdated_reason}
        write_line(row, actor, columns, now)
        enter(session, row)
        store_words(session, row)
        registered = _outcome(wanted, series, row)
        details = {"number": registered.text, "series": series.name, "day": str(place.day)}
        marked = marks_of(session, row)
        details |= {"marked": marked} if marked else {}
        audit.record(session, actor, "register", now=now, subject=subject_of(row), details=details)
        return registered


def columns_of_facts(
    session: Session, agency_id: int, facts: PaperFacts, faults: Faults
) -> tuple[SeriesRow, dict[str, object]]:
    """Return the series that the paper counts in, and the columns that its facts fill.

    Whatever was found at fault before is refused with the faults of the facts.
    """
    columns = {
        "status": "issued",
        "subject": faults.of("", _text, facts.subject, "trích yếu", "subject", LONGEST_SUBJECT),
        "signer_name": faults.of(
            "", _text, facts.signer_name, "người ký", "signer_name", LONGEST_NAME
        ),
        "signer_position": faults.of("", _position, facts.signer_position),
        "recipients": faults.of("", _recipients, facts.recipients),
        "signed_on": facts.signed_on,
        "unit_id": faults.of(None, _unit, session, agency_id, facts.unit_id),
        "priority": faults.of("", _priority, facts.priority),
    }
    series, of_kind = faults.last(_series_and_kind, session, agency_id, facts)
    return series, columns | of_kind


def _series_and_kind(
    session: Session, agency_id: int, facts: PaperFacts
) -> tuple[SeriesRow, dict[str, object]]:
    kind = session.get(DocumentTypeRow, facts.document_type_id) if facts.document_type_id else None
    if kind is None:
        raise InvalidInputError("Chọn một loại văn bản trong danh sách.", "document_type_id")
    if facts.advisory_body_id is not None:
        body_of(session, agency_id, facts.advisory_body_id)
    series = numbering.series_of(session, agency_id, kind.id, facts.advisory_body_id)
    notation = _notation(session, series, kind.id, facts.notation)
    return series, {"document_type_id": kind.id, "type_name": kind.name, "notation": notation}


def write_line(
    row: RegisterRow, actor: Actor, columns: Mapping[str, object], now: datetime
) -> None:
    """Fill a new or reserved line; who registers it and when stand with it."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.registered_by, row.registered_at = actor.person_id, now


def store_words(session: Session, row: RegisterRow) -> None:
    """Let search find a line without a plan by its words."""
    texts = (row.notation, row.type_name, row.subject, row.signer_name, row.recipients)
    rows = [
        {"agency_id": row.agency_id, "word": word, "row_id": row.id}
        for word in sorted(words_in(texts))
    ]
    session.execute(insert(RegisterWordRow), rows)


def subject_of(row: RegisterRow) -> str:
    """Return how events name the line."""
    return f"register:{row.id}"


def _already_done(session: Session, actor: Actor, key: str) -> Registered | None:
    row = session.scalar(
        select(RegisterRow).where(
            RegisterRow.agency_id == actor.agency_id, RegisterRow.entry_key == key
        )
    )
    if row is None:
        return None
    text = numbering.number_and_notation(row.number, row.notation)
    return Registered(row.id, text, f"Đã cấp số {text} từ chính biểu mẫu này; không cần làm lại.")


def _outcome(wanted: OtherDocument, series: SeriesRow, row: RegisterRow) -> Registered:
    text = numbering.number_and_notation(row.number, row.notation)
    expected = wanted.expected.get(series.id)
    if wanted.dating.reserved_row_id is not None or expected in {None, row.number}:
        return Registered(row.id, text, f"Đã cấp số {text}.")
    why = why_another(expected, row.number)
    return Registered(row.id, text, f"Đã cấp số {text}. {why}", differs=True, series_id=series.id)


def _notation(session: Session, series: SeriesRow, type_id: int, typed: str) -> str:
    derived = numbering.notation_of(session, series, type_id)
    typed = squeeze(clean(typed).text)
    if not typed or typed == derived:
        return derived
    if series.notation:
        raise InvalidInputError(
            f"Dãy số này có ký hiệu riêng «{derived}»; để trống ô ký hiệu.", "notation"
        )
    return sound_notation(typed, "notation")


def _text(typed: str, label: str, field: str, most: int, *, needed: bool = True) -> str:
    value = squeeze(clean(typed).text)
    if needed and not value:
        raise InvalidInputError(f"Nhập {label}.", field)
    if len(value) > most:
        raise InvalidInputError(f"Rút gọn {label}: tối đa {most} ký tự.", field)
    refuse_secret_text(value, field)
    return value


def places_in(typed: str) -> tuple[str, ...]:
    """Return the places of nơi nhận, one a line or parted by semicolons, without their dashes."""
    found = (squeeze(one).lstrip("-").rstrip(".") for one in _PLACES.split(clean(typed).text))
    return tuple(one.strip() for one in found if one.strip())


def _position(typed: str) -> str:
    return _text(typed, "chức vụ", "signer_position", LONGEST_POSITION, needed=False)


def _recipients(typed: str) -> str:
    return _text("; ".join(places_in(typed)), "nơi nhận", "recipients", LONGEST_PLACES)


def _count_of_places(recipients: str) -> int:
    """Return how many copies go out: one to each place (Điều 17.1)."""
    return recipients.count("; ") + 1


def _unit(session: Session, agency_id: int, unit_id: int | None) -> int | None:
    unit = session.get(UnitRow, unit_id) if unit_id is not None else None
    if unit_id is not None and (unit is None or unit.agency_id != agency_id):
        raise InvalidInputError("Chọn một đơn vị trong danh sách.", "unit_id")
    return unit_id


def _priority(typed: str) -> str:
    if typed not in PRIORITIES:
        raise InvalidInputError("Chọn mức độ khẩn trong danh sách.", "priority")
    return typed
