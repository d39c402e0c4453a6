"""Drafts that were given to another drafter, which is never changed or deleted."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_TABLE = "handovers"


def upgrade() -> None:
    """Make the table with its triggers."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_id != to_id", name=op.f(f"ck_{_TABLE}_another")),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 500", name=op.f(f"ck_{_TABLE}_reason")),
        _key("plan_id", "plans"),
        *(_key(column, "people") for column in ("from_id", "to_id", "handed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index("ix_handovers_plan_id", _TABLE, ["plan_id"])
    guarding.append_only(_TABLE, "who drafted a plan stays written down")


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{_TABLE}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(_TABLE)
    guarding.forget(_TABLE)
