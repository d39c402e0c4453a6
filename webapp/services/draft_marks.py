"""Ô 11 and 12 of the form: circulation note, drafter's mark, copies (PL1 III.2c, III.3)."""

import re
from typing import Any, Protocol

from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Plan
from webapp.domain.plan_json import MOST_COPIES

CIRCULATION_NOTES = ("", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI")
NAMES = ("circulation_note", "typer_notation", "promulgation_amount")
_LONGEST_MARK = 20
_MARK = re.compile(r"\w[\w.-]*\w|\w")


class Marked(Protocol):
    """Fields of a form that hold the marks as they were typed."""

    @property
    def circulation_note(self) -> str:
        """One of the known notes, or empty."""

    @property
    def typer_notation(self) -> str:
        """«PL»."""

    @property
    def promulgation_amount(self) -> str:
        """«300»."""


def check_marks(fields: Marked) -> None:
    """Refuse a note that is none of the known ones, and a mark or number that is not one."""
    if fields.circulation_note not in CIRCULATION_NOTES:
        known = ", ".join(CIRCULATION_NOTES[1:])
        raise InvalidInputError(f"Chỉ dẫn lưu hành chỉ có {known}; chọn lại.", "circulation_note")
    mark, amount = fields.typer_notation.strip(), fields.promulgation_amount.strip()
    if mark and (len(mark) > _LONGEST_MARK or not _MARK.fullmatch(mark)):
        raise InvalidInputError(
            f"Ký hiệu người soạn thảo là chữ viết tắt liền nhau, tối đa {_LONGEST_MARK} ký tự, "
            "ví dụ PL; sửa lại.",
            "typer_notation",
        )
    if amount and not (amount.isdecimal() and 1 <= int(amount[:9]) <= MOST_COPIES):
        raise InvalidInputError(
            f"Số lượng bản là một số từ 1 đến {MOST_COPIES}; sửa lại hoặc để trống.",
            "promulgation_amount",
        )


def to_marks(fields: Marked) -> dict[str, Any]:
    """Return the plan's values of fields that were checked."""
    amount = fields.promulgation_amount.strip()
    return {
        "circulation_note": fields.circulation_note,
        "typer_notation": fields.typer_notation.strip(),
        "promulgation_amount": int(amount) if amount else None,
    }


def marks_of(plan: Plan) -> dict[str, Any]:
    """Return the fields of a plan; a note that the form does not know is left to the report."""
    known = plan.circulation_note if plan.circulation_note in CIRCULATION_NOTES else ""
    return {
        "circulation_note": known,
        "typer_notation": plan.typer_notation,
        "promulgation_amount": str(plan.promulgation_amount or ""),
    }
