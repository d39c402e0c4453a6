"""What an exchange package says of a paper: the fields of QCVN 102 that a plan fills (PL VI)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import PRIORITIES

LONGEST = {
    "code": 13,
    "organ_name": 200,
    "code_number": 11,
    "code_notation": 30,
    "type_name": 100,
    "subject": 500,
    "position": 100,
    "full_name": 50,
    "to_place": 1000,
}
"""Lengths of PL VI II; what is longer is refused, never cut."""
_LABELS = {
    "code": "mã định danh",
    "organ_name": "tên cơ quan",
    "code_number": "số",
    "code_notation": "ký hiệu",
    "type_name": "tên loại văn bản",
    "subject": "trích yếu",
    "position": "chức vụ người ký",
    "full_name": "họ tên người ký",
    "to_place": "nơi nhận",
}
PRIORITY_CODES = {level: code for code, level in enumerate(PRIORITIES)}
"""Codes seen in use; no text of law lists them, 4 «hẹn giờ» no longer exists."""


@dataclass(frozen=True, slots=True)
class Organ:
    """A sender or receiver."""

    code: str
    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the package."""

    content_id: str
    file_name: str
    media_type: str
    data: bytes


class Business(IntEnum):
    """BussinessDocType: what the package does to one that was sent before."""

    NEW = 0
    RECALL = 1
    REPLACEMENT = 3


@dataclass(frozen=True, slots=True)
class Followed:
    """The older paper of the same sender that this one is about (ResponseFor)."""

    business: Business
    code_number: str
    code_notation: str
    promulgated_on: date
    reason: str
    """BussinessDocReason; empty for a paper that leaves the older one in force."""


@dataclass(frozen=True, slots=True)
class Message:
    """One package."""

    sender: Organ
    receivers: tuple[Organ, ...]
    code_number: str
    code_notation: str
    place: str
    promulgated_on: date
    type_name: str
    subject: str
    competence: str
    """«TM», «KT»: how the signer signs."""
    position: str
    full_name: str
    to_places: tuple[str, ...]
    priority: int
    circulation: str
    typer_notation: str
    amount: int | None
    pages: int | None
    appendixes: tuple[str, ...]
    made_at: datetime
    """To the second: the trace header's time on the wall in Vietnam."""
    department: str
    staff: str
    files: tuple[Attached, ...]
    follows: Followed | None = None

    @property
    def document_id(self) -> str:
        """Return «code,year,number/notation», as senders name a document in practice."""
        return self._named(self.code_number, self.code_notation, self.promulgated_on)

    @property
    def followed_id(self) -> str:
        """Return the same of the older paper; empty where there is none."""
        old = self.follows
        return self._named(old.code_number, old.code_notation, old.promulgated_on) if old else ""

    def _named(self, number: str, notation: str, day: date) -> str:
        return f"{self.sender.code},{day.year},{number}/{notation}"


def competence_of(authority: Sequence[str]) -> str:
    """Return «KT» of «KT. CHỦ TỊCH»: the last such line says how this person signs."""
    for one in reversed(authority):
        head, dot, _ = one.partition(".")
        if dot:
            return head.strip()
    return ""


def demand_fitting(message: Message) -> None:
    """Refuse a message with a field that is blank where it must not be, or longer than PL VI."""
    for organ in (message.sender, *message.receivers):
        if not organ.code:
            raise InvalidInputError(
                f"«{organ.name}» chưa có mã định danh trên trục; bổ sung trong danh bạ nơi nhận."
            )
    if not message.receivers:
        raise InvalidInputError(
            "Chưa có nơi nhận nào gửi qua trục; ghi gửi qua trục rồi tải gói edXML."
        )
    for name, text in _measured(message):
        if len(text) > LONGEST[name]:
            raise InvalidInputError(
                f"Gói edXML chưa lập được: {_LABELS[name]} «{text[:60]}» dài {len(text)} ký tự, "
                f"Phụ lục VI cho tối đa {LONGEST[name]}."
            )


def _measured(message: Message) -> Iterable[tuple[str, str]]:
    for organ in (message.sender, *message.receivers):
        yield "code", organ.code
        yield "organ_name", organ.name
    names = ("code_number", "code_notation", "type_name", "subject", "position", "full_name")
    yield from ((name, getattr(message, name)) for name in names)
    yield "to_place", "; ".join(message.to_places)
