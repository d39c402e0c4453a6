"""Where one sentence ends and another begins."""

import re

_SENTENCES = re.compile(r"(?:[^\W_A-ZĐ]|[A-ZĐ]{4})[”\")]?[.!?…]+[”\")]?\s+[“\"(]?(?P<next>\w)")


def has_sentences(text: str) -> bool:
    """Tell whether a second sentence begins somewhere in the text."""
    return any(match["next"].isupper() for match in _SENTENCES.finditer(text))
