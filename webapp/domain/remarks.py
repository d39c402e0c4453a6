"""Remarks of a return (Điều 10.3): how they are read and numbered, and what is not answered yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.domain.errors import InvalidInputError

LONGEST_REMARK = 2000
LONGEST_QUOTE = 500
MOST_REMARKS = 50
_SHOWN = 60
_POINT = re.compile(r"\s*(\d{1,2})[.)/]\s+(?=\S)")


class AnswerKind(StrEnum):
    """What the drafter did with a remark."""

    FIXED = "fixed"
    KEPT = "kept"


ANSWER_LABELS = {AnswerKind.FIXED: "Đã sửa", AnswerKind.KEPT: "Giữ nguyên"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One point that whoever returns a plan makes."""

    text: str
    place: str = ""
    """The passage it is about, as pages name it; empty for the plan as a whole."""
    quote: str = ""
    """Words of that passage; none for all of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the drafter says to one remark; no kind while he says nothing."""

    kind: AnswerKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpenRemark:
    """A remark without an answer: its number, and whose it is."""

    ordinal: int
    who: str


def read(reason: str, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the points that were made, the plain reason first; refuse what is too long or many.

    A list that was typed in one go («1. … 2. …») falls into its points.
    """
    points = [
        replace(one, text=text, quote=one.quote[:LONGEST_QUOTE])
        for one in (Remark(reason), *remarks)
        for text in _points_of(one.text.strip())
        if text
    ]
    if len(points) > MOST_REMARKS:
        raise InvalidInputError(
            f"Một lần trả lại nêu nhiều nhất {MOST_REMARKS} ý kiến; gộp bớt các ý kiến.", "note"
        )
    for number, point in enumerate(points, start=1):
        if len(point.text) > LONGEST_REMARK:
            raise InvalidInputError(
                f"Ý kiến {number} dài quá {LONGEST_REMARK} ký tự; rút gọn lại hoặc tách ra.", "note"
            )
    return tuple(points)


def numbered(remarks: Sequence[str]) -> str:
    """Return the remarks as one text: a single one as it is, several a line each."""
    if len(remarks) == 1:
        return remarks[0]
    return "\n".join(f"{number}. {one}" for number, one in enumerate(remarks, start=1))


def with_place(text: str, where: str, quote: str) -> str:
    """Return a remark as a list says it: what it is about, then what it says."""
    if not where:
        return text
    shown = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN].rstrip()}…"
    about = f"{where}, chữ «{shown}»" if shown else where
    return f"Về {about[:1].lower()}{about[1:]}: {text}"


def sound_answer(number: int, kind: str, text: str) -> Answer:
    """Return the answer to the remark of that number; refuse one that says too little."""
    text = text.strip()
    if kind not in set(AnswerKind):
        if text:
            raise InvalidInputError(
                f"Chọn «Đã sửa» hoặc «Giữ nguyên» cho ý kiến {number} rồi lưu.", "answers"
            )
        return Answer()
    if kind == AnswerKind.KEPT and not text:
        raise InvalidInputError(f"Ghi vì sao giữ nguyên ở ý kiến {number}.", "answers")
    if len(text) > LONGEST_REMARK:
        raise InvalidInputError(
            f"Trả lời ý kiến {number} dài quá {LONGEST_REMARK} ký tự; rút gọn lại.", "answers"
        )
    return Answer(AnswerKind(kind), text)


def unanswered(remarks: Iterable[OpenRemark]) -> str:
    """Return one sentence that names the remarks without an answer; empty when there are none."""
    numbers: dict[str, list[str]] = {}
    for one in remarks:
        numbers.setdefault(one.who, []).append(str(one.ordinal))
    if not numbers:
        return ""
    named = ", ".join(f"ý kiến {', '.join(mine)} của {who}" for who, mine in numbers.items())
    return f"Chưa trả lời {named}; trả lời từng ý kiến rồi trình."


def unexplained(remarks: Iterable[OpenRemark]) -> str:
    """Return one sentence that names what is «fixed» in an unchanged text, without a word."""
    named = ", ".join(f"ý kiến {one.ordinal} của {one.who}" for one in remarks)
    if not named:
        return ""
    return (
        f"Văn bản không đổi chữ nào từ lần bị trả lại nhưng {named} ghi «Đã sửa»; "
        "sửa văn bản, hoặc ghi rõ đã sửa ở đâu."
    )


def _points_of(text: str) -> tuple[str, ...]:
    """Return the points of a list whose marks count from 1; any other text is one point."""
    points: list[list[str]] = []
    for line in text.splitlines():
        mark = _POINT.match(line)
        if mark and int(mark.group(1)) == len(points) + 1:
            points.append([line[mark.end() :]])
        elif points:
            points[-1].append(line)
        else:
            return (text,)
    if len(points) < 2:  # noqa: PLR2004 - one mark makes no list
        return (text,)
    return tuple("\n".join(lines).strip() for lines in points)
