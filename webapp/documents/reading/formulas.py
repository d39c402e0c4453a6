"""Formulas of Word written on one line: `(a+b)/c`, `√(x)`, raised and lowered letters as such."""

from collections.abc import Callable, Iterator
from functools import partial

from webapp.documents.reading.wordml import MATH, Element, W

FORMULA = MATH + "oMath"
_TEXTS = {MATH + "t", W + "t"}
_LEFT_OUT = {W + "del", W + "moveFrom"}

Piece = tuple[str, str]
"""Some letters, and `sub`, `sup` or nothing."""


def formula(element: Element, place: str = "") -> Iterator[Piece]:
    """Yield the letters of a formula in the order in which a reader says them."""
    if element.tag in _TEXTS:
        yield element.text or "", place
    elif (shape := _SHAPES.get(str(element.tag))) is not None:
        yield from shape(element, place)
    elif element.tag not in _LEFT_OUT:
        for child in element:
            yield from formula(child, place)


def _inner(element: Element, name: str, place: str) -> Iterator[Piece]:
    """Yield what one child holds."""
    child = element.find(MATH + name)
    if child is not None:
        yield from formula(child, place)


def _fraction(element: Element, place: str) -> Iterator[Piece]:
    yield from _bracketed(_inner(element, "num", place), place)
    yield "/", place
    yield from _bracketed(_inner(element, "den", place), place)


def _bracketed(pieces: Iterator[Piece], place: str) -> Iterator[Piece]:
    """Yield the pieces, in brackets where they are more than one word."""
    held = list(pieces)
    whole = "".join(text for text, _ in held).isalnum()
    yield from held if whole else (("(", place), *held, (")", place))


def _root(element: Element, place: str) -> Iterator[Piece]:
    yield from _inner(element, "deg", "sup")
    yield "√", place
    yield from _bracketed(_inner(element, "e", place), place)


def _sum(element: Element, place: str) -> Iterator[Piece]:
    yield _sign(element, "naryPr", "chr", "∫"), place
    yield from _inner(element, "sub", "sub")
    yield from _inner(element, "sup", "sup")
    yield from _inner(element, "e", place)


def _delimited(element: Element, place: str) -> Iterator[Piece]:
    yield _sign(element, "dPr", "begChr", "("), place
    for number, child in enumerate(element.findall(MATH + "e")):
        if number:
            yield _sign(element, "dPr", "sepChr", "|"), place
        yield from formula(child, place)
    yield _sign(element, "dPr", "endChr", ")"), place


def _sign(element: Element, properties: str, name: str, usual: str) -> str:
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    return usual if found is None else found.get(MATH + "val", "")


def _moved(where: str, element: Element, _: str) -> Iterator[Piece]:
    for child in element:
        yield from formula(child, where)


_SHAPES: dict[str, Callable[[Element, str], Iterator[Piece]]] = {
    MATH + "f": _fraction,
    MATH + "rad": _root,
    MATH + "nary": _sum,
    MATH + "d": _delimited,
    MATH + "sub": partial(_moved, "sub"),
    MATH + "sup": partial(_moved, "sup"),
}
