"""Reminders of questions whose deadline is near or past."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the index that finds what is due."""
    op.create_table(
        "reminders",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_reminders_step_id_steps")),
        sa.PrimaryKeyConstraint("step_id", "kind", name=op.f("pk_reminders")),
    )
    op.create_index(
        "ix_steps_due",
        "steps",
        ["due_on"],
        sqlite_where=sa.text("decision = 'waiting'"),
        postgresql_where=sa.text("decision = 'waiting'"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_steps_due", "steps")
    op.drop_table("reminders")
