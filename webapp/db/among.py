"""Many ids handed over as one value: as single parameters they cost more than the query itself."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, TableValuedAlias, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session


def among(
    session: Session,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    ids: Sequence[int],
) -> ColumnElement[bool]:
    """Return the condition that the column holds one of the ids."""
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(literal(ids, ARRAY(Integer)))
    return column.in_(select(each_of(session, ids).c.value))


def each_of(session: Session, ids: Sequence[int]) -> TableValuedAlias:
    """Return the ids as a table with the column `value`, to seek something for each by itself.

    Of many ids PostgreSQL may rather read all rows that could be meant.
    """
    if session.get_bind().dialect.name == "postgresql":
        given = func.unnest(literal(ids, ARRAY(Integer)))
        return given.table_valued("value", name="given").render_derived()
    return func.json_each(json.dumps(ids)).table_valued("value")
