"""The kinds of faults: what each does to a file, and what must be found where."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.golden.planter.file import File

KINDS: list["Kind"] = []


@dataclass(frozen=True)
class Kind:
    """One fault; `plant` returns where it stands, or None for a file that has no place for it."""

    name: str
    rule: str
    plant: Callable[[File], str | None]
    also: frozenset[str] = frozenset()
    """Rules that the same fault breaks too."""
    why: str = ""
    """Why they do."""
    instead: str = ""
    """The rule that speaks where the fault does not show."""


def kind(name, rule, *, also=(), why=""):
    """Register the decorated deed."""

    def registered(plant):
        KINDS.append(Kind(name, rule, plant, frozenset(also), why))
        return plant

    return registered


def add(name, rule, plant, *, also=(), why="", instead=""):
    """Register a deed made by a function."""
    KINDS.append(Kind(name, rule, plant, frozenset(also), why, instead))
