"""Triggers that refuse a change of what was written down, on either database."""

from alembic import op


def refuse(name: str, table: str, deed: str, refusal: str, when: str = "") -> None:
    """Make the trigger: UPDATE, INSERT or DELETE is refused, or only `when` it is so.

    The condition speaks of OLD and NEW.
    """
    if _on_sqlite():
        condition = f"WHEN {when}" if when else ""
        op.execute(
            f"CREATE TRIGGER guard_{name} BEFORE {deed} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{name} BEFORE {deed} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
    )


def refuse_emptying(table: str) -> None:
    """Refuse TRUNCATE, which only PostgreSQL has; its function is there since the first guards."""
    if not _on_sqlite():
        op.execute(
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def append_only(table: str, refusal: str) -> None:
    """Refuse every change of a row that was written."""
    for deed in ("UPDATE", "DELETE"):
        refuse(f"{table}_{deed.lower()}", table, deed, refusal)
    refuse_emptying(table)


def allow(name: str, table: str) -> None:
    """Drop the trigger and what it calls."""
    on_sqlite = _on_sqlite()
    op.execute(f"DROP TRIGGER guard_{name}{'' if on_sqlite else f' ON {table}'}")
    if not on_sqlite:
        op.execute(f"DROP FUNCTION guard_{name}()")


def forget(table: str) -> None:
    """Drop what the triggers of an append-only table called; the table is gone already."""
    if not _on_sqlite():
        for deed in ("update", "delete"):
            op.execute(f"DROP FUNCTION guard_{table}_{deed}()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
