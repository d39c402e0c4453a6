"""Shapes that hang on a paragraph: lines drawn as rules, boxes, pictures; how long they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.documents.reading.wordml import ALTERNATE, Element, W, whole

DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
BOX = W + "txbxContent"

_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 635
"""In a twip."""
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 566.93, "mm": 56.693, "px": 15.0, "": 20.0, "pc": 240.0}
_LENGTH = re.compile(r"\s*(-?[\d.]+)\s*([a-z]*)")
_LINES = re.compile(r"(?:line|(?:straight)?connector\d?)", re.IGNORECASE)
_FLAT = 60
"""Twips: a shape that is lower is a line, whatever it is called."""
_LINE_TYPES = ("#_x0000_t32", "#_x0000_t20")


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawing; lengths in twips."""

    width: float | None
    """None where the file does not say it."""
    line: bool = False
    """Whether it is a line that lies."""
    solid: bool = True
    """Whether its stroke is neither dashed nor doubled."""
    boxes: tuple[Element, ...] = ()
    """What stands in it as text."""
    bordered: bool = False
    """Whether a stroke goes round it."""
    art: str = ""
    """Words drawn as a picture, such as a watermark."""
    across: str = ""
    """Where it stands across: `center`, another word, or empty where only a length says it."""
    down: float | None = None
    """From its paragraph down to it; None where it hangs on something else."""
    element: Element | None = field(default=None, compare=False, repr=False)
    """Where it comes from, so that it can be changed."""


def read_shapes(element: Element) -> Iterator[Shape]:
    """Yield what a drawing of either kind shows; of alternates the first branch alone."""
    if element.tag == ALTERNATE:
        branch = next(iter(element), None)
        for child in () if branch is None else branch:
            yield from read_shapes(child)
    elif element.tag == W + "drawing":
        for holder in element:
            yield _drawn(holder)
    elif element.tag in DRAWINGS:
        yield from _vml(element)


def _drawn(holder: Element) -> Shape:
    """Return the shape that an anchor or an inline of DrawingML holds."""
    extent = holder.find(_WP + "extent")
    width, height = (
        None if extent is None else whole(extent.get(name, "")) for name in ("cx", "cy")
    )
    kinds = {one.get("prst", "") for one in holder.iter(_A + "prstGeom")}
    called = any(_LINES.fullmatch(kind) for kind in kinds)
    flat = height is not None and height / _EMU <= _FLAT
    outline = next(holder.iter(_A + "ln"), None)
    align = holder.find(f"{_WP}positionH/{_WP}align")
    down = holder.find(f"{_WP}positionV[@relativeFrom='paragraph']/{_WP}posOffset")
    offset = None if down is None else whole(down.text or "")
    return Shape(
        None if width is None else width / _EMU,
        line=flat and (called or not _has_text(holder)),
        solid=outline is None or _is_solid(outline),
        boxes=tuple(holder.iter(BOX)),
        bordered=outline is not None and outline.find(_A + "noFill") is None,
        across="" if align is None else (align.text or ""),
        down=None if offset is None else offset / _EMU,
        element=holder,
    )


def _is_solid(outline: Element) -> bool:
    dash = outline.find(_A + "prstDash")
    dashed = dash is not None and dash.get("val", "solid") != "solid"
    doubled = outline.get("cmpd", "sng") != "sng"
    return not dashed and not doubled and outline.find(_A + "custDash") is None


def _has_text(holder: Element) -> bool:
    return next(holder.iter(BOX), None) is not None


def _vml(element: Element) -> Iterator[Shape]:
    for child in element:
        name = str(child.tag).removeprefix(_VML)
        if name == "group":
            boxes = tuple(child.iter(BOX))
            yield Shape(None, line=not boxes, boxes=boxes)
        elif name not in {child.tag, "shapetype"}:
            yield _vml_shape(name, child)


def _vml_shape(name: str, element: Element) -> Shape:
    style = _style_of(element)
    width, height = (_length(style.get(side, "")) for side in ("width", "height"))
    line = name == "line" or element.get("type", "") in _LINE_TYPES
    if name == "line":
        width, height = _between(element.get("from", ""), element.get("to", ""))
    flat = height is not None and abs(height) <= _FLAT
    drawn = next(element.iter(_VML + "textpath"), None)
    return Shape(
        abs(width) if width else None,
        line=flat or (line and height is None) or element.get(_OFFICE + "hr") is not None,
        solid=_is_solid_stroke(element.find(_VML + "stroke")),
        boxes=tuple(element.iter(BOX)),
        bordered=element.get("stroked", "t") not in {"f", "false", "0"},
        art="" if drawn is None else drawn.get("string", ""),
        across=style.get("mso-position-horizontal", ""),
        element=element,
    )


def _is_solid_stroke(stroke: Element | None) -> bool:
    if stroke is None:
        return True
    single = stroke.get("linestyle", "single") == "single"
    return single and stroke.get("dashstyle", "solid") == "solid"


def _style_of(element: Element) -> dict[str, str]:
    pairs = (one.partition(":") for one in element.get("style", "").split(";"))
    return {name.strip(): text.strip() for name, _, text in pairs}


def _between(start: str, end: str) -> tuple[float | None, float | None]:
    """Return how far a line goes across and down."""
    places = [[_length(one) for one in f"{point},".split(",")[:2]] for point in (start, end)]
    (left, top), (right, bottom) = places
    across = None if left is None or right is None else right - left
    down = None if top is None or bottom is None else bottom - top
    return across, down


def _length(text: str) -> float | None:
    match = _LENGTH.match(text)
    unit = _UNITS.get(match[2]) if match else None
    return None if match is None or unit is None else float(match[1]) * unit
