"""What somebody has beside the password: a secret shared with a phone, and codes on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_FACTORS, _CODES = "second_factors", "recovery_codes"


def upgrade() -> None:
    """Make the tables; nobody has anything yet."""
    op.create_table(
        _FACTORS,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _person(_FACTORS),
        sa.PrimaryKeyConstraint("person_id", name=op.f(f"pk_{_FACTORS}")),
    )
    op.create_table(
        _CODES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _person(_CODES),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_CODES}")),
    )
    op.create_index(f"ix_{_CODES}_person_id", _CODES, ["person_id"])


def _person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_people")
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=name)


def downgrade() -> None:
    """Drop them."""
    op.drop_table(_CODES)
    op.drop_table(_FACTORS)
