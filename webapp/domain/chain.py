"""Papers that follow an issued one: how they amend, replace, correct or recall it, and who begins.

An error of content is mended by a paper of the same form, one of form by a công văn (Điều 18.3);
what is recalled is frozen with its data (Điều 18.4, PL6 III.8a).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.dates import date_words
from webapp.domain.detour_policy import Rule
from webapp.domain.people import Actor, Role
from webapp.domain.process import Action, Situation, is_own_unit_head
from webapp.domain.workflow import PlanState, Workflow


class LinkKind(StrEnum):
    """What the newer paper is to the older one."""

    AMENDS = "amends"
    REPLACES = "replaces"
    CORRECTS = "corrects"
    RECALLS = "recalls"
    CLONED_FROM = "cloned_from"


FOLLOW_UPS = (LinkKind.AMENDS, LinkKind.REPLACES, LinkKind.CORRECTS, LinkKind.RECALLS)
"""The kinds with an effect on the older paper."""
ENDING = frozenset({LinkKind.REPLACES, LinkKind.RECALLS})
"""Those that end it: one that is open or issued."""
NEEDS_WHY = frozenset({LinkKind.CORRECTS, LinkKind.RECALLS})
"""Those that say on the paper why."""
DOCUMENT_TYPES = {
    LinkKind.AMENDS: "Kế hoạch",
    LinkKind.REPLACES: "Kế hoạch",
    LinkKind.CORRECTS: "Công văn",
    LinkKind.RECALLS: "Thông báo",
}
ACTIONS = {
    LinkKind.AMENDS: Action.AMEND,
    LinkKind.REPLACES: Action.REPLACE,
    LinkKind.CORRECTS: Action.CORRECT,
    LinkKind.RECALLS: Action.RECALL,
}
NO_EFFECT = frozenset({PlanState.CANCELLED, PlanState.VOIDED})
"""States of a later paper that came to nothing."""
AFTER_RECALL = frozenset({Action.CLONE})
"""What is still done to a recalled plan: its words may begin a new one."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A later paper as the older one's page, paper and book name it."""

    kind: LinkKind
    document_type: str
    number_text: str
    """Empty before it has one."""
    day: date | None

    @property
    def named(self) -> str:
        """Return «Thông báo số 12/TB-UBND ngày 05 tháng 3 năm 2026»."""
        return paper_named(self.document_type, self.number_text, self.day)


def paper_named(document_type: str, number_text: str, day: date | None) -> str:
    """Return «Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026», as far as it has them."""
    number = f" số {number_text}" if number_text else ""
    return f"{document_type}{number}{f' {date_words(day)}' if day is not None else ''}"


_MARKS = {
    LinkKind.AMENDS: "Được sửa đổi, bổ sung bởi",
    LinkKind.REPLACES: "Đã bị thay thế bởi",
    LinkKind.CORRECTS: "Được đính chính bởi",
    LinkKind.RECALLS: "Đã thu hồi theo",
}


SHORT_MARKS = {
    LinkKind.AMENDS: "Đã sửa đổi, bổ sung",
    LinkKind.REPLACES: "Đã bị thay thế",
    LinkKind.CORRECTS: "Đã đính chính",
    LinkKind.RECALLS: "Đã thu hồi",
}
"""For lists, where the later paper is not named."""


def mark_of(follower: Follower) -> str:
    """Return «Đã thu hồi theo Thông báo số 12/TB-UBND ngày 05/3/2026»."""
    return f"{_MARKS[follower.kind]} {follower.named}"


def stamp_of(follower: Follower) -> str:
    """Return «ĐÃ THU HỒI theo Thông báo số …», as every copy that is handed out has it."""
    mark, named = _MARKS[follower.kind], follower.named
    done, _, by = mark.rpartition(" ")
    return f"{done.upper()} {by} {named}"


def frozen(situation: Situation, action: Action) -> str | None:
    """Return why nothing is done any more to a plan that was recalled; None where it was not."""
    if not situation.recalled_by or action in AFTER_RECALL:
        return None
    return frozen_sentence(situation.recalled_by)


def frozen_sentence(recalled_by: str) -> str:
    """Return the refusal of every change of a recalled plan (PL6 III.8a)."""
    return (
        f"Kế hoạch đã thu hồi theo {recalled_by} nên được giữ nguyên cùng dữ liệu, không sửa "
        "được nữa; chỉ mở để xem."
    )


def _follow(kind: LinkKind) -> Rule:
    def rule(_workflow: Workflow, situation: Situation, actor: Actor) -> str | None:
        return _not_now(kind, situation) or _not_he(kind, situation, actor)

    return rule


def _not_now(kind: LinkKind, situation: Situation) -> str | None:
    if situation.state != PlanState.ISSUED:
        return (
            "Chỉ sửa đổi, thay thế, đính chính, thu hồi kế hoạch đã phát hành (Điều 18); kế hoạch "
            "chưa phát hành thì trả lại hoặc hủy số để sửa."
        )
    if situation.replaced_by:
        return (
            f"Kế hoạch đã được thay thế bởi {situation.replaced_by}; mở văn bản đó để xử lý tiếp."
        )
    if kind in ENDING and situation.ending_open:
        return (
            f"Đang có {situation.ending_open} thay thế hoặc thu hồi kế hoạch này; hoàn tất hoặc "
            "bỏ dự thảo đó trước."
        )
    return None


def _not_he(kind: LinkKind, situation: Situation, actor: Actor) -> str | None:
    drafts = actor.has(Role.DRAFTER) and actor.unit_id == situation.unit_id
    if drafts or is_own_unit_head(situation, actor):
        return None
    if kind in {LinkKind.AMENDS, LinkKind.REPLACES}:
        return (
            "Văn bản sửa đổi, thay thế do người soạn thảo và lãnh đạo đơn vị soạn thảo lập; báo "
            "đơn vị đó."
        )
    if actor.has(Role.CLERK):
        return None
    return (
        "Văn bản đính chính, thu hồi do người soạn thảo, lãnh đạo đơn vị soạn thảo hoặc văn thư "
        "lập; báo một trong những người đó."
    )


def _clone(_workflow: Workflow, _situation: Situation, actor: Actor) -> str | None:
    if not actor.has(Role.DRAFTER):
        return "Chỉ chuyên viên được tạo kế hoạch mới; báo quản trị cơ quan nếu cần vai trò này."
    return None


RULES: dict[Action, Rule] = {
    Action.CLONE: _clone,
    **{action: _follow(kind) for kind, action in ACTIONS.items()},
}
