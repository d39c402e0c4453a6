"""Indexes that say who was asked, what is late and what was begun without the rows themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_OPEN = "state NOT IN ('issued', 'voided', 'cancelled')"
Indexes = tuple[tuple[str, str, list[str], str], ...]
_BEFORE: Indexes = (
    ("plans", "ix_plans_open", ["agency_id", "id"], _OPEN),
    ("plans", "ix_plans_agency_id_created_at", ["agency_id", "created_at"], ""),
)
_AFTER: Indexes = (
    ("plans", "ix_plans_open", ["agency_id", "id", "state", "unit_id", "drafter_id"], _OPEN),
    ("plans", "ix_plans_begun",
     ["agency_id", "created_at", "id", "state", "unit_id", "document_type_id"], ""),
    ("steps", "ix_steps_of_plan", ["plan_id", "assignee_id", "decided_by"], ""),
    ("steps", "ix_steps_open", ["plan_id", "due_on"], "decision = 'waiting'"),
)  # fmt: skip


def upgrade() -> None:
    """Make them in the place of those that named the plan alone."""
    _exchange(_BEFORE, _AFTER)


def downgrade() -> None:
    """Make the earlier ones again."""
    _exchange(_AFTER, _BEFORE)


def _exchange(old: Indexes, new: Indexes) -> None:
    for table, name, _, _ in old:
        op.drop_index(name, table)
    for table, name, columns, where in new:
        kept = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=kept, postgresql_where=kept)
