"""Rules that are drawn as lines: longer or shorter, their middle where it was."""

import re

from webapp.documents.layout.shapes import Shape
from webapp.documents.reading.wordml import ALTERNATE, FALLBACK, Element, whole

_VML = "{urn:schemas-microsoft-com:vml}"
_GFX = "{urn:schemas-microsoft-com:office:office}gfxdata"
"""A copy of the drawing that would no longer be right."""
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_NUMBER = re.compile(r"-?[\d.]+")
_WIDTH, _LEFT = (
    re.compile(rf"(?<![-\w]){name}:\s*(-?[\d.]+)") for name in ("width", "margin-left")
)


def stretch(shape: Shape, length: float) -> bool:
    """Make a drawn line so many twips long; tell whether that could be done."""
    element, width = shape.element, shape.width
    if element is None or not width or not shape.line or shape.boxes:
        return False
    if str(element.tag).startswith(_VML):
        return _stretch_vml(element, length / width)
    if not _stretch_drawing(element, length / width):
        return False
    for twin in _twins(element):
        _stretch_vml(twin, length / width)
    return True


def _stretch_drawing(holder: Element, factor: float) -> bool:
    relative = next(holder.iter(f"{_WP14}pctWidth"), None)
    sizes = [*holder.iter(f"{_WP}extent"), *holder.iterfind(f".//{_A}xfrm/{_A}ext")]
    known = [whole(one.get("cx", "")) for one in sizes]
    if not all(known) or (relative is not None and (relative.text or "0") != "0"):
        return False
    for one, width in zip(sizes, known, strict=True):
        one.set("cx", str(round((width or 0) * factor)))
    offset = holder.find(f"{_WP}positionH/{_WP}posOffset")
    before = None if offset is None else whole(offset.text or "")
    if offset is not None and before is not None:
        offset.text = str(round(before - (known[0] or 0) * (factor - 1) / 2))
    return True


def _twins(holder: Element) -> list[Element]:
    """Return the same line as it is kept for old programs."""
    alternate = next(holder.iterancestors(ALTERNATE), None)
    old = None if alternate is None else alternate.find(FALLBACK)
    found = [] if old is None else [*old.iter(f"{_VML}line"), *old.iter(f"{_VML}shape")]
    return found if len(found) == 1 else []


def _stretch_vml(element: Element, factor: float) -> bool:
    element.attrib.pop(_GFX, None)
    if element.tag == f"{_VML}line":
        return _stretch_line(element, factor)
    style = element.get("style", "")
    width, left = _WIDTH.search(style), _LEFT.search(style)
    if width is None:
        return False
    longer = float(width[1]) * (factor - 1)
    style = _WIDTH.sub(f"width:{float(width[1]) + longer:g}", style, count=1)
    if left is not None:
        style = _LEFT.sub(f"margin-left:{float(left[1]) - longer / 2:g}", style, count=1)
    element.set("style", style)
    return True


def _stretch_line(element: Element, factor: float) -> bool:
    ends = [_NUMBER.match(element.get(name, "")) for name in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return False
    start, end = float(ends[0][0]), float(ends[1][0])
    longer = (end - start) * (factor - 1) / 2
    for name, place in (("from", start - longer), ("to", end + longer)):
        element.set(name, _NUMBER.sub(f"{place:g}", element.get(name, ""), count=1))
    return True
