"""Who may do what to the number book, and what its lines may say (Điều 15, 16; PL IV, PL VI)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain import voiding
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor, Role
from webapp.domain.voiding import NOWHERE, Traces

LARGEST_NUMBER = 99_999
_WHOLE = re.compile(r"0*[1-9][0-9]{0,4}")
_NOTATION = re.compile(r"[^\W_]+(?:[-./&][^\W_]+)*")
_VIETNAMESE = re.compile("[A-Za-zĐđ0-9./&\u0300-\u0303\u0306\u0309\u031b\u0323-]+")
"""Letters, their marks one by one, and what stands between groups."""
_LOOK_ALIKE = str.maketrans("ÐðƉɖ", "ĐđĐđ")
"""Letters of other languages that old keyboards wrote for «Đ»."""
_LONGEST_NOTATION = 30
"""PL VI II.5."""


class BookAction(StrEnum):
    """What is done to the book beside reading it; a plan's own number is a deed on the plan."""

    READ = "read"
    REGISTER = "register"
    """Give another outgoing document its number."""
    ENTER_PAPER = "enter_paper"
    """Copy a line of the paper book that came before."""
    RESERVE = "reserve"
    FILL_IN = "fill_in"
    """Add to columns 6 to 10 of a line."""
    VOID = "void"
    CLOSE = "close"
    ATTACH = "attach"
    """Keep the signed file of another document."""
    SEND = "send"
    """Send another document to places of the directory."""
    SET_RULES = "set_rules"


class LineKind(StrEnum):
    """What a line of the book is to whoever wants to change it."""

    OF_PLAN = "of_plan"
    OF_OTHER = "of_other"
    FROM_PAPER = "from_paper"
    RESERVED = "reserved"
    VOID = "void"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class BookRules:
    """What the agency lets its clerks do beyond the plain order; off unless it says so."""

    reserves_numbers: bool = False
    dates_run_back: bool = False


_VOID_BY_PLAN = "Số này của một văn bản; mở trang văn bản rồi chọn «Hủy số»."
_VOID_STANDS = "Số này đã hủy nên giữ nguyên trong sổ; cấp số khác nếu cần."
_CLOSED = "Sổ của năm đã khóa nên không sửa dòng nào nữa; chỉ xem và in."
_RESERVED = "Số này đang giữ, chưa có văn bản; cấp số cho văn bản rồi bổ sung."
_LINE_REFUSALS = {
    (BookAction.FILL_IN, LineKind.RESERVED): _RESERVED,
    (BookAction.FILL_IN, LineKind.VOID): _VOID_STANDS,
    (BookAction.FILL_IN, LineKind.CLOSED): _CLOSED,
    (BookAction.VOID, LineKind.OF_PLAN): _VOID_BY_PLAN,
    (BookAction.VOID, LineKind.VOID): _VOID_STANDS,
    (BookAction.VOID, LineKind.CLOSED): _CLOSED,
    (BookAction.ATTACH, LineKind.OF_PLAN): (
        "Số này của một kế hoạch; mở trang kế hoạch rồi chọn «Đưa lên bản đã ký»."
    ),
    (BookAction.ATTACH, LineKind.RESERVED): _RESERVED,
    (BookAction.ATTACH, LineKind.VOID): _VOID_STANDS,
    (BookAction.SEND, LineKind.OF_PLAN): (
        "Số này của một kế hoạch; mở trang kế hoạch rồi chọn «Gửi văn bản»."
    ),
    (BookAction.SEND, LineKind.RESERVED): _RESERVED,
    (BookAction.SEND, LineKind.VOID): _VOID_STANDS,
}


def refusal(action: BookAction, actor: Actor, rules: BookRules) -> str | None:
    """Return why the actor may not do this to his agency's book; None when he may."""
    if action is BookAction.READ:
        reads = actor.roles - {Role.INSTALLATION_ADMIN}
        return None if reads else "Anh/chị chưa có vai trò trong cơ quan này; báo quản trị cơ quan."
    if action is BookAction.SET_RULES:
        administers = actor.has(Role.ADMINISTRATOR)
        return None if administers else "Chỉ quản trị cơ quan đổi được; báo quản trị cơ quan."
    if not actor.has(Role.CLERK):
        return "Sổ đăng ký do văn thư giữ (Điều 15, 16); báo văn thư cơ quan."
    if action is BookAction.RESERVE and not rules.reserves_numbers:
        return "Cơ quan không giữ số trước; quản trị cơ quan bật ở mục «Sổ đăng ký» nếu cần."
    return None


def require(action: BookAction, actor: Actor, rules: BookRules | None = None) -> None:
    """Raise ForbiddenError with the sentence when the actor may not do this."""
    sentence = refusal(action, actor, rules or BookRules())
    if sentence is not None:
        raise ForbiddenError(sentence)


def line_refusal(action: BookAction, kind: LineKind, traces: Traces = NOWHERE) -> str | None:
    """Return why a line of this kind is not changed so; None when it may be."""
    sentence = _LINE_REFUSALS.get((action, kind))
    if sentence is None and action is BookAction.VOID:
        return voiding.refusal(traces)
    return sentence


def whole_number(typed: str, field: str) -> int:
    """Return the number of a paper; «115a» and the like are none (Điều 15.1)."""
    text = typed.strip()
    if not _WHOLE.fullmatch(text):
        raise InvalidInputError(
            f"«{text}» không phải số văn bản: số là một số nguyên từ 1 đến {LARGEST_NUMBER}, theo "
            "thứ tự trong năm, không có số chen như «115a» (Điều 15.1); sửa lại số.",
            field,
        )
    return int(text)


def sound_notation(typed: str, field: str) -> str:
    """Return a notation without spaces, as PL1 II.3 writes it; refuse what is none.

    A letter of another alphabet that looks like ours would make a second «115/KH-UBND».
    """
    typed = unicodedata.normalize("NFKC", typed).translate(_LOOK_ALIKE)
    letters = unicodedata.normalize("NFD", typed)
    if not _NOTATION.fullmatch(typed) or not _VIETNAMESE.fullmatch(letters):
        raise InvalidInputError(
            f"Ký hiệu «{typed}» chưa đúng: viết liền, các nhóm cách nhau bằng gạch nối, ví dụ "
            "BC-UBND (Phụ lục I, II.3).",
            field,
        )
    if len(typed) > _LONGEST_NOTATION:
        raise InvalidInputError(
            f"Ký hiệu dài quá {_LONGEST_NOTATION} ký tự; rút gọn (Phụ lục VI).", field
        )
    return typed


def same_to_readers(notation: str) -> str:
    """Return what two notations share that nobody keeps apart by ear: «KH-UBND», «kh-ubnd»."""
    return unicodedata.normalize("NFKC", notation).translate(_LOOK_ALIKE).casefold()


def due_on(signed_on: date, next_working_day: date, *, urgent: bool) -> date:
    """Return until when a signed paper is numbered and issued (Điều 15.2, 18.1): urgent at once."""
    return signed_on if urgent else next_working_day
