"""What people do beside the way of a plan: ask somebody before deciding, pass a question on."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUESTION = 2000
"""Of the question, and of the words of its answer."""


class QuestionKind(StrEnum):
    """Why somebody is asked; either way the plan comes back to the one who asked."""

    BEFORE_ME = "before_me"
    """He is to agree before the asker decides."""
    ASK = "ask"
    """He is asked for what he knows; the drafter too."""


class Answer(StrEnum):
    """What became of a question."""

    WAITING = "waiting"
    AGREE = "agree"
    DISAGREE = "disagree"
    OPINION = "opinion"
    TAKEN_BACK = "taken_back"
    NOT_NEEDED = "not_needed"
    """The plan left the step before he answered."""


GIVEN = (Answer.AGREE, Answer.DISAGREE, Answer.OPINION)
"""What the person asked may say."""

ANSWER_LABELS = {
    Answer.WAITING: "Chờ trả lời",
    Answer.AGREE: "Đồng ý",
    Answer.DISAGREE: "Không đồng ý",
    Answer.OPINION: "Ý kiến khác",
    Answer.TAKEN_BACK: "Đã rút câu hỏi",
    Answer.NOT_NEEDED: "Không cần trả lời nữa",
}


@dataclass(frozen=True, slots=True)
class Question:
    """An open question at the present step, as the policy sees it."""

    asker_id: int
    asked_id: int
    asked_name: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """A question of a step that the person asked passed on to another, in the present round."""

    step_key: str
    from_id: int
    to_id: int
