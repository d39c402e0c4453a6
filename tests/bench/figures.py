"""What a bench hands over: figures beside their limits, and the table that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

_COLUMNS = ("what", "measured", "limit", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; None where the machine lacks what it takes."""

    what: str
    measured: float | None
    limit: float
    unit: str
    at_least: bool = False
    """The limit is the least that is good; else the most."""
    made_of: str = ""
    """The values behind a ratio, or why there is none."""

    @property
    def verdict(self) -> str:
        """Say in one word what came of it."""
        if self.measured is None:
            return "not measured"
        good = self.measured >= self.limit if self.at_least else self.measured <= self.limit
        return "reached" if good else "missed"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line of the table."""
        measured = "–" if self.measured is None else f"{shown(self.measured)} {self.unit}"
        bound = "at least" if self.at_least else "at most"
        return self.what, measured, f"{bound} {shown(self.limit)}", self.verdict


def shown(value: float) -> str:
    """Return a number as a person reads it: three figures tell enough."""
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}"


def measured(bench: str) -> list[Figure]:
    """Measure; called in the bench's own process, which cannot find what stands in `__main__`."""
    figures: list[Figure] = list(import_module(f"tests.bench.{bench}").figures())
    return figures


def print_table(figures: Iterable[Figure]) -> None:
    """Print all figures, and under the table what they are made of."""
    found = list(figures)
    lines = [_COLUMNS, *(one.cells for one in found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))
    print()
    for one in found:
        if one.made_of:
            print(f"{one.what}: {one.made_of}")
