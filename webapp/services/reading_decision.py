"""The small page of one decision: what it is, who agreed, what changed since the last look."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.process import StepRow
from webapp.db.queries import plans
from webapp.domain.differences import compare_plans
from webapp.domain.people import Actor
from webapp.domain.process import Action, answers_for_form
from webapp.services.chain_pages import about_on
from webapp.services.letterheads import block_lines
from webapp.services.opinions import opinions_of
from webapp.services.plan_heads import head_of
from webapp.services.plan_pages import Agreed, DecisionPage, Returned
from webapp.services.plan_texts import text_of
from webapp.services.reading_plan import (
    OpenedPlan,
    blocked_sentence,
    deeds_on,
    detours_on,
    dossier_on,
    findings_at,
    number_ahead,
    open_whole,
    waivers_on,
)
from webapp.services.returns import returns_of, returns_to_read
from webapp.services.rules import Rules
from webapp.services.situations import decisions_that_hold
from webapp.services.step_strip import decider_of
from webapp.services.thread_turns import open_count
from webapp.services.views import earlier_look, record_view, submission_before


def decision_page(
    database: Database, rules: Rules, actor: Actor, plan_id: int, now: datetime
) -> DecisionPage:
    """Return the page, and keep in the log that the person looked."""
    with database.reading() as session:
        opened = open_whole(session, rules, actor, plan_id, now)
        page = _page(session, actor, opened, now)
    record_view(database, actor, plan_id, page.head.ordinal, now)
    return page


def _page(session: Session, actor: Actor, opened: OpenedPlan, now: datetime) -> DecisionPage:
    step = opened.workflow.find(opened.plan.state)
    look = earlier_look(session, actor, opened.plan.id, opened.revision.ordinal)
    found = findings_at(session, opened)
    submitted = None if look else submission_before(session, opened.plan)
    since = look.ordinal if look else submitted
    before = plans.revision(session, opened.plan.id, since) if since else None
    return DecisionPage(
        head=head_of(session, opened.plan, opened.workflow, opened.revision.ordinal),
        plan=opened.text,
        step_label=step.label if step else "",
        due_on=opened.waiting.until,
        late=opened.waiting.late,
        agreed=agreed_on(opened),
        last_return=last_return_of(opened),
        looked_ordinal=look.ordinal if look else None,
        looked_at=look.at if look else None,
        differences=compare_plans(text_of(before), opened.text) if before else None,
        findings=found.standing,
        dismissed=found.dismissed,
        may_dismiss=opened.possible.may_dismiss,
        checks_form=_checks_form(opened),
        waivers=waivers_on(session, opened),
        actions=deeds_on(opened, found),
        signature_block=block_lines(opened.text.signer),
        expected_number=number_ahead(session, opened, now),
        blocked=blocked_sentence(opened),
        detours=detours_on(session, actor, opened, now),
        dossier=dossier_on(session, actor, opened),
        returns=returns_to_read(
            returns_of(session, opened.plan.id, opened.workflow, opened.text), actor.person_id
        ),
        submitted_ordinal=submitted,
        open_talks=open_count(session, opened.plan.id),
        opinions=opinions_of(session, actor, opened.plan, now),
        about=about_on(session, opened.plan),
    )


def _checks_form(opened: OpenedPlan) -> bool:
    approves = any(one.action == Action.APPROVE for one in opened.possible.buttons)
    return approves and answers_for_form(opened.workflow, opened.plan.state, Action.APPROVE)


def agreed_on(opened: OpenedPlan) -> tuple[Agreed, ...]:
    """Return who agreed so far, in their order."""
    return tuple(
        Agreed(_label(opened, row), _who(opened, row), row.decided_at or row.since, row.note)
        for row in decisions_that_hold(opened.rows)
    )


def last_return_of(opened: OpenedPlan) -> Returned | None:
    """Return when and why the plan was sent back last."""
    sent_back: Sequence[StepRow] = [row for row in opened.rows if row.decision == "returned"]
    if not sent_back:
        return None
    row = max(sent_back, key=lambda one: (one.decided_at or one.since, one.id))
    at = row.decided_at or row.since
    return Returned(_label(opened, row), _who(opened, row), at, row.note)


def _label(opened: OpenedPlan, row: StepRow) -> str:
    step = opened.workflow.find(row.step_key)
    return step.label if step else row.step_key


def _who(opened: OpenedPlan, row: StepRow) -> str:
    return decider_of(opened.way.names, row)
