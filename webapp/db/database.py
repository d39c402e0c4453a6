"""The database: where every service opens its one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session, sessionmaker

from webapp.db import guards
from webapp.db.engine import make_engine, reading_engine, sqlite_file
from webapp.db.once import ANSWERS
from webapp.db.turns import Turns


class Database:
    """A pool of connections to one database; safe to share between threads, not processes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = make_engine(url)
        self._writing = sessionmaker(
            self._engine, class_=guards.GuardedSession, autoflush=False, expire_on_commit=False
        )
        self._reading = sessionmaker(
            reading_engine(self._engine),
            class_=guards.GuardedSession,
            autoflush=False,
            expire_on_commit=False,
        )
        self._turns = Turns(sqlite_file(url))
        guards.install(self._writing)
        guards.forbid_changes(self._reading)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session that may change rows: all of it is committed, or none."""
        with self._turns.take(), self._writing.begin() as session:
            yield session

    @contextmanager
    def within(self, connection: Connection) -> Iterator[Session]:
        """Open a session that writes in the transaction of a connection, which ends it."""
        with self._writing(bind=connection) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the data and changes nothing."""
        with self._reading(info={ANSWERS: {}}) as session:
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()
