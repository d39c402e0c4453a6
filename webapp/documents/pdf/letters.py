"""In which face the letters of a PDF are printed, and where another one had to step in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from webapp.documents.pdf.printed import Letter, PrintedPage

TIMES = "TimesNewRoman"
_STYLE = re.compile(r"(?:PS)?(?:MT)?(?:[-,].*)?$")
"""What follows the family in a font's name: `PS-BoldMT`, `-BoldItalic`."""
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ]")
"""What Vietnamese words are made of; signs and other alphabets may need a face of their own."""
_MOST_SHOWN = 12


@lru_cache(maxsize=256)
def family_of(font: str) -> str:
    """Return the face without its style: `TimesNewRomanPS-BoldMT` is TimesNewRoman."""
    return _STYLE.sub("", font.replace(" ", ""))


def main_family(pages: Sequence[PrintedPage]) -> str:
    """Return the face of most letters; empty where there is none."""
    counted = Counter(letter.font for page in pages for letter in page.letters)
    families: Counter[str] = Counter()
    for font, count in counted.items():
        families[family_of(font)] += count
    return families.most_common(1)[0][0] if families else ""


def missing_letters(pages: Sequence[PrintedPage]) -> str:
    """Return a sentence where Vietnamese letters are boxes, or in another face than their word."""
    for number, page in enumerate(pages, start=1):
        letters = page.boxes or "".join(dict.fromkeys(_strangers(page)))
        if letters:
            return (
                f"Máy chủ thiếu phông có đủ chữ tiếng Việt nên chữ «{letters[:_MOST_SHOWN]}» ở "
                f"trang {number} in sai; quản trị cài Times New Roman hoặc gói fonts-liberation2 "
                "rồi làm lại PDF."
            )
    return ""


def other_faces(pages: Sequence[PrintedPage]) -> Iterator[str]:
    """Yield a sentence for each face besides the main one (PL1 I.4 knows one alone)."""
    main = main_family(pages)
    told: set[str] = set()
    for number, page in enumerate(pages, start=1):
        for letter in page.letters:
            family = family_of(letter.font)
            if letter.character.isalnum() and family not in {main, "", *told}:
                told.add(family)
                yield (
                    f"Trang {number} có chữ in bằng phông «{family}»; văn bản dùng phông "
                    "Times New Roman (Phụ lục I, phần I, mục 4)."
                )


def _strangers(page: PrintedPage) -> Iterator[str]:
    """Yield the letters whose face is not that of the letter before them in the same word."""
    before: Letter | None = None
    for letter in page.letters:
        if not _LATIN.match(letter.character):
            before = None
            continue
        if before is not None and family_of(before.font) != family_of(letter.font):
            yield letter.character if ord(letter.character) > ord("z") else before.character
        before = letter
