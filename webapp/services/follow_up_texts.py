"""The first text of a paper that follows an issued one; its drafter writes it on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.queries import plans
from webapp.domain import follow_ups
from webapp.domain.chain import LinkKind
from webapp.domain.dates import date_words
from webapp.domain.follow_ups import Followed
from webapp.domain.plan import Plan
from webapp.domain.text import squeeze
from webapp.services.numbering import number_and_notation
from webapp.services.plan_texts import text_of


def first_text(session: Session, target: PlanRow, kind: LinkKind, reason: str) -> Plan:
    """Return what the draft begins with; issuer, notation, type and signer come from the agency."""
    old = _followed(session, target)
    match kind:
        case LinkKind.AMENDS:
            return follow_ups.amending(old)
        case LinkKind.REPLACES:
            return follow_ups.replacing(old)
        case LinkKind.CORRECTS:
            return follow_ups.correcting(old, squeeze(reason))
    return follow_ups.recalling(old, squeeze(reason))


def _followed(session: Session, target: PlanRow) -> Followed:
    number, day = target.code_number, target.promulgated_on
    if number is None or day is None:
        raise RuntimeError("only an issued paper is followed")
    kind = session.get_one(DocumentTypeRow, target.document_type_id).name
    short = f"{kind} số {number_and_notation(number, target.code_notation)}"
    return Followed(
        text=text_of(plans.current_revision(session, target.id)),
        named=f"{short} {date_words(day)}",
        short=short,
        sent_to=tuple(_sent_to(session, target.id)),
    )


def _sent_to(session: Session, plan_id: int) -> list[str]:
    """Return the names of those the plan was sent to, in the order of sending, each once."""
    names = session.scalars(
        select(DispatchRow.name).where(DispatchRow.plan_id == plan_id).order_by(DispatchRow.id)
    )
    return list(dict.fromkeys(names))
