"""The signed and sealed papers of plans."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TABLE = "signed_copies"
_KEYS = {
    "plan_id": "plans", "revision_id": "revisions", "added_by": "people", "sha256": "blobs",
}  # fmt: skip


def upgrade() -> None:
    """Make the table; a signed copy that came stays as it came."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ordinal > 0", name=op.f(f"ck_{_TABLE}_is_counted")),
        sa.CheckConstraint("size > 0", name=op.f(f"ck_{_TABLE}_has_bytes")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{target}.{'sha256' if target == 'blobs' else 'id'}"],
                name=op.f(f"fk_{_TABLE}_{column}_{target}"),
            )
            for column, target in _KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("plan_id", "ordinal", name=op.f(f"uq_{_TABLE}_plan_id_ordinal")),
    )
    guarding.append_only(_TABLE, "a signed copy is followed by another, never changed")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(_TABLE)
    guarding.forget(_TABLE)
