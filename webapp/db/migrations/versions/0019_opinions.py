"""Opinions on a plan, what was taken over of them, and the phiếu lấy ý kiến with its answers."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OUTSIDE, _EXPLAINED, _POLLS, _BALLOTS = "outside_opinions", "explanations", "polls", "ballots"
# table, deed, condition on OLD and NEW ("" for always), the refusal
_RULES = (
    (_OUTSIDE, "delete", "", "an opinion is dropped, never deleted"),
    (_EXPLAINED, "delete", "", "an explanation is changed, never deleted"),
    (_POLLS, "delete", "", "a poll is closed, never deleted"),
    (_BALLOTS, "delete", "", "a ballot is never deleted"),
    (
        _POLLS,
        "update",
        (
            "OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL OR OLD.plan_id <> NEW.plan_id"
            " OR OLD.question <> NEW.question OR OLD.due_on <> NEW.due_on"
            " OR OLD.revision_sha256 <> NEW.revision_sha256 OR OLD.opened_by <> NEW.opened_by"
            " OR OLD.opened_at <> NEW.opened_at"
        ),
        "a poll is closed once, and keeps what it asked",
    ),
    (
        _BALLOTS,
        "update",
        (
            "OLD.vote IS NOT NULL OR NEW.vote IS NULL OR OLD.poll_id <> NEW.poll_id"
            " OR OLD.person_id <> NEW.person_id"
        ),
        "an answer is given once, and stands",
    ),
)
_TABLES = (_BALLOTS, _POLLS, _EXPLAINED, _OUTSIDE)


def upgrade() -> None:
    """Make the tables; what was asked and answered stays."""
    _make_outside()
    _make_explained()
    _make_polls()
    _make_ballots()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for rule in _RULES:
        if on_sqlite:
            _guard_on_sqlite(*rule)
        else:
            _guard_on_postgresql(*rule)
    if not on_sqlite:
        for table in _TABLES:
            op.execute(
                f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
            )


def _make_outside() -> None:
    op.create_table(
        _OUTSIDE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("paper_date", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _check(_OUTSIDE, "stance", "stance IN ('agrees', 'remarks', 'silent')"),
        _check(_OUTSIDE, "has_office", "length(office) BETWEEN 1 AND 200"),
        _check(_OUTSIDE, "remarks_have_text", "stance != 'remarks' OR text != ''"),
        _key(_OUTSIDE, "plan_id", "plans.id"),
        _key(_OUTSIDE, "paper_id", "dossier_papers.id"),
        _key(_OUTSIDE, "entered_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_opinions")),
    )
    op.create_index("ix_outside_opinions_plan_id", _OUTSIDE, ["plan_id"])


def _make_explained() -> None:
    op.create_table(
        _EXPLAINED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _check(_EXPLAINED, "source", "source IN ('outside', 'step', 'ballot')"),
        _key(_EXPLAINED, "plan_id", "plans.id"),
        _key(_EXPLAINED, "written_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanations")),
        sa.UniqueConstraint(
            "plan_id", "source", "source_id", name=op.f("uq_explanations_plan_id_source_source_id")
        ),
    )


def _make_polls() -> None:
    op.create_table(
        _POLLS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("revision_sha256", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        _check(_POLLS, "has_question", "length(question) BETWEEN 1 AND 2000"),
        _check(_POLLS, "closed_by_somebody", "(closed_at IS NULL) = (closed_by IS NULL)"),
        _key(_POLLS, "plan_id", "plans.id"),
        _key(_POLLS, "opened_by", "people.id"),
        _key(_POLLS, "closed_by", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    op.create_index("ix_polls_plan_id", _POLLS, ["plan_id"])


def _make_ballots() -> None:
    op.create_table(
        _BALLOTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("vote", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        _check(_BALLOTS, "vote", "vote IN ('agree', 'disagree', 'other')"),
        _check(_BALLOTS, "answered_if_dated", "(vote IS NULL) = (answered_at IS NULL)"),
        _check(_BALLOTS, "other_has_text", "vote != 'other' OR text != ''"),
        _key(_BALLOTS, "poll_id", "polls.id"),
        _key(_BALLOTS, "person_id", "people.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("poll_id", "person_id", name=op.f("uq_ballots_poll_id_person_id")),
    )
    op.create_index("ix_ballots_person_id", _BALLOTS, ["person_id"])


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def _guard_on_sqlite(table: str, deed: str, condition: str, refusal: str) -> None:
    when = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{table}_{deed} BEFORE {deed} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _guard_on_postgresql(table: str, deed: str, condition: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{table}_{deed}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'delete' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{table}_{deed} BEFORE {deed} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{table}_{deed}()"
    )


def downgrade() -> None:
    """Drop them."""
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        for table, deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{table}_{deed}()")
