"""Word 97-2003 files (.doc), told by what is in them: those that may be converted, and the rest."""

from io import BytesIO

import olefile

from webapp.documents.reading.package import LOCKED, MACROS, MOST_BYTES, OLE, damaged
from webapp.domain.errors import InvalidInputError

_MACRO_STORAGES = {"macros", "_vba_project_cur", "vba"}
_FLAGS = slice(10, 12)
_ENCRYPTED = 0x0100


def is_old_word(data: bytes) -> bool:
    """Tell whether the bytes are a .doc to convert; refuse one that is locked or has macros.

    Any other file is left to the reader of .docx, which says what it is.
    """
    if not data.startswith(OLE) or len(data) > MOST_BYTES:
        return False
    try:
        return _is_old_word(data)
    except (OSError, ValueError, IndexError, RecursionError) as error:
        raise damaged() from error


def _is_old_word(data: bytes) -> bool:
    with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as parts:
        if parts.exists("EncryptedPackage"):
            raise InvalidInputError(LOCKED)
        if not parts.exists("WordDocument"):
            return False
        storages = {name.lower() for path in parts.listdir(streams=False, storages=True)
                    for name in path}  # fmt: skip
        if storages & _MACRO_STORAGES:
            raise InvalidInputError(MACROS)
        for path in parts.listdir():
            parts.openstream(path).read()  # raises where the file ends too early
        flags = parts.openstream("WordDocument").read()[_FLAGS]
        if int.from_bytes(flags, "little") & _ENCRYPTED:
            raise InvalidInputError(LOCKED)
        return True
