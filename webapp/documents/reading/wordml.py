"""Names and small readings of the XML of Word."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W = f"{{{_MAIN}}}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICE = f"{{{_COMPATIBILITY}}}Choice"
FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"
ALTERNATE = f"{{{_COMPATIBILITY}}}AlternateContent"
_OFF = frozenset({"0", "false", "off", "none"})


def value(parent: Element | None, name: str, attribute: str = "val") -> str:
    """Return one attribute of one child of Word's own; empty where either is missing."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(W + attribute, "")


def number(parent: Element | None, name: str, attribute: str = "val") -> int | None:
    """Return the same as a whole number; None where it is missing or none."""
    return whole(value(parent, name, attribute))


def whole(text: str) -> int | None:
    """Return a whole number that Word wrote, be it with a fraction; None for anything else."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def hexadecimal(text: str) -> int:
    """Return a number that Word writes in hexadecimal; 0 for what is none."""
    try:
        return int(text, 16)
    except ValueError:
        return whole(text) or 0


def content_key(element: Element | None) -> tuple[object, ...]:
    """Return what properties say as a key: equal for those that say the same in the same order."""
    if element is None:
        return ()
    return tuple(
        [
            (child.tag, *child.attrib.items(), *(content_key(child) if len(child) else ()))
            for child in element
        ]
    )


def is_on(flag: Element) -> bool:
    """Tell whether a switch such as `w:b` is on; it is when it says nothing."""
    return flag.get(W + "val", "1") not in _OFF


def has(parent: Element | None, name: str) -> bool:
    """Tell whether a child that is a switch stands there and is on."""
    child = None if parent is None else parent.find(W + name)
    return child is not None and is_on(child)


def chosen(alternate: Element) -> Element | None:
    """Return the one branch of an alternate that counts: its text stands in both."""
    branches = [child for child in alternate if child.tag in {CHOICE, FALLBACK}]
    texts = [branch for branch in branches if next(branch.iter(W + "t"), None) is not None]
    return next(iter(texts or branches), None)


def content_of(story: Element) -> Iterator[Element]:
    """Yield the elements of a story with each alternate once."""
    for child in story:
        if child.tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from content_of(branch)
        else:
            yield child
