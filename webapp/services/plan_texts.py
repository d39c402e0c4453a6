"""The text of a plan as its revisions keep it: reading one, making the next."""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanRow, RevisionRow, WorkingCopyRow
from webapp.domain.letters import listed_subject
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.domain.plan_json import content_hash, from_json, to_json
from webapp.services import search_words
from webapp.services.draft_fields import DraftFields, from_plan
from webapp.services.plan_pictures import keep_pictures


def text_of(revision: RevisionRow) -> Plan:
    """Return the plan that the revision holds."""
    return from_json(json.loads(revision.content))


def fields_of(plan: PlanRow, text: Plan) -> DraftFields:
    """Return the form's fields of a plan and its text."""
    fields = from_plan(text, plan.unit_id, plan.signing_authority_id)
    return replace(fields, advisory_body_id=plan.advisory_body_id)


def add_revision(
    session: Session, plan: PlanRow, text: Plan, actor: Actor, *, ordinal: int, now: datetime
) -> RevisionRow:
    """Add the text as the plan's next revision, with its words; the caller records the event."""
    keep_pictures(session, text, now)
    revision = RevisionRow(
        plan_id=plan.id,
        ordinal=ordinal,
        content=json.dumps(to_json(text), ensure_ascii=False),
        content_sha256=content_hash(text),
        author_id=actor.person_id,
        created_at=now,
    )
    session.add(revision)
    plan.subject = listed_subject(text)
    plan.code_notation = text.code_notation
    plan.priority = text.priority
    plan.medium = text.medium.value
    search_words.store(session, plan.agency_id, plan.id, text)
    return revision


def forget_typing(session: Session, plan_id: int, person_id: int) -> None:
    """Drop the working copy of a person, whose text was saved or is not wanted."""
    typed = session.get(WorkingCopyRow, (plan_id, person_id))
    if typed is not None:
        session.delete(typed)


def give_typing(session: Session, plan_id: int, from_id: int, to_id: int) -> bool:
    """Give the working copy of one person to another, as it was typed; tell whether there is one.

    What the other once typed himself, before a text of somebody else, goes.
    """
    typed = session.get(WorkingCopyRow, (plan_id, from_id))
    if typed is None:
        return False
    forget_typing(session, plan_id, to_id)
    session.flush()
    typed.person_id = to_id
    return True
