"""Passwords that a stranger guesses: listed ones, names, years, rows of keys, and their joins."""

import unicodedata

from zxcvbn import zxcvbn

_LOOKED_AT = 72
"""Of a longer one no more has to be hard to guess; zxcvbn takes no more."""
_SAFE = 3
"""«Safely unguessable» in the words of zxcvbn: over 10^8 tries."""
_OFFICE_WORDS = (
    "matkhau", "banhanh", "vietnam", "ubnd", "hdnd", "quantri", "hethong", "vanthu", "chuyenvien",
    "lanhdao", "truongphong", "chutich", "vanphong", "congvan", "kehoach", "xinchao", "khongbiet",
    "anhyeuem", "emyeuanh", "giadinh", "hanoi", "saigon", "danang", "hochiminh", "thunghiem",
    "thu-nghiem",
)  # fmt: skip
"""What people here try first beside the world's lists, which know little Vietnamese."""


def is_guessable(password: str, own_words: tuple[str, ...] = ()) -> bool:
    """Tell whether it is among the common passwords, or made of them and of the person's words."""
    looked_at = password[:_LOOKED_AT]
    known = [*_OFFICE_WORDS, *own_words]
    return any(
        zxcvbn(typed, known)["score"] < _SAFE for typed in {looked_at, _without_marks(looked_at)}
    )


def _without_marks(text: str) -> str:
    """Return the Vietnamese text in bare letters: marks make a common word no rarer."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in bare if not unicodedata.combining(one))
