"""Indexes that keep lists and sweeps as quick with a million plans as with a thousand."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_OPEN = "state NOT IN ('issued', 'voided', 'cancelled')"
_INDEXES = (
    ("ix_plans_open", "plans", ["agency_id", "id"], _OPEN),
    ("ix_plans_open_of_drafter", "plans", ["agency_id", "drafter_id", "id"], _OPEN),
    ("ix_plans_returned", "plans", ["agency_id", "unit_id", "state_since"], "state = 'returned'"),
    ("ix_revisions_created_at", "revisions", ["created_at"], ""),
    ("ix_steps_late", "steps", ["agency_id", "due_on", "plan_id"], "decision = 'waiting'"),
    ("ix_notifications_unread", "notifications", ["person_id", "agency_id"], "read_at IS NULL"),
    ("ix_register_rows_plans", "register_rows", ["agency_id", "year", "plan_id"],
     "plan_id IS NOT NULL"),
    ("ix_consultations_due", "consultations", ["due_on"], "answer = 'waiting'"),
    ("ix_polls_due", "polls", ["due_on"], "closed_at IS NULL"),
)  # fmt: skip


def upgrade() -> None:
    """Make them."""
    for name, table, columns, where in _INDEXES:
        kept = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=kept, postgresql_where=kept)


def downgrade() -> None:
    """Drop them."""
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)
