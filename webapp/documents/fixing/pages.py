"""The pages: paper and margins (PL1 I.1, I.3), with the tables that get too little room."""

from collections.abc import Iterator

from webapp.documents.fixing.paper import Edit, Paper, nearest
from webapp.documents.fixing.properties import drop, put
from webapp.documents.layout import page_rules
from webapp.documents.layout.roles import Role
from webapp.documents.layout.sheet import Section
from webapp.documents.reading.wordml import Element, W, number, whole

_A4 = (11906, 16838)
_TWIPS = 56.6929
"""In a millimetre."""
_EDGE = 567
"""Twips from the edge of the paper to head and foot, where a file does not say."""
_CELL_MARGINS = 216
"""Twips by which a table as wide as the text sticks out of it, so that its words do not."""
_LEAST_SHARE = 0.85
"""Of the room: with less, the tables of the old paper would not be readable."""
_HEAD_AND_FOOT = frozenset(
    {Role.NATION, Role.MOTTO, Role.ORGAN_NAME, Role.NUMBER, Role.TO_PLACES_LABEL, Role.AUTHORITY}
)
"""Tables with these hold short lines that would break in narrower cells."""


def fix_pages(paper: Paper) -> Iterator[Edit]:
    """Bring paper and margins into their ranges, the nearest that is allowed."""
    for position, section in enumerate(paper.sheet.sections):
        margins = _wrong_margins(paper, section)
        sized = page_rules.is_a4(section)
        tables = _tables_of(paper, position)
        room = section.text_width
        change = _room_after(section, margins) - room
        if (sized and not margins) or (tables and -change > (1 - _LEAST_SHARE) * room):
            continue
        properties = paper.properties_of(section)
        if not sized:
            yield _resize(properties, section)
        for name, (before, after) in margins.items():
            yield _move_margin(properties, name, before, after)
            if name == _bound(paper):
                put(properties, "pgMar", gutter=0)
        for table in tables:
            _narrow(table, change, room + change)


def fix_habits(paper: Paper) -> Iterator[Edit]:
    """Turn off what the settings add to the pages: mirrored margins, frame, ground."""
    habits = paper.sheet.habits
    settings = paper.package.part("settings")
    if settings is not None and habits.mirrored:
        drop(settings, "mirrorMargins")
        yield Edit(page_rules.MIRRORED.id, "page", "", "Lề đối xứng → lề như nhau ở mọi trang")
    if habits.background:
        drop(paper.package.main(), "background")
        yield Edit(page_rules.BACKGROUND.id, "page", "", "Nền trang có màu → không màu")
    framed = [one for one in paper.sheet.sections if one.bordered and one.properties is not None]
    for section in framed:
        drop(paper.properties_of(section), "pgBorders")
    if framed:
        yield Edit(page_rules.BORDER.id, "page", "", "Trang có khung viền → không khung")


def _wrong_margins(paper: Paper, section: Section) -> dict[str, tuple[float, float]]:
    """Return the margins out of their ranges with the nearest in them, in millimetres.

    What is kept free for binding counts with the margin that it stands at.
    """
    bound = _bound(paper)
    found: dict[str, tuple[float, float]] = {}
    for name, (_, least, most) in page_rules.MARGINS.items():
        length = getattr(section, name) + (section.gutter if name == bound else 0)
        if abs(nearest(length, least, most) - length) > page_rules.TOLERANCE:
            found[name] = (length, nearest(length, least, most))
    return {} if section.landscape else found


def _bound(paper: Paper) -> str:
    """Return the margin that what is kept free for binding stands at."""
    return "top" if paper.sheet.habits.gutter_on_top else "left"


def _room_after(section: Section, margins: dict[str, tuple[float, float]]) -> float:
    width = section.width * _TWIPS if page_rules.is_a4(section) else _A4[section.landscape]
    left, right = (
        margins[side][1] if side in margins else getattr(section, side)
        for side in ("left", "right")
    )
    gutter = 0 if "left" in margins else section.gutter
    return width - (left + right + gutter) * _TWIPS


def _resize(properties: Element, section: Section) -> Edit:
    width, height = reversed(_A4) if section.landscape else _A4
    put(properties, "pgSz", w=width, h=height, code=None)
    before = f"{section.width:.0f} x {section.height:.0f} mm → " if section.width else ""
    return Edit(page_rules.PAPER.id, "page", "", f"Khổ giấy {before}A4 (210 x 297 mm)")


def _move_margin(properties: Element, name: str, before: float, after: float) -> Edit:
    known = properties.find(W + "pgMar")
    edges = {} if known is not None else {"header": _EDGE, "footer": _EDGE, "gutter": 0}
    put(properties, "pgMar", **edges, **{name: round(after * _TWIPS)})
    what = f"Lề {page_rules.MARGINS[name][0]} {before:.1f} mm → {after:.1f} mm".replace(".", ",")
    return Edit(page_rules.MARGIN.id, "page", "", what)


def _tables_of(paper: Paper, position: int) -> list[Element]:
    """Return the tables of a section that stand in no other and hold no head or foot."""
    tables: dict[Element, set[Role]] = {}
    for one in paper.lines:
        element = one.line.element
        if one.line.section == position and element is not None:
            outer = list(element.iterancestors(W + "tbl"))
            if outer:
                tables.setdefault(outer[-1], set()).add(one.role)
    return [table for table, roles in tables.items() if not roles & _HEAD_AND_FOOT]


def _narrow(table: Element, change: float, room: float) -> None:
    """Make a table that no longer fits narrower by as much as the text got."""
    width = sum(_width_of(one) for one in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    width = width or number(table.find(W + "tblPr"), "tblW", "w") or 0
    if change >= 0 or width <= room + _CELL_MARGINS:
        return
    for one in table.iter(W + "gridCol", W + "tcW", W + "tblW"):
        if one.tag == W + "gridCol" or one.get(W + "type") == "dxa":
            one.set(W + "w", str(round(_width_of(one) * (width + change) / width)))


def _width_of(one: Element) -> int:
    """Return the width that an element says; 0 where it says none."""
    return whole(one.get(W + "w", "")) or 0
