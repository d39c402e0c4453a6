"""Insert a row unless it is there already, on either database."""

from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.declarative import Base


def insert_if_absent(session: Session, table: type[Base], **values: Any) -> None:  # noqa: ANN401 - column values
    """Insert the row; where another transaction was first, keep what it wrote."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement: Insert = dialect.insert(table).values(**values).on_conflict_do_nothing()
    session.execute(statement, execution_options=OWN_STATEMENT)
