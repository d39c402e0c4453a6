"""What a row says, as a hash: the same on either database, and whatever columns come later."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final, cast

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    String,
    Table,
    type_coerce,
)

from webapp.db.models.all import METADATA
from webapp.db.models.declarative import Base, UtcDateTime

CHAIN: Final = frozenset({"audit_events", "audit_heads"})
"""The log itself: held by its own hashes."""
COUNTED: Final[Mapping[str, frozenset[str]]] = {"series_years": frozenset({"last_number"})}
"""Columns that a statement of its own counts up, past the session."""
LATER: Final[Mapping[str, Mapping[str, object]]] = {"number_reservations": {"lost": False}}
"""Columns that came after migration 0044 and may not be NULL, with what rows of before hold.

A row that holds it is hashed as before, so that its older seal stays true.
"""
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
GONE = ""
"""The seal of a row that was deleted."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the rows of one table are read and hashed."""

    table: Table
    columns: tuple[Column[Any], ...]
    """Sorted by name."""
    keys: tuple[int, ...]
    """Where among them the primary key stands."""
    version: int | None
    """Where the counter of changes stands, if the table has one."""
    readers: tuple[Callable[[Any], object], ...]
    values_of: Callable[[object], Sequence[Any]]
    """Takes a row of the session."""

    def selected(self) -> list[ColumnElement[Any]]:
        """Return the columns as a query reads them: as they are stored, so that any can be read."""
        return [type_coerce(column, _stored_as(column)) for column in self.columns]

    def place(self, values: Sequence[Any]) -> str:
        """Return what the row is known by: `comments:7`."""
        return f"{self.table.name}:{'.'.join(str(values[key]) for key in self.keys)}"

    def seal(self, values: Sequence[Any]) -> str:
        """Return the hash, behind the number of the change where the table counts them."""
        later = LATER.get(self.table.name, {})
        said = {
            column.name: read(value)
            for column, read, value in zip(self.columns, self.readers, values, strict=True)
            if value is not None and later.get(column.name) != value
        }
        text = json.dumps([self.table.name, said], ensure_ascii=False, separators=(",", ":"))
        digest = urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")
        return digest if self.version is None else f"{values[self.version]}:{digest}"


def told(rows: Iterable[tuple[Base, bool]]) -> dict[str, str]:
    """Return what an event says of the rows that changed with it: the seal of each place.

    The flag says whether the row is still there.
    """
    seals = {}
    for row, there in rows:
        form = _form_of(type(row))
        values = form.values_of(row)
        seals[form.place(values)] = form.seal(values) if there else GONE
    return seals


@cache
def forms() -> tuple[Form, ...]:
    """Return the form of each table that no row changes of without an event."""
    models: dict[str, type[Base]] = {
        mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
    }
    covered = (name for name in sorted(METADATA.tables) if models[name].guarded)
    return tuple(_form_of(models[name]) for name in covered if name not in CHAIN)


@cache
def _form_of(model: type[Base]) -> Form:
    table, mapper = cast("Table", model.__table__), model.__mapper__
    counted = COUNTED.get(table.name, frozenset())
    columns = tuple(
        sorted((one for one in table.columns if one.name not in counted), key=lambda one: one.name)
    )
    names = [mapper.get_property_by_column(column).key for column in columns]
    version = mapper.version_id_col
    return Form(
        table,
        columns,
        tuple(columns.index(key) for key in table.primary_key),
        None if version is None else columns.index(cast("Column[Any]", version)),
        tuple(_reader_of(column) for column in columns),
        attrgetter(*names),
    )


def _reader_of(column: Column[Any]) -> Callable[[Any], object]:
    for kind, read in _READERS:
        if isinstance(column.type, kind):
            return read
    raise TypeError(f"no seal for a {column.type!r} of {column}")


def _stored_as(column: Column[Any]) -> type[Integer | String]:
    return Integer if isinstance(column.type, Boolean | Integer) else String


def _moment(value: datetime | str) -> str:
    """Return SQLite's text for a moment, or what stands there instead of one."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(_MOMENT)
    return str(value)


def _day(value: date | str) -> str:
    return str(value)


def _number(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _text(value: object) -> object:
    return value


_READERS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (UtcDateTime, _moment),
    (DateTime, _moment),
    (Date, _day),
    (Boolean, _number),
    (Integer, _number),
    (String, _text),
)
