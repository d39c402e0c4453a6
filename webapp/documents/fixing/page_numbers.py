"""The page number: in the middle of the top margin, not on the first page, from 1 (PL1 I.7)."""

import re
from collections.abc import Iterator

from webapp.documents.fixing.blanks import strip_lead
from webapp.documents.fixing.letters import set_size
from webapp.documents.fixing.paper import LEAST_SIZE, MOST_SIZE, Edit, Paper, nearest
from webapp.documents.fixing.paragraphs import centre
from webapp.documents.fixing.properties import drop, of_mark, of_paragraph, of_run, put, switch
from webapp.documents.layout import page_numbers
from webapp.documents.layout.sheet import Line, Section
from webapp.documents.reading.wordml import Element, W

_OTHER_LETTER = re.compile(r"(?!trang\b|page\b)\b[^\W\d_]", re.IGNORECASE)
"""Of a line with a page number: «Trang 2» and «- 2 -» say nothing else."""
_ARABIC = "decimal"
_INK = (W + "drawing", W + "pict", W + "object")


def fix_number_alignment(paper: Paper) -> Iterator[Edit]:
    """Centre the number that stands in the top margin."""
    changed = False
    for paragraph, line in _numbers_at_head(paper):
        if line.setting.align != "center" and is_bare(line):
            place_number(paragraph)
            changed = True
    if changed:
        yield Edit(page_numbers.NUMBER_PLACE.id, "page", "", "Số trang → canh giữa trong lề trên")


def fix_number_look(paper: Paper) -> Iterator[Edit]:
    """Give the number an allowed size and upright letters."""
    changed = False
    for paragraph, line in _numbers_at_head(paper):
        number = line.page_number
        letters = [*(word.letters for word in line.words), *([number.letters] if number else [])]
        sizes = [one.size for one in letters]
        wrong = any(not LEAST_SIZE <= size <= MOST_SIZE for size in sizes)
        if wrong or any(one.italic or one.bold for one in letters):
            set_number_look(paragraph, nearest(max(sizes), LEAST_SIZE, MOST_SIZE))
            changed = True
    if changed:
        what = "Số trang → cỡ chữ 13 - 14, kiểu chữ đứng"
        yield Edit(page_numbers.NUMBER_LOOK.id, "page", "", what)


def fix_first_number(paper: Paper) -> Iterator[Edit]:
    """Hide the number on the first page, where that hides nothing else."""
    section = paper.sheet.sections[0]
    shown = [line for line in section.heads.get("first", ()) if line.page_number]
    if not may_hide_first(section) or not all(map(is_bare, shown)):
        return
    for line in shown:
        if line.element is not None:
            _empty(line.element)
    switch(paper.properties_of(section), "titlePg", on=True)
    yield Edit(
        page_numbers.NUMBER_FIRST.id, "page", "", "Số trang ở trang thứ nhất → không hiển thị"
    )


def fix_number_start(paper: Paper) -> Iterator[Edit]:
    """Count the pages from 1."""
    section = paper.sheet.sections[0]
    if section.starts_at not in {None, 1}:
        put(paper.properties_of(section), "pgNumType", start=1)
        what = f"Số trang bắt đầu từ {section.starts_at} → từ 1"
        yield Edit(page_numbers.NUMBER_START.id, "page", "", what)
    for other in page_numbers.counted_anew(paper.sheet, paper.lines):
        put(paper.properties_of(other), "pgNumType", start=None)
        what = f"Số trang đánh lại từ {other.starts_at} ở giữa văn bản → đánh tiếp"
        yield Edit(page_numbers.NUMBER_START.id, "page", "", what)


def fix_number_figures(paper: Paper) -> Iterator[Edit]:
    """Count the pages in Arabic figures."""
    formats = [one for one in paper.sheet.sections if one.number_format != _ARABIC]
    for section in formats:
        put(paper.properties_of(section), "pgNumType", fmt=None)
    codes = [code for paragraph, _ in _numbers_at_head(paper) for code in _codes(paragraph)]
    for one in codes:
        if one.tag == W + "fldSimple":
            one.set(W + "instr", "PAGE")
        else:
            one.text = "PAGE"
    if formats or codes:
        yield Edit(page_numbers.NUMBER_ARABIC.id, "page", "", "Số trang → chữ số Ả Rập")


def _codes(paragraph: Element) -> Iterator[Element]:
    """Yield what holds the code of a page number in other figures."""
    for one in paragraph.iter(W + "instrText", W + "fldSimple"):
        code = one.get(W + "instr") or one.text or ""
        if page_numbers.OTHER_FIGURES.search(code):
            yield one


def _numbers_at_head(paper: Paper) -> Iterator[tuple[Element, Line]]:
    """Yield each paragraph with a page number in the top margin, once."""
    seen: set[int] = set()
    for section in paper.sheet.sections:
        for line in (line for lines in section.heads.values() for line in lines):
            if line.page_number and line.element is not None and id(line.element) not in seen:
                seen.add(id(line.element))
                yield line.element, line


def may_hide_first(section: Section) -> bool:
    """Tell whether the first page may get a head and foot of its own: nothing else would go."""
    own = (*section.heads.get("first", ()), *section.feet.get("first", ()))
    others = (*section.heads.get("default", ()), *section.feet.get("default", ()))
    return section.first_differs or not any(map(_says_more, (*own, *others)))


def is_bare(line: Line) -> bool:
    """Tell whether a line with a page number says nothing else."""
    return not _OTHER_LETTER.search(line.text) and not _has_ink(line)


def place_number(paragraph: Element) -> None:
    """Centre the paragraph of a page number between the margins."""
    drop(of_paragraph(paragraph), "framePr", "tabs")
    strip_lead(paragraph)
    centre(of_paragraph(paragraph))


def set_number_look(paragraph: Element, size: float) -> None:
    """Give a page number upright letters of the size."""
    for properties in (*map(of_run, paragraph.iter(W + "r")), of_mark(paragraph)):
        set_size(properties, size)
        switch(properties, "i", "iCs", "b", "bCs", on=False)


def _says_more(line: Line) -> bool:
    return _has_ink(line) or (bool(line.text) and not (line.page_number and is_bare(line)))


def _has_ink(line: Line) -> bool:
    return line.element is not None and next(line.element.iter(*_INK), None) is not None


def _empty(paragraph: Element) -> None:
    for child in list(paragraph):
        if child.tag != W + "pPr":
            paragraph.remove(child)
