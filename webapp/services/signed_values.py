"""What pages show of a signed file, be it of a plan or of another document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.db.models.numbers import LineFileRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.domain.signed_copy import Checks, checks_from, warnings

_SHOWN_OF_HASH = 12


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One version of the signed paper."""

    id: int
    ordinal: int
    size: int
    sha256: str
    who: str
    at: datetime
    checks: Checks
    warnings: tuple[str, ...]
    holds: bool
    """Of a plan: it is of the signature and the text that the plan has now."""

    @property
    def short_hash(self) -> str:
        """Return the beginning of the SHA-256, enough to compare by eye."""
        return self.sha256[:_SHOWN_OF_HASH]


def signed_file(
    row: SignedCopyRow | LineFileRow, who: str, register: Mapping[str, str], *, holds: bool = True
) -> SignedFile:
    """Return the file; `register` is the number and date that it has to bear, where they count."""
    checks = checks_from(row.checks)
    return SignedFile(
        id=row.id,
        ordinal=row.ordinal,
        size=row.size,
        sha256=row.sha256,
        who=who,
        at=row.added_at,
        checks=checks,
        warnings=warnings(checks, register),
        holds=holds,
    )
