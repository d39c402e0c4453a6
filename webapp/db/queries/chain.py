"""Papers that follow an issued one, or come before it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.domain.chain import FOLLOW_UPS, NO_EFFECT, LinkKind
from webapp.domain.workflow import PlanState


@dataclass(frozen=True, slots=True)
class FollowerLine:
    """A later paper that is on its way or issued."""

    target_id: int
    plan_id: int
    kind: str
    document_type: str
    state: str
    code_number: int | None
    code_notation: str
    promulgated_on: date | None


def followers_of(session: Session, target_ids: Collection[int]) -> list[FollowerLine]:
    """Return the later papers of the plans that are not given up or recalled, oldest first."""
    link, notice = aliased(PlanLinkRow), aliased(PlanRow)
    recalled = (
        select(link.plan_id)
        .join(notice, notice.id == link.plan_id)
        .where(link.target_id == PlanLinkRow.plan_id, link.kind == LinkKind.RECALLS)
        .where(notice.state == PlanState.ISSUED)
    )
    rows = session.execute(
        select(
            PlanLinkRow.target_id,
            PlanLinkRow.plan_id,
            PlanLinkRow.kind,
            DocumentTypeRow.name,
            PlanRow.state,
            PlanRow.code_number,
            PlanRow.code_notation,
            PlanRow.promulgated_on,
        )
        .join(PlanRow, PlanRow.id == PlanLinkRow.plan_id)
        .join(DocumentTypeRow, DocumentTypeRow.id == PlanRow.document_type_id)
        .where(PlanLinkRow.target_id.in_(target_ids), PlanLinkRow.kind.in_(FOLLOW_UPS))
        .where(PlanRow.state.not_in(NO_EFFECT), ~recalled.exists())
        .order_by(PlanLinkRow.plan_id)
    )
    return [FollowerLine(*row) for row in rows]


def target_of(session: Session, plan_id: int) -> PlanLinkRow | None:
    """Return the link to the paper that this one follows; None where it follows none."""
    return session.scalar(
        select(PlanLinkRow).where(PlanLinkRow.plan_id == plan_id, PlanLinkRow.kind.in_(FOLLOW_UPS))
    )


def links_around(session: Session, plan_ids: Collection[int]) -> list[PlanLinkRow]:
    """Return the links that any of the plans has, in either direction."""
    return list(
        session.scalars(
            select(PlanLinkRow)
            .where(or_(PlanLinkRow.plan_id.in_(plan_ids), PlanLinkRow.target_id.in_(plan_ids)))
            .order_by(PlanLinkRow.plan_id, PlanLinkRow.target_id, PlanLinkRow.kind)
        )
    )
