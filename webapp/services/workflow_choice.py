"""Which workflow a new plan begins on: the one that its issuer has chosen."""

from sqlalchemy.orm import Session

from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow


def name_for(session: Session, agency_id: int, body_id: int | None) -> str:
    """Return the name of the workflow that the agency, or its advisory body, has chosen."""
    if body_id is not None:
        return session.get_one(AdvisoryBodyRow, body_id).workflow_name
    return session.get_one(AgencyRow, agency_id).workflow_name
