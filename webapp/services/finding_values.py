"""The values that pages show of findings about form: which count, which were set aside, by whom."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.form_rules.findings import Fix
from webapp.services.finding_places import Spot


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A finding of the format check, placed beside the form field it is about."""

    field: str
    """A field of DraftFields: `subject`, `body`; empty for the whole plan."""
    message: str
    severity: str
    """error | warning | hint."""
    source: str
    """The point of the decree, empty for practice and style."""
    rule: str
    excerpt: str = ""
    """The words it is about."""
    where: str = ""
    """«Nơi nhận 2»: where a person looks for it who has no form before him."""
    key: str = ""
    """Tells it from the others on its page; the same while the text is the same."""
    place: str = ""
    """As the rules say it: `body/ab12`."""
    quote: str = ""
    """The words at fault; empty for all of the passage."""
    context: str = ""
    """Words that end with the quote and tell which of several is meant; empty for the first."""
    spot: Spot | None = None
    """Where they stand in the form; None on other pages, and for what the form does not hold."""
    fix: Fix | None = None
    """What they become, where the form can do it."""
    is_shown: bool = False
    """The page of the plan marks the words in its text."""
    known_by: str = ""
    """The hash that it has in every text of the plan with the same words at fault."""
    dismiss_in: int | None = None
    """The plan in which the reader may set it aside; None where he may not."""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A warning or hint that somebody set aside."""

    finding: FieldFinding
    dismissal_id: int
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a text, parted by whether they still count."""

    standing: tuple[FieldFinding, ...]
    dismissed: tuple[Dismissed, ...] = ()


@dataclass(frozen=True, slots=True)
class FormError:
    """An error of form as it stood when somebody passed it over."""

    rule: str
    place: str
    """As rules name it: `body/<block id>`."""
    where: str
    """As people name it: «Căn cứ 2»."""
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why the text goes on in spite of its errors of form."""

    is_check: bool
    """True for the format check's word, False for the drafter's who submitted it so."""
    who: str
    at: datetime
    reason: str
    errors: tuple[FormError, ...]
