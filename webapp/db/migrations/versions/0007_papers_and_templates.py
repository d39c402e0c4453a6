"""PDF files, uploaded templates and papers, advisory bodies, the foot of page 1."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NEWER_COLUMNS = (
    ("agencies", "foot_address TEXT NOT NULL DEFAULT ''"),
    ("agencies", "template_name VARCHAR NOT NULL DEFAULT 'ke_hoach'"),
    ("number_series", "advisory_body_id INTEGER"),
    ("plans", "advisory_body_id INTEGER"),
    ("signing_authorities", "advisory_body_id INTEGER"),
)


def upgrade() -> None:
    """Make the tables and columns."""
    _make_advisory_bodies()
    # Written out: SQLite adds a column with its key only in this form, without a new table that
    # would lose the triggers of the old one.
    for table, column in _NEWER_COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}{_key(table, column)}")
    _make_pdf_papers()
    _make_template_versions()
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("uploads", person_id="people.id", agency_id="agencies.id", sha256="blobs.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_created_at", "uploads", ["created_at"])


def _key(table: str, column: str) -> str:
    if not column.startswith("advisory_body_id"):
        return ""
    name = f"fk_{table}_advisory_body_id_advisory_bodies"
    return f" CONSTRAINT {name} REFERENCES advisory_bodies (id)"


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [target], name=op.f(f"fk_{table}_{column}_{target.split('.')[0]}")
        )
        for column, target in columns.items()
    ]


def _make_advisory_bodies() -> None:
    op.create_table(
        "advisory_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=False),
        sa.Column("template_name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("advisory_bodies", agency_id="agencies.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory_bodies")),
        sa.UniqueConstraint("agency_id", "name", name=op.f("uq_advisory_bodies_agency_id_name")),
    )


def _make_pdf_papers() -> None:
    op.create_table(
        "pdf_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'ready') = (sha256 IS NOT NULL)", name=op.f("ck_pdf_papers_ready_if_made")
        ),
        sa.CheckConstraint(
            "state != 'failed' OR reason != ''", name=op.f("ck_pdf_papers_failed_has_reason")
        ),
        *_keys("pdf_papers", plan_id="plans.id", revision_id="revisions.id"),
        *_keys("pdf_papers", source_sha256="blobs.sha256", sha256="blobs.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pdf_papers")),
        sa.UniqueConstraint(
            "plan_id",
            "source_sha256",
            "kind",
            name=op.f("uq_pdf_papers_plan_id_source_sha256_kind"),
        ),
    )
    op.create_index("ix_pdf_papers_state_id", "pdf_papers", ["state", "id"])


def _make_template_versions() -> None:
    op.create_table(
        "template_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("used_from", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("template_versions", agency_id="agencies.id", uploaded_by="people.id"),
        *_keys("template_versions", sha256="blobs.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_versions")),
        sa.UniqueConstraint(
            "agency_id", "name", "ordinal", name=op.f("uq_template_versions_agency_id_name_ordinal")
        ),
    )
    op.create_index(
        "ix_template_versions_agency_id_name_used_from",
        "template_versions",
        ["agency_id", "name", "used_from"],
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("uploads", "template_versions", "pdf_papers"):
        op.drop_table(table)
    for table, column in reversed(_NEWER_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    op.drop_table("advisory_bodies")
