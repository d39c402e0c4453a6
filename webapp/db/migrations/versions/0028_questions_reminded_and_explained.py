"""Reminders of questions and phiếu; answers to questions may be explained like other opinions."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_EXPLAINED, _REMINDERS = "explanations", "asked_reminders"
_BEFORE = "source IN ('outside', 'step', 'ballot')"
_AFTER = "source IN ('outside', 'step', 'ballot', 'question')"


def upgrade() -> None:
    """Make the table, and widen what an explanation may be about."""
    op.create_table(
        _REMINDERS,
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('question', 'ballot')", name=op.f(f"ck_{_REMINDERS}_source")
        ),
        sa.PrimaryKeyConstraint("source", "source_id", "kind", name=op.f(f"pk_{_REMINDERS}")),
    )
    _explain(_AFTER)


def _explain(sources: str) -> None:
    name = op.f("ck_explanations_source")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(name, _EXPLAINED, type_="check")
        op.create_check_constraint(name, _EXPLAINED, sources)
        return
    # SQLite changes no constraint: the table is made anew, without its trigger.
    with op.batch_alter_table(_EXPLAINED) as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, sources)
    refusal = "an explanation is changed, never deleted"
    guarding.refuse(f"{_EXPLAINED}_delete", _EXPLAINED, "DELETE", refusal)


def downgrade() -> None:
    """Drop the table; explanations of answers to questions have to go first."""
    op.drop_table(_REMINDERS)
    _explain(_BEFORE)
