"""What each point that a rule names as its source says, in our own words, and how it is cited."""

import re
import tomllib
from pathlib import Path

POINTS: dict[str, str] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
"""By source, as the rules name it."""

_POINT = re.compile(r"PL(?P<appendix>\d) (?P<part>[IVX]+)(?:\.(?P<item>\d+)(?P<letter>[a-zđ])?)?")
_FORM = re.compile(r"(?P<form>Mẫu(?: [\d.]+)?) PL(?P<appendix>\d)")
_WHOLE_PART = re.compile(r"PL(?P<appendix>\d) phần (?P<part>[IVX]+)")
_ARTICLE = re.compile(r"(?P<article>Điều \d+) khoản (?P<item>\d+)")
_SAME_APPENDIX = re.compile(r"[IVX]+\.")
"""The second of two points of one appendix, as in «PL1 II.2b, II.5b»."""
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
_OF_APPENDIX_1 = "Phần I "
"""Appendix I alone has parts: the first is about papers, the second about copies."""


def points_of(source: str) -> tuple[str, ...]:
    """Return the points that a rule's source names."""
    points = source.split(", ")
    return tuple(
        f"{points[0].partition(' ')[0]} {point}" if _SAME_APPENDIX.match(point) else point
        for point in points
    )


def cited(point: str) -> str:
    """Return a point as the decree cites its own: «điểm a khoản 6 Mục II Phần I Phụ lục I»."""
    if found := _POINT.fullmatch(point):
        appendix = int(found["appendix"])
        letter = f"điểm {found['letter']} " if found["letter"] else ""
        item = f"khoản {found['item']} " if found["item"] else ""
        part = _OF_APPENDIX_1 if appendix == 1 else ""
        return _first_big(f"{letter}{item}Mục {found['part']} {part}Phụ lục {_ROMAN[appendix]}")
    if found := _FORM.fullmatch(point):
        return f"{found['form']} Phụ lục {_ROMAN[int(found['appendix'])]}"
    if found := _WHOLE_PART.fullmatch(point):
        return f"Phần {found['part']} Phụ lục {_ROMAN[int(found['appendix'])]}"
    if found := _ARTICLE.fullmatch(point):
        return f"Khoản {found['item']} {found['article']}"
    return point


def is_of_the_decree(point: str) -> bool:
    """Tell whether a point stands in Nghị định 30/2020/NĐ-CP itself."""
    return cited(point) != point or point.startswith("Điều ")


def _first_big(text: str) -> str:
    return text[0].upper() + text[1:]
