"""Which template a plan begins on: the agency's own version of a day, else the shipped one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.papers import TemplateVersionRow


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
