"""What later papers make of an issued one: written once, never two that end it."""

from alembic import op

from webapp.db.migrations import guarding

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_BAD_LINK = """
NEW.kind NOT IN ('amends', 'replaces', 'corrects', 'recalls', 'cloned_from')
OR (NEW.kind <> 'cloned_from' AND (
  NOT EXISTS (
    SELECT 1 FROM plans AS t JOIN plans AS p ON p.agency_id = t.agency_id
    WHERE t.id = NEW.target_id AND t.state = 'issued' AND p.id = NEW.plan_id AND p.state = 'draft'
  )
  OR EXISTS (
    SELECT 1 FROM plan_links AS l WHERE l.plan_id = NEW.plan_id AND l.kind <> 'cloned_from'
  )
  OR EXISTS (
    SELECT 1 FROM plan_links AS l JOIN plans AS p ON p.id = l.plan_id
    WHERE l.target_id = NEW.target_id AND l.kind IN ('replaces', 'recalls')
    AND p.state NOT IN ('cancelled', 'voided')
    AND (NEW.kind IN ('replaces', 'recalls') OR p.state = 'issued')
    AND NOT EXISTS (
      SELECT 1 FROM plan_links AS r JOIN plans AS n ON n.id = r.plan_id
      WHERE r.kind = 'recalls' AND n.state = 'issued' AND r.target_id = l.plan_id
    )
  )
))
"""


def upgrade() -> None:
    """Make the triggers."""
    guarding.refuse(
        "plan_links_insert",
        "plan_links",
        "INSERT",
        "a draft follows one issued plan of its agency that nothing else ends",
        _BAD_LINK,
    )
    guarding.append_only("plan_links", "a link between papers is written once")


def downgrade() -> None:
    """Drop them."""
    for name in ("plan_links_insert", "plan_links_update", "plan_links_delete"):
        guarding.allow(name, "plan_links")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER guard_plan_links_truncate ON plan_links")
