"""The urgency of plans for lists, and the calendar that all deadlines were counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_URGENCY = {
    "sqlite": "json_extract(r.content, '$.priority')",
    "postgresql": "r.content::json ->> 'priority'",
}
_NEWEST = "SELECT max(ordinal) FROM revisions WHERE plan_id = r.plan_id"


def upgrade() -> None:
    """Make both; a plan has the urgency that its newest text says."""
    op.add_column("plans", sa.Column("priority", sa.String(), server_default="", nullable=False))
    urgency = _URGENCY[op.get_bind().dialect.name]
    op.execute(
        f"UPDATE plans SET priority = r.said FROM (SELECT plan_id, {urgency} AS said "  # noqa: S608  # no value from outside
        f"FROM revisions r WHERE ordinal = ({_NEWEST})) AS r "
        "WHERE r.plan_id = plans.id AND r.said <> ''"
    )
    op.create_table(
        "counted_calendar",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_counted_calendar_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_calendar")),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("counted_calendar")
    op.drop_column("plans", "priority")
