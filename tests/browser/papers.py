"""Papers that drafters paste: the real ones beside the project, and one of our own."""

import re
from collections import Counter
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "seeds"

OWN = (Path(__file__).parent / "own_paper.txt").read_text(encoding="utf-8")

FAULTS = {
    r"(\d+) / (\d+) /(?! \d{4})": r"\1/\2/2022",  # a date that the scan lost the year of
    r"Ủy Ban\b": "Ủy ban",
}
"""What keeps a scanned paper from being submitted, and how the drafter mends it."""
_MARKS = re.compile(r"</?(?:u|sub|sup)>|[*#\\]")
_WORD = re.compile(r"\w+")


def papers() -> dict[str, str]:
    """Each paper by a short name; ours alone where the shared ones are missing."""
    found = {"own": OWN}
    for path in sorted(SHARED.glob("*.txt")):
        found[path.stem[:3]] = path.read_text(encoding="utf-8")
    return found


def words_of(text: str) -> Counter[str]:
    """Count the words of a text, without the marks of emphasis."""
    return Counter(_WORD.findall(_MARKS.sub("", text)))


def mended(text: str) -> str:
    """Return the paper as a drafter corrects it before he submits it."""
    for pattern, words in FAULTS.items():
        text = re.sub(pattern, words, text)
    return text
