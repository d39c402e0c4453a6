"""The letters of each component: size, bold, italic, capitals, underline, pairs (PL1 V)."""

from collections.abc import Iterator
from functools import partial

from webapp.documents.fixing.paper import Edit, Paper, edit, nearest, shown
from webapp.documents.fixing.properties import put, switch
from webapp.documents.fixing.rooms import room_of
from webapp.documents.layout import header_rules, looks, ruling, text_rules
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.documents.reading.wordml import Element
from webapp.documents.text_width import ITALIC, width

_SIZED_AS_TEXT = (Role.PARAGRAPH, Role.LEGAL_BASE, Role.HEADING, Role.CLAUSE, Role.ARTICLE)
_RULED = (Role.MOTTO, Role.ORGAN_NAME, Role.SUBJECT)
_SMALLER, _LARGER = 12, 13
"""The sizes of Quốc hiệu; Tiêu ngữ, place and date are one point larger (footnote of PL1 V)."""


def fix_looks(paper: Paper) -> Iterator[Edit]:
    """Give the letters of each component the look that the decree says."""
    for one in paper.lines:
        for rule, _ in looks.faults(paper.sheet, one):
            change = next((_ASPECTS[name] for name in _ASPECTS if rule.id.endswith(name)), None)
            if change and (what := change(paper, one)):
                yield edit(rule, one, what)


def fix_one_size(paper: Paper) -> Iterator[Edit]:
    """Give all of the text the size that most of it has (PL1 II.6e)."""
    usual = paper.usual_size
    for one in paper.text:
        if what := _resize(paper, one.line, usual, usual):
            yield edit(text_rules.ONE_SIZE, one, what)


def fix_pairs(paper: Paper) -> Iterator[Edit]:
    """Give Quốc hiệu, Tiêu ngữ, place and date sizes that go together (footnote of PL1 V)."""
    head = [one for one in paper.lines if one.role in {Role.NATION, Role.MOTTO, Role.DATE}]
    nation = _size_of_nation(paper, head)
    for one in head:
        wanted = nation if one.role is Role.NATION else nation + 1
        if what := _resize(paper, one.line, wanted, wanted):
            yield edit(header_rules.PAIRED, one, what)


def fix_underlines(paper: Paper) -> Iterator[Edit]:
    """Take the underlines away that stand for the rules of the head (PL1 V)."""
    for one in paper.lines:
        if one.role in _RULED and paper.change_letters(
            one.line, lambda letters: letters.underline, _without_underline
        ):
            yield edit(ruling.UNDERLINED, one, "gạch chân → không gạch chân")


def set_size(properties: Element, size: float) -> None:
    """Give letters a size in points."""
    half_points = round(size * 2)
    put(properties, "sz", val=half_points)
    put(properties, "szCs", val=half_points)


def _resize(
    paper: Paper, line: Line, least: float, most: float, instead: float | None = None
) -> str:
    """Give each word an allowed size, its nearest or the one instead; return what changed."""
    wrong = {letters.size for _, letters in paper.runs(line)}
    sizes = {
        size: nearest(size, least, most) if instead is None else instead
        for size in sorted(wrong)
        if not least <= size <= most
    }
    for before, after in sizes.items():
        paper.change_letters(line, partial(_is_sized, size=before), partial(set_size, size=after))
    said = (", ".join(map(shown, sorted(set(some)))) for some in (sizes, sizes.values()))
    return f"cỡ chữ {' → '.join(said)}" if sizes else ""


def _is_sized(letters: Letters, size: float) -> bool:
    return letters.size == size


def _size_of_nation(paper: Paper, head: list[Labelled]) -> int:
    """Return the size of Quốc hiệu: its own, or the smaller where the date takes two lines."""
    sizes = [one.line.words[0].letters.size for one in head if one.role is Role.NATION]
    if not sizes or sizes[0] < _LARGER:
        return _SMALLER
    for one in head:
        room = room_of(paper.sheet, one.line) if one.role is Role.DATE else None
        text = one.line.text
        if room and width(text, ITALIC, _SMALLER + 1) <= room < width(text, ITALIC, _LARGER + 1):
            return _SMALLER
    return _LARGER


def _size(paper: Paper, one: Labelled) -> str:
    least, most = looks.LOOKS[one.role].sizes
    instead = paper.usual_size if one.role in _SIZED_AS_TEXT else None
    return _resize(paper, one.line, least, most, instead)


def _weight(paper: Paper, one: Labelled) -> str:
    bold = looks.LOOKS[one.role].says("bold", "light") is True
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.bold is not bold,
        lambda properties: switch(properties, "b", "bCs", on=bold),
    )
    return ("chữ không đậm → đậm" if bold else "chữ đậm → không đậm") if changed else ""


def _slope(paper: Paper, one: Labelled) -> str:
    italic = looks.LOOKS[one.role].says("italic", "upright") is True
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
        lambda letters: letters.caps is not capitals,
        lambda properties: switch(properties, "caps", on=capitals),
    )
    return ("chữ in thường → in hoa" if capitals else "chữ in hoa → như đã gõ") if changed else ""


_ASPECTS = {"-co-chu": _size, "-dam": _weight, "-nghieng": _slope, "-hoa": _capitals}


def _without_underline(properties: Element) -> None:
    put(properties, "u", val="none")
