"""Bản sao of a scanned paper: its pages with the block below the text, or ô 14 in the corner."""

from io import BytesIO

import pikepdf
from pikepdf import Name, Page, Pdf, Rectangle

from webapp.documents.pdf.reading import drawn, opened, read_places
from webapp.documents.pdf.structure import with_title

_A4 = (595.3, 841.9)
_ABOUT = 6.0
"""Points by which a scanner may miss the size."""
_FOOT = 57.0
"""Points: the margin that stays free at the foot of a page (PL1 I.3)."""
_GAP = 14.0
"""Points between the last words and the line over the block."""
_RULE = 14.0
"""Points from the line of the block down to its first words."""
_EDGE = 0.03
"""Of a page, all around: there a scanner leaves its shadows."""
_DARK = 170


def with_block_page(scan: bytes, block: bytes, title: str) -> bytes:
    """Return the pages with the block below the last words, or on a page of its own behind them.

    Nothing is covered: where the last page has no room, or cannot be measured, a page follows.
    """
    foot = _free_from(scan)
    high, low = _reach(block)
    down = high - (foot - _GAP)
    with Pdf.open(BytesIO(scan)) as pdf, Pdf.open(BytesIO(block)) as other:
        _for_print(pdf)
        last = pdf.pages[-1]
        if _is_plain_a4(last) and low - down >= _FOOT:
            left, bottom = float(last.mediabox[0]), float(last.mediabox[1])
            width, height = _size(Page(other.pages[0]))
            place = Rectangle(left, bottom - down, left + width, bottom - down + height)
            last.add_overlay(other.pages[0], place)
        else:
            pdf.pages.extend(other.pages)
        return with_title(_saved(pdf), title, "")


def with_corner(scan: bytes, corner: bytes, title: str) -> bytes:
    """Return the pages with ô 14 in the corner above the first one."""
    with Pdf.open(BytesIO(scan)) as pdf, Pdf.open(BytesIO(corner)) as other:
        _for_print(pdf)
        first = pdf.pages[0]
        width, height = _size(Page(other.pages[0]))
        right, top = float(first.mediabox[2]), float(first.mediabox[3])
        first.add_overlay(other.pages[0], Rectangle(right - width, top - height, right, top))
        return with_title(_saved(pdf), title, "")


def _free_from(scan: bytes) -> float:
    """Return how far above its foot, in points, the last page has nothing more on it."""
    with opened(scan) as document:
        page = document[len(document) - 1]
        picture = drawn(page, round(_A4[0])).convert("L")
        height = float(page.get_height())
    across, down = (round(one * _EDGE) for one in picture.size)
    inside = picture.crop((across, down, picture.width - across, picture.height - down))
    ink = inside.point([255 if grey < _DARK else 0 for grey in range(256)]).getbbox()
    return height - (down + ink[3] if ink else down) * height / picture.height


def _reach(block: bytes) -> tuple[float, float]:
    """Return how high and how low, in points from the foot, the block stands on its own page."""
    (page,) = read_places(block, 1)
    boxes = [
        box for sign, box in zip(page.characters, page.boxes, strict=True) if not sign.isspace()
    ]
    if not boxes:  # its letters cannot be read: it gets a page of its own
        return page.height, 0.0
    return max(box.top for box in boxes) + _RULE, min(box.bottom for box in boxes)


def _is_plain_a4(page: Page) -> bool:
    size = _size(page)
    fits = all(abs(one - wanted) <= _ABOUT for one, wanted in zip(size, _A4, strict=True))
    return fits and int(page.obj.get("/Rotate", 0)) == 0


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(one) for one in page.mediabox)
    return right - left, top - bottom


def _for_print(pdf: Pdf) -> None:
    """Draw visible signatures on their pages: those of a changed file prove nothing any more."""
    if Name.AcroForm in pdf.Root:
        pdf.flatten_annotations("print")
    if Name.Perms in pdf.Root:
        del pdf.Root.Perms


def _saved(pdf: pikepdf.Pdf) -> bytes:
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True)
    return saved.getvalue()
