"""Whether an agency's signing copies name those who checked them."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column; nobody wanted the names so far."""
    op.execute(
        "ALTER TABLE agencies ADD COLUMN names_on_signing_copy BOOLEAN NOT NULL DEFAULT false"
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("agencies", "names_on_signing_copy")
