"""Session hooks: no change of a guarded table without its audit event in the same transaction.

A refusal here is a bug of ours, never a request of a user, hence RuntimeError.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from sqlalchemy import Connection, TextClause, event
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    object_session,
    sessionmaker,
)

from webapp.db.models.declarative import Base

OWN_STATEMENT = {"banhanh_own_statement": True}
"""Execution options for the few UPDATEs that count: numbering and the head of the audit chain."""

_COVERED = "covered by an audit event"
_OWES = "owes an audit event"
_UNTOLD = "rows that were written and that no audit event tells of"


class GuardedSession(Session):
    """A session without the bulk methods of old, which no hook sees."""

    def bulk_save_objects(self, *args: object, **options: object) -> NoReturn:
        """Refuse."""
        _refuse_hidden(args, options)

    def bulk_insert_mappings(self, *args: object, **options: object) -> NoReturn:
        """Refuse."""
        _refuse_hidden(args, options)

    def bulk_update_mappings(self, *args: object, **options: object) -> NoReturn:
        """Refuse."""
        _refuse_hidden(args, options)


def _refuse_hidden(*passed: object) -> NoReturn:
    del passed
    raise RuntimeError("bulk change past the guards; change the rows and call audit.record")


def install(sessions: sessionmaker[GuardedSession]) -> None:
    """Watch every session that the factory makes."""
    event.listen(sessions, "before_flush", _refuse_uncovered_flush)
    event.listen(sessions, "do_orm_execute", _refuse_bulk_changes)
    event.listen(sessions, "before_commit", _refuse_debt)
    event.listen(sessions, "after_transaction_end", _forget_debt)


def forbid_changes(sessions: sessionmaker[GuardedSession]) -> None:
    """Let no session of the factory change anything."""
    event.listen(sessions, "before_flush", _refuse_flush)
    event.listen(sessions, "do_orm_execute", _refuse_statement_that_changes)


@contextmanager
def covered(session: Session) -> Iterator[None]:
    """Let flushes pass while the audit module writes the event for them."""
    session.info[_COVERED] = True
    try:
        yield
    finally:
        session.info[_COVERED] = False
    session.info[_OWES] = False


def flush_before_event(session: Session) -> None:
    """Flush to learn ids; the commit is refused unless an audit event follows."""
    session.info[_COVERED] = True
    try:
        session.flush()
    finally:
        session.info[_COVERED] = False
    session.info[_OWES] = True


def untold(session: Session) -> list[tuple[Base, bool]]:
    """Hand over the guarded rows written since the last event: each, and whether it is there."""
    return list(session.info.pop(_UNTOLD, {}).items())


def _remember(row: Base, *, there: bool) -> None:
    session = object_session(row)
    if row.guarded and session is not None:
        session.info.setdefault(_UNTOLD, {})[row] = there


@event.listens_for(Base, "after_insert", propagate=True)
@event.listens_for(Base, "after_update", propagate=True)
def _remember_written(mapper: Mapper[Base], connection: Connection, row: Base) -> None:
    del mapper, connection
    _remember(row, there=True)


@event.listens_for(Base, "after_delete", propagate=True)
def _remember_deleted(mapper: Mapper[Base], connection: Connection, row: Base) -> None:
    del mapper, connection
    _remember(row, there=False)


def _refuse_uncovered_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    del context, instances
    if session.info.get(_COVERED):
        return
    changed = sorted({type(row).__name__ for row in _changed(session) if _is_guarded(row)})
    if changed:
        raise RuntimeError(
            f"change without its audit event: {', '.join(changed)}; call audit.record last"
        )


def _changed(session: Session) -> Iterator[object]:
    yield from session.new
    yield from session.deleted
    yield from (row for row in session.dirty if session.is_modified(row))


def _is_guarded(row: object) -> bool:
    return isinstance(row, Base) and row.guarded


def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    if _is_textual(state):
        raise RuntimeError("textual SQL passes the guards by; write it with the tables")
    if not _changes(state) or state.execution_options.get("banhanh_own_statement"):
        return
    table = getattr(state.statement, "table", None)
    if getattr(table, "name", None) in _guarded_tables():
        raise RuntimeError(f"bulk change of {table}; change its rows and call audit.record")


def _guarded_tables() -> frozenset[str]:
    return frozenset(
        mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.guarded
    )


def _is_textual(state: ORMExecuteState) -> bool:
    return isinstance(state.statement, TextClause)


def _changes(state: ORMExecuteState) -> bool:
    return state.is_insert or state.is_update or state.is_delete


def _refuse_debt(session: Session) -> None:
    if session.info.get(_OWES):
        raise RuntimeError("rows were written ahead of an audit event that never came")


def _forget_debt(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_OWES, None)
        session.info.pop(_UNTOLD, None)


def _refuse_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    del context, instances
    if any(_changed(session)):
        raise RuntimeError("a reading session cannot change rows; open database.transaction()")


def _refuse_statement_that_changes(state: ORMExecuteState) -> None:
    if _is_textual(state) or _changes(state):
        raise RuntimeError("a reading session cannot change rows; open database.transaction()")
