"""Events by what they are about, where that is no plan: a line of the register tells its story."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_WHERE = "plan_id IS NULL AND subject != ''"


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_audit_events_subject",
        "audit_events",
        ["agency_id", "subject", "ordinal"],
        sqlite_where=sa.text(_WHERE),
        postgresql_where=sa.text(_WHERE),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_audit_events_subject", "audit_events")
