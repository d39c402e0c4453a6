"""How a row is locked that will be changed, and a name that will be taken."""

from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

LOCKED: Final[dict[str, Any]] = {"key_share": True}
"""FOR NO KEY UPDATE: other rows may go on pointing to the locked one.

FOR UPDATE would stop each insert that refers to the row. An event of a plan that somebody else
holds would wait for him while he waits for the head of the audit chain: a deadlock.
"""


def hold_name(session: Session, name: str) -> None:
    """Let one transaction at a time look whether the name is taken, and take it.

    For names that no unique index can compare. On SQLite writers wait for each other anyway.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
