"""What an agency asks of its electronic papers before their number and before they go out."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.signing import SigningSettingsRow
from webapp.domain.people import Actor
from webapp.domain.signing_order import SigningRules
from webapp.services.agency_rules import save_rules
from webapp.services.setting_changes import demand_administrator


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """The settings as their form shows them."""

    file_before_number: bool = False
    file_before_issue: bool = False
    version: int = 0


def signing_rules(session: Session, agency_id: int) -> SigningRules:
    """Return what the agency asks now."""
    row = session.get(SigningSettingsRow, agency_id)
    return SigningRules(row.file_before_number, row.file_before_issue) if row else SigningRules()


def signing_settings(database: Database, actor: Actor) -> SigningSettings:
    """Return the settings of the actor's agency."""
    demand_administrator(actor)
    with database.reading() as session:
        row = session.get(SigningSettingsRow, actor.agency_id)
        if row is None:
            return SigningSettings()
        return SigningSettings(row.file_before_number, row.file_before_issue, row.version)


def save_signing_settings(
    database: Database, actor: Actor, values: SigningSettings, now: datetime
) -> None:
    """Change the settings; plans that have their number keep it."""
    demand_administrator(actor)
    with database.transaction() as session:
        save_rules(
            session, actor, SigningSettingsRow, asdict(values), what="mục chữ ký số", now=now
        )
