"""Other documents of the book are sent as plans are, with the signed file that goes out."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_SENT, _FILES = "dispatches", "line_files"
_PLAN, _LINE, _EITHER = "plan_id", "register_row_id", "ck_dispatches_one_paper"
_COLUMNS = (
    "id, agency_id, plan_id, recipient_id, name, code, email, channel, sent_on, sent_by, sent_at"
)
_KEYS = {
    "agency_id": "agencies",
    "plan_id": "plans",
    "register_row_id": "register_rows",
    "recipient_id": "recipients",
    "sent_by": "people",
}
_RECALLED = """
EXISTS (
  SELECT 1 FROM plan_links AS r JOIN plans AS n ON n.id = r.plan_id
  WHERE r.kind = 'recalls' AND n.state = 'issued' AND r.target_id = NEW.plan_id
)
"""
_NOT_OTHER = """
EXISTS (
  SELECT 1 FROM register_rows AS l
  WHERE l.id = NEW.register_row_id AND (l.status <> 'issued' OR l.plan_id IS NOT NULL)
)
"""


def upgrade() -> None:
    """Let a dispatch name a line, and make the files of lines."""
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(with_lines=True)
    else:
        op.alter_column(_SENT, _PLAN, nullable=True)
        op.add_column(_SENT, sa.Column(_LINE, sa.Integer(), nullable=True))
        op.create_foreign_key(
            op.f("fk_dispatches_register_row_id_register_rows"),
            _SENT,
            "register_rows",
            [_LINE],
            ["id"],
        )
        op.create_check_constraint(op.f(_EITHER), _SENT, _one_paper())
        op.create_unique_constraint(_once(_LINE), _SENT, [_LINE, "recipient_id", "channel"])
    _guard_lines()
    _make_files()


def _make_files() -> None:
    op.create_table(
        _FILES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_row_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ordinal > 0", name=op.f("ck_line_files_is_counted")),
        sa.CheckConstraint("size > 0", name=op.f("ck_line_files_has_bytes")),
        _key(_FILES, _LINE, "register_rows"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["blobs.sha256"], name=op.f("fk_line_files_sha256_blobs")
        ),
        _key(_FILES, "added_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_files")),
        sa.UniqueConstraint(_LINE, "ordinal", name=op.f("uq_line_files_register_row_id_ordinal")),
    )
    guarding.append_only(_FILES, "a file of a line is followed by another, never changed")


def _make_anew(*, with_lines: bool) -> None:
    """Make the table with other columns; SQLite changes no constraint of one that is there.

    What came back refers to it: with its rows back under their ids nothing is amiss at the end.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMPORARY TABLE kept_dispatches AS SELECT {_COLUMNS} FROM {_SENT}")  # noqa: S608 - names of our own
    op.drop_table(_SENT)
    lines = [sa.Column(_LINE, sa.Integer(), nullable=True)] if with_lines else []
    papers = [_PLAN, _LINE] if with_lines else [_PLAN]
    op.create_table(
        _SENT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(_PLAN, sa.Integer(), nullable=with_lines),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "code", "email")),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        *lines,  # last, as PostgreSQL adds it: a backup has the columns of both in one order
        sa.CheckConstraint(
            "channel IN ('paper', 'axis', 'email', 'internal')", name=op.f("ck_dispatches_channel")
        ),
        *([sa.CheckConstraint(_one_paper(), name=op.f(_EITHER))] if with_lines else []),
        *(_key(_SENT, one, to) for one, to in _KEYS.items() if one != _LINE or with_lines),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        *(sa.UniqueConstraint(one, "recipient_id", "channel", name=_once(one)) for one in papers),
    )
    op.execute(f"INSERT INTO {_SENT} ({_COLUMNS}) SELECT {_COLUMNS} FROM kept_dispatches")  # noqa: S608 - names of our own
    op.execute("DROP TABLE kept_dispatches")
    op.create_index("ix_dispatches_agency_id", _SENT, ["agency_id"])
    guarding.append_only(_SENT, "what was sent stays as it was sent")
    refusal = "a recalled plan is frozen with its data"
    guarding.refuse("dispatches_added", _SENT, "INSERT", refusal, _RECALLED)


def _guard_lines() -> None:
    refusal = "a line that is void, reserved or of a plan is not sent by itself"
    guarding.refuse("dispatches_of_line", _SENT, "INSERT", refusal, _NOT_OTHER)


def _one_paper() -> str:
    return f"({_PLAN} IS NULL) <> ({_LINE} IS NULL)"


def _once(paper: str) -> str:
    return str(op.f(f"uq_dispatches_{paper}_recipient_id_channel"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """Go back; what was sent of other documents has to go first."""
    op.drop_table(_FILES)
    guarding.forget(_FILES)
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(with_lines=False)
        return
    guarding.allow("dispatches_of_line", _SENT)
    op.drop_constraint(_once(_LINE), _SENT, type_="unique")
    op.drop_constraint(op.f(_EITHER), _SENT, type_="check")
    op.drop_column(_SENT, _LINE)
    op.alter_column(_SENT, _PLAN, nullable=False)
