"""Uploaded Word files that were checked, and the PDF files that show where the findings stand."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLE = "checked_files"
_KEYS = (
    ("upload_id", "uploads.id", "CASCADE"),
    ("mended_from_id", f"{_TABLE}.id", "SET NULL"),
    ("source_sha256", "blobs.sha256", None),
    ("sha256", "blobs.sha256", None),
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        _TABLE,
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("mended_from_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_told", sa.Boolean(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'ready') = (sha256 IS NOT NULL)", name=op.f("ck_checked_files_ready_if_made")
        ),
        sa.CheckConstraint(
            "state != 'failed' OR reason != ''", name=op.f("ck_checked_files_failed_has_reason")
        ),
        *(_key(*key) for key in _KEYS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_files")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_checked_files_upload_id")),
        sa.UniqueConstraint("mended_from_id", name=op.f("uq_checked_files_mended_from_id")),
    )
    op.create_index("ix_checked_files_state_id", _TABLE, ["state", "id"])


def _key(column: str, target: str, on_delete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{_TABLE}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=on_delete)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(_TABLE)
