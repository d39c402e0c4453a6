"""Every table at once, for Alembic and for the guards."""

from webapp.db.models import (
    absences,
    access_grants,
    audit,
    briefs,
    calendar,
    comments,
    detours,
    dossier,
    findings,
    numbers,
    opinions,
    organisations,
    papers,
    plans,
    process,
    recipients,
    remarks,
    searches,
    signed_copies,
    workflows,
)
from webapp.db.models.declarative import Base

METADATA = Base.metadata
MODULES = (
    absences,
    access_grants,
    audit,
    briefs,
    calendar,
    comments,
    detours,
    dossier,
    findings,
    numbers,
    opinions,
    organisations,
    papers,
    plans,
    process,
    recipients,
    remarks,
    searches,
    signed_copies,
    workflows,
)
