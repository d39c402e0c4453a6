"""What a rule says: its source in the decree, and the fault it found at a place."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The decree says so; `source` names the point."""
    WARNING = "warning"
    """Practice says so, or the decree does and the reading of the text may err."""
    HINT = "hint"
    """Style."""


SEVERITY_LABELS = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.HINT: "Gợi ý",
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe correction: the first `wrong` in the passage at the finding's place becomes `right`.

    It changes signs, spaces, capitals and numbers, never which words are said.
    """

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of form."""

    rule: str
    severity: Severity
    place: str
    """A field's key, `legal_bases/0`, `body/<block id>`, `appendixes/0/<block id>`."""
    message: str
    """One or two Vietnamese sentences: what is wrong, and what to write."""
    source: str
    """The point of the decree, or the practice that the rule comes from."""
    quote: str = ""
    """The words at fault, as they stand in the passage at the place; empty for all of it."""
    fix: Fix | None = None
    """What to write instead, where that is certain."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of form, as help shows it."""

    id: str
    severity: Severity
    source: str
    title: str
    """What a right paper does, in one Vietnamese sentence without full stop."""

    def at(self, place: str, message: str, quote: str = "", fix: Fix | None = None) -> Finding:
        """Return the finding of this rule at a place."""
        return Finding(self.id, self.severity, place, message, self.source, quote, fix)


def error(rule_id: str, source: str, title: str) -> Rule:
    """Return a rule that the decree itself states."""
    return Rule(rule_id, Severity.ERROR, source, title)


def warning(rule_id: str, source: str, title: str) -> Rule:
    """Return a rule of practice, or one whose reading of the text may err."""
    return Rule(rule_id, Severity.WARNING, source, title)


def hint(rule_id: str, source: str, title: str) -> Rule:
    """Return a rule of style."""
    return Rule(rule_id, Severity.HINT, source, title)
