"""A thread of comments that was closed may be opened again: by turns, none of which is changed."""

import sqlalchemy as sa
from alembic import op

from webapp.db.migrations import guarding

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_TURNS, _RESOLUTIONS = "comment_turns", "comment_resolutions"
_REFUSAL = "a comment is answered, never changed or deleted"


def upgrade() -> None:
    """Make the table of turns, with what closed the threads so far."""
    op.create_table(
        _TURNS,
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_comment_turns_ordinal")),
        *_keys(_TURNS, "person_id"),
        sa.PrimaryKeyConstraint("comment_id", "ordinal", name=op.f("pk_comment_turns")),
    )
    op.execute(
        "INSERT INTO comment_turns (comment_id, ordinal, person_id, at) "
        "SELECT comment_id, 1, resolved_by, resolved_at FROM comment_resolutions"
    )
    op.drop_table(_RESOLUTIONS)
    guarding.append_only(_TURNS, _REFUSAL)


def _keys(table: str, person: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    targets = (("comment_id", "comments"), (person, "people"))
    return tuple(
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
        )
        for column, target in targets
    )


def downgrade() -> None:
    """Keep of each closed thread how it was closed last."""
    op.create_table(
        _RESOLUTIONS,
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=False),
        *_keys(_RESOLUTIONS, "resolved_by"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_resolutions")),
    )
    op.execute(
        "INSERT INTO comment_resolutions (comment_id, resolved_by, resolved_at) "
        "SELECT comment_id, person_id, at FROM comment_turns AS turn WHERE ordinal % 2 = 1 AND "
        "ordinal = (SELECT max(ordinal) FROM comment_turns WHERE comment_id = turn.comment_id)"
    )
    op.drop_table(_TURNS)
    guarding.forget(_TURNS)
    _guard_resolutions()


def _guard_resolutions() -> None:
    """Guard the table as it was: on PostgreSQL by the function that the other tables share."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER guard_{_RESOLUTIONS}_{deed} BEFORE {deed} ON {_RESOLUTIONS} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER guard_{_RESOLUTIONS} BEFORE UPDATE OR DELETE ON {_RESOLUTIONS} "
        "FOR EACH ROW EXECUTE FUNCTION guard_comments()"
    )
    guarding.refuse_emptying(_RESOLUTIONS)
