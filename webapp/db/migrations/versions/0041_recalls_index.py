"""An index of the recalls alone: the reminder of each minute reads no other link."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_NAME, _RECALLS = "ix_plan_links_recalls", sa.text("kind = 'recalls'")


def upgrade() -> None:
    """Make it."""
    op.create_index(
        _NAME,
        "plan_links",
        ["plan_id", "target_id"],
        sqlite_where=_RECALLS,
        postgresql_where=_RECALLS,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index(_NAME, "plan_links")
