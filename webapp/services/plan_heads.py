"""What the head of every page about one plan says."""

from sqlalchemy.orm import Session

from webapp.db.models.organisations import (
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.db.models.plans import PlanRow
from webapp.domain.workflow import Workflow, state_label
from webapp.services.numbering import number_text_of
from webapp.services.plan_access import NO_SUBJECT
from webapp.services.plan_pages import PlanHead
from webapp.services.situations import type_name_of


def head_of(session: Session, plan: PlanRow, workflow: Workflow, ordinal: int) -> PlanHead:
    """Return the head; `ordinal` is the current revision."""
    return PlanHead(
        plan_id=plan.id,
        version=plan.version,
        ordinal=ordinal,
        subject=plan.subject or NO_SUBJECT,
        document_type=type_name_of(session, plan.document_type_id),
        number_text=number_text_of(plan.code_number, plan.code_notation),
        notation=plan.code_notation,
        promulgated_on=plan.promulgated_on,
        state=plan.state,
        state_label=state_label(workflow, plan.state),
        unit_name=unit_name_of(session, plan),
        drafter_name=session.get_one(PersonRow, plan.drafter_id).full_name,
        signer_name=_signer_name(session, plan),
        created_at=plan.created_at,
        state_since=plan.state_since,
    )


def unit_name_of(session: Session, plan: PlanRow) -> str:
    """Return the name of the drafting unit; empty for a drafter who belongs to none."""
    return session.get_one(UnitRow, plan.unit_id).name if plan.unit_id is not None else ""


def _signer_name(session: Session, plan: PlanRow) -> str:
    if plan.signing_authority_id is None:
        return ""
    authority = session.get_one(SigningAuthorityRow, plan.signing_authority_id)
    return session.get_one(PersonRow, authority.person_id).full_name
