"""The shape of an explanation: how a rule is read, and examples as lines of a paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an example, as it stands on the paper; `{…}` marks the words at fault."""

    role: str
    """What it is on the paper: `subject`, `legal_bases`, `body`, `number`, `page`."""
    text: str = ""
    look: str = ""
    """How it differs from the right look: `bold`, `plain`, `left`, several parted by spaces."""


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
