"""«Phụ lục I» above a title: what rendering writes by itself is no part of the title."""

from webapp.domain.outline.markers import to_roman


def without_label(title: str, place: int, total: int) -> str:
    """Return a title without the label that this place among the appendixes gives it anyway.

    Numbers are roman and stand only where there are two appendixes or more (PL1 III.1a).
    """
    first, _, rest = title.partition("\n")
    number = f" {to_roman(place) or place}" if total > 1 else ""
    automatic = f"phụ lục{number}"
    said = " ".join(first.split()).rstrip(".: ").casefold()
    return rest if said == automatic.casefold() else title
