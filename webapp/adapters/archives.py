"""Archives of a backup: one zip file, of which each part can be read again as it was written.

An archive is written under a temporary name and takes its own when it is whole and on the disk.
"""

import fcntl
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from webapp.domain.backup_manifest import DamagedBackupError
from webapp.domain.errors import InvalidInputError

_UNFINISHED = ".part"
_FAULTS = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError)
"""What reading a damaged zip file raises."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part as it was written, or read."""

    lines: int
    sha256: str


class ArchiveWriter:
    """An archive in the making."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._zip = packed

    def add(self, name: str, lines: Iterable[bytes]) -> Written:
        """Write a part of many lines without holding it in memory."""
        with self._zip.open(name, "w", force_zip64=True) as part:
            return digest(_passed_on(lines, part))


class Archive:
    """An archive to read."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._zip = packed

    def read(self, name: str) -> bytes:
        """Return a small part; raise DamagedBackupError where it is not there or not whole."""
        return b"".join(self.lines(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a part as they are needed."""
        with _readable(), self._zip.open(name) as part:
            yield from part

    def check(self, name: str) -> Written:
        """Read a part to its end; return what it holds."""
        return digest(self.lines(name))


def digest(lines: Iterable[bytes]) -> Written:
    """Return how many lines there are, and the hash of all of them."""
    hashed, count = sha256(), 0
    for line in lines:
        hashed.update(line)
        count += 1
    return Written(count, hashed.hexdigest())


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive; refuse with one sentence what is none, or not whole."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise InvalidInputError(
            f"Không đọc được bản sao lưu «{path}»: {error.strerror}; kiểm tra lại tên tệp."
        ) from error
    with file:
        with _readable():
            packed = zipfile.ZipFile(file)
        with packed:
            yield Archive(packed)


@contextmanager
def writing(path: Path, accept: Callable[[Path], object]) -> Iterator[ArchiveWriter]:
    """Give a writer; the file takes its name when `accept`, given its temporary one, is content.

    Whatever else happens, a full disk or a cut, nothing stands under that name.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}-", suffix=_UNFINISHED, delete=False
        ) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # tells `sweep` that somebody is at it
            with _removed_after_a_fault(Path(file.name)):
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                    yield ArchiveWriter(packed)
                file.flush()
                accept(Path(file.name))
                _finish(file, path)
    except OSError as error:
        raise InvalidInputError(
            f"Không ghi được bản sao lưu vào «{path}»: {error.strerror}; dọn chỗ trên ổ đĩa hoặc "
            "chọn nơi khác rồi sao lưu lại, các bản cũ vẫn còn nguyên."
        ) from error


def sweep(folder: Path) -> None:
    """Remove what backups left that were cut; one that is at work holds its file."""
    for path in folder.glob(f".*{_UNFINISHED}"):
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def write_secret(path: Path, text: str) -> None:
    """Put a secret into a file that only our own account can read, all of it at once."""
    with (
        NamedTemporaryFile("w", dir=path.parent, encoding="ascii", delete=False) as file,
        _removed_after_a_fault(Path(file.name)),
    ):
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        Path(file.name).replace(path)


def _passed_on(lines: Iterable[bytes], part: IO[bytes]) -> Iterator[bytes]:
    for line in lines:
        part.write(line)
        yield line


def _finish(file: IO[bytes], path: Path) -> None:
    os.fsync(file.fileno())
    Path(file.name).rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name too survives a power cut
    finally:
        os.close(folder)


@contextmanager
def _removed_after_a_fault(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise DamagedBackupError(
            "Tệp này không phải bản sao lưu của Ban Hành hoặc đã bị hỏng; dùng một bản khác."
        ) from error
