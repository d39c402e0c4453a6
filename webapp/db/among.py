"""Many ids handed over as one value: as single parameters they cost more than the query itself."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, any_, func, literal, select
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
    given = func.json_each(json.dumps(ids)).table_valued("value")
    return column.in_(select(given.c.value))
