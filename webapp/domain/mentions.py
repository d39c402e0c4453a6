"""«@Họ Tên» in a comment: which people are meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.domain.text import squeeze

_AT = re.compile(r"(?<![^\s(«\"'])@(?=[^\W\d_])")
"""A sign before a name; inside an address, «a@b.vn», it names nobody."""
_NO_NAME = re.compile(r"[^\w ]")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the signs of one text say."""

    people: frozenset[int]
    shared: tuple[str, ...] = ()
    """Names that several people have: it cannot be told who is meant."""
    unknown: tuple[str, ...] = ()
    """What stands behind a sign and begins with nobody's name."""


def mentioned(text: str, people: Iterable[tuple[int, str]]) -> Mentions:
    """Return who is named behind a sign, each by his whole name, in any letter case."""
    known = _by_name(people)
    names = sorted(known, key=len, reverse=True)
    found: set[int] = set()
    shared, unknown = [], []
    for sign in _AT.finditer(text):
        behind = text[sign.end() :]
        name = next((one for one in names if _begins(behind, one)), None)
        if name is None:
            unknown.append(squeeze(_NO_NAME.split(behind)[0][:_SHOWN]))
        elif len(known[name]) > 1:
            shared.append(squeeze(behind[: len(name)]))
        else:
            found |= known[name]
    return Mentions(frozenset(found), tuple(shared), tuple(unknown))


def _by_name(people: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    known: dict[str, set[int]] = {}
    for person_id, name in people:
        known.setdefault(squeeze(name).casefold(), set()).add(person_id)
    return known


def _begins(text: str, name: str) -> bool:
    """Tell whether the text begins with the whole name: «Lê Thị Hạnh» is not «Lê Thị Hạ»."""
    rest = text[len(name) :]
    return text[: len(name)].casefold() == name and not rest[:1].isalnum()
