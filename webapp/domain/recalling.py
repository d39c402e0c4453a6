"""What the places that have a recalled paper say: returned, destroyed, refused (Điều 18.4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.dispatching import Channel
from webapp.domain.errors import InvalidInputError

DAYS_OF_SILENCE = 5
"""Working days after which văn thư is reminded of the places that say nothing; practice."""


class RecallAnswer(StrEnum):
    """What one place says of its paper."""

    RETURNED = "returned"
    """The paper was sent back."""
    DESTROYED = "destroyed"
    """The file was cancelled in its system (PL VI III.8b)."""
    REFUSED = "refused"


ANSWER_LABELS = {
    RecallAnswer.RETURNED: "Đã gửi lại bản giấy",
    RecallAnswer.DESTROYED: "Đã hủy trên hệ thống",
    RecallAnswer.REFUSED: "Từ chối",
}
STATUS_CODES = {RecallAnswer.DESTROYED: "15", RecallAnswer.REFUSED: "16"}
"""Of the national axis: agreed, refused (QCVN 102:2016)."""


def answers_by(channel: Channel) -> tuple[RecallAnswer, ...]:
    """Return what a place may say: paper is sent back, a file is cancelled (Điều 18.4)."""
    done = RecallAnswer.RETURNED if channel is Channel.PAPER else RecallAnswer.DESTROYED
    return done, RecallAnswer.REFUSED


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote down of a place."""

    answer: RecallAnswer
    day: date
    by: str
    """Who said it there."""
    note: str = ""


def demand_sound(
    said: Said,
    channel: Channel,
    since: date,
    today: date,
    known: Collection[RecallAnswer],
) -> None:
    """Refuse what channel, dates or the words before it forbid; `known` has the last last."""
    if said.answer not in answers_by(channel):
        first, _ = answers_by(channel)
        raise InvalidInputError(
            f"Với cách gửi này, chọn «{ANSWER_LABELS[first]}» hoặc «Từ chối» (khoản 4 Điều 18).",
            "answer",
        )
    if not since <= said.day <= today:
        raise InvalidInputError(
            f"Ghi ngày từ ngày thu hồi {since:%d/%m/%Y} đến hôm nay {today:%d/%m/%Y}.", "day"
        )
    if not said.by:
        raise InvalidInputError("Ghi người hoặc bộ phận của nơi nhận đã báo.", "said_by")
    if said.answer is RecallAnswer.REFUSED and not said.note:
        raise InvalidInputError("Ghi lý do nơi nhận từ chối.", "note")
    if list(known)[-1:] == [said.answer]:
        raise InvalidInputError("Kết quả này đã ghi rồi; không cần ghi lại.", "answer")
