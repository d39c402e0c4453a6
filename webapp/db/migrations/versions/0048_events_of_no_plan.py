"""An index of the events about no plan: what lists were taken is counted without all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    about_none = sa.text("plan_id IS NULL")
    op.create_index(
        "ix_audit_events_no_plan",
        "audit_events",
        ["agency_id", "ordinal", "action"],
        sqlite_where=about_none,
        postgresql_where=about_none,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_audit_events_no_plan", "audit_events")
