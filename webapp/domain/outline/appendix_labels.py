"""«Phụ lục I» above a title: what rendering writes by itself is no part of the title."""

from dataclasses import replace

from webapp.domain.outline.markers import to_roman
from webapp.domain.outline.report import Report
from webapp.domain.plan import Appendix


def without_label(title: str, place: int, total: int) -> str:
    """Return a title without the label that this place among the appendixes gives it anyway.

    Numbers are roman and stand only where there are two appendixes or more (PL1 III.1a).
    """
    first, _, rest = title.partition("\n")
    number = f" {to_roman(place) or place}" if total > 1 else ""
    automatic = f"phụ lục{number}"
    said = " ".join(first.split()).rstrip(".: ").casefold()
    return rest if said == automatic.casefold() else title


def without_labels(appendixes: tuple[Appendix, ...], report: Report) -> tuple[Appendix, ...]:
    """Return the appendixes without the labels that printing gives them again."""
    kept: list[Appendix] = []
    for place, one in enumerate(appendixes, start=1):
        title = without_label(one.title, place, len(appendixes))
        if title != one.title:
            message = "«Phụ lục» và số thứ tự được in tự động theo thứ tự các phụ lục."
            report.add("removed", f"appendixes/{place - 1}", message, one.title.partition("\n")[0])
        kept.append(replace(one, title=title))
    return tuple(kept)
