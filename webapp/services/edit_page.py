"""The drafting page: the form as saved and as typed, what it may choose from, its findings."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM
from webapp.db.models.organisations import (
    AdvisoryBodyRow,
    AgencyRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.db.models.plans import PlanRow, WorkingCopyRow
from webapp.db.queries import plans
from webapp.documents.paper import enclosure_note
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.plan import Plan, ReportItem
from webapp.domain.workflow import PlanState
from webapp.services.administration_bodies import one_line
from webapp.services.answering import OpenReturns, open_returns
from webapp.services.dismissals import sorted_out
from webapp.services.draft_fields import DraftFields, from_typed
from webapp.services.falling import Standing, foretold_of_edit
from webapp.services.field_findings import findings_in
from webapp.services.finding_values import Dismissed, FieldFinding
from webapp.services.letterheads import (
    authorities_in_force,
    block_lines,
    block_of,
    in_force,
    issuer_of,
    plan_type,
)
from webapp.services.plan_access import label_of, workflow_of
from webapp.services.plan_pages import Choice
from webapp.services.plan_texts import fields_of, text_of
from webapp.services.situations import situation_at, steps_of


@dataclass(frozen=True, slots=True)
class AuthorityChoice:
    """A signing authority in force today."""

    id: int
    label: str
    """«Trần Văn A – KT. CHỦ TỊCH, PHÓ CHỦ TỊCH (Văn hóa, xã hội)»."""
    block: tuple[str, ...]
    """The lines it prints, the name last."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What the person typed and has not saved."""

    fields: DraftFields
    saved_at: datetime
    base_ordinal: int
    outdated: bool
    """True when another revision was saved after the typing began."""
    sentence: str
    """«Bản gõ dở lúc 14:05 ngày 03/02/2026.»"""


@dataclass(frozen=True, slots=True)
class EditPage:
    """Everything the drafting page shows."""

    plan_id: int | None
    """None for a new plan that is not saved yet."""
    version: int
    """0 for a new plan."""
    ordinal: int
    """The revision the form shows; 0 for a new plan."""
    state: str
    state_label: str
    fields: DraftFields
    working_copy: WorkingCopy | None
    units: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    """The agency's advisory bodies, which issue plans of their own."""
    authorities: tuple[AuthorityChoice, ...]
    findings: tuple[FieldFinding, ...]
    """Of the fields as saved, those set aside left out."""
    dismissed: tuple[Dismissed, ...]
    consequence: str
    """What saving another text brings («sẽ phải kiểm tra lại từ đầu»); else empty."""
    voids: tuple[str, ...]
    """What falls then: «Kiểm tra thể thức» and whose it is."""
    may_submit: bool
    document_type: str
    notation: str
    """«KH-UBND»."""
    agency_name: tuple[str, ...]
    organ_in_charge: str
    organ_name: tuple[str, ...]
    """Lines of the header's left cell."""
    signature_block: tuple[str, ...]
    enclosure_note: str
    """The line that the paper writes under the title of each appendix."""
    report: tuple[ReportItem, ...]
    """What the last import did not understand or did not take over."""
    remarks: OpenReturns | None = None
    """The remarks of a return that the next submission answers."""


NEW_STATE_LABEL = "Chưa lưu"
_CONSEQUENCE = (
    "Văn bản đang được kiểm tra: lưu nội dung mới sẽ rút văn bản về dự thảo, các kết quả "
    "kiểm tra bị hủy và phải trình lại (Điều 11)."
)


def for_new(
    session: Session, actor: Actor, today: date, wanted_unit: int | None = None
) -> EditPage:
    """Return the page of a plan that is not made yet; `wanted_unit` is what the form names."""
    agency = session.get_one(AgencyRow, actor.agency_id)
    kind = plan_type(session)
    issuer = issuer_of(session, agency, kind, None)
    return EditPage(
        plan_id=None,
        version=0,
        ordinal=0,
        state=PlanState.DRAFT,
        state_label=NEW_STATE_LABEL,
        fields=empty_fields(session, actor, today),
        working_copy=None,
        units=_units(session, actor.agency_id, None),
        bodies=_bodies(session, actor.agency_id, None),
        authorities=_authorities(session, agency, None, today, wanted_unit or actor.unit_id),
        findings=(),
        dismissed=(),
        consequence="",
        voids=(),
        may_submit=False,
        document_type=kind.name.upper(),
        notation=issuer.code_notation,
        agency_name=tuple(agency.name.splitlines()),
        organ_in_charge=issuer.organ_in_charge,
        organ_name=tuple(issuer.organ_name.splitlines()),
        signature_block=(),
        enclosure_note=enclosure_note(
            Plan(organ_name=issuer.organ_name, code_notation=issuer.code_notation)
        ),
        report=(),
    )


