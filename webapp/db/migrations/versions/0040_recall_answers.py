"""What places said of recalled papers, and the reminders of those that are silent."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_RECALLED = """
EXISTS (
  SELECT 1 FROM plan_links AS r JOIN plans AS n ON n.id = r.plan_id
  WHERE r.kind = 'recalls' AND n.state = 'issued' AND r.target_id = NEW.plan_id
)
"""
_ANSWERS, _REMINDERS = "recall_answers", "recall_reminders"


def upgrade() -> None:
    """Make the tables; what was said is added to, never changed."""
    op.create_table(
        _ANSWERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _check("answer", "answer IN ('returned', 'destroyed', 'refused')"),
        _check("refused_with_reason", "answer <> 'refused' OR length(note) > 0"),
        _check("said_by_somebody", "length(said_by) BETWEEN 1 AND 100"),
        _key(_ANSWERS, "dispatch_id", "dispatches"),
        _key(_ANSWERS, "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_ANSWERS}")),
    )
    op.create_index(f"ix_{_ANSWERS}_dispatch_id", _ANSWERS, ["dispatch_id"])
    op.create_table(
        _REMINDERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        _key(_REMINDERS, "plan_id", "plans"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_REMINDERS}")),
    )
    op.create_index(f"ix_{_REMINDERS}_plan_id_next_on", _REMINDERS, ["plan_id", "next_on"])
    guarding.append_only(_ANSWERS, "what a place said is added to, never changed")
    refusal = "a recalled plan is copied no more"
    guarding.refuse("plan_copies_recalled", "plan_copies", "INSERT", refusal, _RECALLED)


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{_ANSWERS}_{name}"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """Drop them."""
    guarding.allow("plan_copies_recalled", "plan_copies")
    op.drop_table(_REMINDERS)
    op.drop_table(_ANSWERS)
    guarding.forget(_ANSWERS)
