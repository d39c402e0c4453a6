"""One register row for one plan, one paper for a number and notation in a year."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(
        "uq_plans_register_row_id",
        "plans",
        ["register_row_id"],
        unique=True,
        sqlite_where=sa.text("register_row_id IS NOT NULL"),
        postgresql_where=sa.text("register_row_id IS NOT NULL"),
    )
    op.create_index(
        "uq_register_rows_notation_number",
        "register_rows",
        ["agency_id", "year", "notation", "number"],
        unique=True,
    )
    op.create_index(
        "uq_register_rows_plan_id",
        "register_rows",
        ["plan_id"],
        unique=True,
        sqlite_where=sa.text("plan_id IS NOT NULL"),
        postgresql_where=sa.text("plan_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Drop the indexes."""
    op.drop_index("uq_register_rows_plan_id", "register_rows")
    op.drop_index("uq_register_rows_notation_number", "register_rows")
    op.drop_index("uq_plans_register_row_id", "plans")
