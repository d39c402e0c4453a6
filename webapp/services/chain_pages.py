"""The chain of papers on a plan's page, and the page on which the next one is chosen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.db.queries import plans
from webapp.db.queries.chain import links_around, target_of
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain.chain import (
    ACTIONS,
    ENDING,
    FOLLOW_UPS,
    LinkKind,
    mark_of,
    paper_named,
)
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Actor
from webapp.domain.process import ACTION_LABELS, Situation
from webapp.domain.process_policy import refusal
from webapp.domain.workflow import PlanState, Workflow
from webapp.services.chain import NO_PLAN
from webapp.services.chain_values import About, Chain, ChainItem, KindChoice, Mark
from webapp.services.end_marks import may_take_original
from webapp.services.followers import Standing, standing_of, standings_of
from webapp.services.letterheads import plan_type
from webapp.services.numbering import number_text_of
from webapp.services.plan_access import NO_SUBJECT, label_of, open_plan, workflow_of
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import PlanHead
from webapp.services.situations import situation_at

_WHEN = {
    LinkKind.AMENDS: (
        "Một số nội dung sai hoặc cần đổi, phần còn lại giữ nguyên: ban hành kế hoạch sửa đổi, bổ "
        "sung (khoản 3 Điều 18)."
    ),
    LinkKind.REPLACES: (
        "Phần lớn nội dung phải đổi: ban hành kế hoạch mới thay cho cả kế hoạch này (khoản 3 Điều "
        "18)."
    ),
    LinkKind.CORRECTS: (
        "Nội dung đúng, sai về thể thức, kỹ thuật trình bày hoặc thủ tục ban hành: đính chính bằng "
        "công văn (khoản 3 Điều 18)."
    ),
    LinkKind.RECALLS: (
        "Kế hoạch không được để có hiệu lực tiếp: thông báo thu hồi; kế hoạch và dữ liệu của kế "
        "hoạch được giữ nguyên, không sửa được nữa; nơi nhận gửi lại bản giấy, hủy bản điện tử "
        "(khoản 4 Điều 18)."
    ),
}


@dataclass(frozen=True, slots=True)
class BeginningPage:
    """The page on which the kind of the next paper is chosen."""

    head: PlanHead
    choices: tuple[KindChoice, ...]


def chain_on(
    session: Session, actor: Actor, plan: PlanRow, workflow: Workflow, situation: Situation
) -> Chain:
    """Return the papers around the plan, as far as the reader may know of them."""
    links = _links_of(session, plan.id)
    begins = _begins(session, actor, plan, workflow, situation)
    if not links:
        return Chain(begins=begins)
    ids = {plan.id, *(one.plan_id for one in links), *(one.target_id for one in links)}
    standings = standings_of(session, ids)
    return Chain(
        items=tuple(_items(session, actor, plan.id, ids, links=links, standings=standings)),
        marks=_marks(standings.get(plan.id, Standing())),
        begins=begins,
        evidence=standings.get(plan.id, Standing()).ended_by is not None
        and may_take_original(actor, plan),
    )


def about_on(session: Session, plan: PlanRow) -> About | None:
    """Return what the plan does to an older one, for whoever decides on it."""
    link = target_of(session, plan.id)
    if link is None:
        return None
    target = session.get_one(PlanRow, link.target_id)
    kind = session.get_one(DocumentTypeRow, target.document_type_id).name
    marks = standing_of(session, target.id).marks
    return About(_deed(link, target, kind), target.id, " ".join(f"{one}." for one in marks))


def beginning_page(database: Database, actor: Actor, plan_id: int) -> BeginningPage:
    """Return the choice of later papers, each with why the actor cannot begin it."""
    with database.reading() as session:
        plan = open_plan(session, actor, plan_id)
        workflow, situation = (
            workflow_of(session, plan.workflow_sha256),
            situation_at(session, plan),
        )
        if plan.document_type_id != plan_type(session).id:
            raise ForbiddenError(NO_PLAN)
        choices = tuple(
            KindChoice(
                kind,
                ACTION_LABELS[ACTIONS[kind]],
                _WHEN[kind],
                refusal(workflow, situation, ACTIONS[kind], actor) or "",
            )
            for kind in FOLLOW_UPS
        )
        ordinal = plans.current_revision(session, plan.id).ordinal
        return BeginningPage(head_of(session, plan, workflow, ordinal), choices)


def _begins(
    session: Session, actor: Actor, plan: PlanRow, workflow: Workflow, situation: Situation
) -> tuple[LinkKind, ...]:
    if plan.state != PlanState.ISSUED or plan.document_type_id != plan_type(session).id:
        return ()
    return tuple(
        kind for kind in FOLLOW_UPS if refusal(workflow, situation, ACTIONS[kind], actor) is None
    )


def _links_of(session: Session, plan_id: int) -> list[PlanLinkRow]:
    """Return every link of the chain that the plan is in, however far."""
    found: dict[tuple[int, int], PlanLinkRow] = {}
    looked, ahead = set[int](), {plan_id}
    while ahead:
        looked |= ahead
        rows = [one for one in links_around(session, ahead) if one.kind in FOLLOW_UPS]
        found |= {(one.plan_id, one.target_id): one for one in rows}
        ahead = {end for one in rows for end in (one.plan_id, one.target_id)} - looked
    return list(found.values())


def _marks(standing: Standing) -> tuple[Mark, ...]:
    """Return what became of the paper; what ended it stands first."""
    marks = (
        Mark(f"{mark_of(one.follower)}.", one.plan_id, one.follower.kind in ENDING)
        for one in standing.followed
        if one.is_issued
    )
    return tuple(sorted(marks, key=lambda one: not one.ends))


def _items(
    session: Session,
    actor: Actor,
    here: int,
    ids: Collection[int],
    *,
    links: Iterable[PlanLinkRow],
    standings: dict[int, Standing],
) -> Iterable[ChainItem]:
    """Yield the papers, oldest first; of another's draft the reader learns nothing."""
    rows = {
        plan.id: (plan, kind)
        for plan, kind in session.execute(
            select(PlanRow, DocumentTypeRow.name)
            .join(DocumentTypeRow, DocumentTypeRow.id == PlanRow.document_type_id)
            .where(PlanRow.id.in_(ids))
            .order_by(PlanRow.id)
        )
    }
    seen = select(PlanRow.id).where(PlanRow.id.in_(ids), visible_to(Reader.of(actor)))
    readable = set(session.scalars(seen))
    of = {one.plan_id: one for one in links}
    for plan_id, (plan, kind) in rows.items():
        if plan_id not in readable:
            continue
        link = of.get(plan_id)
        yield ChainItem(
            plan_id=plan_id,
            deed=_deed(link, *rows[link.target_id]) if link else "",
            named=paper_named(kind, _number_of(plan), plan.promulgated_on),
            subject=plan.subject or NO_SUBJECT,
            state=plan.state,
            state_label=label_of(session, plan.workflow_sha256, plan.state),
            badges=standings.get(plan_id, Standing()).badges,
            is_here=plan_id == here,
        )


def _deed(link: PlanLinkRow, target: PlanRow, kind: str) -> str:
    """Return «Thu hồi Kế hoạch số 115/KH-UBND»: the later paper itself names its target."""
    return f"{ACTION_LABELS[ACTIONS[LinkKind(link.kind)]]} {kind} số {_number_of(target)}"


def _number_of(plan: PlanRow) -> str:
    return number_text_of(plan.code_number, plan.code_notation)
