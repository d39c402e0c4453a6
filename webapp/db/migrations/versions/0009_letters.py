"""Letters: when each notification is due, how it fared, and how a person wants them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns, the index of what waits, and the table of choices."""
    for name in ("due_at", "taken_until"):
        op.add_column("notifications", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    count = sa.Column("tries", sa.Integer(), nullable=False, server_default="0")
    op.add_column("notifications", count)
    fault = sa.Column("fault", sa.Text(), nullable=False, server_default="")
    op.add_column("notifications", fault)
    op.create_index(
        "ix_notifications_due",
        "notifications",
        ["due_at", "id"],
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    hour = "BETWEEN 0 AND 23"
    op.create_table(
        "mail_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('each', 'digest', 'none')", name=op.f("ck_mail_choices_mode")),
        sa.CheckConstraint(f"digest_hour {hour}", name=op.f("ck_mail_choices_digest_hour")),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)",
            name=op.f("ck_mail_choices_quiet_both"),
        ),
        sa.CheckConstraint(f"quiet_from {hour}", name=op.f("ck_mail_choices_quiet_from")),
        sa.CheckConstraint(f"quiet_until {hour}", name=op.f("ck_mail_choices_quiet_until")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_mail_choices_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_choices")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("mail_choices")
    op.drop_index("ix_notifications_due", "notifications")
    for name in ("fault", "tries", "taken_until", "due_at"):
        op.drop_column("notifications", name)
