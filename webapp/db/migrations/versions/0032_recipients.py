"""The directory of recipients, what was sent to whom, what came back, and the letters of it."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_PLACE = "OLD.agency_id <> NEW.agency_id"
_UNSENT = "sent_at IS NULL AND NOT gave_up"


def upgrade() -> None:
    """Make tables and guards."""
    _make_directory()
    _make_dispatches()
    _make_letters()
    guarding.refuse(
        "recipients_update", "recipients", "UPDATE", "a recipient stays in its agency", _PLACE
    )
    guarding.refuse(
        "recipients_delete", "recipients", "DELETE", "a recipient is closed, never deleted"
    )
    guarding.refuse_emptying("recipients")
    guarding.append_only("dispatches", "what was sent stays as it was sent")
    guarding.append_only("dispatch_returns", "what came back is added to, never changed")


def _make_directory() -> None:
    op.create_table(
        "recipients",
        _id(),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("member_agency_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _check("recipients", "one_inside", "unit_id IS NULL OR member_agency_id IS NULL"),
        _check("recipients", "code", "code = '' OR length(code) = 13"),
        _key("recipients", "agency_id", "agencies.id"),
        _key("recipients", "unit_id", "units.id"),
        _key("recipients", "member_agency_id", "agencies.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("agency_id", "name", name=op.f("uq_recipients_agency_id_name")),
    )
    op.create_table(
        "recipient_groups",
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _key("recipient_groups", "recipient_id", "recipients.id"),
        sa.PrimaryKeyConstraint("recipient_id", "name", name=op.f("pk_recipient_groups")),
    )


def _make_dispatches() -> None:
    op.create_table(
        "dispatches",
        _id(),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        _check("dispatches", "channel", "channel IN ('paper', 'axis', 'email', 'internal')"),
        _key("dispatches", "agency_id", "agencies.id"),
        _key("dispatches", "plan_id", "plans.id"),
        _key("dispatches", "recipient_id", "recipients.id"),
        _key("dispatches", "sent_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.UniqueConstraint(
            "plan_id",
            "recipient_id",
            "channel",
            name=op.f("uq_dispatches_plan_id_recipient_id_channel"),
        ),
    )
    op.create_index("ix_dispatches_agency_id", "dispatches", ["agency_id"])
    op.create_table(
        "dispatch_returns",
        _id(),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _check("dispatch_returns", "receipt", "receipt IN ('arrived', 'received', 'refused')"),
        _check(
            "dispatch_returns",
            "refused_with_reason",
            "receipt <> 'refused' OR length(reason) > 0",
        ),
        _key("dispatch_returns", "dispatch_id", "dispatches.id"),
        _key("dispatch_returns", "recorded_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_returns")),
    )
    op.create_index("ix_dispatch_returns_dispatch_id", "dispatch_returns", ["dispatch_id"])


def _make_letters() -> None:
    op.create_table(
        "dispatch_letters",
        _id(),
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gave_up", sa.Boolean(), nullable=False),
        _key("dispatch_letters", "dispatch_id", "dispatches.id"),
        _key("dispatch_letters", "sha256", "blobs.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_letters")),
        sa.UniqueConstraint("dispatch_id", name=op.f("uq_dispatch_letters_dispatch_id")),
    )
    op.create_index(
        "ix_dispatch_letters_due",
        "dispatch_letters",
        ["due_at", "id"],
        sqlite_where=sa.text(_UNSENT),
        postgresql_where=sa.text(_UNSENT),
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def downgrade() -> None:
    """Drop them."""
    for table in ("dispatch_letters", "dispatch_returns", "dispatches"):
        op.drop_table(table)
    op.drop_table("recipient_groups")
    op.drop_table("recipients")
    for table in ("dispatch_returns", "dispatches", "recipients"):
        guarding.forget(table)
