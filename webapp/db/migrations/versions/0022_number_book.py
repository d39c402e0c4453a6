"""The number book whole: other documents, reservations, closed years, and all columns of PL4."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ROWS = "register_rows"
_PLACE = "OLD.series_id <> NEW.series_id OR OLD.year <> NEW.year OR OLD.number <> NEW.number"
_BELOW = (
    "EXISTS (SELECT 1 FROM register_rows AS r WHERE r.series_id = NEW.series_id"
    " AND r.year = NEW.year AND r.number > NEW.last_number)"
)
_OLD_RULES = {
    _ROWS: (
        f"{_PLACE} OR OLD.agency_id <> NEW.agency_id OR OLD.status = 'void'",
        "a number keeps its place, and a void number stays void",
    ),
    "series_years": (
        f"OLD.series_id <> NEW.series_id OR OLD.year <> NEW.year OR {_BELOW}",
        "a counter never falls below a number that was given",
    ),
}
_SAID = ("notation", "promulgated_on", "type_name", "subject", "signer_name", "recipients")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _SAID)
_CLOSED = (
    "EXISTS (SELECT 1 FROM series_years AS y WHERE y.series_id = NEW.series_id"
    " AND y.year = NEW.year AND y.closed_at IS NOT NULL)"
)
_NEW_RULES = {
    _ROWS: (
        (
            f"{_OLD_RULES[_ROWS][0]} OR (OLD.status <> 'reserved' AND (NEW.status = 'reserved'"
            f" OR {_CHANGED} OR COALESCE(OLD.plan_id, 0) <> COALESCE(NEW.plan_id, 0)))"
            f" OR OLD.origin <> NEW.origin OR {_CLOSED}"
        ),
        "a number keeps its place and what it was given to; a closed book keeps all",
    ),
    "series_years": (
        f"{_OLD_RULES['series_years'][0]} OR OLD.closed_at IS NOT NULL",
        "a counter never falls below a number that was given, and a closed one stands",
    ),
}
# Written out: SQLite adds a column with its key only in this form, without a new table that
# would lose the triggers of the old one.
_TEXT = "VARCHAR NOT NULL DEFAULT ''"
_COLUMNS = (
    (
        "origin VARCHAR NOT NULL DEFAULT 'given'"
        " CONSTRAINT ck_register_rows_origin CHECK (origin IN ('given', 'paper'))"
    ),
    (
        "document_type_id INTEGER CONSTRAINT fk_register_rows_document_type_id_document_types"
        " REFERENCES document_types (id)"
    ),
    "unit_id INTEGER CONSTRAINT fk_register_rows_unit_id_units REFERENCES units (id)",
    (
        "reservation_id INTEGER"
        " CONSTRAINT fk_register_rows_reservation_id_number_reservations"
        " REFERENCES number_reservations (id)"
    ),
    f"signer_position {_TEXT}",
    "signed_on DATE",
    f"priority {_TEXT}",
    "pages INTEGER CONSTRAINT ck_register_rows_pages CHECK (pages > 0)",
    "copies_kept INTEGER CONSTRAINT ck_register_rows_copies_kept CHECK (copies_kept >= 0)",
    "sent_on DATE",
    f"received_by {_TEXT}",
    f"file_notation {_TEXT}",
    f"retention {_TEXT}",
    "backdated_reason TEXT NOT NULL DEFAULT ''",
    "entry_key VARCHAR",
)


def upgrade() -> None:
    """Make tables, columns and guards."""
    _make_reservations()
    _make_closings()
    _make_settings()
    op.create_table(
        "register_words",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String().with_variant(sa.String(collation="C"), "postgresql"),
                  nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        _key("register_words", "agency_id", "agencies.id"),
        _key("register_words", "row_id", "register_rows.id"),
        sa.PrimaryKeyConstraint("agency_id", "word", "row_id", name=op.f("pk_register_words")),
    )  # fmt: skip
    op.create_index("ix_register_words_row_id_word", "register_words", ["row_id", "word"])
    moment = "DATETIME" if op.get_bind().dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE"
    op.execute(f"ALTER TABLE series_years ADD COLUMN closed_at {moment}")
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE {_ROWS} ADD COLUMN {column}")
    _index("uq_register_rows_entry_key", ["agency_id", "entry_key"], "entry_key IS NOT NULL")
    _index("ix_register_rows_reserved", ["agency_id", "promulgated_on"], "status = 'reserved'")
    _index(
        "ix_register_rows_unsent",
        ["agency_id", "promulgated_on"],
        "sent_on IS NULL AND plan_id IS NULL AND status = 'issued' AND origin = 'given'",
    )
    for table, (condition, refusal) in _NEW_RULES.items():
        guarding.allow(f"{table}_update", table)
        guarding.refuse(f"{table}_update", table, "UPDATE", refusal, condition)
    guarding.refuse(
        "register_rows_insert", _ROWS, "INSERT", "a closed book takes no more lines", _CLOSED
    )


def _make_reservations() -> None:
    op.create_table(
        "number_reservations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("reserved_by", sa.Integer(), nullable=False),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(purpose) BETWEEN 1 AND 500", name=op.f("ck_number_reservations_purpose")
        ),
        _key("number_reservations", "agency_id", "agencies.id"),
        _key("number_reservations", "series_id", "number_series.id"),
        _key("number_reservations", "reserved_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_reservations")),
    )
    guarding.append_only("number_reservations", "a reservation keeps what it said")


def _make_closings() -> None:
    op.create_table(
        "register_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("voids", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        _key("register_closings", "agency_id", "agencies.id"),
        _key("register_closings", "series_id", "number_series.id"),
        _key("register_closings", "closed_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_closings")),
        sa.UniqueConstraint("series_id", "year", name=op.f("uq_register_closings_series_id_year")),
    )
    guarding.append_only("register_closings", "a book is closed once, and stays closed")


def _make_settings() -> None:
    op.create_table(
        "book_settings",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("reserves_numbers", sa.Boolean(), nullable=False),
        sa.Column("dates_run_back", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("book_settings", "agency_id", "agencies.id"),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_book_settings")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def _index(name: str, columns: list[str], where: str) -> None:
    unique = name.startswith("uq_")
    op.create_index(
        name,
        _ROWS,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def downgrade() -> None:
    """Drop them, and guard as before."""
    for table in _NEW_RULES:
        guarding.allow(f"{table}_update", table)
    guarding.allow("register_rows_insert", _ROWS)
    for index in ("uq_register_rows_entry_key", "ix_register_rows_reserved"):
        op.drop_index(index, _ROWS)
    op.drop_index("ix_register_rows_unsent", _ROWS)
    for column in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {_ROWS} DROP COLUMN {column.split()[0]}")
    op.drop_column("series_years", "closed_at")
    op.drop_table("register_words")
    op.drop_table("book_settings")
    for table in ("register_closings", "number_reservations"):
        op.drop_table(table)
        guarding.forget(table)
    for table, (condition, refusal) in _OLD_RULES.items():
        guarding.refuse(f"{table}_update", table, "UPDATE", refusal, condition)
