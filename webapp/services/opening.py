"""Opening a plan for a deed: locked, with the actor's roles of this moment."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.locks import LOCKED
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Actor
from webapp.services.deeds import Deed, Work, work_on
from webapp.services.plan_access import NOT_FOUND
from webapp.services.rules import Rules
from webapp.services.standing_in import in_place_of


def open_locked(session: Session, rules: Rules, actor: Actor, deed: Deed, now: datetime) -> Work:
    """Lock the plan and load what the deed works on; what it allows is for the policy to say."""
    # The lock is a no-op on SQLite, whose writers queue from the first statement.
    plan = session.get(PlanRow, deed.plan_id, with_for_update=LOCKED)
    if plan is None or plan.agency_id != actor.agency_id:
        raise NotFoundError(NOT_FOUND)
    work = work_on(session, actor, deed, plan, rules.workflow_of(session, plan), now=now)
    me = _as_of_now(work)
    if deed.in_place_of is not None:
        me = in_place_of(session, me, deed.in_place_of, vietnam_today(now))
    return replace(work, actor=me)


def _as_of_now(work: Work) -> Actor:
    """Return the actor with the roles he holds now that nobody can take them before the end."""
    for one in work.people:
        if one.person_id == work.actor.person_id:
            return replace(one, password_given_at=work.actor.password_given_at)
    raise ForbiddenError("Anh/chị không còn làm việc trong cơ quan này; báo quản trị cơ quan.")
