"""The directory filled from a sheet: first a report of each line, then, on a word, the writing."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from webapp.adapters.own_process import run_module
from webapp.db.database import Database
from webapp.documents.recipient_sheet import (
    HEADS,
    TOO_LONG,
    SheetLine,
    empty_sheet,
    lines_of,
    rows_of_csv,
)
from webapp.documents.sheet_reading import MOST_ROWS, READ_ROWS
from webapp.domain.dispatching import DirectoryAction, require
from webapp.domain.errors import InvalidInputError, StalePageError
from webapp.domain.outline.files import decode
from webapp.domain.people import Actor
from webapp.domain.text import fold
from webapp.services import audit, uploads
from webapp.services.papers import Download
from webapp.services.recipients import (
    RecipientInput,
    RecipientView,
    insides_of,
    lock_directory,
    sound_fields,
    typed_groups,
    views_of,
    write_recipient,
)

_PURPOSE = "recipients"
_READER = "webapp.documents.sheet_reading"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNREADABLE = (
    "Tệp này không đọc được: hỏng, có mật khẩu, có macro hoặc quá lớn; "
    "lưu lại thành .xlsx thường hoặc .csv (UTF-8) rồi tải lên."
)
COLUMNS = HEADS
NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
LABELS = {NEW: "Thêm mới", CHANGED: "Cập nhật", SAME: "Không đổi", REFUSED: "Không nhận"}


@dataclass(frozen=True, slots=True)
class LineReport:
    """What one line of the sheet would do."""

    number: int
    name: str
    kind: str
    """One of LABELS."""
    words: str
    """What changes, or why the line is refused."""
    values: RecipientInput | None = None
    """What is written; None where nothing is."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The report that is confirmed."""

    upload_id: int
    file_name: str
    lines: tuple[LineReport, ...]
    fingerprint: str
    """Of all that it says: another report needs another word."""

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many lines there are of each kind."""
        return Counter(one.kind for one in self.lines)


def keep_sheet(database: Database, actor: Actor, name: str, data: bytes, now: datetime) -> int:
    """Keep the file until the person's word; refuse one that holds no recipients."""
    require(DirectoryAction.KEEP, actor)
    _lines(name, data)
    with database.transaction() as session:
        uploads.forget_beyond(session, actor, _PURPOSE, 0)
        return uploads.keep(session, actor, _PURPOSE, name, data, now=now)


def report(database: Database, actor: Actor, upload_id: int, now: datetime) -> ImportReport:
    """Return what the kept file would do to the directory as it is now; nothing is changed."""
    require(DirectoryAction.KEEP, actor)
    with database.reading() as session:
        file = uploads.fetch(session, actor, _PURPOSE, upload_id, now)
        return _report(session, actor, upload_id, file.name, _lines(file.name, file.data))


def take_over(
    database: Database, actor: Actor, upload_id: int, fingerprint: str, now: datetime
) -> Mapping[str, int]:
    """Write what the report said, each place with its event; refuse when it says otherwise now."""
    require(DirectoryAction.KEEP, actor)
    with database.reading() as session:
        file = uploads.fetch(session, actor, _PURPOSE, upload_id, now)
    lines = _lines(file.name, file.data)
    with database.transaction() as session:
        lock_directory(session, actor)
        found = _report(session, actor, upload_id, file.name, lines)
        if found.fingerprint != fingerprint:
            raise StalePageError(
                "Danh bạ vừa thay đổi nên báo cáo khác trước; xem lại từng dòng rồi xác nhận."
            )
        for one in found.lines:
            if one.values is not None:
                write_recipient(session, actor, one.values, now)
        uploads.forget(session, actor, _PURPOSE, upload_id)
        details = {"file": file.name, **found.counts}
        audit.record(session, actor, "import_recipients", now=now, details=details)
        return found.counts


def template() -> Download:
    """Return the sheet to fill in."""
    return Download("danh-ba-noi-nhan-mau.xlsx", empty_sheet(), _SHEET)


def _lines(name: str, data: bytes) -> list[SheetLine]:
    lines = lines_of(_rows(name, data))
    if not lines:
        raise InvalidInputError("Tệp chưa có nơi nhận nào dưới hàng đầu đề.", "file")
    if len(lines) > MOST_ROWS:
        raise InvalidInputError(
            f"Một tệp nhận tối đa {MOST_ROWS} nơi nhận; chia thành nhiều tệp.", "file"
        )
    return lines


