"""A digital signature in a PDF: what was found of it, and what a person is told.

Thông tư 15/2025/TT-BKHCN names what is shown at least: signer, issuer, time, integrity and whether
the certificate was valid; a status that could not be looked up is said to be unknown.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from webapp.domain.signed_form import called


class Integrity(StrEnum):
    """Whether the file is still the one that was signed."""

    UNCHECKED = "unchecked"
    INTACT = "intact"
    FILLED = "filled"
    """After it only fields of the form were filled in, or others signed (Điều 15.3: the number and
    the date come after the leader's signature and before the agency's)."""
    CHANGED = "changed"
    BROKEN = "broken"


class Trust(StrEnum):
    """Whose word stands behind the certificate, at the moment of signing."""

    UNCHECKED = "unchecked"
    TRUSTED = "trusted"
    NO_ANCHORS = "no_anchors"
    UNKNOWN_ROOT = "unknown_root"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    REVOKED = "revoked"
    UNFIT = "unfit"


class Stamp(StrEnum):
    """Who says when it was signed."""

    NONE = "none"
    """The signer's own machine."""
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


class Verdict(StrEnum):
    """What to think of the signature."""

    VALID = "valid"
    DOUBTFUL = "doubtful"
    INVALID = "invalid"


VERDICT_LABELS = {
    Verdict.VALID: "Hợp lệ",
    Verdict.DOUBTFUL: "Không đủ tin cậy",
    Verdict.INVALID: "Không hợp lệ",
}
_INTEGRITY = {
    Integrity.UNCHECKED: "chưa kiểm tra được tính toàn vẹn",
    Integrity.INTACT: "toàn vẹn, không có gì được thêm hoặc sửa sau khi ký",
    Integrity.FILLED: "toàn vẹn; sau khi ký chỉ điền ô của biểu mẫu hoặc thêm chữ ký khác",
    Integrity.CHANGED: "nội dung đã bị thêm hoặc sửa sau khi ký",
    Integrity.BROKEN: "không toàn vẹn: tệp đã bị sửa hoặc chữ ký hỏng",
}
_TRUST = {
    Trust.UNCHECKED: "chưa kiểm tra được chứng thư",
    Trust.TRUSTED: "chứng thư đúng chuỗi tin cậy, còn hiệu lực lúc ký",
    Trust.NO_ANCHORS: "không đủ tin cậy: cơ quan chưa có chứng thư gốc để đối chiếu",
    Trust.UNKNOWN_ROOT: "không đủ tin cậy: chứng thư không thuộc các chứng thư gốc cơ quan tin cậy",
    Trust.EXPIRED: "chứng thư đã hết hạn lúc ký",
    Trust.NOT_YET: "chứng thư chưa có hiệu lực lúc ký",
    Trust.REVOKED: "chứng thư đã bị thu hồi",
    Trust.UNFIT: "không đủ tin cậy: chứng thư hoặc chuỗi chứng thư không dùng được để ký văn bản",
}
_VIETNAM = timezone(timedelta(hours=7))
_SOUND = frozenset({Integrity.INTACT, Integrity.FILLED})
_WORTHLESS = frozenset({Trust.EXPIRED, Trust.NOT_YET, Trust.REVOKED})


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """One signature; what an unchecked one says of itself is not proven."""

    name: str
    """May be empty."""
    covers_all: bool
    """Nothing was added to the file after it."""
    organ: str = ""
    issuer: str = ""
    signed_at: str = ""
    """ISO 8601; empty where nothing tells."""
    stamp: str = Stamp.NONE
    stamped_by: str = ""
    valid_from: str = ""
    valid_to: str = ""
    """Of the certificate, ISO 8601."""
    integrity: str = Integrity.UNCHECKED
    filled: tuple[str, ...] = ()
    """The fields of the form that were filled in after it."""
    trust: str = Trust.UNCHECKED
    revocation_known: bool = False
    """The file brings proof that the certificate was not revoked."""
    strength: str = ""
    """«RSA 2048 bit, SHA-256»."""
    weak: str = ""
    """What of it is below the demands; empty: nothing."""

    @property
    def moment(self) -> datetime | None:
        """Return when it was signed, as far as told."""
        return datetime.fromisoformat(self.signed_at) if self.signed_at else None

    @property
    def day(self) -> date | None:
        """Return on what day it was signed, in Vietnam."""
        moment = self.moment
        return moment.astimezone(_VIETNAM).date() if moment is not None else None

    def bears(self, full_name: str) -> bool:
        """Tell whether the certificate is in the name, whatever its case and form of its marks."""
        return bool(full_name) and _folded(full_name) in _folded(self.name)

    @property
    def validity(self) -> tuple[datetime, datetime] | None:
        """Return from when until when the certificate is valid."""
        if not self.valid_from or not self.valid_to:
            return None
        return datetime.fromisoformat(self.valid_from), datetime.fromisoformat(self.valid_to)

    @property
    def is_sound(self) -> bool:
        """Tell whether what was signed is still what the file says, whoever signed."""
        return self.integrity in _SOUND

    @property
    def verdict(self) -> Verdict:
        """Return what to think of it."""
        if self.integrity in {Integrity.CHANGED, Integrity.BROKEN} or self.trust in _WORTHLESS:
            return Verdict.INVALID
        if self.is_sound and self.trust == Trust.TRUSTED and not self.weak:
            return Verdict.VALID
        return Verdict.DOUBTFUL

    @property
    def verdict_label(self) -> str:
        """Return the verdict in Vietnamese."""
        return VERDICT_LABELS[self.verdict]

    @property
    def integrity_label(self) -> str:
        """Return whether the file is still what was signed."""
        said = _INTEGRITY[Integrity(self.integrity)]
        return f"{said} (ô {called(self.filled)})" if self.filled else said

    @property
    def trust_label(self) -> str:
        """Return what stands behind the certificate."""
        return _TRUST[Trust(self.trust)]

    @property
    def stamp_label(self) -> str:
        """Return who says when it was signed."""
        if self.stamp == Stamp.NONE:
            return "theo giờ máy người ký, không có dấu thời gian"
        by = f" của {self.stamped_by}" if self.stamped_by else ""
        if self.stamp == Stamp.TRUSTED:
            return f"theo dấu thời gian{by}"
        return f"theo dấu thời gian{by} chưa đủ tin cậy"

    @property
    def revocation_label(self) -> str:
        """Return what is known of a revocation; nothing is fetched from the network."""
        if self.trust == Trust.REVOKED:
            return "đã bị thu hồi"
        if self.revocation_known:
            return "chưa bị thu hồi, theo bằng chứng kèm trong tệp"
        return "chưa kiểm tra được trạng thái thu hồi"

    @property
    def complaint(self) -> str:
        """Return one sentence on what keeps it from being valid; empty where it is."""
        who = f" của {self.name}" if self.name else ""
        if self.integrity not in _SOUND:
            return f"Chữ ký số{who} {self.integrity_label}; đề nghị ký lại hoặc đối chiếu bản gốc."
        if self.trust != Trust.TRUSTED:
            return f"Chữ ký số{who}: {self.trust_label}."
        return f"Chữ ký số{who} dùng {self.weak}, dưới mức quy định." if self.weak else ""


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def signatures_from(values: Iterable[Mapping[str, Any]]) -> tuple[DigitalSignature, ...]:
    """Return signatures from what JSON kept of them; older rows kept less."""
    return tuple(
        DigitalSignature(**{**one, "filled": tuple(one.get("filled", ()))}) for one in values
    )
