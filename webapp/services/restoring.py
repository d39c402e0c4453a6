"""Restore a backup into an empty database: all of it, looked at again, or nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from webapp.adapters import archives
from webapp.db import filling, portable, schema
from webapp.db.database import Database
from webapp.domain.backup_manifest import DamagedBackupError, Manifest
from webapp.domain.errors import InvalidInputError
from webapp.services import backups
from webapp.services.restored_books import WaitingBook, hold_books


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found and did."""

    manifest: Manifest
    upgraded_to: str
    """The schema now, where the backup's was older; else empty."""
    counters: int
    """How many counters of ids were set behind the largest (SQLite has none)."""
    held: tuple[WaitingBook, ...] = ()
    """The books that give no number before their last one on paper is told."""


def restore(database: Database, path: Path, now: datetime | None = None) -> Restored:
    """Bring the backup into an empty database; refuse a damaged, a newer, or to overwrite.

    `now`: people go on with it, so its open books wait for what was numbered since the backup.
    Without it the database is the backup, to the byte.
    """
    manifest = backups.check(path)
    if not schema.is_known(database.url, manifest.schema):
        raise InvalidInputError(
            f"Bản sao lưu do một phiên bản mới hơn tạo ra (lược đồ {manifest.schema}); nâng cấp "
            "chương trình rồi khôi phục lại."
        )
    newest = schema.newest(database.url)
    try:
        with filling.one_transaction(database.url) as connection:
            _refuse_filled(connection)
            filling.make_tables(connection, database.url, manifest.schema)
            with archives.opened(path) as archive, filling.rules_put_aside(connection):
                _fill(connection, archive, manifest)
            _compare(connection, manifest)
            schema.upgrade(database.url, newest, connection)
            counters = filling.set_counters(connection)
            held = _held(database, connection, manifest, now)
    except DBAPIError as error:
        said = str(error.orig).splitlines()[0]
        raise DamagedBackupError(
            f"Cơ sở dữ liệu không nhận được bản sao lưu ({said}); không có gì được ghi, kiểm tra "
            "cơ sở dữ liệu rồi khôi phục lại."
        ) from error
    upgraded = newest if newest != manifest.schema else ""
    return Restored(manifest, upgraded, counters, held)


def _held(
    database: Database, connection: Connection, manifest: Manifest, now: datetime | None
) -> tuple[WaitingBook, ...]:
    if now is None:
        return ()
    with database.within(connection) as session:
        return hold_books(session, manifest.made_at, now)


def key_of(path: Path) -> str:
    """Return the key that signs cookies out of a backup that holds it."""
    with archives.opened(path) as archive:
        return archive.read(backups.KEY).decode()


def _refuse_filled(connection: Connection) -> None:
    table = filling.first_filled_table(connection)
    if table:
        raise InvalidInputError(
            f"Cơ sở dữ liệu đích đã có dữ liệu (bảng «{table}») nên được giữ nguyên; trỏ "
            "DATABASE_URL hoặc DATA_DIR tới một cơ sở dữ liệu trống rồi khôi phục lại."
        )


def _fill(connection: Connection, archive: archives.Archive, manifest: Manifest) -> None:
    tables = portable.tables_of(connection)
    for part in manifest.parts:
        if part.table not in tables:
            raise DamagedBackupError(
                f"Bản sao lưu có bảng lạ «{part.table}»; dùng một bản sao lưu khác."
            )
        portable.load(connection, tables[part.table], archive.lines(backups.part_of(part.table)))


def _compare(connection: Connection, manifest: Manifest) -> None:
    """Read back every row: the bytes it gives must be those that were backed up."""
    dangling = filling.dangling_keys(connection)
    if dangling:
        raise DamagedBackupError(
            f"Bản sao lưu có dòng trỏ vào chỗ trống (bảng {', '.join(dangling)}); không có gì "
            "được ghi, dùng một bản sao lưu khác."
        )
    tables = portable.tables_of(connection)
    for part in manifest.parts:
        lines = portable.lines_of(connection, tables[part.table])
        if archives.digest(lines) != archives.Written(part.rows + 1, part.sha256):
            raise DamagedBackupError(
                f"Bảng «{part.table}» sau khi nạp khác bản sao lưu; không có gì được ghi."
            )
