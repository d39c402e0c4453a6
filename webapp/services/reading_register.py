"""Sổ đăng ký văn bản đi (PL4), page by page, newest number first."""

from dataclasses import dataclass
from datetime import date

from webapp.services.plan_pages import Choice


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines of which book."""

    year: int | None = None
    """None: the present year in Vietnam."""
    series_id: int | None = None
    """None: the agency's first series."""
    q: str = ""
    before_number: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One line of the book, in the columns of PL4."""

    number: int
    number_text: str
    promulgated_on: date
    type_name: str
    subject: str
    signer_name: str
    recipients: str
    kept_by: str
    copies: int | None
    note: str
    status: str
    """issued | void | reserved."""
    void_reason: str
    plan_id: int | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the book and what the selection above it offers."""

    items: tuple[RegisterItem, ...]
    next_before_number: int | None
    year: int
    series_id: int | None
    years: tuple[int, ...]
    series: tuple[Choice, ...]
    agency_name: str
    parent_name: str
