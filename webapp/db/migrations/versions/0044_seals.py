"""An event tells the hash of every row that changed with it; older events told none."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no older row is written."""
    op.add_column("audit_events", sa.Column("sealed", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("audit_events", "sealed")
