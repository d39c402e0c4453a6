"""LibreOffice: office files to other kinds, several a process, each on a profile of its own.

A process that hangs is ended with all its children; what it left undone is tried once more, alone
and on a fresh profile. Macros never run, nothing outside the file is fetched.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from webapp.adapters.libreoffice_profile import write_profile
from webapp.domain.errors import DomainError

PDF = "pdf"
PDF_A = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
"""PDF/A-2b."""
DOCX = "docx:MS Word 2007 XML"
LARGEST_BATCH = 20
_READERS = {".doc": "MS Word 97", ".docx": "MS Word 2007 XML", ".rtf": "Rich Text Format"}
"""Named, so that a web page called .doc is not read as a web page."""
_FILES_OF_A_PROFILE = 100
_SECONDS = 60.0
_OTHER_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_LIMITED = 'ulimit -v 6291456; ulimit -f 1048576; exec "$@"'
"""At most 6 GB of addresses and files of 512 MB: a hostile file cannot take the machine along."""
_KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_DATA_HOME", "FONTCONFIG_FILE")
"""The office and what it opens see none of our own settings and secrets."""
_LOOK_AGAIN = 0.02
_WORKERS = max(1, (os.cpu_count() or 2) - 1)
"""More processes than cores make every file slower."""
_AT_ONCE = threading.BoundedSemaphore(_WORKERS)


class ConversionError(DomainError):
    """LibreOffice is missing, too busy, or could not make the file."""


Accept = Callable[[bytes], bool]
"""Tells whether a finished file is what was asked for."""


def find_soffice() -> str | None:
    """Return LibreOffice's program; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    places = [*_OTHER_PLACES, *map(str, sorted(Path("/opt").glob("libreoffice*/program/soffice")))]
    return found or next((place for place in places if os.access(place, os.X_OK)), None)


def convert(data: bytes, from_suffix: str, to: str, *, seconds: float = _SECONDS) -> bytes:
    """Return the file as another kind: `convert(old, ".doc", DOCX)`; refuse with one sentence.

    Waits at most `seconds` for its turn, then as long for each of two tries.
    """
    with _turn(seconds), open_office(seconds=seconds) as office:
        (made,) = office.convert_all([data], from_suffix, to)
    if made is None:
        raise ConversionError(
            "LibreOffice không chuyển được tệp này; mở tệp bằng Word, lưu lại thành .docx "
            "rồi thử lại."
        )
    return made


def convert_all(
    files: Sequence[bytes], from_suffix: str, to: str, accept: Accept = bool
) -> list[bytes | None]:
    """Return each file as the other kind, None where two tries made nothing that is accepted.

    As many workers share the files as there are cores to spare.
    """
    share = max(1, -(-len(files) // _WORKERS))

    def convert_some(start: int) -> list[bytes | None]:
        with _turn(None), open_office() as office:
            return office.convert_all(files[start : start + share], from_suffix, to, accept)

    with ThreadPoolExecutor(_WORKERS) as pool:
        return [one for some in pool.map(convert_some, range(0, len(files), share)) for one in some]


@contextmanager
def _turn(patience: float | None) -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=patience):
        raise ConversionError("LibreOffice đang bận chuyển các tệp khác; thử lại sau ít phút.")
    try:
        yield
    finally:
        _AT_ONCE.release()


@dataclass(slots=True)
class Office:
    """One worker: its profile is used again until it is old or suspect."""

    soffice: str
    folder: Path
    seconds: float = _SECONDS
    """How long one file may take before the process is ended."""
    _profile: Path | None = field(default=None, init=False)
    _files_left: int = field(default=0, init=False)

    def convert_all(
        self, files: Sequence[bytes], from_suffix: str, to: str, accept: Accept = bool
    ) -> list[bytes | None]:
        """Return each file as the other kind, None where two tries made nothing acceptable."""
        made: list[bytes | None] = []
        for start in range(0, len(files), LARGEST_BATCH):
            batch = files[start : start + LARGEST_BATCH]
            made += self._run(batch, from_suffix, to, accept)
        for place, file in enumerate(files):
            if made[place] is None:
                self._drop_profile()
                (made[place],) = self._run([file], from_suffix, to, accept)
        return made

    def _run(
        self, files: Sequence[bytes], from_suffix: str, to: str, accept: Accept
    ) -> list[bytes | None]:
        with tempfile.TemporaryDirectory(dir=self.folder, ignore_cleanup_errors=True) as name:
            work = Path(name)
            out = work / "out"
            out.mkdir()
            sources = [work / f"{place}{from_suffix}" for place in range(len(files))]
            for source, data in zip(sources, files, strict=True):
                source.write_bytes(data)
            results = [out / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
            reader = f"--infilter={_READERS[from_suffix]}"
            options = [reader, "--convert-to", to, "--outdir", str(out), *map(str, sources)]
            if not self._ends_well([*self._start(len(files)), *options], work, results):
                self._drop_profile()
            return [_accepted(path, accept) for path in results]

    def _start(self, count: int) -> list[str]:
        if self._files_left < count:
            self._drop_profile()
        if self._profile is None:
            self._profile = Path(tempfile.mkdtemp(prefix="profile-", dir=self.folder))
            write_profile(self._profile)
            self._files_left = _FILES_OF_A_PROFILE
        self._files_left -= count
        limited = ["/bin/sh", "-c", _LIMITED, "sh", self.soffice]
        flags = ["--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"]
        return [*limited, f"-env:UserInstallation={self._profile.as_uri()}", *flags]

    def _drop_profile(self) -> None:
        if self._profile is not None:
            shutil.rmtree(self._profile, ignore_errors=True)
        self._profile = None
        self._files_left = 0

    def _ends_well(self, command: list[str], work: Path, results: Sequence[Path]) -> bool:
        """Run to the end; False when no file came for too long or the process failed."""
        kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        process = subprocess.Popen(
            command,
            cwd=work,
            env={**kept, "TMPDIR": str(work), "SAL_USE_VCLPLUGIN": "svp"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return _wait(process, results, self.seconds)
        finally:
            _end_group(process)


@contextmanager
def open_office(*, seconds: float = _SECONDS) -> Iterator[Office]:
    """Give a worker whose private folder is removed at the end; refuse without LibreOffice."""
    soffice = find_soffice()
    if soffice is None:
        raise ConversionError(
            "Máy chủ chưa có LibreOffice nên chưa làm được việc này; cài gói libreoffice-writer và "
            "fonts-liberation2 rồi thử lại, tệp .docx vẫn tải được."
        )
    with tempfile.TemporaryDirectory(prefix="banhanh-", ignore_cleanup_errors=True) as folder:
        yield Office(soffice, Path(folder), seconds)


def _wait(process: subprocess.Popen[bytes], results: Sequence[Path], seconds: float) -> bool:
    done, last = 0, time.monotonic()
    while process.poll() is None:
        finished = sum(path.exists() for path in results)
        if finished > done:
            done, last = finished, time.monotonic()
        if time.monotonic() - last > seconds:
            return False
        time.sleep(_LOOK_AGAIN)
    return process.returncode == 0


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started, also when it ended and they did not."""
    # All gone already; macOS calls a dead group forbidden.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _accepted(path: Path, accept: Accept) -> bytes | None:
    data = path.read_bytes() if path.is_file() else b""
    return data if data and accept(data) else None
