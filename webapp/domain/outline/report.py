"""What an import wants a person to know, gathered while a paper is read."""

from dataclasses import dataclass, field
from typing import Literal

from webapp.domain.plan import ReportItem

Kind = Literal[
    "about",
    "missing",
    "not_understood",
    "original",
    "kept_as_is",
    "joined",
    "removed",
    "repaired",
]


@dataclass(slots=True)
class Report:
    """Collects report items in the order of reading."""

    items: list[ReportItem] = field(default_factory=list)

    def add(self, kind: Kind, place: str, message: str, text: str = "") -> None:
        """Note one thing about one place of the plan."""
        self.items.append(ReportItem(kind, place, message, text))
