"""The agency's directory of recipients: who is in it, and its changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, UnitRow
from webapp.db.models.recipients import RecipientGroupRow, RecipientRow
from webapp.domain.dispatching import (
    CHANNEL_LABELS,
    Channel,
    DirectoryAction,
    Place,
    may,
    require,
    sound_address,
    sound_code,
    usual_channel,
)
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor
from webapp.domain.text import clean, fold, squeeze
from webapp.services import audit
from webapp.services.secret_marks import refuse_secret_text
from webapp.services.setting_changes import assign, demand_fresh, line

NOT_FOUND = "Không tìm thấy nơi nhận này trong danh bạ; chọn một dòng trong danh sách."
_LONGEST_GROUPS = 20
_UNIT, _AGENCY = "unit", "agency"
_NOT_SENT_TO = "Không gửi: chính cơ quan"


@dataclass(frozen=True, slots=True)
class RecipientInput:
    """What the form of a recipient brings; no id: a new one."""

    recipient_id: int | None
    name: str
    code: str = ""
    email: str = ""
    groups: str = ""
    """Parted by semicolons: «Các thôn; Để thực hiện»."""
    inside: str = ""
    """«unit:7», «agency:3»: what of the installation it is; empty: an outside place."""
    active: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True)
class RecipientView:
    """A recipient as pages show it."""

    values: RecipientInput
    recipient_id: int
    inside_label: str
    """«đơn vị Phòng Kinh tế», empty for an outside place."""
    groups: tuple[str, ...]
    channel: Channel
    channel_label: str
    """How it is sent to when nobody says otherwise."""
    folded: str
    """Name, code, address and groups as search sees them."""
    is_own: bool
    """It is the agency itself: it gives the code of the packages, and nothing is sent to it."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory as the page shows it."""

    recipients: tuple[RecipientView, ...]
    groups: tuple[str, ...]
    may_keep: bool
    asked: str = ""
    group: str = ""
    own_code: str = ""
    """The agency's own code on the national axis; empty: not in the directory yet."""


def directory(database: Database, actor: Actor, asked: str = "", group: str = "") -> Directory:
    """Return those that hold every asked word, in any spelling, those in use first."""
    require(DirectoryAction.READ, actor)
    with database.reading() as session:
        names = insides_of(session, actor.agency_id)
        views = tuple(views_of(session, actor.agency_id, names))
    words = fold(asked).split()
    own = next((one for one in views if one.is_own), None)
    return Directory(
        recipients=tuple(
            one
            for one in views
            if (not group or group in one.groups) and all(word in one.folded for word in words)
        ),
        groups=groups_of(views),
        may_keep=may(DirectoryAction.KEEP, actor),
        asked=asked,
        group=group,
        own_code=own.values.code if own else "",
    )


def one_recipient(database: Database, actor: Actor, recipient_id: int) -> RecipientView:
    """Return one place of the agency, for whoever may change it."""
    require(DirectoryAction.KEEP, actor)
    with database.reading() as session:
        row = session.get(RecipientRow, recipient_id)
        if row is None or row.agency_id != actor.agency_id:
            raise NotFoundError(NOT_FOUND)
        of_row = RecipientGroupRow.recipient_id == row.id
        names = select(RecipientGroupRow.name).where(of_row).order_by(RecipientGroupRow.name)
        groups = tuple(session.scalars(names))
        return _view(row, insides_of(session, actor.agency_id), groups)


def insides(database: Database, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return what of the installation a recipient may be: value and label."""
    require(DirectoryAction.KEEP, actor)
    with database.reading() as session:
        return tuple(insides_of(session, actor.agency_id).items())


def save_recipient(database: Database, actor: Actor, values: RecipientInput, now: datetime) -> int:
    """Change a recipient or add one; return its id."""
    require(DirectoryAction.KEEP, actor)
    with database.transaction() as session:
        lock_directory(session, actor)
        faults = Faults()
        groups = faults.of((), typed_groups, values.groups)
        fields = faults.last(sound_fields, session, actor, values, groups)
        _demand_another(session, actor, values.recipient_id, fields)
        return write_recipient(session, actor, values, now)


def lock_directory(session: Session, actor: Actor) -> None:
    """Let no other change of the agency's directory come between."""
    session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)


def write_recipient(session: Session, actor: Actor, values: RecipientInput, now: datetime) -> int:
    """Write a place with its event, under the lock, when nobody else has its name or code."""
    row = _row(session, actor, values)
    groups = typed_groups(values.groups)
    changes = assign(row, sound_fields(session, actor, values, groups))
    session.add(row)
    audit.write_ahead(session)
    changes |= _set_groups(session, row.id, groups)
    audit.record(
        session,
        actor,
        "save_recipient",
        now=now,
        subject=f"recipient:{row.id}",
        details={"changes": changes},
    )
    return row.id


def views_of(session: Session, agency_id: int, names: Mapping[str, str]) -> Iterable[RecipientView]:
    """Yield every recipient of the agency, those in use first, by name."""
    groups: dict[int, list[str]] = {}
    query = (
        select(RecipientGroupRow)
        .join(RecipientRow, RecipientRow.id == RecipientGroupRow.recipient_id)
        .where(RecipientRow.agency_id == agency_id)
        .order_by(RecipientGroupRow.name)
    )
    for one in session.scalars(query):
        groups.setdefault(one.recipient_id, []).append(one.name)
    for row in _rows(session, agency_id):
        yield _view(row, names, tuple(groups.get(row.id, ())))


