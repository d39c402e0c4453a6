"""Filters that a person keeps by name: his own, of the agency he works in, for one list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.searches import SavedFilterRow
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.domain.text import fold
from webapp.services import audit
from webapp.services.setting_changes import line

MOST = 20
"""Of one list: more are no shorter way than searching."""
_LONGEST_NAME = 60
_NOT_FOUND = "Không tìm thấy bộ lọc này; xem lại danh sách bộ lọc của anh/chị."
_PLACES = frozenset({"before_id", "before_number"})
"""Fields that say how far a reader has leafed; a saved filter begins at the beginning."""
Filter = TypeVar("Filter")


class SavedList(StrEnum):
    """The lists that filters are kept of."""

    PLANS = "plans"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One filter that the person kept."""

    filter_id: int
    list_name: SavedList
    name: str
    conditions: Mapping[str, object]


def conditions_of(wishes: Any) -> dict[str, object]:  # noqa: ANN401 - the filter of any list
    """Return what a filter asks beyond asking for all."""
    return {
        one.name: value
        for one in fields(wishes)
        if one.name not in _PLACES and (value := getattr(wishes, one.name)) != one.default
    }


def restored(kind: type[Filter], conditions: Mapping[str, object]) -> Filter:
    """Return the filter again; what its list no longer knows, or means otherwise, is left out."""
    known = {
        one.name: conditions[one.name]
        for one in fields(kind)  # type: ignore[arg-type]  # the filter of a list is a dataclass
        if one.name in conditions and _fits(conditions[one.name], one.default)
    }
    return kind(**known)


def of_list(session: Session, actor: Actor, list_name: SavedList) -> tuple[SavedFilter, ...]:
    """Return the person's filters of the list, by name."""
    return tuple(one for one in own_filters(session, actor) if one.list_name is list_name)


def own_filters(session: Session, actor: Actor) -> tuple[SavedFilter, ...]:
    """Return all filters of the person in the agency he works in, by list and name."""
    query = select(SavedFilterRow).where(
        SavedFilterRow.agency_id == actor.agency_id, SavedFilterRow.person_id == actor.person_id
    )
    rows = session.scalars(query.order_by(SavedFilterRow.list_name, SavedFilterRow.folded))
    return tuple(_view(row) for row in rows)


def one_filter(database: Database, actor: Actor, filter_id: int) -> SavedFilter:
    """Return a filter of the person's own."""
    with database.reading() as session:
        return _view(_own(session, actor, filter_id))


def save_filter(
    database: Database,
    actor: Actor,
    list_name: SavedList,
    name: str,
    conditions: Mapping[str, object],
    *,
    now: datetime,
) -> int:
    """Keep the filter under the name; refuse a name that the person has given before."""
    named = _name(name)
    with database.transaction() as session:
        kept = of_list(session, actor, list_name)
        _demand_another(kept, named, None)
        if len(kept) >= MOST:
            raise InvalidInputError(
                f"Mỗi danh sách lưu tối đa {MOST} bộ lọc; xóa bớt bộ lọc không dùng.", "name"
            )
        row = SavedFilterRow(
            agency_id=actor.agency_id,
            person_id=actor.person_id,
            list_name=list_name.value,
            name=named,
            folded=fold(named),
            conditions=json.dumps(dict(conditions), ensure_ascii=False, sort_keys=True),
            created_at=now,
        )
        session.add(row)
        audit.write_ahead(session)
        _record(session, actor, "save_filter", row, now=now, told={"name": named, **conditions})
        return row.id


def rename_filter(
    database: Database, actor: Actor, filter_id: int, name: str, now: datetime
) -> None:
    """Give the filter another name."""
    named = _name(name)
    with database.transaction() as session:
        row = _own(session, actor, filter_id)
        _demand_another(of_list(session, actor, SavedList(row.list_name)), named, row.id)
        if row.name == named:
            return
        told = {"name": [row.name, named]}
        row.name, row.folded = named, fold(named)
        _record(session, actor, "rename_filter", row, now=now, told=told)


def delete_filter(database: Database, actor: Actor, filter_id: int, now: datetime) -> str:
    """Drop the filter; return the name it had."""
    with database.transaction() as session:
        row = _own(session, actor, filter_id)
        session.delete(row)
        _record(session, actor, "delete_filter", row, now=now, told={"name": row.name})
        return row.name


def _own(session: Session, actor: Actor, filter_id: int) -> SavedFilterRow:
    row = session.get(SavedFilterRow, filter_id)
    if row is None or (row.agency_id, row.person_id) != (actor.agency_id, actor.person_id):
        raise NotFoundError(_NOT_FOUND)
    return row


def _record(
    session: Session,
    actor: Actor,
    action: str,
    row: SavedFilterRow,
    *,
    now: datetime,
    told: Mapping[str, object],
) -> None:
    subject = f"filter:{row.id}"
    details = {"list": row.list_name, **told}
    audit.record(session, actor, action, now=now, subject=subject, details=details)


def _view(row: SavedFilterRow) -> SavedFilter:
    conditions = json.loads(row.conditions)
    return SavedFilter(row.id, SavedList(row.list_name), row.name, conditions)


def _name(typed: str) -> str:
    name = line(typed, "tên bộ lọc", "name")
    if len(name) > _LONGEST_NAME:
        raise InvalidInputError(f"Rút gọn tên bộ lọc: tối đa {_LONGEST_NAME} ký tự.", "name")
    return name


def _demand_another(kept: tuple[SavedFilter, ...], name: str, own_id: int | None) -> None:
    if any(fold(one.name) == fold(name) and one.filter_id != own_id for one in kept):
        raise InvalidInputError("Anh/chị đã có bộ lọc tên này; đặt một tên khác.", "name")


def _fits(value: object, default: object) -> bool:
    """Tell whether the value is of the kind that the field holds; a field without one is a key."""
    kind = int if default is None else type(default)
    return isinstance(value, kind) and isinstance(value, bool) == (kind is bool)
