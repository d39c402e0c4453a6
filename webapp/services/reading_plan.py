"""The page of one plan: its text, its way, its history, what the reader may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.models.process import StepRow
from webapp.db.queries import plans
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain import voiding
from webapp.domain.form_rules.findings import Severity
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.process import Situation
from webapp.domain.stages import Stage
from webapp.domain.workflow import PlanState, Workflow, is_numbered, no_one_sentence
from webapp.services import audit, form_waivers, papers
from webapp.services.chain_pages import chain_on
from webapp.services.comment_values import Discussion
from webapp.services.copy_pages import copies_on
from webapp.services.detour_pages import detours_of
from webapp.services.detour_values import Detours
from webapp.services.discussions import discussion_of
from webapp.services.dismissals import sorted_out
from webapp.services.dispatch_pages import dispatches_on
from webapp.services.dossier import Dossier, dossier_of
from webapp.services.falling import Standing, with_falls
from webapp.services.field_findings import findings_of
from webapp.services.finding_values import Findings, Waiver
from webapp.services.history import history
from webapp.services.numbering import number_text_of
from webapp.services.opinions import opinions_of
from webapp.services.pdf_papers import panel_of
from webapp.services.plan_access import NO_SUBJECT, issuer_above, open_to_read
from webapp.services.plan_actions import (
    Possible,
    expected_number,
    possible_in_places,
    with_waivers,
)
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import (
    ActionItem,
    DownloadItem,
    LinkItem,
    PdfPanel,
    PlanPage,
    RevisionItem,
)
from webapp.services.returns import returns_of
from webapp.services.rules import Rules
from webapp.services.signed_copies import signed_copies_of
from webapp.services.situations import situation_at, steps_of
from webapp.services.standing_in import places_of
from webapp.services.step_strip import Waiting, Way, steps, waiting
from webapp.services.views import record_view

_LINKS = {
    ("cloned_from", True): "Tạo từ",
    ("cloned_from", False): "Kế hoạch tạo từ bản này",
}


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A plan that the reader may read, with all that its pages are made of."""

    plan: PlanRow
    revision: RevisionRow
    text: Plan
    """With number and date, where it has them."""
    workflow: Workflow
    rows: Sequence[StepRow]
    situation: Situation
    way: Way
    waiting: Waiting
    possible: Possible
    missing_file: str
    """What to do where the plan cannot begin on what its issuer chose; its steps are not known."""


