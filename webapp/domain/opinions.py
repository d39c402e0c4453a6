"""What others say of a plan: offices without accounts, and members asked by a phiếu lấy ý kiến."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.text import squeeze

LONGEST_NAME, LONGEST_NUMBER, LONGEST_TEXT = 200, 50, 5000
LONGEST_QUESTION = 2000


class Stance(StrEnum):
    """What an office that was asked answered."""

    AGREES = "agrees"
    REMARKS = "remarks"
    SILENT = "silent"


STANCE_LABELS = {
    Stance.AGREES: "Thống nhất",
    Stance.REMARKS: "Có ý kiến",
    Stance.SILENT: "Không trả lời",
}


class Vote(StrEnum):
    """What a member answers to a phiếu lấy ý kiến."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"


VOTE_LABELS = {
    Vote.AGREE: "Đồng ý",
    Vote.DISAGREE: "Không đồng ý",
    Vote.OTHER: "Ý kiến khác",
}
SILENT_LABEL = "Chưa trả lời"


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """The opinion of an office, as the drafter enters it from its paper."""

    office: str
    stance: Stance
    text: str = ""
    number: str = ""
    dated: date | None = None
    paper_id: int | None = None
    """The paper of the dossier that holds it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A phiếu lấy ý kiến that somebody wants to open."""

    question: str
    due_on: date
    member_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's answer, or None while he is silent."""

    vote: Vote | None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The answers over the number of members; silence is silence, never agreement."""

    members: int
    counts: dict[Vote, int] = field(default_factory=dict)
    """Of those that came in time."""
    late: int = 0

    @property
    def silent(self) -> int:
        """Return how many gave no answer in time."""
        return self.members - sum(self.counts.values())

    def words(self) -> str:
        """Return «đồng ý 5/9, không đồng ý 0/9, ý kiến khác 2/9, chưa trả lời 2/9»."""
        told = [
            f"{VOTE_LABELS[vote].lower()} {self.counts.get(vote, 0)}/{self.members}"
            for vote in Vote
        ]
        told.append(f"{SILENT_LABEL.lower()} {self.silent}/{self.members}")
        if self.late:
            told.append(f"trả lời muộn {self.late}")
        return ", ".join(told)


def counted(answers: Iterable[Answer]) -> Result:
    """Return the result; a late answer is told and not counted."""
    answers = tuple(answers)
    in_time = [one.vote for one in answers if one.vote is not None and not one.late]
    return Result(
        members=len(answers),
        counts={vote: in_time.count(vote) for vote in Vote},
        late=sum(one.late for one in answers),
    )


def sound_outside(facts: OutsideFacts, today: date) -> OutsideFacts:
    """Return the opinion made regular; refuse one that says nothing, and one of tomorrow."""
    sound = OutsideFacts(
        squeeze(facts.office),
        facts.stance,
        facts.text.strip(),
        squeeze(facts.number),
        facts.dated,
        facts.paper_id,
    )
    if not sound.office:
        raise InvalidInputError("Ghi tên cơ quan, đơn vị góp ý.", "office")
    for name, most in (("office", LONGEST_NAME), ("number", LONGEST_NUMBER)):
        _demand_short(getattr(sound, name), most, name)
    _demand_short(sound.text, LONGEST_TEXT, "text")
    if sound.stance is Stance.REMARKS and not sound.text:
        raise InvalidInputError("Ghi nội dung góp ý của cơ quan này.", "text")
    if sound.dated is not None and sound.dated > today:
        raise InvalidInputError("Ngày văn bản góp ý không thể sau ngày hôm nay.", "dated")
    return sound


def sound_explanation(text: str) -> str:
    """Return the tiếp thu, giải trình; empty takes it back."""
    text = text.strip()
    _demand_short(text, LONGEST_TEXT, "text")
    return text


def sound_question(asked: Asked, today: date) -> Asked:
    """Return the phiếu made regular; refuse one without question, members or time to answer."""
    question = asked.question.strip()
    if not question:
        raise InvalidInputError("Ghi nội dung xin ý kiến.", "question")
    _demand_short(question, LONGEST_QUESTION, "question")
    if asked.due_on < today:
        raise InvalidInputError("Hạn trả lời không thể trước ngày hôm nay.", "due_on")
    if not asked.member_ids:
        raise InvalidInputError("Chọn ít nhất một thành viên để lấy ý kiến.", "members")
    return Asked(question, asked.due_on, asked.member_ids)


def sound_vote(vote: Vote | None, text: str) -> tuple[Vote, str]:
    """Return the answer made regular; another opinion needs its words."""
    if vote is None:
        raise InvalidInputError("Chọn một trong ba cách trả lời.", "vote")
    text = text.strip()
    _demand_short(text, LONGEST_TEXT, "text")
    if vote is Vote.OTHER and not text:
        raise InvalidInputError("Ghi ý kiến khác của anh/chị.", "text")
    return vote, text


def _demand_short(text: str, most: int, name: str) -> None:
    if len(text) > most:
        raise InvalidInputError(f"Dài quá {most} ký tự; rút gọn rồi lưu lại.", name)