def for_plan(
    session: Session, actor: Actor, plan: PlanRow, today: date, wanted_unit: int | None = None
) -> EditPage:
    """Return the page of a plan that the actor may change; the form names `wanted_unit`."""
    agency = session.get_one(AgencyRow, plan.agency_id)
    revision = plans.current_revision(session, plan.id)
    text = text_of(revision)
    fields = fields_of(plan, text)
    found = sorted_out(session, plan.id, findings_in(fields, text), may_dismiss=True)
    return EditPage(
        plan_id=plan.id,
        version=plan.version,
        ordinal=revision.ordinal,
        state=plan.state,
        state_label=label_of(session, plan.workflow_sha256, plan.state),
        fields=fields,
        working_copy=_working_copy(session, actor, plan.id, fields, revision.ordinal),
        units=_units(session, agency.id, plan.unit_id),
        bodies=_bodies(session, agency.id, plan.advisory_body_id),
        authorities=_authorities(
            session, agency, plan.signing_authority_id, today, wanted_unit or plan.unit_id
        ),
        findings=found.standing,
        dismissed=found.dismissed,
        consequence="" if plan.state == PlanState.DRAFT else _CONSEQUENCE,
        voids=_voids(session, plan),
        may_submit=plan.state == PlanState.DRAFT,
        document_type=text.document_type,
        notation=text.code_notation,
        agency_name=tuple(agency.name.splitlines()),
        organ_in_charge=text.organ_in_charge,
        organ_name=tuple(text.organ_name.splitlines()),
        signature_block=block_lines(text.signer),
        enclosure_note=enclosure_note(text),
        report=text.report,
        remarks=open_returns(session, plan, text),
    )


def _voids(session: Session, plan: PlanRow) -> tuple[str, ...]:
    rows = steps_of(session, plan.id)
    names = plans.names_of(session, {row.decided_by for row in rows if row.decided_by is not None})
    workflow = workflow_of(session, plan.workflow_sha256)
    situation = situation_at(session, plan)
    return foretold_of_edit(Standing(plan, workflow, situation, rows, names))


def empty_fields(session: Session, actor: Actor, today: date) -> DraftFields:
    """Return what a new form begins with: place, unit, Lưu line, the signer if there is but one."""
    agency = session.get_one(AgencyRow, actor.agency_id)
    unit = session.get(UnitRow, actor.unit_id) if actor.unit_id is not None else None
    signers = [
        row
        for row, _ in authorities_in_force(session, agency.id, today, actor.unit_id)
        if row.advisory_body_id is None
    ]
    return DraftFields(
        filing_line=f"Lưu: VT, {unit.abbreviation}." if unit else "Lưu: VT.",
        promulgation_place=agency.place,
        unit_id=actor.unit_id,
        signing_authority_id=signers[0].id if len(signers) == 1 else None,
    )


def _units(session: Session, agency_id: int, chosen: int | None) -> tuple[Choice, ...]:
    """Return the active units, and the chosen one even where it was closed since."""
    rows = session.scalars(
        select(UnitRow)
        .where(UnitRow.agency_id == agency_id, UnitRow.active | (UnitRow.id == chosen))
        .order_by(UnitRow.name)
    )
    return tuple(Choice(row.id, row.name) for row in rows)


def _bodies(session: Session, agency_id: int | None, chosen: int | None) -> tuple[Choice, ...]:
    """Return the advisory bodies at work, and the chosen one even where it was closed since."""
    rows = session.scalars(
        select(AdvisoryBodyRow)
        .where(
            AdvisoryBodyRow.agency_id == agency_id,
            AdvisoryBodyRow.active | (AdvisoryBodyRow.id == chosen),
        )
        .order_by(AdvisoryBodyRow.name)
    )
    return tuple(Choice(row.id, one_line(row.name)) for row in rows)


def _authorities(
    session: Session, agency: AgencyRow, chosen: int | None, today: date, unit_id: int | None
) -> tuple[AuthorityChoice, ...]:
    """Return what may be chosen for the unit's papers, and the chosen one marked where it is not.

    Who changes the unit finds its own list when the form comes back.
    """
    found = authorities_in_force(session, agency.id, today, unit_id)
    choices = [_choice(agency, row, name) for row, name in found]
    if chosen is not None and chosen not in {choice.id for choice in choices}:
        row = session.get_one(SigningAuthorityRow, chosen)
        name = session.get_one(PersonRow, row.person_id).full_name
        choices.append(_choice(agency, row, name, mark=_why_not(row, today)))
    return tuple(choices)


def _why_not(row: SigningAuthorityRow, today: date) -> str:
    if in_force(row, today):
        return " – không phụ trách đơn vị này"
    return " – chưa xác nhận" if row.active and row.confirmed_at is None else " – hết hiệu lực"


def _choice(
    agency: AgencyRow, row: SigningAuthorityRow, name: str, mark: str = ""
) -> AuthorityChoice:
    try:
        block = block_lines(block_of(agency, row, name))
    except InvalidInputError:
        block, mark = (row.position, name), f"{mark} – thiếu chức danh, báo quản trị cơ quan"
    scope = f" ({row.scope})" if row.scope else ""
    return AuthorityChoice(row.id, f"{name} – {', '.join(block[:-1])}{scope}{mark}", block)


def _working_copy(
    session: Session, actor: Actor, plan_id: int, saved: DraftFields, ordinal: int
) -> WorkingCopy | None:
    """Return what the person typed, unless it is what was saved."""
    row = session.get(WorkingCopyRow, (plan_id, actor.person_id))
    if row is None:
        return None
    typed = from_typed(json.loads(row.fields))
    if typed == saved:
        return None
    moment = row.saved_at.astimezone(VIETNAM)
    return WorkingCopy(
        fields=typed,
        saved_at=row.saved_at,
        base_ordinal=row.base_ordinal,
        outdated=row.base_ordinal != ordinal,
        sentence=f"Bản gõ dở lúc {moment:%H:%M ngày %d/%m/%Y}.",
    )
