"""Pictures of the pages of a PDF; the last ones are kept, for people leaf to and fro."""

from functools import lru_cache

from webapp.documents.pdf.reading import picture_of

_KEPT = 64


@lru_cache(maxsize=_KEPT)
def drawn(data: bytes, page: int, width: int) -> bytes:
    """Return a page, counted from 1, as a PNG that is so many pixels wide."""
    return picture_of(data, page, width)