def insides_of(session: Session, agency_id: int) -> dict[str, str]:
    """Return what of the installation a recipient of the agency may be."""
    units = select(UnitRow).where(UnitRow.agency_id == agency_id).order_by(UnitRow.name)
    found = {f"{_UNIT}:{row.id}": f"đơn vị {row.name}" for row in session.scalars(units)}
    for row in session.scalars(select(AgencyRow).order_by(AgencyRow.short_name)):
        is_own = row.id == agency_id
        label = "chính cơ quan này" if is_own else f"cơ quan {row.short_name}"
        found[f"{_AGENCY}:{row.id}"] = label
    return found


def place_of(row: RecipientRow) -> Place:
    """Return what the choice of a channel looks at."""
    is_internal = row.unit_id is not None or row.member_agency_id is not None
    return Place(row.code, row.email, is_internal)


def is_own(row: RecipientRow) -> bool:
    """Tell whether the place is the agency that keeps the directory."""
    return row.member_agency_id == row.agency_id


def groups_of(views: Iterable[RecipientView]) -> tuple[str, ...]:
    """Return the groups, by name."""
    return tuple(sorted({name for one in views for name in one.groups}))


def _rows(session: Session, agency_id: int) -> list[RecipientRow]:
    query = select(RecipientRow).where(RecipientRow.agency_id == agency_id)
    rows = session.scalars(query.order_by(RecipientRow.id))
    return sorted(rows, key=lambda row: (not row.active, fold(row.name)))


def _view(row: RecipientRow, names: Mapping[str, str], groups: tuple[str, ...]) -> RecipientView:
    inside = f"{_UNIT}:{row.unit_id}" if row.unit_id else ""
    if row.member_agency_id:
        inside = f"{_AGENCY}:{row.member_agency_id}"
    channel = usual_channel(place_of(row))
    return RecipientView(
        RecipientInput(
            row.id,
            row.name,
            row.code,
            row.email,
            "; ".join(groups),
            inside,
            row.active,
            row.version,
        ),
        row.id,
        names.get(inside, ""),
        groups,
        channel,
        _NOT_SENT_TO if is_own(row) else CHANNEL_LABELS[channel],
        row.folded,
        is_own(row),
    )


def _row(session: Session, actor: Actor, values: RecipientInput) -> RecipientRow:
    if values.recipient_id is None:
        return RecipientRow(agency_id=actor.agency_id)
    row = session.get(RecipientRow, values.recipient_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(NOT_FOUND)
    demand_fresh(row.version, values.version, "nơi nhận này")
    return row


def sound_fields(
    session: Session, actor: Actor, values: RecipientInput, groups: tuple[str, ...]
) -> dict[str, object]:
    """Return the columns of a place; refuse what cannot be one."""
    faults = Faults()
    name = faults.of("", _name, values.name)
    code = faults.of("", sound_code, values.code, "code")
    email = faults.of("", sound_address, values.email, "email")
    faults.last(_demand_inside, session, actor, values)
    inside, _, number = values.inside.partition(":")
    return {
        "name": name,
        "code": code,
        "email": email,
        "unit_id": int(number) if inside == _UNIT else None,
        "member_agency_id": int(number) if inside == _AGENCY else None,
        "active": values.active,
        "folded": fold(" ".join((name, code, email, *groups))),
    }


def _name(typed: str) -> str:
    name = line(typed, "tên nơi nhận", "name")
    refuse_secret_text(name, "name")
    return name


def _demand_inside(session: Session, actor: Actor, values: RecipientInput) -> None:
    if values.inside and values.inside not in insides_of(session, actor.agency_id):
        raise InvalidInputError("Chọn một đơn vị, cơ quan trong danh sách.", "inside")


def typed_groups(typed: str) -> tuple[str, ...]:
    """Return the groups of «Các thôn; Để thực hiện», by name."""
    names = {squeeze(clean(one).text) for one in typed.replace("\n", ";").split(";")} - {""}
    if len(names) > _LONGEST_GROUPS:
        raise InvalidInputError(
            f"Một nơi nhận ở tối đa {_LONGEST_GROUPS} nhóm; bỏ bớt nhóm.", "groups"
        )
    return tuple(sorted(line(one, "tên nhóm", "groups") for one in names))


def _set_groups(
    session: Session, recipient_id: int, groups: tuple[str, ...]
) -> dict[str, list[object]]:
    query = select(RecipientGroupRow).where(RecipientGroupRow.recipient_id == recipient_id)
    kept = {row.name: row for row in session.scalars(query)}
    if set(kept) == set(groups):
        return {}
    for name in kept.keys() - set(groups):
        session.delete(kept[name])
    session.add_all(
        RecipientGroupRow(recipient_id=recipient_id, name=name)
        for name in sorted(set(groups) - kept.keys())
    )
    return {"groups": ["; ".join(sorted(kept)), "; ".join(groups)]}


def _demand_another(
    session: Session, actor: Actor, recipient_id: int | None, fields: Mapping[str, object]
) -> None:
    """Refuse a name that another has, and the same place of the axis or installation twice."""
    for row in _rows(session, actor.agency_id):
        if row.id == recipient_id:
            continue
        if fold(row.name) == fold(str(fields["name"])):
            raise InvalidInputError("Danh bạ đã có nơi nhận tên này; mở dòng đó để sửa.", "name")
        if row.code and row.code == fields["code"]:
            raise InvalidInputError(f"Mã định danh này là của «{row.name}»; xem lại.", "code")
