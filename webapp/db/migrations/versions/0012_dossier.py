"""The papers that go with a plan to those who decide, their versions, and their pages."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PAPERS, _PAGES = "dossier_papers", "dossier_pages"
_KEPT = (
    "plan_id", "kind", "title", "paper_number", "issuer", "file_name", "media_type", "size",
    "sha256", "added_by", "added_at",
)  # fmt: skip
_KEPT_OR_EMPTY = ("paper_date", "replaces_id")
_CHANGED = " OR ".join(
    [
        *(f"OLD.{name} <> NEW.{name}" for name in _KEPT),
        *(
            f"(OLD.{name} IS NULL) <> (NEW.{name} IS NULL) OR OLD.{name} <> NEW.{name}"
            for name in _KEPT_OR_EMPTY
        ),
    ]
)
_RULES = (
    ("delete", "", "a paper of the dossier is removed with a reason, never deleted"),
    (
        "update",
        f"OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL OR {_CHANGED}",
        "a paper of the dossier is removed once, and keeps what it was",
    ),
)


def upgrade() -> None:
    """Make the tables; what is written of a paper stays written."""
    _make_papers()
    _make_pages()
    _guard()


def _make_papers() -> None:
    op.create_table(
        _PAPERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("paper_date", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=True),
        *_checks_of_papers(),
        *(
            _key(_PAPERS, *key)
            for key in (
                ("plan_id", "plans.id"),
                ("sha256", "blobs.sha256"),
                ("added_by", "people.id"),
                ("removed_by", "people.id"),
            )
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "replaces_id"],
            [f"{_PAPERS}.plan_id", f"{_PAPERS}.id"],
            name="fk_dossier_papers_replaces",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_papers")),
        sa.UniqueConstraint("plan_id", "id", name=op.f("uq_dossier_papers_plan_id_id")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_dossier_papers_replaces_id")),
    )


def _checks_of_papers() -> tuple[sa.CheckConstraint, ...]:
    checks = {
        "kind": (
            "kind IN ('to_trinh', 'van_ban_giao_viec', 'can_cu', 'y_kien', 'tham_dinh', 'khac')"
        ),
        "has_title": "length(title) BETWEEN 1 AND 300",
        "has_bytes": "size > 0",
        "removal_reason": "length(removal_reason) BETWEEN 1 AND 500",
        "removed_by_somebody": (
            "(removed_at IS NULL) = (removed_by IS NULL)"
            " AND (removed_at IS NULL) = (removal_reason IS NULL)"
        ),
    }
    return tuple(
        sa.CheckConstraint(rule, name=op.f(f"ck_{_PAPERS}_{name}")) for name, rule in checks.items()
    )


def _make_pages() -> None:
    op.create_table(
        _PAGES,
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'ready') = (sha256 IS NOT NULL)", name=op.f("ck_dossier_pages_ready_if_made")
        ),
        sa.CheckConstraint(
            "state != 'failed' OR reason != ''", name=op.f("ck_dossier_pages_failed_has_reason")
        ),
        *(
            _key(_PAGES, *key)
            for key in (
                ("paper_id", f"{_PAPERS}.id"),
                ("source_sha256", "blobs.sha256"),
                ("sha256", "blobs.sha256"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_pages")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_dossier_pages_paper_id")),
    )
    op.create_index("ix_dossier_pages_state_id", _PAGES, ["state", "id"])


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name)


def _guard() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for deed, condition, refusal in _RULES:
        if on_sqlite:
            _guard_on_sqlite(deed, condition, refusal)
        else:
            _guard_on_postgresql(deed, condition, refusal)
    if not on_sqlite:
        op.execute(
            f"CREATE TRIGGER guard_{_PAPERS}_truncate BEFORE TRUNCATE ON {_PAPERS} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate()"
        )


def _guard_on_sqlite(deed: str, condition: str, refusal: str) -> None:
    when = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{_PAPERS}_{deed} BEFORE {deed} ON {_PAPERS} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _guard_on_postgresql(deed: str, condition: str, refusal: str) -> None:
    op.execute(
        f"CREATE FUNCTION guard_{_PAPERS}_{deed}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition or 'true'} THEN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {'OLD' if deed == 'delete' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{_PAPERS}_{deed} BEFORE {deed} ON {_PAPERS} "
        f"FOR EACH ROW EXECUTE FUNCTION guard_{_PAPERS}_{deed}()"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table(_PAGES)
    op.drop_table(_PAPERS)
    if op.get_bind().dialect.name != "sqlite":
        for deed, *_ in _RULES:
            op.execute(f"DROP FUNCTION guard_{_PAPERS}_{deed}()")
