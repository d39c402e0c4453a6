"""The workflow that an issuer chose; units in a tree, and the agency that a unit is."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Column by column: SQLite adds no constraint to a table that is there, only one of a new column.
_COLUMNS = (
    ("agencies", "workflow_name", "VARCHAR NOT NULL DEFAULT 'ke_hoach'"),
    ("advisory_bodies", "workflow_name", "VARCHAR NOT NULL DEFAULT 'ke_hoach_tu_van'"),
    (
        "units",
        "parent_id",
        (
            "INTEGER CONSTRAINT fk_units_parent_id_units REFERENCES units (id)"
            " CONSTRAINT ck_units_not_under_itself CHECK (parent_id <> id)"
        ),
    ),
    (
        "units",
        "own_agency_id",
        (
            "INTEGER CONSTRAINT fk_units_own_agency_id_agencies REFERENCES agencies (id)"
            " CONSTRAINT ck_units_another_agency CHECK (own_agency_id <> agency_id)"
        ),
    ),
)
_OTHER_AGENCY = (
    "NOT EXISTS (SELECT 1 FROM units AS p"
    " WHERE p.id = NEW.parent_id AND p.agency_id = NEW.agency_id)"
)
_THREE_ABOVE = (
    "EXISTS (SELECT 1 FROM units AS p JOIN units AS g ON g.id = p.parent_id"
    " WHERE p.id = NEW.parent_id AND g.parent_id IS NOT NULL)"
)
_TWO_ABOVE_ONE_BELOW = (
    "EXISTS (SELECT 1 FROM units AS p JOIN units AS c ON c.parent_id = NEW.id"
    " WHERE p.id = NEW.parent_id AND p.parent_id IS NOT NULL)"
)
_TWO_BELOW = (
    "EXISTS (SELECT 1 FROM units AS c JOIN units AS d ON d.parent_id = c.id"
    " WHERE c.parent_id = NEW.id)"
)
# A circle of two or three units has more than three levels too, so that these refuse it.
_NO_TREE = (
    f"NEW.parent_id IS NOT NULL AND ({_OTHER_AGENCY} OR {_THREE_ABOVE}"
    f" OR {_TWO_ABOVE_ONE_BELOW} OR {_TWO_BELOW})"
)
_REFUSAL = "units are a tree of three levels within one agency"


def upgrade() -> None:
    """Make the columns and the guard of the tree."""
    for table, name, definition in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {definition}")
    op.create_index("uq_units_own_agency_id", "units", ["own_agency_id"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("INSERT", "UPDATE"):
            op.execute(
                f"CREATE TRIGGER guard_units_tree_{deed.lower()} BEFORE {deed} ON units "
                f"WHEN {_NO_TREE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION guard_units_tree() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_NO_TREE} THEN RAISE EXCEPTION '{_REFUSAL}' "
        "USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER guard_units_tree BEFORE INSERT OR UPDATE ON units "
        "FOR EACH ROW EXECUTE FUNCTION guard_units_tree()"
    )


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("insert", "update"):
            op.execute(f"DROP TRIGGER guard_units_tree_{deed}")
    else:
        op.execute("DROP TRIGGER guard_units_tree ON units")
        op.execute("DROP FUNCTION guard_units_tree()")
    op.drop_index("uq_units_own_agency_id", "units")
    for table, name, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
