"""Which text of a workflow an agency's new plans begin on: its own newest, else the shipped."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.workflows import WorkflowVersionRow


def newest(session: Session, agency_id: int, name: str) -> WorkflowVersionRow | None:
    """Return the agency's newest version of a workflow; None where the shipped one is in use."""
    return session.scalar(
        select(WorkflowVersionRow)
        .where(WorkflowVersionRow.agency_id == agency_id, WorkflowVersionRow.name == name)
        .order_by(WorkflowVersionRow.ordinal.desc())
        .limit(1)
    )
