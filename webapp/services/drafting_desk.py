"""The drafting desk while somebody types: its page, what the format check says, the autosave."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.plans import WorkingCopyRow
from webapp.db.queries import plans
from webapp.db.upsert import insert_if_absent
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.plan import Plan
from webapp.services import edit_page
from webapp.services.dismissals import sorted_out
from webapp.services.draft_cleaning import BODY_LIMIT, cleaned
from webapp.services.draft_fields import DraftFields
from webapp.services.drafting import demand_drafter, plan_to_edit, text_made
from webapp.services.edit_page import EditPage
from webapp.services.field_findings import findings_in
from webapp.services.finding_values import Findings
from webapp.services.plan_access import open_plan
from webapp.services.plan_texts import forget_typing, text_of

WORKING_COPY_LIMIT = 2 * BODY_LIMIT


def editing(
    database: Database,
    actor: Actor,
    plan_id: int | None,
    now: datetime,
    wanted_unit: int | None = None,
) -> EditPage:
    """Return the drafting page of a plan, or of one that is not made yet.

    The signers offered are those of `wanted_unit`, which a form names before it is saved.
    """
    today = vietnam_today(now)
    with database.reading() as session:
        if plan_id is None:
            demand_drafter(actor)
            return edit_page.for_new(session, actor, today, wanted_unit)
        plan = plan_to_edit(session, actor, plan_id)
        return edit_page.for_plan(session, actor, plan, today, wanted_unit)


def findings_for(
    database: Database, actor: Actor, fields: DraftFields, plan_id: int | None, now: datetime
) -> Findings:
    """Return the findings of a form as it stands, saved or not."""
    with database.reading() as session:
        text = typed_plan(session, actor, fields, plan_id, vietnam_today(now))
        found = findings_in(fields, text)
        if plan_id is None:
            return Findings(found)
        return sorted_out(session, plan_id, found, may_dismiss=True)


def typed_plan(
    session: Session, actor: Actor, fields: DraftFields, plan_id: int | None, today: date
) -> Plan:
    """Return the plan that the form would save now."""
    demand_drafter(actor)
    previous, kind = None, None
    if plan_id is not None:
        plan = open_plan(session, actor, plan_id)
        previous = text_of(plans.current_revision(session, plan.id))
        kind = plan.document_type_id
    return text_made(session, actor, cleaned(fields), previous, today, kind=kind)


def autosave(
    database: Database,
    actor: Actor,
    plan_id: int,
    fields: Mapping[str, str],
    base_ordinal: int,
    *,
    now: datetime,
) -> None:
    """Keep what is typed, as it is typed, apart from the plan; nobody else sees it."""
    # Escapes keep what no database takes as text: a zero character, half of a surrogate pair.
    typed = json.dumps(dict(fields), ensure_ascii=True)
    if len(typed) > WORKING_COPY_LIMIT:
        raise InvalidInputError("Nội dung quá dài nên chưa lưu tạm được; rút gọn hoặc chia nhỏ.")
    with database.transaction() as session:
        plan_to_edit(session, actor, plan_id)
        key = {"plan_id": plan_id, "person_id": actor.person_id}
        values = {"fields": typed, "base_ordinal": base_ordinal, "saved_at": now}
        insert_if_absent(session, WorkingCopyRow, **key, **values)
        row = session.get_one(WorkingCopyRow, (plan_id, actor.person_id))
        row.fields, row.base_ordinal, row.saved_at = typed, base_ordinal, now


def discard_working_copy(database: Database, actor: Actor, plan_id: int) -> None:
    """Throw away what the person typed and did not save."""
    with database.transaction() as session:
        forget_typing(session, plan_id, actor.person_id)
