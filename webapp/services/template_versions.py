"""Which template a plan begins on: the agency's own version of a day, else the shipped one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.db.models.papers import TemplateVersionRow


def name_for(session: Session, agency_id: int, body_id: int | None) -> str:
    """Return the name of the template that the agency, or its advisory body, has chosen."""
    if body_id is not None:
        return session.get_one(AdvisoryBodyRow, body_id).template_name
    return session.get_one(AgencyRow, agency_id).template_name


def version_on(
    session: Session, agency_id: int, name: str, today: date
) -> TemplateVersionRow | None:
    """Return the agency's newest version of a template that is in use on the day."""
    return session.scalar(
        select(TemplateVersionRow)
        .where(
            TemplateVersionRow.agency_id == agency_id,
            TemplateVersionRow.name == name,
            TemplateVersionRow.active,
            TemplateVersionRow.used_from <= today,
        )
        .order_by(TemplateVersionRow.used_from.desc(), TemplateVersionRow.ordinal.desc())
        .limit(1)
    )
