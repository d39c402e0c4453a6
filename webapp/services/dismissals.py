"""Which findings of a plan count, and which somebody set aside with a reason."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.findings import DismissalRow
from webapp.db.queries import plans
from webapp.domain.form_rules.findings import Severity
from webapp.services.finding_values import Dismissed, FieldFinding, Findings


def sorted_out(
    session: Session, plan_id: int, found: Iterable[FieldFinding], *, may_dismiss: bool
) -> Findings:
    """Part the findings of any text of the plan; an error counts whatever was said of it."""
    found = tuple(found)
    rows = _standing(session, plan_id)
    aside = [one for one in found if one.known_by in rows and one.severity != Severity.ERROR]
    names = plans.names_of(session, {rows[one.known_by].person_id for one in aside})
    return Findings(
        standing=tuple(
            _open_to(plan_id, one) if may_dismiss else one for one in found if one not in aside
        ),
        dismissed=tuple(_dismissed(one, rows[one.known_by], names) for one in aside),
    )


def _open_to(plan_id: int, finding: FieldFinding) -> FieldFinding:
    """Let the reader set the finding aside, unless it is an error."""
    if finding.severity == Severity.ERROR:
        return finding
    return replace(finding, dismiss_in=plan_id)


def standing_dismissal(session: Session, plan_id: int, key: str) -> DismissalRow | None:
    """Return the dismissal of the finding that nobody took back."""
    return _standing(session, plan_id).get(key)


def _standing(session: Session, plan_id: int) -> dict[str, DismissalRow]:
    query = select(DismissalRow).where(
        DismissalRow.plan_id == plan_id, DismissalRow.revoked_at.is_(None)
    )
    return {row.finding_sha256: row for row in session.scalars(query)}


def _dismissed(finding: FieldFinding, row: DismissalRow, names: dict[int, str]) -> Dismissed:
    return Dismissed(finding, row.id, names[row.person_id], row.at, row.reason)
