"""What the clerk has of the original of a plan: the file that leads, and what it proves."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.queries import plans
from webapp.domain.plan import Medium
from webapp.domain.signed_copy import checks_from
from webapp.domain.signing_order import NO_RULES, ON_PAPER, Original
from webapp.services.signing_settings import signing_rules


def original_of(session: Session, plan: PlanRow) -> Original:
    """Return on what the original is made, and what of it is there; of paper nothing is asked."""
    if plan.medium == Medium.PAPER:
        return ON_PAPER
    rules = signing_rules(session, plan.agency_id)
    newest = leading_copy(session, plan) if rules != NO_RULES else None
    if newest is None:
        return Original(medium=Medium.ELECTRONIC, rules=rules)
    checks = checks_from(newest.checks)
    is_signed = any(one.is_sound for one in checks.signatures)
    return Original(
        medium=Medium.ELECTRONIC,
        rules=rules,
        has_signed_file=is_signed,
        has_numbered_file=is_signed and _came_after(session, plan, newest) and checks.is_filled,
    )


def leading_copy(session: Session, plan: PlanRow) -> SignedCopyRow | None:
    """Return the newest signed copy if it is of the text and the signature that stand."""
    query = select(SignedCopyRow).where(SignedCopyRow.plan_id == plan.id)
    newest = session.scalar(query.order_by(SignedCopyRow.ordinal.desc()).limit(1))
    if newest is None or not holds(newest, plan, plans.current_revision(session, plan.id)):
        return None
    return newest


def holds(row: SignedCopyRow, plan: PlanRow, current: RevisionRow) -> bool:
    """Tell whether the plan still has the text, the round and the signature of the file."""
    then = (row.revision_id, row.round, row.signed_on)
    return then == (current.id, plan.round, plan.signed_on)


def _came_after(session: Session, plan: PlanRow, newest: SignedCopyRow) -> bool:
    """Tell whether the file came after the number, which it then bears."""
    if plan.register_row_id is None:
        return False
    line = session.get_one(RegisterRow, plan.register_row_id)
    return newest.added_at >= line.registered_at
