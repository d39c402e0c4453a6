"""Blanks that stand for layout: empty paragraphs as gaps, spaces and tabs as indents."""

from collections.abc import Iterator

from webapp.documents.fixing.paper import Edit, Paper
from webapp.documents.layout import text_rules
from webapp.documents.reading.wordml import Element, W

_WITHOUT_WORDS = frozenset(
    W + name for name in ("pPr", "rPr", "proofErr", "lastRenderedPageBreak", "sdtPr", "sdtEndPr")
)
_AROUND = frozenset(W + name for name in ("r", "ins", "hyperlink", "smartTag", "sdt", "sdtContent"))
_NEEDED = (
    *(W + name for name in ("sectPr", "framePr", "pageBreakBefore", "numPr", "pBdr")),
    f"{W}rPr/{W}ins",
    f"{W}rPr/{W}del",
)
"""Properties for which an empty paragraph stays: they show, part pages, or are tracked."""


def fix_blanks(paper: Paper) -> Iterator[Edit]:
    """Take empty paragraphs out of the text, where nothing hangs on them (PL1 II.6e)."""
    places = []
    for one in text_rules.empty_lines(paper.lines):
        element = one.line.element
        if element is not None and is_bare(element) and stands_between_paragraphs(element):
            remove(element)
            places.append(one.place)
    if places:
        what = f"Bỏ {len(places)} đoạn trống dùng để giãn cách"
        yield Edit(text_rules.EMPTY.id, places[0] or "body", "", what)


def is_bare(paragraph: Element) -> bool:
    """Tell whether a paragraph has blanks alone: no break, picture, bookmark, field or section."""
    properties = paragraph.find(W + "pPr")
    if properties is not None and any(properties.find(one) is not None for one in _NEEDED):
        return False
    for child in paragraph:
        if child.tag not in _WITHOUT_WORDS and not (child.tag == W + "r" and _is_blank(child)):
            return False
    return True


def strip_lead(parent: Element) -> bool:
    """Take the spaces and tabs away that an element begins with; tell whether anything follows."""
    for child in list(parent):
        if child.tag in _AROUND:
            begins = strip_lead(child)
        elif child.tag == W + "t":
            child.text = (child.text or "").lstrip()
            begins = bool(child.text)
        elif child.tag == W + "tab" and parent.tag == W + "r":
            parent.remove(child)
            begins = False
        else:
            begins = child.tag not in _WITHOUT_WORDS
        if begins:
            return True
    return False


def _is_blank(run: Element) -> bool:
    return all(
        one.tag in _WITHOUT_WORDS
        or one.tag == W + "tab"
        or (one.tag == W + "t" and not (one.text or "").strip())
        for one in run
    )


def stands_between_paragraphs(element: Element) -> bool:
    """Tell whether paragraphs stand at both sides: tables that touch would become one."""
    neighbours = (element.getprevious(), element.getnext())
    return all(one is not None and one.tag == W + "p" for one in neighbours)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
