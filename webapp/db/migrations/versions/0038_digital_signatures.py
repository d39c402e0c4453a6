"""Trusted certificates, what electronic papers wait for, and the medium beside the plan."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_MEDIUM = {
    "sqlite": "json_extract(r.content, '$.medium')",
    "postgresql": "r.content::json ->> 'medium'",
}
_NEWEST = "SELECT max(ordinal) FROM revisions WHERE plan_id = r.plan_id"

# A recalled plan lets nothing be written, and waits for nothing any more.
_FROZEN = (
    "SELECT l.target_id FROM plan_links l JOIN plans n ON n.id = l.plan_id "
    "WHERE l.kind = 'recalls' AND n.state = 'issued'"
)


def upgrade() -> None:
    """Make them; a plan has the medium that its newest text says."""
    op.add_column("plans", sa.Column("medium", sa.String(), server_default="paper", nullable=False))
    medium = _MEDIUM[op.get_bind().dialect.name]
    op.execute(
        f"UPDATE plans SET medium = r.said FROM (SELECT plan_id, {medium} AS said "  # noqa: S608  # no value from outside
        f"FROM revisions r WHERE ordinal = ({_NEWEST})) AS r "
        f"WHERE r.plan_id = plans.id AND r.said = 'electronic' AND plans.id NOT IN ({_FROZEN})"
    )
    op.create_table(
        "trust_anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _key("trust_anchors", "agency_id", "agencies"),
        _key("trust_anchors", "added_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_anchors")),
        sa.UniqueConstraint("agency_id", "sha256", name=op.f("uq_trust_anchors_agency_id_sha256")),
    )
    op.create_table(
        "signing_settings",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("file_before_number", sa.Boolean(), nullable=False),
        sa.Column("file_before_issue", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("signing_settings", "agency_id", "agencies"),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_signing_settings")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("signing_settings")
    op.drop_table("trust_anchors")
    op.drop_column("plans", "medium")
