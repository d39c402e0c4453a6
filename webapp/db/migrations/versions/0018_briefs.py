"""The texts of the phiếu trình, which are never changed or deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_REFUSAL = "a phiếu trình is followed by another, never changed or deleted"


def upgrade() -> None:
    """Make the table with its triggers."""
    op.create_table(
        "briefs",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_briefs_ordinal")),
        sa.CheckConstraint(
            "length(summary) <= 5000 AND length(assessment) <= 5000 AND length(proposal) <= 5000",
            name=op.f("ck_briefs_lengths"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_briefs_plan_id_plans")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_briefs_author_id_people")
        ),
        sa.PrimaryKeyConstraint("plan_id", "ordinal", name=op.f("pk_briefs")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER guard_briefs_{deed} BEFORE {deed} ON briefs "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION guard_briefs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER guard_briefs BEFORE UPDATE OR DELETE ON briefs "
        "FOR EACH ROW EXECUTE FUNCTION guard_briefs()"
    )
    op.execute(
        "CREATE TRIGGER guard_briefs_truncate BEFORE TRUNCATE ON briefs "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("briefs")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION guard_briefs()")
