"""Turns papers to PDF with LibreOffice, and reads the pages."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

_SECONDS = 120
_TOOLS = ("soffice", "pdftotext", "pdffonts")


def need_the_tools() -> None:
    """Skip the test where LibreOffice or poppler is missing; in CI that is a failure."""
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")


def to_pdf(papers: dict[str, bytes], folder: Path) -> dict[str, Path]:
    """Convert the papers in one call with a profile of its own; every one must come out."""
    files = []
    for name, docx in papers.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(docx)
    with tempfile.TemporaryDirectory(prefix="profile-") as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
        _run(command)
    made = {name: folder / f"{name}.pdf" for name in papers}
    assert [name for name, path in made.items() if not path.is_file()] == []
    return made


def pages(pdf: Path) -> list[str]:
    """Return the text of each page."""
    text = _output("pdftotext", "-layout", str(pdf), "-")
    return text.removesuffix("\f").split("\f")


def fonts(pdf: Path) -> list[tuple[str, str]]:
    """Return the name of each font, and whether it is embedded."""
    rows = _output("pdffonts", str(pdf)).splitlines()[2:]
    return [(row.split()[0].split("+")[-1], row.split()[-5]) for row in rows]


def _run(command: list[str]) -> None:
    """Run a program that may hang: after the time limit its whole group is ended."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        pytest.fail(f"LibreOffice took more than {_SECONDS} seconds")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
