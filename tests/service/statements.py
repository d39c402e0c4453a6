"""Counting what is asked of the database: the same for many rows as for one."""

from collections.abc import Callable

from sqlalchemy import event

from webapp.db.database import Database


def statements(
    database: Database, work: Callable[[], object], *, writing: bool = False
) -> list[str]:
    """Return the SELECTs that the work runs where it reads, or where it writes too."""
    ran: list[str] = []

    def note(*told: object) -> None:
        ran.append(str(told[2]))

    with database.transaction() if writing else database.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return [one for one in ran if one.startswith("SELECT")]
