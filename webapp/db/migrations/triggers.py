"""Triggers that keep rows as they were written, on both databases."""

from collections.abc import Iterable

from alembic import op

Rule = tuple[str, str, str]
"""Deed (delete or update), condition on OLD and NEW («» for always), the refusal."""


def guard(table: str, rules: Iterable[Rule]) -> None:
    """Refuse the deeds on the table's rows, and on PostgreSQL its TRUNCATE."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for deed, condition, refusal in rules:
        if on_sqlite:
            when = f"WHEN {condition}" if condition else ""
            op.execute(
                f"CREATE TRIGGER guard_{table}_{deed} BEFORE {deed} ON {table} {when} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        else:
            _guard_on_postgresql(table, deed, condition, refusal)
    if not on_sqlite:
        op.execute(
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def _guard_on_postgresql(table: str, deed: str, condition: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{table}_{deed}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'delete' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{table}_{deed} BEFORE {deed} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{table}_{deed}()"
    )


def drop_guarded(table: str, rules: Iterable[Rule]) -> None:
    """Drop the table, whose triggers go with it, and the functions that they called."""
    op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        for deed, *_ in rules:
            op.execute(f"DROP FUNCTION guard_{table}_{deed}()")
