"""Vietnamese letters in both cases, for patterns that must tell them apart."""

import re

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
"""The inside of a character class; not a class by itself."""
UPPER = "A-Z" + LOWER[3:].upper()


_MARKED = re.compile(rf"\w*[{UPPER.replace('A-Z', '').replace('Đ', '')}]\w*")


def marked_words(text: str) -> int:
    """Return how many words have a Vietnamese capital with its mark, as abbreviations have not."""
    return len(_MARKED.findall(text))


def is_capitals(text: str) -> bool:
    """Tell whether a text of at least two letters has capitals only."""
    letters = 0
    for letter in text:
        if letter.isalpha():
            if not letter.isupper():
                return False
            letters += 1
    return letters > 1
