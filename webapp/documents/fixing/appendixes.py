"""Appendixes begin on a page of their own, with page numbers of their own (PL1 III.1đ)."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from webapp.documents.fixing.blanks import is_bare, remove
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.properties import of_mark, of_paragraph, put, switch
from webapp.documents.layout import appendix_rules, page_numbers
from webapp.documents.layout.sheet import Section
from webapp.documents.reading.wordml import Element, W

_HEIGHT = 20
"""Twips of a paragraph that only ends a section."""


def fix_numbers_again(paper: Paper) -> Iterator[Edit]:
    """Let the page numbers of each appendix begin at 1, in a section of its own."""
    for one, is_apart in page_numbers.appendixes_going_on(paper.sheet, paper.lines):
        section = paper.sheet.sections[one.line.section]
        properties = paper.properties_of(section)
        if not is_apart and not _part(one.line.element, properties):
            continue
        put(properties, "pgNumType", start=1)
        switch(properties, "titlePg", on=_first_page_is_empty(section))
        yield edit(page_numbers.NUMBER_AGAIN, one, "số trang đánh tiếp → đánh lại từ 1")


def fix_new_pages(paper: Paper) -> Iterator[Edit]:
    """Let each appendix begin on a new page."""
    for one in appendix_rules.labels_inside_pages(paper.lines):
        label = one.line.element
        if label is not None and _stands_in_body(label) and one.line.first and not _begins(label):
            switch(of_paragraph(label), "pageBreakBefore", on=True)
            yield edit(appendix_rules.NEW_PAGE, one, "ở giữa trang → đầu trang mới")


def _part(label: Element | None, section: Element) -> bool:
    """End a section above an appendix; what ends the old one below it is the appendix's now."""
    if label is None or not _stands_in_body(label):
        return False
    above = _without_blanks_above(label)
    _drop_breaks(above, label)
    of_paragraph(above).append(deepcopy(section))
    put(section, "type", val="nextPage")
    return True


def _stands_in_body(label: Element) -> bool:
    parent = label.getparent()
    return parent is not None and parent.tag == W + "body"


def _begins(label: Element) -> bool:
    """Tell whether a section begins with the paragraph."""
    above = label.getprevious()
    return above is not None and above.find(f"{W}pPr/{W}sectPr") is not None


def _without_blanks_above(label: Element) -> Element:
    """Return the paragraph that ends what stands above; empty ones that filled the page go."""
    above = label.getprevious()
    while above is not None and above.tag == W + "p" and is_bare(above):
        blank, above = above, above.getprevious()
        remove(blank)
    if above is not None and above.tag == W + "p":
        return above
    made = etree.Element(W + "p")
    put(of_paragraph(made), "spacing", before=0, after=0, line=_HEIGHT, lineRule="exact")
    put(of_mark(made), "sz", val=2)
    label.addprevious(made)
    return made


def _drop_breaks(above: Element, label: Element) -> None:
    """Take away the page breaks between the last word above and the label."""
    for elements in (reversed(list(above.iter())), list(label.iter())):
        for one in elements:
            if one.tag == W + "t" and (one.text or "").strip():
                break
            if one.tag == W + "br" and one.get(W + "type") == "page":
                remove(one)


def _first_page_is_empty(section: Section) -> bool:
    """Tell whether the first page of a section would show no words in head and foot."""
    own = (*section.heads.get("first", ()), *section.feet.get("first", ()))
    return not any(line.text for line in own)
