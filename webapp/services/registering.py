"""The register of outgoing documents: a plan gets its row with its number, and keeps it."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import DocumentTypeRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Plan, plain
from webapp.services import audit, numbering
from webapp.services.deeds import Work
from webapp.services.plan_texts import text_of


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number that a plan got."""

    number: int
    text: str


def number_plan(work: Work) -> Numbered:
    """Take the next number and write number, date and register row: all three, or none."""
    plan, session, text = work.plan, work.session, text_of(work.revision)
    series = numbering.series_of(
        session, plan.agency_id, plan.document_type_id, plan.advisory_body_id
    )
    day = vietnam_today(work.now)
    number = numbering.take_next(session, series.id, day.year)
    numbering.demand_order(session, series.id, plan.signed_on, day)
    row = RegisterRow(
        agency_id=plan.agency_id,
        series_id=series.id,
        year=day.year,
        number=number,
        plan_id=plan.id,
        notation=text.code_notation,
        promulgated_on=day,
        type_name=session.get_one(DocumentTypeRow, plan.document_type_id).name,
        subject=plain(text.subject),
        signer_name=text.signer.full_name,
        recipients=_recipients(text),
        kept_by=_kept_by(text),
        registered_by=work.actor.person_id,
        registered_at=work.now,
    )
    _enter(session, row)
    plan.register_row_id, plan.code_number, plan.promulgated_on = row.id, number, day
    plan.code_notation = text.code_notation
    return Numbered(number, numbering.number_and_notation(number, text.code_notation))


def _enter(session: Session, row: RegisterRow) -> None:
    """Write the row; no second paper gets the number and notation of another (Điều 15.1)."""
    session.add(row)
    try:
        audit.write_ahead(session)
    except IntegrityError as error:
        if "notation" not in str(error.orig):
            raise
        number = numbering.number_and_notation(row.number, row.notation)
        raise InvalidInputError(
            f"Năm {row.year} đã có văn bản số {number} trong một dãy số khác; báo quản trị cơ quan "
            "dùng lại dãy đó, hoặc đặt lại «đã dùng đến số»."
        ) from error


def void_number(work: Work) -> None:
    """Cross the row out with its reason; the number stays taken for ever (Điều 15.1)."""
    row = work.session.get_one(RegisterRow, work.plan.register_row_id)
    row.status, row.void_reason = "void", work.deed.note
    row.voided_by, row.voided_at = work.actor.person_id, work.now


def _recipients(text: Plan) -> str:
    return "; ".join(plain(runs) for runs in text.to_places)


def _kept_by(text: Plan) -> str:
    """Return «VT, VHXH» of «Lưu: VT, VHXH.» (PL4: đơn vị nhận bản lưu)."""
    return plain(text.filing_line).removeprefix("Lưu").removeprefix(":").strip().rstrip(".")
