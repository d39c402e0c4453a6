"""What makes a block a heading: a rule that reads the text alone.

1. Phần, Chương, Mục, Tiểu mục are headings (PL1 II.6đ).
2. `-` and `+` begin items, never headings; so does a text of several sentences or of more than 250
   characters, bold or not.
3. What is left is a heading if it is in capitals; or bold throughout and either marked Điều, `I.`,
   `1.`, `1.1.` or not closed like a sentence; or, upright, marked Điều, `I.`, `1.`, `1.1.` and not
   closed by a stop, semicolon, colon or comma.
4. «Bảng 1. …» and «Hình 2. …» name a table or picture and head no text.
"""

from webapp.domain.outline.captions import is_caption
from webapp.domain.outline.sentences import has_sentences
from webapp.domain.plan import Marker, MarkerKind, Runs, plain

_LONGEST = 250
_CLOSED = (".", ";", ":", ",", "!", "?", "…")
_ALWAYS = {MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION, MarkerKind.SUBSECTION}
_NEVER = {MarkerKind.DASH, MarkerKind.PLUS}
_OFTEN = {MarkerKind.ARTICLE, MarkerKind.ROMAN, MarkerKind.ARABIC, MarkerKind.DECIMAL}
_LEAST_CAPITALS = 2


def is_heading(marker: Marker | None, runs: Runs) -> bool:
    """Tell a heading from a paragraph by its mark, its emphasis and how it is closed."""
    kind = marker.kind if marker else None
    text = plain(runs).strip()
    if kind in _ALWAYS:
        return not has_sentences(text)
    if kind in _NEVER or len(text) > _LONGEST or has_sentences(text):
        return False
    if marker is None and is_caption(text):
        return False
    if in_capitals(text):
        return True
    return is_titled(text, often=kind in _OFTEN, bold=all_bold(runs))


def is_titled(text: str, *, often: bool, bold: bool) -> bool:
    """Tell a title in small letters from an item."""
    if not any(letter.isalpha() for letter in text):
        return False
    closed = text.endswith(_CLOSED)
    return (often or not closed) if bold else (often and not closed)


def in_capitals(text: str) -> bool:
    """Tell whether a text has letters, and only capital ones."""
    return text.isupper() and sum(letter.isalpha() for letter in text) >= _LEAST_CAPITALS


def all_bold(runs: Runs) -> bool:
    """Tell whether every word is bold."""
    return bool(runs) and all(run.bold or not run.text.strip() for run in runs)


def all_italic(runs: Runs) -> bool:
    """Tell whether every word is in italics."""
    return bool(runs) and all(run.italic or not run.text.strip() for run in runs)
