"""The first sheet of a workbook as text, read in a process of its own: file in, JSON out.

A small file may claim a sheet of a billion cells; here it meets the limit, and nobody else does.
"""

import json
import resource
import sys
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from webapp.documents.reading.package import refuse_dangerous
from webapp.domain.errors import InvalidInputError

MOST_ROWS = 2_000
"""Below the heads."""
SEEN_FOR_HEADS = 10
"""Rows in which the heads are sought: above them may stand a title."""
READ_ROWS = SEEN_FOR_HEADS + MOST_ROWS + 1
"""One more than there may be, so that too many are noticed."""
READ_COLUMNS = 30
_SECONDS = 10
_MEMORY = 1 << 30


def rows_of(data: bytes) -> list[list[str]] | None:
    """Return the rows as text, one too many where it goes on; None for what may not be opened."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            refuse_dangerous(archive.infolist())
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
            rows = sheet.to_python(skip_empty_area=False, nrows=READ_ROWS + 1)
    except (InvalidInputError, BadZipFile, CalamineError, OSError, ValueError, IndexError):
        return None
    return [[_words(cell) for cell in row[:READ_COLUMNS]] for row in rows]


def _words(cell: object) -> str:
    """Return a cell as it was meant: a whole number has no point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def main() -> None:
    """Read what stands on the input."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    json.dump(rows_of(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
