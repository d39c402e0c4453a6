"""The signed paper that comes with the record of its signature: both are kept, or neither."""

from dataclasses import replace
from datetime import datetime

from webapp.db.database import Database
from webapp.domain import process_policy
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import freshness
from webapp.services.deeds import Deed, Outcome, Work
from webapp.services.plan_access import plan_to
from webapp.services.signed_keeping import Looked, keep, look
from webapp.services.trust_anchors import roots_of

_NOT_IN_PLACE = (
    "Người xử lý thay không đưa bản đã ký lên; ghi nhận chữ ký không kèm tệp, văn thư đưa tệp sau."
)


def looked_at(database: Database, actor: Actor, deed: Deed, now: datetime) -> Looked | None:
    """Look at the file of the deed before anything is locked; refuse what is no sound PDF."""
    if deed.file is None or deed.action is not Action.RECORD_SIGNATURE:
        return None
    if deed.in_place_of is not None:
        raise ForbiddenError(_NOT_IN_PLACE)
    with database.reading() as session:  # who may not is told so before a long look at the file
        if freshness.already_done(session, actor, deed):
            return None
        plan_to(session, actor, deed.plan_id, Action.RECORD_SIGNATURE)
        roots = roots_of(session, actor.agency_id)
    return look(deed.file, roots, now)


def keep_with(work: Work, looked: Looked | None, outcome: Outcome) -> Outcome:
    """Keep the file in the transaction of the deed; return what the clerk is told of both."""
    if looked is None:
        return outcome
    process_policy.require(work.workflow, work.situation, Action.ADD_SIGNED, work.actor)
    told = keep(work.session, work.actor, work.plan, looked, work.now)
    return replace(outcome, message=f"{outcome.message} {told}")
