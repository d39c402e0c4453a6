"""Who an issued paper is sent to, how, and what came back (Điều 18, QCVN 102)."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.text import fold
from webapp.domain.workflow import PlanState

_CODE = re.compile(r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}")
"""Levels from right to left: «000.00.12.H56», 13 characters as PL VI II.13.1 has room for."""
_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")
_ASIDE = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r"[;,\n]")


class Channel(StrEnum):
    """How a paper goes to one place."""

    PAPER = "paper"
    AXIS = "axis"
    """By the national document exchange: the package is handed over to it by other software."""
    EMAIL = "email"
    INTERNAL = "internal"


CHANNEL_LABELS = {
    Channel.PAPER: "Bản giấy",
    Channel.AXIS: "Trục liên thông",
    Channel.EMAIL: "Thư điện tử",
    Channel.INTERNAL: "Nội bộ",
}


class Receipt(StrEnum):
    """What is known of a paper that was sent."""

    SENT = "sent"
    ARRIVED = "arrived"
    RECEIVED = "received"
    REFUSED = "refused"


RECEIPT_LABELS = {
    Receipt.SENT: "Đã gửi",
    Receipt.ARRIVED: "Đã đến",
    Receipt.RECEIVED: "Đã nhận",
    Receipt.REFUSED: "Từ chối",
}


class DirectoryAction(StrEnum):
    """What is done to the directory and to what was sent."""

    READ = "read"
    KEEP = "keep"
    SEND = "send"
    RECORD = "record"
    EXPORT = "export"


_KEEPERS: Mapping[DirectoryAction, frozenset[Role]] = {
    DirectoryAction.READ: frozenset(Role) - {Role.INSTALLATION_ADMIN},
    DirectoryAction.KEEP: frozenset({Role.CLERK, Role.ADMINISTRATOR}),
    DirectoryAction.SEND: frozenset({Role.CLERK}),
    DirectoryAction.RECORD: frozenset({Role.CLERK}),
    DirectoryAction.EXPORT: frozenset({Role.CLERK}),
}
_SENTENCES = {
    DirectoryAction.READ: "Anh/chị chưa có vai trò trong cơ quan này; báo quản trị cơ quan.",
    DirectoryAction.KEEP: (
        "Danh bạ nơi nhận do văn thư và quản trị cơ quan giữ; báo văn thư cơ quan."
    ),
    DirectoryAction.SEND: "Việc gửi văn bản do văn thư làm (Điều 18); báo văn thư cơ quan.",
    DirectoryAction.RECORD: "Kết quả gửi do văn thư ghi (Điều 18); báo văn thư cơ quan.",
    DirectoryAction.EXPORT: "Gói edXML do văn thư lập; báo văn thư cơ quan.",
}


def may(action: DirectoryAction, actor: Actor) -> bool:
    """Tell whether the actor may do this in his agency."""
    return bool(actor.roles & _KEEPERS[action])


def require(action: DirectoryAction, actor: Actor) -> None:
    """Raise ForbiddenError with the sentence when the actor may not do this."""
    if not may(action, actor):
        raise ForbiddenError(_SENTENCES[action])


def is_sent_out(state: str) -> bool:
    """Tell whether a plan in this state may be sent: issued, neither void nor withdrawn."""
    return state == PlanState.ISSUED


def sound_code(typed: str, field: str) -> str:
    """Return a code of the national axis in capitals, empty when none is given; refuse others."""
    code = typed.strip().upper()
    if code and not _CODE.fullmatch(code):
        raise InvalidInputError(
            f"Mã định danh «{code}» chưa đúng: viết 13 ký tự như 000.00.12.H56.", field
        )
    return code


def sound_address(typed: str, field: str) -> str:
    """Return an e-mail address, empty when none is given; refuse what no letter can go to."""
    address = typed.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise InvalidInputError(
            f"Địa chỉ thư «{address}» chưa đúng: viết một địa chỉ như vanthu@xa-an-phuoc.vn.", field
        )
    return address


@dataclass(frozen=True, slots=True)
class Place:
    """What the choice of a channel looks at."""

    code: str
    email: str
    is_internal: bool


def usual_channel(place: Place, *, has_file: bool = True) -> Channel:
    """Return how a place is sent to when nobody says otherwise."""
    if not has_file:
        return Channel.AXIS if place.code else Channel.PAPER
    if place.is_internal:
        return Channel.INTERNAL
    if place.code:
        return Channel.AXIS
    return Channel.EMAIL if place.email else Channel.PAPER


WITHOUT_FILE = (Channel.PAPER, Channel.AXIS)
"""The ways of a paper that is not kept here: by the axis other software sends it."""
_NO_FILE = "Văn bản chưa có tệp nên chỉ ghi được gửi bản giấy hoặc qua trục; đính tệp rồi gửi."


def channel_refusal(
    channel: Channel, place: Place, name: str, *, has_file: bool = True
) -> str | None:
    """Return why the place cannot be sent to so; None when it can."""
    if not has_file and channel not in WITHOUT_FILE:
        return _NO_FILE
    if channel is Channel.AXIS and not place.code:
        return f"«{name}» chưa có mã định danh trên trục; bổ sung trong danh bạ."
    if channel is Channel.EMAIL and not place.email:
        return f"«{name}» chưa có địa chỉ thư điện tử; bổ sung trong danh bạ."
    if channel is Channel.INTERNAL and not place.is_internal:
        return f"«{name}» không phải đơn vị, cơ quan trong hệ thống; chọn cách gửi khác."
    return None


def named_in(to_places: Iterable[str], names: Mapping[int, str]) -> frozenset[int]:
    """Return the ids of the names that a line of nơi nhận, or a part of it, is; folded."""
    said: set[str] = set()
    for line in to_places:
        bare = _ASIDE.sub(" ", line).strip().lstrip("-").rstrip(".;")
        said.update(fold(part) for part in (bare, *_PARTS.split(bare)))
    return frozenset(one for one, name in names.items() if fold(name) in said)


@dataclass(frozen=True, slots=True)
class Return:
    """What somebody says came back from one place."""

    receipt: Receipt
    day: date
    reason: str = ""


def demand_sound(said: Return, sent_on: date, today: date, known: Collection[Receipt]) -> None:
    """Refuse a return that the dates or the words before it forbid; `known` has the last last."""
    if said.receipt is Receipt.SENT:
        raise InvalidInputError("Chọn đã đến, đã nhận hoặc từ chối.", "receipt")
    if not sent_on <= said.day <= today:
        raise InvalidInputError(
            f"Ghi ngày từ ngày gửi {sent_on:%d/%m/%Y} đến hôm nay {today:%d/%m/%Y}.", "day"
        )
    if said.receipt is Receipt.REFUSED and not said.reason:
        raise InvalidInputError("Ghi lý do nơi nhận từ chối.", "reason")
    if list(known)[-1:] == [said.receipt]:
        raise InvalidInputError("Kết quả này đã ghi rồi; không cần ghi lại.", "receipt")
