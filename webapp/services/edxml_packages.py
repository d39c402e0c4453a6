"""The exchange package of an issued plan, for the software that hands it to the national axis."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow, DocumentTypeRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchRow, RecipientRow
from webapp.db.queries.chain import target_of
from webapp.documents import edxml
from webapp.domain.chain import LinkKind
from webapp.domain.dispatching import Channel, DirectoryAction, require
from webapp.domain.edxml_message import (
    PRIORITY_CODES,
    Attached,
    Business,
    Followed,
    Message,
    Organ,
    competence_of,
    demand_fitting,
)
from webapp.domain.errors import InvalidInputError
from webapp.domain.letters import receivers
from webapp.domain.numbers_text import number_text
from webapp.domain.people import Actor
from webapp.domain.stages import Stage
from webapp.services import audit
from webapp.services.dispatches import dispatches_of, open_to_send
from webapp.services.papers import Download, Paper, paper_of
from webapp.services.rules import Rules
from webapp.services.sent_papers import paper_to_send

_BUSINESS: Mapping[str, Business] = {
    LinkKind.RECALLS: Business.RECALL,
    LinkKind.REPLACES: Business.REPLACEMENT,
}
_NO_OWN_CODE = (
    "Chưa biết mã định danh của cơ quan: thêm vào danh bạ nơi nhận một dòng là «chính cơ quan "
    "này» kèm mã định danh."
)


def package(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> Download:
    """Return the package of the plan to every place that it was sent to by the axis."""
    require(DirectoryAction.EXPORT, actor)
    with database.transaction() as session:
        plan = open_to_send(session, actor, plan_id)
        paper = paper_of(session, plan, Stage.ISSUED)
        out = paper_to_send(session, rules, actor, plan, now=now)
        content_id = str(uuid.uuid5(uuid.NAMESPACE_OID, out.sha256))
        file = Attached(content_id, out.file_name, out.media_type, out.data)
        message = _message(session, actor, paper, file, now)
        demand_fitting(message)
        written = edxml.write(message)
        details = {
            "places": [one.name for one in message.receivers],
            "sha256": sha256(written).hexdigest(),
        }
        audit.record(session, actor, "export_edxml", now=now, plan=plan, details=details)
        return Download(paper.file_name(".edxml"), written, edxml.MEDIA_TYPE)


def _message(
    session: Session, actor: Actor, paper: Paper, file: Attached, now: datetime
) -> Message:
    plan, text = paper.plan, paper.text
    by_axis = [one for one in dispatches_of(session, plan.id) if one.channel == Channel.AXIS]
    row = session.get_one(RegisterRow, plan.register_row_id)
    unit = session.get(UnitRow, plan.unit_id or 0)
    return Message(
        sender=_sender(session, plan),
        receivers=tuple(_receivers(by_axis)),
        code_number=number_text(row.number),
        code_notation=plan.code_notation,
        place=text.promulgation_place,
        promulgated_on=row.promulgated_on,
        type_name=session.get_one(DocumentTypeRow, plan.document_type_id).name,
        subject=plan.subject,
        competence=competence_of(text.signer.authority),
        position=text.signer.position,
        full_name=text.signer.full_name,
        to_places=receivers(text),
        priority=PRIORITY_CODES[text.priority.upper()],
        circulation=text.circulation_note,
        typer_notation=text.typer_notation,
        amount=text.promulgation_amount,
        pages=row.pages,
        appendixes=tuple(one.title for one in text.appendixes),
        made_at=now.astimezone(VIETNAM).replace(microsecond=0),
        department=unit.name if unit else "",
        staff=actor.full_name,
        files=(file,),
        follows=_followed(session, plan),
    )


def _followed(session: Session, plan: PlanRow) -> Followed | None:
    """Return the older paper that this one is about; a correction leaves it in force."""
    link = target_of(session, plan.id)
    if link is None:
        return None
    old = session.get_one(PlanRow, link.target_id)
    row = session.get_one(RegisterRow, old.register_row_id)
    business = _BUSINESS.get(link.kind, Business.NEW)
    return Followed(
        business=business,
        code_number=number_text(row.number),
        code_notation=old.code_notation,
        promulgated_on=row.promulgated_on,
        reason=plan.subject if business is not Business.NEW else "",
    )


def _sender(session: Session, plan: PlanRow) -> Organ:
    agency = session.get_one(AgencyRow, plan.agency_id)
    query = select(RecipientRow).where(
        RecipientRow.agency_id == agency.id, RecipientRow.member_agency_id == agency.id
    )
    own = session.scalars(query.order_by(RecipientRow.active.desc(), RecipientRow.id)).first()
    if own is None or not own.code:
        raise InvalidInputError(_NO_OWN_CODE)
    address = " ".join(agency.foot_address.split("\n"))
    name = " ".join(agency.name.split("\n"))
    return Organ(own.code, name, agency.parent_name, address, own.email)


def _receivers(rows: Sequence[DispatchRow]) -> list[Organ]:
    return [Organ(one.code, one.name, email=one.email) for one in rows]
