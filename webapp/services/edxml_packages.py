"""The exchange package of an issued paper, for the software that hands it to the national axis."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow, UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchRow, RecipientRow
from webapp.db.queries import plans
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
from webapp.domain.numbers_text import number_text
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.dispatches import dispatches_of
from webapp.services.outgoing import (
    Outgoing,
    PaperKey,
    file_to_send,
    open_to_send,
    places_of,
)
from webapp.services.papers import Download
from webapp.services.plan_texts import text_of
from webapp.services.rules import Rules

_BUSINESS: Mapping[str, Business] = {
    LinkKind.RECALLS: Business.RECALL,
    LinkKind.REPLACES: Business.REPLACEMENT,
}
_NO_FILE = "Gói edXML mang theo tệp đã ký; đính tệp vào dòng của văn bản rồi tải gói."
_NO_OWN_CODE = (
    "Chưa biết mã định danh của cơ quan: thêm vào danh bạ nơi nhận một dòng là «chính cơ quan "
    "này» kèm mã định danh."
)


def package(
    database: Database, rules: Rules, actor: Actor, key: PaperKey, now: datetime
) -> Download:
    """Return the package of the paper to every place that it was sent to by the axis."""
    require(DirectoryAction.EXPORT, actor)
    with database.transaction() as session:
        paper = open_to_send(session, actor, key)
        out = file_to_send(session, rules, actor, paper, now=now)
        if out is None:
            raise InvalidInputError(_NO_FILE)
        content_id = str(uuid.uuid5(uuid.NAMESPACE_OID, out.sha256))
        file = Attached(content_id, out.file_name, out.media_type, out.data)
        message = _message(session, actor, paper, file, now)
        demand_fitting(message)
        written = edxml.write(message)
        details = {
            "places": [one.name for one in message.receivers],
            "sha256": sha256(written).hexdigest(),
        }
        audit.record(
            session,
            actor,
            "export_edxml",
            now=now,
            plan=paper.plan,
            subject=paper.event_subject,
            details=details,
        )
        name = PurePath(out.file_name).with_suffix(".edxml").name
        return Download(name, written, edxml.MEDIA_TYPE)


def _message(
    session: Session, actor: Actor, paper: Outgoing, file: Attached, now: datetime
) -> Message:
    line = paper.line
    agency = session.get_one(AgencyRow, line.agency_id)
    by_axis = [one for one in dispatches_of(session, paper.key) if one.channel == Channel.AXIS]
    unit = session.get(UnitRow, line.unit_id or 0)
    message = Message(
        sender=_sender(session, agency),
        receivers=tuple(_receivers(by_axis)),
        code_number=number_text(line.number),
        code_notation=line.notation,
        place=agency.place,
        promulgated_on=line.promulgated_on,
        type_name=line.type_name,
        subject=paper.subject,
        competence="",
        position=line.signer_position,
        full_name=line.signer_name,
        to_places=places_of(session, paper),
        priority=PRIORITY_CODES[line.priority.upper()],
        circulation="",
        typer_notation="",
        amount=line.copies,
        pages=line.pages,
        appendixes=(),
        made_at=now.astimezone(VIETNAM).replace(microsecond=0),
        department=unit.name if unit else "",
        staff=actor.full_name,
        files=(file,),
    )
    return message if paper.plan is None else _with_text(session, paper.plan, message)


def _with_text(session: Session, plan: PlanRow, message: Message) -> Message:
    """Add what only the text of a paper that was drafted here says."""
    text = text_of(plans.current_revision(session, plan.id))
    return replace(
        message,
        place=text.promulgation_place,
        competence=competence_of(text.signer.authority),
        circulation=text.circulation_note,
        typer_notation=text.typer_notation,
        amount=text.promulgation_amount,
        appendixes=tuple(one.title for one in text.appendixes),
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


def _sender(session: Session, agency: AgencyRow) -> Organ:
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
