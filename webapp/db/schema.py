"""Bring a database to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from webapp.db import migrations
from webapp.db.engine import sqlite_file


def upgrade(url: str, revision: str = "head", connection: Connection | None = None) -> None:
    """Run the missing migrations: all of them, or none; processes that start at once queue.

    On a connection they run in its transaction, which its owner commits.
    """
    path = sqlite_file(url)
    if path:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    command.upgrade(_config(url, connection), revision)


def downgrade(url: str, revision: str, connection: Connection | None = None) -> None:
    """Go back to the revision; `base` empties the database."""
    command.downgrade(_config(url, connection), revision)


def check(url: str) -> None:
    """Raise when the tables differ from the models."""
    command.check(_config(url))


def is_current(url: str) -> bool:
    """Tell whether every migration of this version has run; changes nothing."""
    return _done(url) == set(ScriptDirectory.from_config(_config(url)).get_heads())


def is_newer(url: str) -> bool:
    """Tell whether a newer program's migrations have run there; changes nothing."""
    return not all(is_known(url, revision) for revision in _done(url))


def revision_of(connection: Connection) -> str:
    """Return the newest migration that has run; empty where none has."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def newest(url: str) -> str:
    """Return the newest migration that this program knows."""
    return ScriptDirectory.from_config(_config(url)).get_current_head() or ""


def is_known(url: str, revision: str) -> bool:
    """Tell whether this program knows the migration; a newer program's it does not."""
    scripts = ScriptDirectory.from_config(_config(url))
    return revision in {script.revision for script in scripts.walk_revisions()}


def _done(url: str) -> set[str]:
    path = sqlite_file(url)
    if path and not Path(path).exists():
        return set()
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads())


def _config(url: str, connection: Connection | None = None) -> Config:
    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(Path(migrations.__path__[0])).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
