"""What a backup says of itself: schema, rows and hash of each part, ends of the audit chains."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from webapp.domain.errors import InvalidInputError

FORMAT = 1
"""Counts the changes of the archive's form; an older program refuses a newer form."""


class DamagedBackupError(InvalidInputError):
    """A backup that is not what was written."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table in the archive."""

    table: str
    rows: int
    sha256: str
    """Of the part's bytes before they are packed."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of an agency's audit chain when the backup was made."""

    agency_id: int
    ordinal: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first thing to read of a backup."""

    made_at: datetime
    schema: str
    """The newest migration that the database had."""
    kind: str
    """«sqlite» or «postgresql»: where the rows come from, not where they can go."""
    parts: tuple[Part, ...]
    heads: tuple[ChainHead, ...]
    has_key: bool = False
    """True where the key that signs cookies is a part of the archive."""

    @property
    def rows(self) -> int:
        """Return how many rows all tables have."""
        return sum(part.rows for part in self.parts)


def to_json(manifest: Manifest) -> str:
    """Return the manifest as text that a person can read too."""
    values = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str | bytes) -> Manifest:
    """Return the manifest; refuse one that is damaged or of a newer form."""
    try:
        values = json.loads(text)
        form = values.pop("format")
        if form == FORMAT:
            return _manifest(values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedBackupError(
            "Bảng kê trong bản sao lưu bị hỏng; dùng một bản sao lưu khác."
        ) from error
    raise InvalidInputError(
        f"Bản sao lưu theo dạng {form}, chương trình này chỉ đọc được dạng {FORMAT}; "
        "nâng cấp chương trình rồi khôi phục lại."
    )


def _manifest(values: dict[str, object]) -> Manifest:
    parts, heads = values.pop("parts"), values.pop("heads")
    if not isinstance(parts, list) or not isinstance(heads, list):
        raise TypeError("lists are expected")
    made_at = datetime.fromisoformat(str(values.pop("made_at")))
    return Manifest(
        made_at=made_at,
        schema=str(values["schema"]),
        kind=str(values["kind"]),
        parts=tuple(Part(**part) for part in parts),
        heads=tuple(ChainHead(**head) for head in heads),
        has_key=bool(values["has_key"]),
    )
