"""Numbered remarks of a return, and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLE = "remarks"
_KEPT = (
    "plan_id",
    "step_id",
    "round",
    "ordinal",
    "person_id",
    "text",
    "block_id",
    "quote",
    "revision_ordinal",
    "created_at",
)
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _KEPT)
_RULES = (
    ("delete", "", "a remark is never deleted"),
    (
        "update",
        f"OLD.sent_at IS NOT NULL OR {_CHANGED}",
        "a remark keeps what it said, and its answer once it is sent",
    ),
)
_CHECKS = (
    ("ordinal", "ordinal >= 1"),
    ("text", "length(text) BETWEEN 1 AND 2000"),
    ("quote", "length(quote) <= 500"),
    ("answer", "answer IN ('fixed', 'kept')"),
    ("answer_text", "length(answer_text) <= 2000"),
    ("answer_has_kind", "answer IS NOT NULL OR answer_text = ''"),
    ("kept_has_reason", "answer IS NULL OR answer = 'fixed' OR length(answer_text) > 0"),
    ("answered_if_dated", "(answer IS NULL) = (answered_at IS NULL)"),
    ("answered_by_somebody", "(answer IS NULL) = (answered_by IS NULL)"),
    ("sent_is_answered", "sent_at IS NULL OR answer IS NOT NULL"),
    ("sent_with_a_text", "(sent_at IS NULL) = (sent_ordinal IS NULL)"),
)
_KEYS = (
    ("plan_id", "plans"),
    ("step_id", "steps"),
    ("person_id", "people"),
    ("answered_by", "people"),
)


def upgrade() -> None:
    """Make the table with its triggers."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("block_id", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("revision_ordinal", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_ordinal", sa.Integer(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{_TABLE}_{name}")) for name, rule in _CHECKS),
        *(_key(column, target) for column, target in _KEYS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sa.UniqueConstraint("step_id", "ordinal", name=op.f("uq_remarks_step_id_ordinal")),
    )
    op.create_index("ix_remarks_plan_id", _TABLE, ["plan_id"])
    _guard()


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{_TABLE}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


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
    """Drop it."""
    op.drop_table(_TABLE)
    if op.get_bind().dialect.name != "sqlite":
        for deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{_TABLE}_{deed}()")
