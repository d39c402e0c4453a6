"""An index of the plans that have their number and did not go out: the clerk's day begins there."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_register_rows_unsent_plans", "register_rows"


def upgrade() -> None:
    """Make it."""
    unsent = sa.text("sent_on IS NULL AND plan_id IS NOT NULL")
    columns = ["agency_id", "promulgated_on"]
    op.create_index(_NAME, _TABLE, columns, sqlite_where=unsent, postgresql_where=unsent)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(_NAME, _TABLE)
