"""Powers to sign that somebody confirms, the units they cover, and people who stand in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TABLE = "stand_ins"
_SAID = (
    "agency_id",
    "absent_id",
    "stand_in_id",
    "valid_from",
    "valid_until",
    "document",
    "entered_by",
    "entered_at",
)
_ONCE = ("confirmed_by", "confirmed_at", "ended_by", "ended_at")
_CHANGED = " OR ".join(
    [
        *(f"OLD.{name} <> NEW.{name}" for name in _SAID),
        *(f"(OLD.{name} IS NOT NULL AND NEW.{name} IS NULL)" for name in _ONCE),
        *(f"OLD.{name} <> NEW.{name}" for name in _ONCE),
    ]
)
_RULES = (
    ("delete", "", "a stand-in is ended, never deleted"),
    ("update", _CHANGED, "a stand-in keeps what it said, is confirmed once and ended once"),
)
# Written out: SQLite adds a column with its key only in this form, without a new table that
# would lose the triggers of the old one.
_COLUMNS = (
    (
        "signing_authorities",
        (
            "source_id INTEGER CONSTRAINT fk_signing_authorities_source_id_signing_authorities"
            " REFERENCES signing_authorities (id)"
        ),
    ),
    (
        "signing_authorities",
        (
            "entered_by INTEGER CONSTRAINT fk_signing_authorities_entered_by_people"
            " REFERENCES people (id)"
        ),
    ),
    ("signing_authorities", "confirmed_at {moment}"),
    (
        "signing_authorities",
        (
            "confirmed_by INTEGER CONSTRAINT fk_signing_authorities_confirmed_by_people"
            " REFERENCES people (id)"
            " CONSTRAINT ck_signing_authorities_confirmed_whole"
            " CHECK (confirmed_by IS NULL OR confirmed_at IS NOT NULL)"
            " CONSTRAINT ck_signing_authorities_confirmed_by_another"
            " CHECK (confirmed_by != entered_by)"
        ),
    ),
    (
        "steps",
        (
            "stand_in_id INTEGER CONSTRAINT fk_steps_stand_in_id_stand_ins REFERENCES stand_ins (id)"
            " CONSTRAINT ck_steps_stood_in CHECK (stand_in_id IS NULL OR decided_by != assignee_id)"
        ),
    ),
)


def upgrade() -> None:
    """Make the tables and columns; what stood before was in force, and stays so."""
    _make_stand_ins()
    op.create_table(
        "authority_units",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        *_keys("authority_units", authority_id="signing_authorities.id", unit_id="units.id"),
        sa.PrimaryKeyConstraint("authority_id", "unit_id", name=op.f("pk_authority_units")),
    )
    moment = "DATETIME" if _on_sqlite() else "TIMESTAMP WITH TIME ZONE"
    for table, column in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column.format(moment=moment)}")
    op.execute("UPDATE signing_authorities SET confirmed_at = CURRENT_TIMESTAMP")


def _make_stand_ins() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("absent_id != stand_in_id", name=op.f("ck_stand_ins_another")),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_stand_ins_limited")),
        sa.CheckConstraint("document != ''", name=op.f("ck_stand_ins_written")),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by IS NULL)",
            name=op.f("ck_stand_ins_confirmed_whole"),
        ),
        sa.CheckConstraint("confirmed_by != stand_in_id", name=op.f("ck_stand_ins_not_by_himself")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_stand_ins_ended_whole")
        ),
        *_keys(
            _TABLE,
            agency_id="agencies.id",
            absent_id="people.id",
            stand_in_id="people.id",
            entered_by="people.id",
            confirmed_by="people.id",
            ended_by="people.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_ins")),
    )
    for column in ("stand_in_id", "absent_id"):
        op.create_index(f"ix_stand_ins_{column}", _TABLE, ["agency_id", column, "valid_until"])
    _guard()


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [target], name=op.f(f"fk_{table}_{column}_{target.split('.')[0]}")
        )
        for column, target in columns.items()
    ]


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _guard() -> None:
    for deed, condition, refusal in _RULES:
        if _on_sqlite():
            when = f"WHEN {condition}" if condition else ""
            op.execute(
                f"CREATE TRIGGER guard_{_TABLE}_{deed} BEFORE {deed} ON {_TABLE} {when} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        else:
            _guard_on_postgresql(deed, condition, refusal)
    if not _on_sqlite():
        op.execute(
            f"CREATE TRIGGER guard_{_TABLE}_truncate BEFORE TRUNCATE ON {_TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
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
    for table, column in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    op.drop_table("authority_units")
    op.drop_table(_TABLE)
    if not _on_sqlite():
        for deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{_TABLE}_{deed}()")
