"""Unicode made regular: one form for storing text, another for finding it."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_LINE_BREAKS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_ODD_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
        "\u205f\u3000"),
    " ",
)  # fmt: skip
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_REGULAR = {**_LINE_BREAKS, **_ODD_SPACES, **_WITHOUT_WIDTH}
_NEVER_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2061-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff]"
)
_MARKS = re.compile("[\u0300-\u036f]+")


class Cleaned(NamedTuple):
    """A text fit to keep, and how many characters had to go."""

    text: str
    removed: int
    """Control characters and broken halves of characters, which no reader can see."""


@cache
def _fold_letter(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter.lower())[:1]
    return "d" if bare == "đ" else bare


def clean(text: str) -> Cleaned:
    """Return the text in NFC with plain spaces and line feeds, without control characters."""
    regular = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REGULAR)
    kept, removed = _NEVER_TEXT.subn("", regular)
    return Cleaned(unicodedata.normalize("NFC", kept), removed)


def fold(text: str) -> str:
    """Return the text as search sees it: lower case, no marks, đ as d, single spaces."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return squeeze(bare.replace("đ", "d"))


def fold_letters(text: str) -> str:
    """Return the text folded letter by letter, as long as it was, so that places stay the same."""
    return "".join(map(_fold_letter, text))


def squeeze(text: str) -> str:
    """Return the text without edge spaces and with single spaces between the words."""
    return " ".join(text.split())
