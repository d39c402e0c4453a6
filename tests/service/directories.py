"""Places in a directory and plans sent to them, through the real services."""

from sqlalchemy import create_engine, text

from tests.service.builders import NOON
from webapp.services.dispatches import Sending, send
from webapp.services.outgoing import PaperKey
from webapp.services.recipients import RecipientInput, save_recipient

CODE = "000.00.12.H56"


def add(database, office, name="UBND tỉnh", *, actor=None, now=NOON, **more) -> int:
    """Put a place into the office's directory; return its id."""
    wanted = RecipientInput(None, name, **more)
    return save_recipient(database, actor or office.clerk, wanted, now)


def send_to(database, rules, office, plan_id, *ids, now=NOON, **more):
    """Send the plan to the places, confirmed."""
    wanted = Sending(PaperKey(plan_id), ids, **{"confirmed": True, **more})
    return send(database, rules, office.clerk, wanted, now)


def by_hand(database, statement):
    """Do what somebody with the password of the database might."""
    engine = create_engine(database.url)
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def send_line(database, rules, office, row_id, *ids, now=NOON, **more):
    """Send another document of the book to the places, confirmed."""
    wanted = Sending(PaperKey(row_id=row_id), ids, **{"confirmed": True, **more})
    return send(database, rules, office.clerk, wanted, now)
