"""Backups: one archive of one state of every table, made while people and worker go on.

Rows are written as JSON and not by the database's own tools: nothing else need be installed, the
file of SQLite is never copied under a writer, and a backup of one kind of database can be
restored on the other when an office outgrows its machine.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, select

from webapp.adapters import archives
from webapp.adapters.clock import VIETNAM
from webapp.adapters.folders import make_folder
from webapp.db import portable, schema
from webapp.domain.backup_manifest import (
    ChainHead,
    DamagedBackupError,
    Manifest,
    Part,
    from_json,
    to_json,
)
from webapp.domain.errors import InvalidInputError

MANIFEST = "manifest.json"
KEY = "secret_key.txt"
_NAME = re.compile(r"ban-hanh-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.zip")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a backup."""

    path: Path
    size: int
    manifest: Manifest
    dropped: tuple[Path, ...] = ()
    """Older backups that were thinned out."""


def part_of(table: str) -> str:
    """Return the name of a table's part in the archive."""
    return f"tables/{table}.jsonl"


def make(url: str, place: Path, now: datetime, *, key: str = "", keep: int = 0) -> Made:
    """Write a backup of the database into the folder or to the file that `place` names.

    With `keep` the folder's older backups are thinned out, so many stay. The archive is read
    again before it takes its name: what has the name is whole.
    """
    path = _path(place, now)
    if keep and path != place / path.name:
        raise InvalidInputError("«--keep» cần một thư mục, không phải một tệp; chọn thư mục.")
    if path.exists():
        raise InvalidInputError(f"Đã có tệp «{path}»; chọn tên khác, lệnh này không ghi đè.")
    with archives.writing(path, check) as writer:
        manifest = _write(url, writer, now, key)
    archives.sweep(path.parent)
    dropped = _thin_out(path.parent, keep) if keep else ()
    return Made(path, path.stat().st_size, manifest, dropped)


def check(path: Path) -> Manifest:
    """Read the whole archive; return its manifest, or refuse what differs from it."""
    with archives.opened(path) as archive:
        manifest = from_json(archive.read(MANIFEST))
        for part in manifest.parts:
            found = archive.check(part_of(part.table))
            if (found.lines - 1, found.sha256) != (part.rows, part.sha256):
                raise DamagedBackupError(
                    f"Bản sao lưu bị hỏng ở bảng «{part.table}»; dùng một bản sao lưu khác."
                )
    return manifest


def _path(place: Path, now: datetime) -> Path:
    """Return the file: a folder gets one that is named by date and time in Vietnam."""
    if place.suffix != ".zip" or place.is_dir():
        return place / f"ban-hanh-{now.astimezone(VIETNAM):%Y-%m-%d-%H-%M-%S}.zip"
    return place


def _write(url: str, writer: archives.ArchiveWriter, now: datetime, key: str) -> Manifest:
    with portable.one_state(url) as connection:
        revision = schema.revision_of(connection)
        if not revision:
            raise InvalidInputError(
                "Cơ sở dữ liệu chưa có bảng nào để sao lưu; kiểm tra DATABASE_URL và DATA_DIR."
            )
        tables = portable.tables_of(connection)
        manifest = Manifest(
            made_at=now,
            schema=revision,
            kind=connection.dialect.name,
            parts=tuple(_parts(connection, tables, writer)),
            heads=tuple(_heads(connection, tables)),
            has_key=bool(key),
        )
    if key:
        writer.add(KEY, [key.encode()])
    writer.add(MANIFEST, [to_json(manifest).encode()])
    return manifest


def _parts(
    connection: Connection, tables: dict[str, Table], writer: archives.ArchiveWriter
) -> Iterator[Part]:
    for name, table in tables.items():
        with closing(portable.lines_of(connection, table)) as lines:
            written = writer.add(part_of(name), lines)
        yield Part(name, written.lines - 1, written.sha256)


def _heads(connection: Connection, tables: dict[str, Table]) -> Iterator[ChainHead]:
    heads = tables.get("audit_heads")
    if heads is not None:
        query = select(heads.c.agency_id, heads.c.ordinal, heads.c.hash)
        for row in connection.execute(query.order_by(heads.c.agency_id)):
            yield ChainHead(*row)


def _thin_out(folder: Path, keep: int) -> tuple[Path, ...]:
    """Remove the oldest backups but `keep` that can be read; the damaged count as none."""
    newest_first = sorted(
        (path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True
    )
    good, dropped = 0, []
    for path in newest_first:
        if good < keep:
            good += _has_manifest(path)
        else:
            path.unlink()
            dropped.append(path)
    return tuple(dropped)


def _has_manifest(path: Path) -> bool:
    try:
        with archives.opened(path) as archive:
            from_json(archive.read(MANIFEST))
    except InvalidInputError:
        return False
    return True


def folder_of(data_folder: Path) -> Path:
    """Return the folder where backups lie when no other is named."""
    return make_folder(data_folder / "backups")
