"""Books that wait, after a restore, for the last number that stands on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; no book waits, no number was lost."""
    moment = sa.DateTime(timezone=True)
    op.add_column("series_years", sa.Column("unconfirmed_since", moment, nullable=True))
    op.add_column(
        "number_reservations",
        sa.Column("lost", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("number_reservations", "lost")
    op.drop_column("series_years", "unconfirmed_since")
