"""Comments on the text of plans, which are never changed or deleted, and where notices lead."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TABLES = ("comment_resolutions", "comment_mentions", "comments")
_REFUSAL = "a comment is answered, never changed or deleted"


def upgrade() -> None:
    """Make the tables with their triggers."""
    _make_comments()
    op.create_index("ix_comments_plan_id_id", "comments", ["plan_id", "id"])
    op.create_table(
        "comment_mentions",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _key("comment_mentions", "comment_id", "comments.id"),
        _key("comment_mentions", "person_id", "people.id"),
        sa.PrimaryKeyConstraint("comment_id", "person_id", name=op.f("pk_comment_mentions")),
    )
    op.create_table(
        "comment_resolutions",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=False),
        _key("comment_resolutions", "comment_id", "comments.id"),
        _key("comment_resolutions", "resolved_by", "people.id"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_resolutions")),
    )
    op.add_column("notifications", sa.Column("anchor", sa.String(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _make_comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 2000", name=op.f("ck_comments_text")),
        sa.CheckConstraint(
            "length(quote) <= 500 AND length(context) <= 60", name=op.f("ck_comments_quote")
        ),
        sa.CheckConstraint("block <> '' OR quote = ''", name=op.f("ck_comments_block")),
        sa.CheckConstraint("thread_id IS NULL OR block = ''", name=op.f("ck_comments_reply")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_comments_ordinal")),
        _key("comments", "plan_id", "plans.id"),
        _key("comments", "thread_id", "comments.id"),
        _key("comments", "author_id", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def _guard_on_sqlite() -> None:
    for table in _TABLES:
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{deed} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )


def _guard_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION guard_comments() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER guard_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_comments()"
        )
        op.execute(
            f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("notifications", "anchor")
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION guard_comments()")
