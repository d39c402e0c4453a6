"""Sao y, trích sao: the number, its line of the register, the paper and its hash, all or none."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.copies import CopyPdfRow, CopyRow
from webapp.db.models.numbers import RegisterRow, SeriesRow
from webapp.db.models.organisations import AgencyRow, DocumentTypeRow
from webapp.db.models.organisations import SigningAuthorityRow as AuthorityRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.copies import (
    KIND_CODES,
    KIND_LABELS,
    MOST_COPIES,
    CopyForm,
    CopyKind,
    Parts,
    refusal,
    sound_parts,
    source_of,
)
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.plan import Plan, Signer, plain
from webapp.domain.text import clean, squeeze
from webapp.services import audit, numbering
from webapp.services.book_duplicates import enter
from webapp.services.book_numbers import Asked, Dating, take_place
from webapp.services.copy_papers import CopyFiles, CopyOrder, make_files
from webapp.services.deed_events import why_another
from webapp.services.followers import standing_of
from webapp.services.letterheads import authorities_in_force, block_of
from webapp.services.numbering import number_and_notation, number_text_of
from webapp.services.other_documents import (
    LONGEST_PLACES,
    LONGEST_SUBJECT,
    places_in,
    store_words,
    subject_of,
)
from webapp.services.papers import numbered_text
from webapp.services.part_labels import parts_in_words
from webapp.services.plan_access import open_plan
from webapp.services.rules import Rules
from webapp.services.secret_marks import refuse_secret_text
from webapp.services.sent_papers import signed_paper

LONGEST_PURPOSE = 500


@dataclass(frozen=True, slots=True)
class CopyWish:
    """What the form of a copy brings."""

    plan_id: int
    kind: CopyKind
    form: str
    authority_id: int | None
    to_places: str
    """One a line, or parted by semicolons."""
    key: str
    """Made with the form: the same form sent twice is one copy."""
    amount: int | None = 1
    purpose: str = ""
    parts: Parts = field(default_factory=Parts)
    expected: int | None = None
    """The number that the page said."""


@dataclass(frozen=True, slots=True)
class CopyMade:
    """What came of it."""

    copy_id: int
    row_id: int
    message: str
    differs: bool = False
    """It is not the number that the page expected."""


def make_copy(
    database: Database, rules: Rules, actor: Actor, wish: CopyWish, now: datetime
) -> CopyMade:
    """Take a number for the copy, register it, make its paper; the worker makes its PDF."""
    with database.transaction() as session:
        plan = open_plan(session, actor, wish.plan_id)
        session.refresh(plan, with_for_update=LOCKED)  # nobody recalls or voids it meanwhile
        demand_copyable(session, actor, plan)
        done = _already_done(session, actor, wish.key)
        if done is not None:
            return done
        order = _looked_through(session, plan, wish, vietnam_today(now))
        row = _numbered(session, actor, order, wish.key, now)
        files = make_files(session, rules, actor, order, row, now=now)
        copy = _kept(session, actor, order, row, files, now=now)
        _tell(session, actor, order, row, copy, now=now)
        return _outcome(wish, copy, row)


def demand_copyable(session: Session, actor: Actor, plan: PlanRow) -> None:
    """Refuse whoever may not copy, and a plan that may not be copied now."""
    sentence = refusal(plan.state, actor, recalled=is_recalled(session, plan.id))
    if sentence is not None:
        raise ForbiddenError(sentence)


def is_recalled(session: Session, plan_id: int) -> bool:
    """Tell whether a paper that recalls the plan was issued."""
    return bool(standing_of(session, plan_id).recalled_by)


def copy_type(session: Session, kind: CopyKind) -> DocumentTypeRow:
    """Return the document type of the kind of copy (PL3 I)."""
    query = select(DocumentTypeRow).where(DocumentTypeRow.code == KIND_CODES[kind])
    return session.scalars(query).one()


def _already_done(session: Session, actor: Actor, key: str) -> CopyMade | None:
    found = session.execute(
        select(CopyRow.id, RegisterRow)
        .join(RegisterRow, RegisterRow.id == CopyRow.register_row_id)
        .where(RegisterRow.agency_id == actor.agency_id, RegisterRow.entry_key == key)
    ).one_or_none()
    if found is None:
        return None
    copy_id, row = found
    text = _number_text(row)
    return CopyMade(copy_id, row.id, f"Đã làm bản sao số {text} từ chính biểu mẫu này.")


def _looked_through(session: Session, plan: PlanRow, wish: CopyWish, today: date) -> CopyOrder:
    text = numbered_text(plan, plans.current_revision(session, plan.id))
    faults = Faults()
    form = faults.of(CopyForm.PAPER, _form, wish.form)
    parts = faults.of(None, _parts, text, wish)
    places = faults.of((), _places, wish.to_places)
    amount = faults.of(1, _amount, wish.amount)
    purpose = faults.of("", _purpose, wish.purpose)
    authority, signer = faults.last(_signer, session, plan, wish.authority_id, today)
    signed = signed_paper(session, plan)
    return CopyOrder(
        plan=plan,
        text=text,
        kind=wish.kind,
        form=form,
        source=source_of(wish.kind, form, text.medium, has_signed=signed is not None),
        parts=parts,
        signed=signed,
        authority=authority,
        signer=signer,
        places=places,
        amount=amount,
        purpose=purpose,
    )


def _form(typed: str) -> CopyForm:
    if typed not in set(CopyForm):
        raise InvalidInputError("Chọn bản giấy hoặc bản điện tử.", "form")
    return CopyForm(typed)


def _parts(text: Plan, wish: CopyWish) -> Parts | None:
    return sound_parts(text, wish.parts) if wish.kind is CopyKind.PART else None


def _amount(typed: int | None) -> int:
    if typed is None or not 1 <= typed <= MOST_COPIES:
        raise InvalidInputError(f"Ghi số bản sao từ 1 đến {MOST_COPIES}.", "amount")
    return typed


def _places(typed: str) -> tuple[str, ...]:
    places = places_in(typed)
    if not places:
        raise InvalidInputError("Ghi nơi nhận bản sao.", "to_places")
    joined = "; ".join(places)
    if len(joined) > LONGEST_PLACES:
        raise InvalidInputError(f"Rút gọn nơi nhận: tối đa {LONGEST_PLACES} ký tự.", "to_places")
    refuse_secret_text(joined, "to_places")
    return places


def _purpose(typed: str) -> str:
    purpose = squeeze(clean(typed).text)
    if len(purpose) > LONGEST_PURPOSE:
        raise InvalidInputError(f"Rút gọn: tối đa {LONGEST_PURPOSE} ký tự.", "purpose")
    refuse_secret_text(purpose, "purpose")
    return purpose


def _signer(
    session: Session, plan: PlanRow, authority_id: int | None, today: date
) -> tuple[AuthorityRow, Signer]:
    """Return the power and its block; the head says who signs copies, by powers (Điều 27.1)."""
    for row, name in signers_of(session, plan, today):
        if row.id == authority_id:
            agency = session.get_one(AgencyRow, plan.agency_id)
            return row, block_of(agency, row, name)
    raise InvalidInputError(
        "Chọn người ký bản sao có thẩm quyền ký còn hiệu lực trong danh sách.", "authority_id"
    )


def signers_of(session: Session, plan: PlanRow, today: date) -> list[tuple[AuthorityRow, str]]:
    """Return the powers of the agency itself by which a copy of the plan may be signed today."""
    found = authorities_in_force(session, plan.agency_id, today, plan.unit_id)
    return [(row, name) for row, name in found if row.advisory_body_id is None]


def _numbered(
    session: Session, actor: Actor, order: CopyOrder, key: str, now: datetime
) -> RegisterRow:
    """Take the next number of the series of copies and write its line (PL1, Phần II, II.1c)."""
    plan, kind, today = order.plan, copy_type(session, order.kind), vietnam_today(now)
    series = numbering.series_of(session, plan.agency_id, kind.id)
    place = take_place(session, Asked(series, Dating(next_anyway=True), None, today))
    row = RegisterRow(
        agency_id=plan.agency_id,
        series_id=series.id,
        year=place.day.year,
        number=place.number,
        promulgated_on=place.day,
        notation=numbering.notation_of(session, series, kind.id),
        document_type_id=kind.id,
        type_name=kind.name,
        subject=_subject(order),
        signer_name=order.signer.full_name,
        signer_position=order.signer.position,
        recipients="; ".join(order.places),
        unit_id=plan.unit_id,
        copies=order.amount,
        kept_by="VT",
        entry_key=key,
        registered_by=actor.person_id,
        registered_at=now,
    )
    enter(session, row)
    store_words(session, row)
    return row


def _subject(order: CopyOrder) -> str:
    plan, text = order.plan, order.text
    number = number_text_of(plan.code_number, plan.code_notation)
    day = f"{plan.promulgated_on:%d/%m/%Y}"
    kind = text.document_type.capitalize()
    named = f"{kind} số {number} ngày {day}: {plain(text.subject)}"
    return named if len(named) <= LONGEST_SUBJECT else f"{named[: LONGEST_SUBJECT - 1]}…"


def _kept(
    session: Session,
    actor: Actor,
    order: CopyOrder,
    row: RegisterRow,
    files: CopyFiles,
    *,
    now: datetime,
) -> CopyRow:
    copy = CopyRow(
        plan_id=order.plan.id,
        register_row_id=row.id,
        kind=order.kind,
        form=order.form,
        parts=parts_in_words(order.text, order.parts) if order.parts else "",
        amount=order.amount,
        purpose=order.purpose,
        authority_id=order.authority.id,
        source_sha256=files.source,
        word_sha256=files.word,
        made_by=actor.person_id,
        made_at=now,
    )
    session.add(copy)
    audit.write_ahead(session)
    session.add(
        CopyPdfRow(
            copy_id=copy.id,
            source_sha256=files.pdf_of,
            base_sha256=files.base,
            requested_at=now,
        )
    )
    return copy


def _tell(
    session: Session,
    actor: Actor,
    order: CopyOrder,
    row: RegisterRow,
    copy: CopyRow,
    *,
    now: datetime,
) -> None:
    """Write the event of the line, as of any other, and that of the plan with whom it is for."""
    number = _number_text(row)
    series = session.get_one(SeriesRow, row.series_id).name
    line = {"number": number, "series": series, "day": str(row.promulgated_on)}
    audit.record(session, actor, "register", now=now, subject=subject_of(row), details=line)
    details = {
        "copy": number,
        "kind": copy.kind,
        "form": copy.form,
        "amount": copy.amount,
        "note": copy.purpose,
        "parts": copy.parts,
        "signer": row.signer_name,
        "recipients": row.recipients,
        "source": copy.source_sha256,
        "word": copy.word_sha256,
    }
    audit.record(session, actor, "copy", now=now, plan=order.plan, details=details)


def _outcome(wish: CopyWish, copy: CopyRow, row: RegisterRow) -> CopyMade:
    message = f"Đã cấp số {_number_text(row)} và làm {KIND_LABELS[wish.kind].lower()}."
    if wish.expected in {None, row.number}:
        return CopyMade(copy.id, row.id, message)
    why = why_another(wish.expected, row.number)
    return CopyMade(copy.id, row.id, f"{message} {why}", differs=True)


def _number_text(row: RegisterRow) -> str:
    return number_and_notation(row.number, row.notation)
