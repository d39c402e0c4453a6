"""Names of uploaded files as they are kept and shown."""

from pathlib import PurePath

from webapp.domain.text import clean

_LONGEST = 150


def plain_name(name: str, otherwise: str = "tai-lieu") -> str:
    """Return the last part of a file's name, without what no reader can see."""
    last = clean(name.replace("\\", "/")).text.rpartition("/")[2].replace("\n", " ").strip()
    stem, suffix = PurePath(last).stem, PurePath(last).suffix
    return f"{stem[:_LONGEST]}{suffix}" or otherwise
