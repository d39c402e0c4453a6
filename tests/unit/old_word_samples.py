"""Old Word files: made by LibreOffice, then changed where a test is about another kind."""

from functools import lru_cache

import pytest

from webapp.adapters.libreoffice import convert, find_soffice

STREAM, STORAGE = 2, 1
_MAGIC = b"\xec\xa5"
_NAME, _NAME_LENGTH, _KIND, _NONE = 64, 64, 66, b"\xff\xff\xff\xff"


@lru_cache(maxsize=4)
def old_word(docx: bytes) -> bytes:
    """Return the .doc of a .docx; skip the test without LibreOffice."""
    if find_soffice() is None:
        pytest.skip("LibreOffice is not installed")
    return convert(docx, ".docx", "doc:MS Word 97")


def locked(doc: bytes) -> bytes:
    """Return the .doc with the mark of a password."""
    made = bytearray(doc)
    made[doc.index(_MAGIC) + 11] |= 0x01
    return bytes(made)


def renamed(doc: bytes, old: str, new: str, kind: int = STREAM) -> bytes:
    """Return the file with a part of it under another name, or as a folder of parts."""
    made = bytearray(doc)
    place = doc.index(old.encode("utf-16-le") + b"\0\0")
    name = new.encode("utf-16-le") + b"\0\0"
    made[place : place + _NAME] = name.ljust(_NAME, b"\0")
    made[place + _NAME_LENGTH : place + _NAME_LENGTH + 2] = len(name).to_bytes(2, "little")
    made[place + _KIND] = kind
    if kind == STORAGE:
        made[place + 76 : place + 80] = _NONE
    return bytes(made)
