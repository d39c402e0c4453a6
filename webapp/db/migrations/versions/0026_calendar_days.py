"""Free days and days worked for them, which are ended, never changed or deleted."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_TABLE = "calendar_days"
_KEPT = ("day", "kind", "document", "issuer", "entered_by", "entered_at")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _KEPT)
_ENDED_ONCE = f"OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR {_CHANGED}"


def upgrade() -> None:
    """Make the table with its triggers."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        _check("kind", "kind IN ('worked', 'free')"),
        _check("document", "length(document) BETWEEN 1 AND 200"),
        _check("issuer", "length(issuer) BETWEEN 1 AND 200"),
        _check(
            "ended_by_somebody",
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)",
        ),
        _check("end_reason", "length(end_reason) BETWEEN 1 AND 200"),
        _person("entered_by"),
        _person("ended_by"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(
        "uq_calendar_days_standing",
        _TABLE,
        ["day"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    refusal = "a day of the calendar is ended once, and keeps what it said"
    guarding.refuse(f"{_TABLE}_update", _TABLE, "UPDATE", refusal, _ENDED_ONCE)
    guarding.refuse(f"{_TABLE}_delete", _TABLE, "DELETE", refusal)
    guarding.refuse_emptying(_TABLE)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{_TABLE}_{name}"))


def _person(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["people.id"], name=op.f(f"fk_{_TABLE}_{column}_people")
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table(_TABLE)
    guarding.forget(_TABLE)
