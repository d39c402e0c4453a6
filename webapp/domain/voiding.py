"""Why a number is not crossed out any more: its paper is out, or other papers name it.

A number is voided while its paper is still in the house. What was issued with an error is
amended, replaced or corrected, and recalled where it must not stand (Điều 18.3, 18.4).
"""

from dataclasses import dataclass
from datetime import date

_LAWFUL = (
    "lập thông báo thu hồi, công văn đính chính hoặc văn bản sửa đổi, thay thế (khoản 3, khoản 4 "
    "Điều 18)"
)


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a number is known outside its own line; by default nowhere."""

    places: int = 0
    """How many its paper was sent to."""
    sent_on: date | None = None
    """Column 8 of its line: the day on which the paper went out."""
    named_in: str = ""
    """An issued paper that amends, replaces or corrects it, as sentences name it."""
    copied_as: str = ""
    """«03/SY-UBND»: a copy of it that stands in the book."""


NOWHERE = Traces()


def refusal(traces: Traces) -> str | None:
    """Return why the number stays; None where it may be crossed out."""
    if traces.places:
        return f"Văn bản đã gửi {traces.places} nơi nhận nên không hủy số được; {_LAWFUL}."
    if traces.sent_on is not None:
        return (
            f"Sổ ghi văn bản đã chuyển đi ngày {traces.sent_on:%d/%m/%Y} nên không hủy số được; "
            f"{_LAWFUL}, còn ghi nhầm ngày chuyển thì xóa ngày đó ở «Bổ sung»."
        )
    if traces.named_in:
        return (
            f"Đã có {traces.named_in} nêu số của văn bản này nên không hủy số được; văn bản đó "
            "chưa gửi thì hủy số văn bản đó trước, đã gửi thì giữ nguyên số này."
        )
    if traces.copied_as:
        return (
            f"Đã có bản sao số {traces.copied_as} của văn bản này nên không hủy số được; bản sao "
            "chưa giao thì hủy số bản sao trước, đã giao thì lập thông báo thu hồi."
        )
    return None
