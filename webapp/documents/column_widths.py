"""How wide the columns of a table are, and how small its letters, so that it fits the page."""

from dataclasses import dataclass
from itertools import pairwise

from webapp.documents.text_width import BOLD, width
from webapp.domain.plan import Table, plain
from webapp.domain.table_places import Covered, places_of


@dataclass(frozen=True, slots=True)
class Setting:
    """Styles of a header cell and of any other, and the room beside the words of a cell."""

    head: str
    cell: str
    size: int
    """Points; the decree sets none for tables."""
    beside: int
    """Twips on the left and on the right."""


COMMON = Setting("DauBang", "OBang", 13, 85)
_SMALL = Setting("DauBangNho", "OBangNho", 9, 30)
SETTINGS = (COMMON, Setting("DauBangHep", "OBangHep", 11, 40), _SMALL)
_WIDE = 1600
"""Twips of an average column; with so much, common words and sums surely fit."""


def fit(table: Table, room: int, columns: int) -> tuple[list[int], Setting]:
    """Return the widths of the columns, which fill the room exactly, and the setting for them.

    Where columns are many, none gets less than its longest word needs, as long as the page can
    give it, and the letters are smaller.
    """
    fits = len(table.widths) == columns and all(share > 0 for share in table.widths)
    shares = table.widths if fits else (1.0,) * columns
    if columns * _WIDE <= room:
        return _filling(shares, room), COMMON
    words = _longest_words(table, columns)
    setting = next((one for one in SETTINGS if sum(_needs(words, one)) <= room), _SMALL)
    return _filling(_enough(shares, _needs(words, setting), room), room), setting


def _filling(shares: tuple[float, ...], room: int) -> list[int]:
    edges = [round(room * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _enough(shares: tuple[float, ...], needs: list[float], room: int) -> tuple[float, ...]:
    """Return shares that give each column its need, and what is left to the wide ones."""
    spare = room - sum(needs)
    if spare <= 0:
        return _squeezed(needs, room)
    wishes = [room * share / sum(shares) for share in shares]
    more = [max(wish - need, 0.0) for wish, need in zip(wishes, needs, strict=True)]
    return tuple(need + spare * over / sum(more) for need, over in zip(needs, more, strict=True))


def _squeezed(needs: list[float], room: int) -> tuple[float, ...]:
    """Return shares of a room that is too small: no column vanishes, long words lose most."""
    kept = min(*needs, room / len(needs) / 2)
    part = (room - kept * len(needs)) / sum(need - kept for need in needs)
    return tuple(kept + part * (need - kept) for need in needs)


def _needs(words: list[float], setting: Setting) -> list[float]:
    return [word * setting.size + 2 * setting.beside + 20 for word in words]


def _longest_words(table: Table, columns: int) -> list[float]:
    """Return the twips of the longest word in each column, for letters of one point."""
    words: list[set[str]] = [set() for _ in range(columns)]
    covered: Covered = {}
    for row in table.rows:
        for place in places_of(row, columns, covered):
            if place.cell and place.span == 1:
                for runs in place.cell.paragraphs:
                    words[place.column].update(plain(runs).split())
    return [max((width(word, BOLD, 1) for word in found), default=0.0) for found in words]
