"""Number and notation as a paper writes them (PL1 II.3)."""

_ROOM = " " * 7
"""Where the clerk writes a number that is not given yet."""


def number_text(number: int) -> str:
    """Return the number with a 0 before it when it is under 10 (PL1 II.3c)."""
    return f"{number:02}"


def number_line(number: int | None, notation: str) -> str:
    """Return «Số: 05/KH-UBND», or the same with room for a number that is not given yet."""
    shown = _ROOM if number is None else number_text(number)
    return f"Số: {shown}/{notation}"
