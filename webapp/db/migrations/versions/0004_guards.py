"""Triggers: what was written down stays written, whoever asks."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# name, table, deed, condition on OLD and NEW ("" for always), the refusal
_RULES = (
    ("audit_events_update", "audit_events", "UPDATE", "", "the audit log is append-only"),
    ("audit_events_delete", "audit_events", "DELETE", "", "the audit log is append-only"),
    ("audit_heads_delete", "audit_heads", "DELETE", "", "the audit log is append-only"),
    ("revisions_update", "revisions", "UPDATE", "", "a revision never changes"),
    ("revisions_delete", "revisions", "DELETE", "", "a revision never changes"),
    ("blobs_update", "blobs", "UPDATE", "", "a blob never changes"),
    ("plans_delete", "plans", "DELETE", "", "a plan is cancelled, never deleted"),
    ("steps_delete", "steps", "DELETE", "", "a step is voided, never deleted"),
    ("register_rows_delete", "register_rows", "DELETE", "", "a number is voided, never deleted"),
    (
        "register_rows_update",
        "register_rows",
        "UPDATE",
        (
            "OLD.series_id <> NEW.series_id OR OLD.year <> NEW.year OR OLD.number <> NEW.number"
            " OR OLD.agency_id <> NEW.agency_id OR OLD.status = 'void'"
        ),
        "a number keeps its place, and a void number stays void",
    ),
    (
        "series_years_update",
        "series_years",
        "UPDATE",
        (
            "OLD.series_id <> NEW.series_id OR OLD.year <> NEW.year OR EXISTS (SELECT 1 FROM"
            " register_rows AS r WHERE r.series_id = NEW.series_id AND r.year = NEW.year"
            " AND r.number > NEW.last_number)"
        ),
        "a counter never falls below a number that was given",
    ),
    ("series_years_delete", "series_years", "DELETE", "", "a counter is never deleted"),
)
_KEPT = sorted({table for _, table, deed, *_ in _RULES if deed == "DELETE"})


def upgrade() -> None:
    """Make the triggers."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, deed, condition, refusal in _RULES:
        if on_sqlite:
            _make_on_sqlite(name, table, deed, condition, refusal)
        else:
            _make_on_postgresql(name, table, deed, condition, refusal)
    if not on_sqlite:
        _forbid_truncate()


def _make_on_sqlite(name: str, table: str, deed: str, condition: str, refusal: str) -> None:
    when = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{name} BEFORE {deed} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _make_on_postgresql(name: str, table: str, deed: str, condition: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{name} BEFORE {deed} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
    )


def _forbid_truncate() -> None:
    op.execute(
        "CREATE FUNCTION guard_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'this table is never emptied' USING ERRCODE = 'restrict_violation'; "
        "END $$"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def downgrade() -> None:
    """Drop the triggers."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        for table in _KEPT:
            op.execute(f"DROP TRIGGER guard_{table}_truncate ON {table}")
        op.execute("DROP FUNCTION guard_truncate()")
    for name, table, *_ in _RULES:
        op.execute(f"DROP TRIGGER guard_{name}{'' if on_sqlite else f' ON {table}'}")
        if not on_sqlite:
            op.execute(f"DROP FUNCTION guard_{name}()")
