"""A recalled plan is frozen with its data (PL6 III.8a), whoever writes."""

from webapp.db.migrations import guarding

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_RECALLED = """
EXISTS (
  SELECT 1 FROM plan_links AS r JOIN plans AS n ON n.id = r.plan_id
  WHERE r.kind = 'recalls' AND n.state = 'issued' AND r.target_id = {}
)
"""
_REFUSAL = "a recalled plan is frozen with its data"
# name, table, deed, where the row names its plan
_FROZEN = (
    ("plans_frozen", "plans", "UPDATE", "OLD.id"),
    ("register_rows_frozen", "register_rows", "UPDATE", "OLD.plan_id"),
    ("steps_frozen", "steps", "UPDATE", "OLD.plan_id"),
    ("steps_added", "steps", "INSERT", "NEW.plan_id"),
    ("revisions_added", "revisions", "INSERT", "NEW.plan_id"),
    ("signed_copies_added", "signed_copies", "INSERT", "NEW.plan_id"),
    ("dispatches_added", "dispatches", "INSERT", "NEW.plan_id"),
    ("comments_added", "comments", "INSERT", "NEW.plan_id"),
    ("dossier_papers_added", "dossier_papers", "INSERT", "NEW.plan_id"),
    ("briefs_added", "briefs", "INSERT", "NEW.plan_id"),
    ("polls_added", "polls", "INSERT", "NEW.plan_id"),
    ("outside_opinions_added", "outside_opinions", "INSERT", "NEW.plan_id"),
)


def upgrade() -> None:
    """Make the triggers."""
    for name, table, deed, plan in _FROZEN:
        guarding.refuse(name, table, deed, _REFUSAL, _RECALLED.format(plan))


def downgrade() -> None:
    """Drop them."""
    for name, table, _, _ in _FROZEN:
        guarding.allow(name, table)
