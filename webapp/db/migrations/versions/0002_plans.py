"""Plans, their texts, files and links, and the register."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_RING = ["register_row_id", "code_number"]


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _register_row_of_plan() -> list[sa.ForeignKeyConstraint]:
    # Plans and register rows point to each other; SQLite alone takes the key before its table,
    # and SQLite alone cannot add it afterwards.
    return (
        [
            sa.ForeignKeyConstraint(
                _RING, ["register_rows.id", "register_rows.number"], name="fk_plans_register_row"
            )
        ]
        if _on_sqlite()
        else []
    )


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("drafter_id", sa.Integer(), nullable=False),
        sa.Column("document_type_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("last_mover_id", sa.Integer(), nullable=True),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signing_authority_id", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("workflow_sha256", sa.String(), nullable=True),
        sa.Column("template_sha256", sa.String(), nullable=True),
        sa.Column("code_number", sa.Integer(), nullable=True),
        sa.Column("code_notation", sa.String(), nullable=False),
        sa.Column("promulgated_on", sa.Date(), nullable=True),
        sa.Column("register_row_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('draft', 'returned', 'cancelled') OR code_number IS NULL",
            name=op.f("ck_plans_draft_has_no_number"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('issued', 'voided') OR code_number IS NOT NULL",
            name=op.f("ck_plans_issued_is_numbered"),
        ),
        sa.CheckConstraint(
            "(code_number IS NULL) = (promulgated_on IS NULL)",
            name=op.f("ck_plans_numbered_if_dated"),
        ),
        sa.CheckConstraint(
            "(code_number IS NULL) = (register_row_id IS NULL)",
            name=op.f("ck_plans_numbered_if_registered"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_plans_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["document_type_id"],
            ["document_types.id"],
            name=op.f("fk_plans_document_type_id_document_types"),
        ),
        sa.ForeignKeyConstraint(
            ["drafter_id"], ["people.id"], name=op.f("fk_plans_drafter_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["last_mover_id"], ["people.id"], name=op.f("fk_plans_last_mover_id_people")
        ),
        *_register_row_of_plan(),
        sa.ForeignKeyConstraint(
            ["signing_authority_id"],
            ["signing_authorities.id"],
            name=op.f("fk_plans_signing_authority_id_signing_authorities"),
        ),
        sa.ForeignKeyConstraint(
            ["template_sha256"], ["blobs.sha256"], name=op.f("fk_plans_template_sha256_blobs")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_plans_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["workflow_sha256"], ["blobs.sha256"], name=op.f("fk_plans_workflow_sha256_blobs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index(
        "ix_plans_agency_id_code_number_id", "plans", ["agency_id", "code_number", "id"]
    )
    op.create_index("ix_plans_agency_id_drafter_id_id", "plans", ["agency_id", "drafter_id", "id"])
    op.create_index("ix_plans_agency_id_id", "plans", ["agency_id", "id"])
    op.create_index("ix_plans_agency_id_state_id", "plans", ["agency_id", "state", "id"])
    op.create_index("ix_plans_agency_id_unit_id_id", "plans", ["agency_id", "unit_id", "id"])
    op.create_table(
        "register_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("promulgated_on", sa.Date(), nullable=False),
        sa.Column("type_name", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'void') = (voided_at IS NOT NULL)",
            name=op.f("ck_register_rows_void_if_dated"),
        ),
        sa.CheckConstraint(
            "status != 'void' OR void_reason != ''", name=op.f("ck_register_rows_void_has_reason")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_register_rows_number_is_positive")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_register_rows_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_register_rows_plan_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["people.id"], name=op.f("fk_register_rows_registered_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["number_series.id"],
            name=op.f("fk_register_rows_series_id_number_series"),
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"], ["people.id"], name=op.f("fk_register_rows_voided_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_rows")),
        sa.UniqueConstraint("id", "number", name=op.f("uq_register_rows_id_number")),
        sa.UniqueConstraint(
            "series_id", "year", "number", name=op.f("uq_register_rows_series_id_year_number")
        ),
    )
    op.create_index(
        "ix_register_rows_book", "register_rows", ["agency_id", "year", "series_id", "number"]
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_revisions_author_id_people")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_revisions_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("plan_id", "ordinal", name=op.f("uq_revisions_plan_id_ordinal")),
    )
    op.create_table(
        "working_copies",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("base_ordinal", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_working_copies_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_working_copies_plan_id_plans")
        ),
        sa.PrimaryKeyConstraint("plan_id", "person_id", name=op.f("pk_working_copies")),
    )
    op.create_table(
        "plan_links",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_links_plan_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["plans.id"], name=op.f("fk_plan_links_target_id_plans")
        ),
        sa.PrimaryKeyConstraint("plan_id", "kind", "target_id", name=op.f("pk_plan_links")),
    )
    op.create_index("ix_plan_links_target_id", "plan_links", ["target_id"])
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people.id"], name=op.f("fk_attachments_added_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_attachments_plan_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["blobs.sha256"], name=op.f("fk_attachments_sha256_blobs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_plan_id", "attachments", ["plan_id"])
    op.create_table(
        "plan_words",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("word", _WORD, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_plan_words_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_plan_words_plan_id_plans")
        ),
        sa.PrimaryKeyConstraint("agency_id", "word", "plan_id", name=op.f("pk_plan_words")),
    )
    op.create_index("ix_plan_words_plan_id_word", "plan_words", ["plan_id", "word"])
    if not _on_sqlite():
        op.create_foreign_key(
            "fk_plans_register_row", "plans", "register_rows", _RING, ["id", "number"]
        )


def downgrade() -> None:
    """Drop the tables."""
    if not _on_sqlite():
        op.drop_constraint("fk_plans_register_row", "plans", type_="foreignkey")
    op.drop_table("plan_words")
    op.drop_table("attachments")
    op.drop_table("plan_links")
    op.drop_table("working_copies")
    op.drop_table("revisions")
    op.drop_table("register_rows")
    op.drop_table("plans")
    op.drop_table("blobs")
