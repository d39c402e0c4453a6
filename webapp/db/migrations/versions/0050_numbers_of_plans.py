"""An index that says which number a plan has in which book, without the line itself."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_NAME, _TABLE, _PLANS = "ix_register_rows_plans", "register_rows", sa.text("plan_id IS NOT NULL")
_BEFORE = ["agency_id", "year", "plan_id"]


def upgrade() -> None:
    """Make it in the place of the one that named the plan alone."""
    _exchange([*_BEFORE, "series_id", "number"])


def downgrade() -> None:
    """Make the earlier one again."""
    _exchange(_BEFORE)


def _exchange(columns: list[str]) -> None:
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, columns, sqlite_where=_PLANS, postgresql_where=_PLANS)
