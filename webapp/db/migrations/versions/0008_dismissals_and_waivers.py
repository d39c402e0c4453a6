"""Warnings set aside with a reason, and errors of form that a decision passes over."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLE = "finding_dismissals"
_KEPT = ("plan_id", "finding_sha256", "rule", "quote", "words", "reason", "person_id", "at")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _KEPT)
_RULES = (
    ("delete", "", "a dismissal is taken back, never deleted"),
    (
        "update",
        f"OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR {_CHANGED}",
        "a dismissal is taken back once, and keeps what it said",
    ),
)
# Column by column: SQLite adds no constraint to a table that is there, only one of a new column.
_OF_STEPS = (
    (
        "waiver_reason TEXT CONSTRAINT ck_steps_waiver_has_reason"
        " CHECK (length(waiver_reason) BETWEEN 1 AND 500)"
    ),
    (
        "waived_errors TEXT CONSTRAINT ck_steps_waiver_names_errors"
        " CHECK ((waiver_reason IS NULL) = (waived_errors IS NULL))"
    ),
)


def upgrade() -> None:
    """Make the table with its triggers, and the columns of a step."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("finding_sha256", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(reason) BETWEEN 1 AND 500", name=op.f("ck_finding_dismissals_has_reason")
        ),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)",
            name=op.f("ck_finding_dismissals_revoked_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_finding_dismissals_plan_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_finding_dismissals_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["people.id"], name=op.f("fk_finding_dismissals_revoked_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_dismissals")),
    )
    op.create_index(
        "uq_finding_dismissals_standing",
        _TABLE,
        ["plan_id", "finding_sha256"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    _guard()
    for column in _OF_STEPS:
        op.execute(f"ALTER TABLE steps ADD COLUMN {column}")


def _guard() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for deed, condition, refusal in _RULES:
        if on_sqlite:
            _guard_on_sqlite(deed, condition, refusal)
        else:
            _guard_on_postgresql(deed, condition, refusal)
    if not on_sqlite:
        op.execute(
            f"CREATE TRIGGER guard_{_TABLE}_truncate BEFORE TRUNCATE ON {_TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def _guard_on_sqlite(deed: str, condition: str, refusal: str) -> None:
    when = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{_TABLE}_{deed} BEFORE {deed} ON {_TABLE} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _guard_on_postgresql(deed: str, condition: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{_TABLE}_{deed}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'delete' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{_TABLE}_{deed} BEFORE {deed} ON {_TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{_TABLE}_{deed}()"
    )


def downgrade() -> None:
    """Drop them."""
    for column in ("waived_errors", "waiver_reason"):
        op.execute(f"ALTER TABLE steps DROP COLUMN {column}")
    op.drop_table(_TABLE)
    if op.get_bind().dialect.name != "sqlite":
        for deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{_TABLE}_{deed}()")
