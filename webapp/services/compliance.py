"""How the system stands to Annex VI of decree 30 (Điều 19.2): told item by item, from data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "compliance_data" / "annex_vi.toml"
MET, OPEN, OUTSIDE = "met", "open", "outside"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the annex asks."""

    key: str
    """«III.3c»: its place in part I of the annex, or a word where the point has no letter here."""
    asks: str
    """In short words of our own."""
    state: str
    """met | open | outside."""
    note: str
    place: str = ""
    """The endpoint where what is met can be seen."""
    command: str = ""
    """The command that does it, where whoever runs the machine does and no page shows it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one section of the annex."""

    title: str
    items: tuple[Item, ...]

    def count(self, state: str) -> int:
        """Return how many items are in the state."""
        return sum(item.state == state for item in self.items)


@cache
def annex_vi() -> tuple[Group, ...]:
    """Return the sections in the order of the annex."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Group(one["title"], tuple(Item(**item) for item in one["items"])) for one in data["groups"]
    )
