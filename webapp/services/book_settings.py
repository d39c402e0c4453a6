"""What an agency lets its clerks do with numbers beyond the plain order; off until it says so."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.numbers import BookSettingsRow
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, BookRules, require
from webapp.services.agency_rules import save_rules


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The settings as their form shows them."""

    reserves_numbers: bool = False
    dates_run_back: bool = False
    version: int = 0


def rules_of(session: Session, agency_id: int) -> BookRules:
    """Return what the agency allows now."""
    row = session.get(BookSettingsRow, agency_id)
    return BookRules(row.reserves_numbers, row.dates_run_back) if row else BookRules()


def book_settings(database: Database, actor: Actor) -> BookSettings:
    """Return the settings of the actor's agency."""
    require(BookAction.SET_RULES, actor)
    with database.reading() as session:
        row = session.get(BookSettingsRow, actor.agency_id)
        if row is None:
            return BookSettings()
        return BookSettings(row.reserves_numbers, row.dates_run_back, row.version)


def save_book_settings(
    database: Database, actor: Actor, values: BookSettings, now: datetime
) -> None:
    """Change the settings; lines that were marked under the old ones keep their marks."""
    require(BookAction.SET_RULES, actor)
    with database.transaction() as session:
        save_rules(session, actor, BookSettingsRow, asdict(values), what="mục sổ đăng ký", now=now)
