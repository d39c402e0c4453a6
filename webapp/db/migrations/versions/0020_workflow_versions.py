"""The workflows that agencies made their own, which are never changed or deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_TABLE = "workflow_versions"
_REFUSAL = "a version of a workflow is followed by another, never changed or deleted"
_KEYS = (("agency_id", "agencies.id"), ("sha256", "blobs.sha256"), ("saved_by", "people.id"))


def upgrade() -> None:
    """Make the table with its triggers."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f(f"ck_{_TABLE}_ordinal")),
        *(_key(column, target) for column, target in _KEYS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint(
            "agency_id", "name", "ordinal", name=op.f(f"uq_{_TABLE}_agency_id_name_ordinal")
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER guard_{_TABLE}_{deed} BEFORE {deed} ON {_TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION guard_{_TABLE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{_TABLE} BEFORE UPDATE OR DELETE ON {_TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{_TABLE}()"
    )
    op.execute(
        f"CREATE TRIGGER guard_{_TABLE}_truncate BEFORE TRUNCATE ON {_TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
    )


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{_TABLE}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def downgrade() -> None:
    """Drop it."""
    op.drop_table(_TABLE)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION guard_{_TABLE}()")
