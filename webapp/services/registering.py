"""A plan in the register of outgoing documents: it gets its line with its number, and keeps it."""

from dataclasses import dataclass
from datetime import date

from webapp.adapters.clock import vietnam_today
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import DocumentTypeRow
from webapp.domain.letters import receivers
from webapp.domain.plan import Plan, plain
from webapp.services import numbering
from webapp.services.book_duplicates import enter
from webapp.services.book_entries import BookEntry, columns_of
from webapp.services.book_marks import marks_of
from webapp.services.book_numbers import Asked, Dating, Place, take_place
from webapp.services.deeds import Work
from webapp.services.number_traces import demand_not_out
from webapp.services.plan_texts import text_of


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number that a plan got."""

    number: int
    text: str
    day: date
    """Of the paper, which need not be today."""
    marked: str = ""
    """What the book says beside it of its date or reservation; empty: nothing unusual."""

    @property
    def details(self) -> dict[str, object]:
        """What the event of the deed keeps."""
        marked = {"marked": self.marked} if self.marked else {}
        return {"number": self.text, "day": str(self.day), **marked}


def number_plan(work: Work) -> Numbered:
    """Take the number and write number, date and register row: all three, or none."""
    plan, session, text = work.plan, work.session, text_of(work.revision)
    series = numbering.series_of(
        session, plan.agency_id, plan.document_type_id, plan.advisory_body_id
    )
    dating = work.deed.dating or Dating()
    place = take_place(session, Asked(series, dating, plan.signed_on, vietnam_today(work.now)))
    row = place.reserved or RegisterRow(
        agency_id=plan.agency_id,
        series_id=series.id,
        year=place.day.year,
        number=place.number,
        promulgated_on=place.day,
    )
    _fill(work, row, text, place)
    enter(session, row)
    plan.register_row_id, plan.code_number, plan.promulgated_on = row.id, place.number, place.day
    plan.code_notation = text.code_notation
    number_text = numbering.number_and_notation(place.number, text.code_notation)
    return Numbered(place.number, number_text, place.day, marks_of(session, row))


def _fill(work: Work, row: RegisterRow, text: Plan, place: Place) -> None:
    plan, session = work.plan, work.session
    row.status, row.plan_id, row.notation = "issued", plan.id, text.code_notation
    row.document_type_id, row.unit_id = plan.document_type_id, plan.unit_id
    row.type_name = session.get_one(DocumentTypeRow, plan.document_type_id).name
    row.subject, row.recipients = plain(text.subject), recipients_of(text)
    row.signer_name, row.signer_position = text.signer.full_name, text.signer.position
    row.signed_on, row.priority = plan.signed_on, text.priority
    row.kept_by, row.backdated_reason = kept_by(text), place.backdated_reason
    row.registered_by, row.registered_at = work.actor.person_id, work.now
    entry = work.deed.entry or BookEntry()
    for name, value in columns_of(entry, place.day, vietnam_today(work.now)).items():
        setattr(row, name, value)


def void_number(work: Work) -> None:
    """Cross the row out with its reason; the number stays taken for ever (Điều 15.1)."""
    row = work.session.get_one(RegisterRow, work.plan.register_row_id)
    numbering.hold_line(work.session, row)
    demand_not_out(work.session, row)
    row.status, row.void_reason = "void", work.deed.note
    row.voided_by, row.voided_at = work.actor.person_id, work.now


def recipients_of(text: Plan) -> str:
    """Return «UBND tỉnh; Các thôn»: column 5."""
    return "; ".join(receivers(text))


def kept_by(text: Plan) -> str:
    """Return «VT, VHXH» of «Lưu: VT, VHXH.» (PL4: đơn vị nhận bản lưu)."""
    return plain(text.filing_line).removeprefix("Lưu").removeprefix(":").strip().rstrip(".")
