"""The letters of each component: size, bold, italic, capitals, sizes that go together (PL1 V)."""

from collections.abc import Iterable, Iterator
from functools import partial

from webapp.documents.fixing.paper import Edit, Paper, edit, nearest, shown
from webapp.documents.fixing.properties import put, switch
from webapp.documents.layout import header_rules, heading_rules, looks, text_rules
from webapp.documents.layout.geometry import width_of
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.mark_rules import in_heads
from webapp.documents.layout.roles import HEADINGS, TEXT, Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.documents.reading.wordml import Element
from webapp.domain.form_rules.findings import Rule

_SMALLER, _LARGER = 12, 13
"""The sizes of Quốc hiệu; Tiêu ngữ, place and date are one point larger (footnote of PL1 V)."""


def fix_looks(paper: Paper) -> Iterator[Edit]:
    """Give the letters of each component the look that the decree says."""
    for one in (*paper.lines, *in_heads(paper.sheet)):
        for rule, _ in looks.faults(paper.sheet, one):
            change = next((_ASPECTS[name] for name in _ASPECTS if rule.id.endswith(name)), None)
            if change and (what := change(paper, one)):
                yield edit(rule, one, what)


def fix_one_size(paper: Paper) -> Iterator[Edit]:
    """Give all of the text the size that most of it has (PL1 II.6e)."""
    usual = paper.usual_size
    for one in paper.sized:
        if what := resize(paper, one.line, usual, usual):
            yield edit(text_rules.ONE_SIZE, one, what)


def fix_pairs(paper: Paper) -> Iterator[Edit]:
    """Give Quốc hiệu, Tiêu ngữ, place and date sizes that go together (footnote of PL1 V)."""
    yield from pair(paper, header_rules.PAIRED, _size_of_nation(paper))


def pair(paper: Paper, rule: Rule, nation: int) -> Iterator[Edit]:
    """Give Quốc hiệu this size, and the others those that go with it."""
    for one in paper.lines:
        if one.role in {Role.NATION, Role.MOTTO, Role.DATE}:
            wanted = nation if one.role is Role.NATION else nation + 1
            if what := resize(paper, one.line, wanted, wanted):
                yield edit(rule, one, what)


def fix_clauses(paper: Paper) -> Iterator[Edit]:
    """Make the titles of clauses bold that stand beside bold ones (PL1 II.6đ)."""
    for one in heading_rules.light_clauses(paper.lines)[0]:
        if what := set_weight(paper, one, bold=True):
            yield edit(heading_rules.CLAUSE_BOLD, one, what)


def fix_slanted_text(paper: Paper) -> Iterator[Edit]:
    """Set paragraphs upright that are in italics as a whole (PL1 II.6e)."""
    for one in filter(text_rules.is_slanted, paper.text):
        if what := set_upright(paper, one):
            yield edit(text_rules.UPRIGHT, one, what)


def set_size(properties: Element, size: float) -> None:
    """Give letters a size in points."""
    half_points = round(size * 2)
    put(properties, "sz", val=half_points)
    put(properties, "szCs", val=half_points)


def resize(
    paper: Paper, line: Line, least: float, most: float, instead: float | None = None
) -> str:
    """Give each word an allowed size, its nearest or the one instead; return what changed.

    Letters raised or lowered go with the others of their size.
    """
    held = {letters.size for _, letters in paper.runs(line) if not letters.raised}
    sizes = {
        size: nearest(size, least, most) if instead is None else instead
        for size in sorted(held)
        if not least <= size <= most
    }
    for before, after in sizes.items():
        paper.change_letters(line, partial(_is_sized, size=before), partial(set_size, size=after))
    return f"cỡ chữ {_told(sizes)} → {_told(sizes.values())}" if sizes else ""


def set_weight(paper: Paper, one: Labelled, *, bold: bool) -> str:
    """Make a line bold or light; return what changed, empty where nothing did."""
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.bold is not bold,
        lambda properties: switch(properties, "b", "bCs", on=bold),
    )
    return ("chữ không đậm → đậm" if bold else "chữ đậm → không đậm") if changed else ""


def _told(sizes: Iterable[float]) -> str:
    return ", ".join(map(shown, sorted(set(sizes))))


def _is_sized(letters: Letters, size: float) -> bool:
    return letters.size == size


def _size_of_nation(paper: Paper) -> int:
    """Return the size of Quốc hiệu: its own, or the smaller where the date takes two rows."""
    nation = header_rules.first_of(paper.lines, Role.NATION)
    if nation is None or nation.line.size < _LARGER:
        return _SMALLER
    date = header_rules.first_of(paper.lines, Role.DATE)
    room = None if date is None else paper.sheet.room(date.line)
    if date is None or room is None or not date.line.size:
        return _LARGER
    point = width_of(date.line.stretches) / date.line.size
    fits = point * (_SMALLER + 1) <= room < point * (_LARGER + 1)
    return _SMALLER if fits else _LARGER


def _size(paper: Paper, one: Labelled) -> str:
    least, most = looks.LOOKS[one.role].sizes
    instead = paper.usual_size if one.role in HEADINGS | {*TEXT} else None
    return resize(paper, one.line, least, most, instead)


def _weight(paper: Paper, one: Labelled) -> str:
    return set_weight(paper, one, bold=looks.LOOKS[one.role].says("bold", "light") is True)


def _slope(paper: Paper, one: Labelled) -> str:
    return _set_slope(paper, one, italic=looks.LOOKS[one.role].says("italic", "upright") is True)


def set_upright(paper: Paper, one: Labelled) -> str:
    """Set a line upright; return what changed, empty where nothing did."""
    return _set_slope(paper, one, italic=False)


def _set_slope(paper: Paper, one: Labelled, *, italic: bool) -> str:
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.italic is not italic,
        lambda properties: switch(properties, "i", "iCs", on=italic),
    )
    return ("chữ đứng → chữ nghiêng" if italic else "chữ nghiêng → chữ đứng") if changed else ""


def _capitals(paper: Paper, one: Labelled) -> str:
    """Show capitals, or small letters as typed: letters typed as capitals are words and stay."""
    capitals = looks.LOOKS[one.role].says("capitals", "small") is True
    changed = paper.change_letters(
        one.line,
        lambda letters: (letters.caps or letters.small_caps) is not capitals,
        partial(_set_capitals, on=capitals),
    )
    return ("chữ in thường → in hoa" if capitals else "chữ in hoa → như đã gõ") if changed else ""


def _set_capitals(properties: Element, *, on: bool) -> None:
    switch(properties, "caps", on=on)
    switch(properties, "smallCaps", on=False)


_ASPECTS = {"-co-chu": _size, "-dam": _weight, "-nghieng": _slope, "-hoa": _capitals}
