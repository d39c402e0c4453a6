"""Pages of a PDF as plain values: every letter six points wide, lines one below the other."""

from webapp.documents.pdf.printed import Box, PlacedPage
from webapp.documents.pdf.printed_text import Area

WIDTH, HEIGHT, LETTER, LINE = 595.0, 842.0, 6.0, 20.0
LEFT, TOP = 85.0, 60.0


def printed(*lines: str, left: float = LEFT) -> PlacedPage:
    """Return a page with these lines."""
    characters, boxes = "", []
    for number, line in enumerate(lines):
        foot = HEIGHT - TOP - LINE * number - 14
        for place, _ in enumerate(f"{line}\r\n"):
            x = left + LETTER * place
            boxes.append(Box(x, foot, x + LETTER, foot + 14))
        characters += f"{line}\r\n"
    return PlacedPage(WIDTH, HEIGHT, characters, tuple(boxes))


def line_of(area: Area) -> int:
    """Return on which line of its page a marked area begins, counted from 0."""
    return round((area.y - TOP) / LINE)


def letters_of(area: Area) -> tuple[int, int]:
    """Return from which letter of its line to which the area reaches."""
    start = (area.x - LEFT) / LETTER
    return round(start), round(start + area.width / LETTER)
