"""Rules that an agency sets for itself: one row of its own, which it may lack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.numbers import BookSettingsRow
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.signing import SigningSettingsRow
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.setting_changes import assign, demand_fresh

Row = TypeVar("Row", BookSettingsRow, SigningSettingsRow)


def save_rules(
    session: Session,
    actor: Actor,
    kind: type[Row],
    values: Mapping[str, Any],
    *,
    what: str,
    now: datetime,
) -> None:
    """Write the values as they were typed on the page of their `version`, with the event."""
    session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
    row = session.get(kind, actor.agency_id, with_for_update=LOCKED)
    demand_fresh(row.version if row else 0, values["version"], what)
    row = row or kind(agency_id=actor.agency_id)
    changes = assign(row, {name: value for name, value in values.items() if name != "version"})
    session.add(row)
    subject, details = f"{kind.__tablename__}:{actor.agency_id}", {"changes": changes}
    action = f"save_{kind.__tablename__}"
    audit.record(session, actor, action, now=now, subject=subject, details=details)