def plan_page(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> PlanPage:
    """Return the page, and keep in the log that the person looked."""
    with database.reading() as session:
        opened = open_whole(session, rules, actor, plan_id, now)
        page = _page(session, rules, actor, opened, now)
    record_view(database, actor, plan_id, page.head.ordinal, now)
    return page


def open_whole(
    session: Session, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> OpenedPlan:
    """Return the plan with its text, its way and what the reader may do."""
    plan = open_to_read(session, actor, plan_id)
    workflow = rules.workflow_of(session, plan)
    rows = steps_of(session, plan.id)
    situation = situation_at(session, plan)
    revision = plans.current_revision(session, plan.id)
    people = {plan.drafter_id, *(row.assignee_id for row in rows), *(r.decided_by for r in rows)}
    names = plans.names_of(session, {one for one in people if one is not None})
    standing = Standing(plan, workflow, situation, rows, names)
    way = Way(plan, workflow, rows, names, vietnam_today(now))
    places = places_of(session, actor, way.today) if actor.reads_for else ()
    allowed = possible_in_places(workflow, situation, actor, places, now)
    return OpenedPlan(
        plan=plan,
        revision=revision,
        text=papers.numbered_text(plan, revision),
        workflow=workflow,
        rows=rows,
        situation=situation,
        way=way,
        waiting=waiting(way),
        possible=replace(allowed, buttons=with_falls(allowed.buttons, standing, actor)),
        missing_file=rules.missing_for(session, plan),
    )


def findings_at(session: Session, opened: OpenedPlan) -> Findings:
    """Return the findings of the text for the stage that it is on its way to."""
    numbered = is_numbered(opened.workflow, opened.plan.state)
    found = findings_of(opened.text, Stage.ISSUED if numbered else Stage.SIGNING)
    may_dismiss = opened.possible.may_dismiss
    return sorted_out(session, opened.plan.id, found, may_dismiss=may_dismiss)


def deeds_on(opened: OpenedPlan, found: Findings) -> tuple[ActionItem, ...]:
    """Return what the reader may do, and which deed must say why it passes over errors."""
    buttons = opened.possible.buttons
    if not any(one.severity == Severity.ERROR for one in found.standing):
        return buttons
    return with_waivers(buttons, opened.workflow, opened.plan.state)


def waivers_on(session: Session, opened: OpenedPlan) -> tuple[Waiver, ...]:
    """Return whose word the errors of form stand on now."""
    return form_waivers.standing_waivers(session, opened.way)


def dossier_on(session: Session, actor: Actor, opened: OpenedPlan) -> Dossier:
    """Return the papers that go with the plan."""
    return dossier_of(session, actor, opened.plan, opened.workflow, opened.situation)


def discussion_on(session: Session, actor: Actor, opened: OpenedPlan) -> Discussion:
    """Return the talk about the text, and what the reader may add to it."""
    return discussion_of(
        session,
        actor,
        opened.plan,
        opened.situation,
        workflow=opened.workflow,
        text=opened.text,
    )


def detours_on(session: Session, actor: Actor, opened: OpenedPlan, now: datetime) -> Detours:
    """Return the questions before a decision, and what the reader may do beside the way."""
    plan, situation = opened.plan, opened.situation
    return detours_of(session, plan, opened.workflow, situation, actor, now=now)


def blocked_sentence(opened: OpenedPlan) -> str:
    """Return what to tell when nobody can take the next step; else nothing."""
    step = opened.workflow.find(opened.plan.state)
    if step is None or not opened.waiting.blocked:
        return opened.missing_file
    return no_one_sentence(step)


def number_ahead(session: Session, opened: OpenedPlan, now: datetime) -> str:
    """Return the number that the reader would give next, where he is the one who numbers."""
    if not opened.possible.numbers:
        return ""
    return expected_number(session, opened.plan, vietnam_today(now))


def _page(
    session: Session, rules: Rules, actor: Actor, opened: OpenedPlan, now: datetime
) -> PlanPage:
    plan, waits, found = opened.plan, opened.waiting, findings_at(session, opened)
    stages = papers.stages_for(session, opened.workflow, plan, actor)
    return PlanPage(
        head=head_of(session, plan, opened.workflow, opened.revision.ordinal),
        plan=opened.text,
        steps=() if opened.missing_file else steps(opened.way),
        actions=deeds_on(opened, found),
        may_edit=opened.possible.may_edit,
        may_decide=opened.possible.may_decide,
        blocked=blocked_sentence(opened),
        expected_number=number_ahead(session, opened, now),
        waiting_for=waits.who,
        due_on=waits.until,
        late=waits.late,
        revisions=revision_items(session, plan.id),
        history=history(audit.events_of(session, plan.id)),
        downloads=tuple(map(_download, stages)),
        pdfs=_panels(session, rules, plan, stages, now),
        findings=found.standing,
        dismissed=found.dismissed,
        may_dismiss=opened.possible.may_dismiss,
        waivers=waivers_on(session, opened),
        links=_links(session, actor, plan.id),
        report=opened.text.report,
        dossier=dossier_on(session, actor, opened),
        signed=signed_copies_of(session, actor, plan, opened.situation),
        opinions=opinions_of(session, actor, plan, now),
        void_reason=_void_reason(session, plan),
        keeps_number=voiding.refusal(opened.situation.traces) or "",
        issuer_above=issuer_above(session, actor, plan),
        detours=detours_on(session, actor, opened, now),
        discussion=discussion_on(session, actor, opened),
        returns=returns_of(session, plan.id, opened.workflow, opened.text),
        dispatches=dispatches_on(session, actor, plan),
        copies=copies_on(session, actor, plan),
        chain=chain_on(session, actor, plan, opened.workflow, opened.situation),
    )


def _panels(
    session: Session, rules: Rules, plan: PlanRow, stages: Iterable[Stage], now: datetime
) -> tuple[PdfPanel, ...]:
    of_stages = (papers.paper_of(session, plan, stage) for stage in stages)
    return tuple(panel_of(session, rules, paper, now) for paper in of_stages)


def _download(stage: Stage) -> DownloadItem:
    return DownloadItem(stage.value, papers.STAGE_LABELS[stage])


def revision_items(session: Session, plan_id: int) -> tuple[RevisionItem, ...]:
    """Return every revision, newest first."""
    lines = plans.revision_lines(session, plan_id)
    return tuple(
        RevisionItem(line.ordinal, line.author, line.created_at, current=place == 0)
        for place, line in enumerate(lines)
    )


def _links(session: Session, actor: Actor, plan_id: int) -> tuple[LinkItem, ...]:
    """Return from which plans its words come, and whither they went, where he may open those."""
    links = [one for one in plans.links_of(session, plan_id) if one[:2] in _LINKS]
    if not links:
        return ()
    others = {other for _, _, other in links}
    readable = select(PlanRow.id).where(PlanRow.id.in_(others), visible_to(Reader.of(actor)))
    lines = plans.plan_lines(session, session.scalars(readable).all())
    return tuple(
        LinkItem(
            plan_id=other,
            label=_LINKS[kind, away],
            subject=lines[other].subject or NO_SUBJECT,
            number_text=number_text_of(lines[other].code_number, lines[other].code_notation),
        )
        for kind, away, other in links
        if other in lines
    )


def _void_reason(session: Session, plan: PlanRow) -> str:
    if plan.state != PlanState.VOIDED:
        return ""
    return session.get_one(RegisterRow, plan.register_row_id).void_reason
