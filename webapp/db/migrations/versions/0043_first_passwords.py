"""Until when a password that somebody else set may be used, and letters to another address."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a password that was set before has no end."""
    moment = sa.DateTime(timezone=True)
    op.add_column("people", sa.Column("first_password_until", moment, nullable=True))
    op.add_column("notifications", sa.Column("address", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("notifications", "address")
    op.drop_column("people", "first_password_until")
