"""The demo agencies' directories of recipients."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.db.database import Database
from webapp.domain.people import Role
from webapp.services import demo_files
from webapp.services.demo_journeys import Place
from webapp.services.recipients import RecipientInput, save_recipient


def fill(database: Database, places: Mapping[str, Place], now: datetime) -> None:
    """Write every place of the data, as the clerk of its agency would."""
    for one in demo_files.recipients():
        place = places[one["agency"]]
        clerk = next(actor for actor in place.actors.values() if actor.has(Role.CLERK))
        wanted = RecipientInput(
            None,
            one["name"],
            code=one.get("code", ""),
            email=one.get("email", ""),
            groups=one.get("groups", ""),
            inside=_inside(one, place, places),
        )
        save_recipient(database, clerk, wanted, now)


def _inside(one: Mapping[str, Any], place: Place, places: Mapping[str, Place]) -> str:
    """Return the unit or the agency of the demo that the place is; empty: an outside one."""
    if "unit" in one:
        return f"unit:{place.units[one['unit']]}"
    agency = place if one.get("own") else places.get(one.get("inside", ""))
    return f"agency:{agency.agency_id}" if agency else ""
