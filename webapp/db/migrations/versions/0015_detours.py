"""Questions put to people before a decision, and questions of steps that are passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TABLE = "consultations"
_KEPT = (
    "agency_id",
    "plan_id",
    "round",
    "step_key",
    "kind",
    "asker_id",
    "asked_id",
    "question",
    "revision_sha256",
    "asked_at",
)
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _KEPT)
_RULES = (
    ("delete", "", "a question is answered or taken back, never deleted"),
    (
        "update",
        f"OLD.answer <> 'waiting' OR {_CHANGED}",
        "a question is answered once, and keeps what it asked",
    ),
)
# Column by column: SQLite adds no constraint to a table that is there, only one of a new column.
_OF_STEPS = (
    "transferred_to INTEGER CONSTRAINT ck_steps_transfer_names_another"
    " CHECK ((decision = 'transferred') = (transferred_to IS NOT NULL))"
    " CONSTRAINT fk_steps_transferred_to_people REFERENCES people (id)"
)


def upgrade() -> None:
    """Make the table with its triggers, and the column of a step."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("step_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("revision_sha256", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('before_me', 'ask')", name=op.f("ck_consultations_kind")),
        sa.CheckConstraint("asker_id <> asked_id", name=op.f("ck_consultations_asks_another")),
        sa.CheckConstraint(
            "length(question) BETWEEN 1 AND 2000", name=op.f("ck_consultations_has_question")
        ),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_consultations_words")),
        sa.CheckConstraint(
            "answer IN ('waiting', 'agree', 'disagree', 'opinion', 'taken_back', 'not_needed')",
            name=op.f("ck_consultations_answer"),
        ),
        sa.CheckConstraint(
            "(answer = 'waiting') = (ended_at IS NULL)",
            name=op.f("ck_consultations_ended_if_dated"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_consultations_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_consultations_plan_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["people.id"], name=op.f("fk_consultations_asker_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["asked_id"], ["people.id"], name=op.f("fk_consultations_asked_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
    )
    op.create_index("ix_consultations_plan_id", _TABLE, ["plan_id"])
    _open_index("ix_consultations_waiting", ["agency_id", "asked_id"], unique=False)
    _open_index("uq_consultations_open", ["plan_id", "asker_id", "asked_id"], unique=True)
    _guard()
    op.execute(f"ALTER TABLE steps ADD COLUMN {_OF_STEPS}")


def _open_index(name: str, columns: list[str], *, unique: bool) -> None:
    op.create_index(
        name,
        _TABLE,
        columns,
        unique=unique,
        sqlite_where=sa.text("answer = 'waiting'"),
        postgresql_where=sa.text("answer = 'waiting'"),
    )


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
    op.execute("ALTER TABLE steps DROP COLUMN transferred_to")
    op.drop_table(_TABLE)
    if op.get_bind().dialect.name != "sqlite":
        for deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{_TABLE}_{deed}()")
