"""Vietnamese letters in both cases, for patterns that must tell them apart."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
"""The inside of a character class; not a class by itself."""
UPPER = "A-Z" + LOWER[3:].upper()


def is_capitals(text: str) -> bool:
    """Tell whether a text of at least two letters has capitals only."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)
