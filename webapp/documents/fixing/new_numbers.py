"""Page numbers for pages without one at the top: moved there from the foot, or new (PL1 I.7)."""

from collections.abc import Iterator

from lxml import etree

from webapp.documents.fixing.faces import in_times
from webapp.documents.fixing.new_parts import add_head
from webapp.documents.fixing.page_numbers import (
    is_bare,
    may_hide_first,
    place_number,
    set_number_look,
)
from webapp.documents.fixing.paper import Edit, Paper
from webapp.documents.fixing.properties import of_paragraph, of_run, put, switch
from webapp.documents.layout import page_numbers
from webapp.documents.layout.sheet import Line, Section
from webapp.documents.reading.wordml import Element, W, has, number

_FROM_EDGE, _ONE_LINE = 567, 340
"""Twips: from the edge of the paper to the number, and what the number takes."""
_LEAST_EDGE = 284
_KINDS = ("default", "even")
_FIELD = ("begin", "separate", "end")


def fix_missing_numbers(paper: Paper) -> Iterator[Edit]:
    """Put a number into the top margin of a file that has none."""
    if _put_numbers(paper, moved=False):
        yield Edit(page_numbers.NUMBERED.id, "page", "", "Chèn số trang ở giữa lề trên")


def fix_numbers_at_foot(paper: Paper) -> Iterator[Edit]:
    """Move the number from the foot of the pages into the top margin."""
    if _put_numbers(paper, moved=True):
        yield Edit(page_numbers.NUMBER_PLACE.id, "page", "", "Số trang ở chân trang → giữa lề trên")


def _put_numbers(paper: Paper, *, moved: bool) -> bool:
    """Give each head without a number one; tell whether any got it."""
    first = paper.sheet.sections[0]
    settings = paper.package.part("settings")
    if not may_hide_first(first):
        return False
    done = False
    for kind in _KINDS if has(settings, "evenAndOddHeaders") else _KINDS[:1]:
        heads = _Heads(paper, kind)
        for section in paper.sheet.sections:
            feet = [one for one in section.feet.get(kind, ()) if one.page_number]
            if bool(feet) is moved and all(map(is_bare, feet)):
                done = heads.number(section, feet) or done
    if done:
        switch(paper.properties_of(first), "titlePg", on=True)
    return done


class _Heads:
    """Puts numbers into the heads of one kind; a section without a head takes the one before."""

    def __init__(self, paper: Paper, kind: str) -> None:
        self._paper = paper
        self._kind = kind
        self._numbered: list[Element] = []
        self._made: Element | None = None

    def number(self, section: Section, feet: list[Line]) -> bool:
        """Give the pages of a section a number; tell whether they had none at the top."""
        lines = section.heads.get(self._kind, ())
        if any(one.page_number for one in lines):
            return False
        head = self._head(section, lines)
        paragraphs = [one.element for one in feet if one.element is not None]
        moved = [one for one in paragraphs if _take_out(one)]
        if not any(head is other for other in self._numbered):
            self._numbered.append(head)
            paragraph = moved[0] if moved else _new_number()
            place_number(paragraph)
            set_number_look(paragraph, self._paper.usual_size)
            head.insert(0, paragraph)
            _make_room(self._paper.properties_of(section))
        return True

    def _head(self, section: Section, lines: tuple[Line, ...]) -> Element:
        if lines and lines[0].element is not None:
            return lines[0].element.getroottree().getroot()
        if self._made is None:
            properties = self._paper.properties_of(section)
            self._made = add_head(self._paper.package, properties, self._kind)
        return self._made


def _take_out(paragraph: Element) -> bool:
    """Take the paragraph out of its foot, an empty one in its place; tell whether it was there."""
    parent = paragraph.getparent()
    if parent is None or paragraph.getroottree().getroot().tag != W + "ftr":
        return False
    parent.replace(paragraph, etree.Element(W + "p"))
    return True


def _new_number() -> Element:
    paragraph = etree.Element(W + "p")
    put(of_paragraph(paragraph), "spacing", before=0, after=0, line=240, lineRule="auto")
    for kind in _FIELD:
        run = etree.SubElement(paragraph, W + "r")
        in_times(of_run(run))
        etree.SubElement(run, W + "fldChar").set(W + "fldCharType", kind)
        if kind == "begin":
            code = etree.SubElement(paragraph, W + "r")
            in_times(of_run(code))
            etree.SubElement(code, W + "instrText").text = "PAGE"
    return paragraph


def _make_room(section: Element) -> None:
    """Set the head so far from the edge that the number stands within the top margin."""
    top = number(section, "pgMar", "top") or 0
    edge = number(section, "pgMar", "header")
    if edge is None or not _LEAST_EDGE <= edge <= top - _ONE_LINE:
        edge = max(_LEAST_EDGE, min(_FROM_EDGE, top - _ONE_LINE))
        put(section, "pgMar", header=edge)
