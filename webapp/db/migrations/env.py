"""What Alembic runs: every migration in one transaction, on the engine the application uses.

Somebody who does more in the same transaction gives his own connection.
"""

from alembic import context
from sqlalchemy import Connection

from webapp.db.engine import make_engine
from webapp.db.models.all import METADATA

_UPGRADE_LOCK = 302020
"""Key of the PostgreSQL lock that lets one process upgrade while the others wait."""


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
    context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


def _run_online() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _run(given)
        return
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    try:
        with engine.begin() as connection:
            _run(connection)
    finally:
        engine.dispose()


_run_online()
