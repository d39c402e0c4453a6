"""Bản sao of issued plans, and the PDF files that are made of them."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_COPIES, _FILES = "plan_copies", "plan_copy_pdfs"


def upgrade() -> None:
    """Make the tables; a copy stays as it was made, and so does its finished PDF."""
    _make_copies()
    _make_files()
    guarding.append_only(_COPIES, "a copy stays as it was made")
    ready = "OLD.state = 'ready'"
    guarding.refuse(f"{_FILES}_update", _FILES, "UPDATE", "a finished copy stays", ready)
    guarding.refuse(f"{_FILES}_delete", _FILES, "DELETE", "the PDF of a copy is never deleted")
    guarding.refuse_emptying(_FILES)


def _make_copies() -> None:
    op.create_table(
        _COPIES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("register_row_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("word_sha256", sa.String(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _check(_COPIES, "kind", "kind IN ('sao_y', 'trich_sao')"),
        _check(_COPIES, "form", "form IN ('paper', 'electronic')"),
        _check(_COPIES, "amount", "amount BETWEEN 1 AND 999"),
        _check(_COPIES, "paper_has_word", "form = 'electronic' OR word_sha256 IS NOT NULL"),
        _key(_COPIES, "plan_id", "plans.id"),
        _key(_COPIES, "register_row_id", "register_rows.id"),
        _key(_COPIES, "authority_id", "signing_authorities.id"),
        _key(_COPIES, "source_sha256", "blobs.sha256"),
        _key(_COPIES, "word_sha256", "blobs.sha256"),
        _key(_COPIES, "made_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_COPIES}")),
        sa.UniqueConstraint("register_row_id", name=op.f(f"uq_{_COPIES}_register_row_id")),
    )
    op.create_index(f"ix_{_COPIES}_plan_id", _COPIES, ["plan_id"])


def _make_files() -> None:
    op.create_table(
        _FILES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("base_sha256", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        _check(_FILES, "ready_if_made", "(state = 'ready') = (sha256 IS NOT NULL)"),
        _check(_FILES, "failed_has_reason", "state != 'failed' OR reason != ''"),
        _key(_FILES, "copy_id", f"{_COPIES}.id"),
        _key(_FILES, "source_sha256", "blobs.sha256"),
        _key(_FILES, "base_sha256", "blobs.sha256"),
        _key(_FILES, "sha256", "blobs.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_FILES}")),
        sa.UniqueConstraint("copy_id", name=op.f(f"uq_{_FILES}_copy_id")),
    )
    op.create_index(f"ix_{_FILES}_state_id", _FILES, ["state", "id"])


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def downgrade() -> None:
    """Drop them."""
    for table in (_FILES, _COPIES):
        op.drop_table(table)
        guarding.forget(table)
