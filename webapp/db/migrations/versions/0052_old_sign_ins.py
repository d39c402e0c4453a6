"""An index of when sign-ins began: those of long ago are dropped."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_sign_ins_created_at", "sign_ins"


def upgrade() -> None:
    """Make it."""
    op.create_index(_NAME, _TABLE, ["created_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(_NAME, _TABLE)
