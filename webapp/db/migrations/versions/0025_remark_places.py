"""The words before what a remark quotes, which find it again in a later text."""

from alembic import op

from webapp.db.migrations import guarding

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_GUARD = "remarks_context"


def upgrade() -> None:
    """Add the column; its words never change, like those of the remark."""
    op.execute(
        "ALTER TABLE remarks ADD COLUMN context VARCHAR DEFAULT '' NOT NULL "
        "CONSTRAINT ck_remarks_context CHECK (length(context) <= 60)"
    )
    refusal = "a remark keeps what it said, and its answer once it is sent"
    guarding.refuse(_GUARD, "remarks", "UPDATE", refusal, "OLD.context <> NEW.context")


def downgrade() -> None:
    """Drop it."""
    guarding.allow(_GUARD, "remarks")
    op.execute("ALTER TABLE remarks DROP COLUMN context")
