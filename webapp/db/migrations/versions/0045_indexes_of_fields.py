"""Indexes of what the search by field and the statistics ask for, and of the clerk's papers."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_SIGNED = "signed_on IS NOT NULL AND state NOT IN ('issued', 'voided', 'cancelled')"
_INDEXES = (
    ("plans", "ix_plans_signed", ["agency_id", "priority", "signed_on", "id"], _SIGNED),
    ("plans", "ix_plans_urgent", ["agency_id", "priority", "id"], "priority != ''"),
    ("plans", "ix_plans_issued", ["agency_id", "promulgated_on", "id"], "promulgated_on IS NOT NULL"),
    ("plans", "ix_plans_signer", ["agency_id", "signing_authority_id", "id"],
     "signing_authority_id IS NOT NULL"),
    ("plans", "ix_plans_agency_id_document_type_id_id", ["agency_id", "document_type_id", "id"],
     ""),
    ("register_rows", "ix_register_rows_days", ["agency_id", "promulgated_on"], ""),
)  # fmt: skip


def upgrade() -> None:
    """Make them."""
    for table, name, columns, where in _INDEXES:
        kept = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=kept, postgresql_where=kept)


def downgrade() -> None:
    """Drop them."""
    for table, name, _, _ in _INDEXES:
        op.drop_index(name, table)
