"""Who put a question, or replied to one, in the place of an absent person."""

from alembic import op

from webapp.db.migrations import guarding

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_TABLE, _GUARD = "consultations", "consultations_asker"
_COLUMNS = ("asker_stand_in_id", "asked_stand_in_id")


def upgrade() -> None:
    """Add the columns; who asked never changes."""
    for column in _COLUMNS:
        op.execute(
            f"ALTER TABLE {_TABLE} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{_TABLE}_{column}_stand_ins REFERENCES stand_ins (id)"
        )
    changed = "coalesce(OLD.asker_stand_in_id, 0) <> coalesce(NEW.asker_stand_in_id, 0)"
    refusal = "a question keeps what was asked, and its answer"
    guarding.refuse(_GUARD, _TABLE, "UPDATE", refusal, changed)


def downgrade() -> None:
    """Drop them."""
    guarding.allow(_GUARD, _TABLE)
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE {_TABLE} DROP COLUMN {column}")
