"""Where the data files lie that a version ships, and the folder for what it makes."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def templates_folder() -> Path:
    """Return the folder of the Word templates."""
    return ROOT / "doc_templates"


def workflows_folder() -> Path:
    """Return the folder of the approval workflows."""
    return ROOT / "workflows"


def calendar_file() -> Path:
    """Return the file of the working days that documents exchange."""
    return ROOT / "calendars" / "viet_nam.toml"


def make_folder(path: Path) -> Path:
    """Make the folder where it is missing; only our own account may look into it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep_secret_key(folder: Path) -> str:
    """Return the key that signs cookies, made at the first call and kept in the folder."""
    path = make_folder(folder) / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, text: str) -> None:
    """Put the whole text in place at once; whoever came first wins, and nobody reads half a key."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(text)
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
