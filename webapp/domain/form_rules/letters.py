"""Vietnamese letters in both cases, for patterns that must tell them apart."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
"""The inside of a character class; not a class by itself."""
UPPER = "A-Z" + LOWER[3:].upper()


def is_capitals(text: str) -> bool:
    """Tell whether a text of at least two letters has capitals only."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def has_small_letters(text: str) -> bool:
    """Tell whether the text has a letter that is not a capital."""
    return any(letter.islower() for letter in text)