def _rows(name: str, data: bytes) -> list[list[str]]:
    if name.lower().endswith(".csv"):
        try:
            return rows_of_csv(decode(data))
        except InvalidInputError as error:
            raise InvalidInputError(str(error), "file") from error
    if not name.lower().endswith(".xlsx"):
        raise InvalidInputError("Chọn tệp .xlsx hoặc .csv.", "file")
    rows: list[list[str]] | None = json.loads(run_module(_READER, data) or b"null")
    if rows is None:
        raise InvalidInputError(_UNREADABLE, "file")
    if len(rows) > READ_ROWS:
        raise InvalidInputError(TOO_LONG, "file")
    return rows


def _report(
    session: Session, actor: Actor, upload_id: int, name: str, lines: Sequence[SheetLine]
) -> ImportReport:
    known = list(views_of(session, actor.agency_id, insides_of(session, actor.agency_id)))
    told = tuple(_Reading(session, actor, known).reports(lines))
    said = json.dumps([[one.number, one.kind, one.name, one.words] for one in told])
    return ImportReport(upload_id, name, told, sha256(said.encode()).hexdigest())


class _Reading:
    """The lines one after the other, each held against the directory and those before it."""

    def __init__(self, session: Session, actor: Actor, known: Sequence[RecipientView]) -> None:
        self._session, self._actor = session, actor
        self._by_name = {fold(one.values.name): one for one in known}
        self._by_code = {one.values.code: one for one in known if one.values.code}
        self._seen: dict[str, int] = {}
        """Line by what names a place: its folded name, its code, its row."""

    def reports(self, lines: Sequence[SheetLine]) -> Iterator[LineReport]:
        """Yield what each line would do."""
        for one in lines:
            try:
                yield self._report(one)
            except InvalidInputError as error:
                yield LineReport(one.number, one.name, REFUSED, str(error))

    def _report(self, one: SheetLine) -> LineReport:
        known = self._known(one)
        typed = RecipientInput(None, one.name, one.code, one.email, one.groups)
        values = _filled(known.values, typed) if known else typed
        groups = typed_groups(values.groups)
        fields = sound_fields(self._session, self._actor, values, groups)
        clean = replace(
            values,
            name=str(fields["name"]),
            code=str(fields["code"]),
            email=str(fields["email"]),
            groups="; ".join(groups),
        )
        self._demand_own(one.number, clean, known)
        if known is None:
            return LineReport(one.number, clean.name, NEW, _told(clean), clean)
        changes = _changes(known.values, clean)
        if not changes:
            return LineReport(one.number, clean.name, SAME, "")
        return LineReport(one.number, clean.name, CHANGED, changes, clean)

    def _known(self, one: SheetLine) -> RecipientView | None:
        """Return the place that the line is about: of the same code, else of the same name."""
        return self._by_code.get(one.code.upper()) or self._by_name.get(fold(one.name))

    def _demand_own(self, number: int, values: RecipientInput, known: RecipientView | None) -> None:
        """Refuse a name or a code that another place has, in the directory or further up."""
        other = self._by_name.get(fold(values.name))
        if other is not None and (known is None or other.recipient_id != known.recipient_id):
            raise InvalidInputError(f"Tên này là của «{other.values.name}»; mã thuộc nơi khác.")
        for key in filter(None, (fold(values.name), values.code)):
            before = self._seen.setdefault(key, number)
            if before != number:
                raise InvalidInputError(f"Trùng với dòng {before} của tệp; bỏ bớt một dòng.")


def _filled(known: RecipientInput, typed: RecipientInput) -> RecipientInput:
    """Return what the line says of a known place; its empty cells leave things as they are."""
    return replace(
        known,
        name=typed.name or known.name,
        code=typed.code or known.code,
        email=typed.email or known.email,
        groups=typed.groups or known.groups,
    )


def _told(values: RecipientInput) -> str:
    return "; ".join(filter(None, (values.code, values.email, values.groups)))


def _changes(known: RecipientInput, values: RecipientInput) -> str:
    pairs = (
        ("tên", known.name, values.name),
        ("mã", known.code, values.code),
        ("thư", known.email, values.email),
        ("nhóm", known.groups, values.groups),
    )
    return "; ".join(f"{name}: {old or 'trống'} → {new}" for name, old, new in pairs if old != new)
