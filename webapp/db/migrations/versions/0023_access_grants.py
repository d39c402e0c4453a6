"""Rights that wait for their confirmation, and what a notice without a plan is about."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations.guarding import forget, refuse, refuse_emptying

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TABLE = "access_grants"
_SAID = ("agency_id", "person_id", "joins", "roles", "entered_by", "entered_at")
_CHANGED = " OR ".join(
    [
        "COALESCE(OLD.unit_id, 0) <> COALESCE(NEW.unit_id, 0)",
        *(f"OLD.{name} <> NEW.{name}" for name in _SAID),
    ]
)


def upgrade() -> None:
    """Make the table with its triggers; rights that people have already are confirmed."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joins", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_checks(),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=op.f(f"fk_{_TABLE}_{column}_{target}")
            )
            for column, target in (
                ("agency_id", "agencies"),
                ("person_id", "people"),
                ("unit_id", "units"),
                ("entered_by", "people"),
                ("decided_by", "people"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    waiting = sa.text("outcome = 'waiting'")
    op.create_index(
        "uq_access_grants_waiting",
        _TABLE,
        ["agency_id", "person_id"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_access_grants_person_id", _TABLE, ["person_id"])
    refuse(f"{_TABLE}_delete", _TABLE, "DELETE", "a grant is dropped, never deleted")
    refuse(
        f"{_TABLE}_update",
        _TABLE,
        "UPDATE",
        "a grant is decided once, and keeps what it said",
        f"OLD.outcome <> 'waiting' OR NEW.outcome = 'waiting' OR {_CHANGED}",
    )
    refuse_emptying(_TABLE)
    op.add_column("notifications", sa.Column("about", sa.String(), nullable=True))


def _checks() -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(condition, name=op.f(f"ck_{_TABLE}_{name}"))
        for name, condition in (
            ("outcome", "outcome IN ('waiting', 'confirmed', 'declined', 'dropped')"),
            ("decided_by_somebody", "(outcome = 'waiting') = (decided_by IS NULL)"),
            ("decided_whole", "(decided_at IS NULL) = (decided_by IS NULL)"),
            (
                "confirmed_by_another",
                "outcome <> 'confirmed' OR (decided_by <> entered_by AND decided_by <> person_id)",
            ),
            ("declined_with_reason", "outcome <> 'declined' OR length(reason) > 0"),
            ("gives_something", "joins OR unit_id IS NOT NULL OR roles <> ''"),
        )
    ]


def downgrade() -> None:
    """Drop them; what still waited was never in force."""
    op.drop_column("notifications", "about")
    op.drop_table(_TABLE)
    forget(_TABLE)
