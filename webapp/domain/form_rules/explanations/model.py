"""The shape of an explanation: how a rule is read, and examples as lines of a paper."""

import re
from dataclasses import dataclass

from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

_LINE = re.compile(r"(?P<role>[a-z_]+)(?:\[(?P<look>[a-z0-9 -]+)\])?:(?: (?P<text>.*))?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an example, as it stands on the paper."""

    role: str
    """What it is on the paper: `subject`, `legal_base`, `body`, `number`, `page`."""
    text: str = ""
    look: str = ""
    """How it differs from the right look: `bold`, `light`, `left`, several parted by spaces."""


Example = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What help says about one rule beside its title and source."""

    reading: str
    """How the check reads the text: what it holds against it, and what it lets pass."""
    wrong: Example = ()
    right: Example = ()
    why_none: str = ""
    """Why there is no example; empty where there is one."""
    stage: Stage = Stage.DRAFT
    medium: Medium = Medium.PAPER


def lines_of(text: str) -> Example:
    """Return the lines of an example: `role[look]: words`, one a line."""
    found = [_LINE.fullmatch(line) for line in text.strip().splitlines()]
    return tuple(
        Line(one["role"], (one["text"] or "").replace("⏎", "\n"), one["look"] or "")
        for one in found
        if one is not None
    )
