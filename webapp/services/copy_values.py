"""The values that pages show of copies."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CopyItem:
    """One copy that was made."""

    id: int
    row_id: int
    """Its line of the register."""
    kind_label: str
    form_label: str
    number_text: str
    """«03/SY-UBND»."""
    day: date
    signer: str
    places: str
    amount: int
    purpose: str
    parts: str
    """What a part holds; empty for the whole."""
    who: str
    at: datetime
    is_void: bool
    void_reason: str
    has_word: bool
    pdf_state: str
    """waiting | running | ready | failed."""
    pdf_reason: str
    sha256: str
    """Of the PDF, or of the Word file while there is none; empty before either."""

    @property
    def short_hash(self) -> str:
        """Return the beginning of the SHA-256, enough to compare by eye."""
        return self.sha256[:12]

    @property
    def pdf_is_under_way(self) -> bool:
        """Tell whether the PDF comes by itself."""
        return self.pdf_state in {"waiting", "running"}


@dataclass(frozen=True, slots=True)
class PlanCopies:
    """The card on a plan's page."""

    items: tuple[CopyItem, ...] = ()
    """The newest first."""
    may_copy: bool = False
    recalled: bool = False
    """The plan was recalled: what was copied is to be called back."""
    shown: bool = False

    @property
    def standing(self) -> int:
        """Return how many numbers of copies stand."""
        return sum(not one.is_void for one in self.items)
