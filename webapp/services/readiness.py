"""Whether this process can serve, and whether a failure came of a full disk."""

import errno

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from webapp.db.database import Database

_NO_ROOM = {"SQLITE_FULL", "53100", errno.ENOSPC, errno.EDQUOT}
"""What SQLite, PostgreSQL (`disk_full`) and the machine call it."""


def database_answers(database: Database) -> bool:
    """Tell whether the database takes a question; it changes nothing and reads no row."""
    try:
        with database.reading() as session:
            return session.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False


def found_no_room(error: Exception) -> bool:
    """Tell whether the database or the machine had no room for what should be written."""
    told = getattr(error, "orig", error)
    names = ("sqlite_errorname", "sqlstate", "errno")
    return not _NO_ROOM.isdisjoint(getattr(told, name, None) for name in names)
