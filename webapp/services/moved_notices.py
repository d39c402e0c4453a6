"""What people are told after a deed, besides those who are asked to decide next."""

from collections.abc import Callable

from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.domain.process_policy import people_waited_for
from webapp.domain.workflow import PlanState, Step, StepKind
from webapp.services import notices
from webapp.services.deeds import Work
from webapp.services.numbering import number_text_of
from webapp.services.returns import open_count


def tell_moved(work: Work, step: Step | None, asked: frozenset[int]) -> None:
    """Tell whom the deed concerns; `step` is where it was done, `asked` who waited there."""
    teller = _TELLERS.get(work.deed.action)
    if teller is not None:
        teller(work, step, asked)
    if work.plan.state == PlanState.ISSUED and work.deed.action is not Action.VOID:
        _tell(work, _concerned(work), "issued", f"đã phát hành, số {_number(work)}.")


def tell_returned_by_rule(work: Work) -> None:
    """Tell the drafter and those who decided that their approvals fell (Điều 11.2)."""
    sentence = "nội dung khác bản đã được kiểm tra, duyệt nên trở về người soạn thảo để trình lại."
    _tell(work, _concerned(work), "returned", sentence)


def _returned(work: Work, step: Step | None, _asked: frozenset[int]) -> None:
    where = f" ở bước «{step.label}»" if step else ""
    back = work.workflow.find(work.plan.state)
    if back is not None:
        where = f"{where}, trở về bước «{back.label}»"
    sentence = f"{work.actor.full_name} trả lại{where}{_said(work)}"
    _tell(work, _concerned(work) if back else {work.plan.drafter_id}, "returned", sentence)
    if work.plan.state == PlanState.RETURNED:
        _ask_unit_head(work)


def _said(work: Work) -> str:
    """Return how a sentence about a return ends: its one remark, or how many there are."""
    count = len(work.deed.remarks)
    return f": {work.deed.note}" if count == 1 else f" với {count} ý kiến."


def _ask_unit_head(work: Work) -> None:
    heads = people_waited_for(work.workflow, work.situation, work.people)
    # Whoever returned it may lead the unit himself, and has to know that it waits for him.
    ids = {one.person_id for one in heads}
    who = work.actor.full_name
    sentence = f"chờ anh/chị chuyển người soạn thảo; {who} trả lại{_said(work)}"
    _tell_all(work, ids, "waiting", sentence)
    if not ids:
        administrators = {one.person_id for one in work.people if one.has(Role.ADMINISTRATOR)}
        sentence = "bị trả lại nhưng đơn vị soạn thảo chưa có lãnh đạo; hãy phân công lãnh đạo."
        _tell_all(work, administrators, "blocked", sentence)


def _passed_on(work: Work, _step: Step | None, _asked: frozenset[int]) -> None:
    note = f": {work.deed.note}" if work.deed.note else "."
    count = open_count(work.session, work.plan.id)
    answers = f" và trả lời {count} ý kiến" if count else ""
    sentence = f"được chuyển lại để anh/chị sửa{answers}{note}"
    _tell(work, {work.plan.drafter_id}, "returned", sentence)


def _withdrawn(work: Work, _step: Step | None, asked: frozenset[int]) -> None:
    _tell(work, asked, "withdrawn", f"{work.actor.full_name} đã rút lại, chưa cần xử lý.")


def _approved(work: Work, step: Step | None, _asked: frozenset[int]) -> None:
    if step is not None and step.kind is StepKind.APPROVAL:
        sentence = f"{work.actor.full_name} đã duyệt, đồng ý ký."
        _tell(work, {work.plan.drafter_id}, "approved", sentence)


def _received(work: Work, _step: Step | None, _asked: frozenset[int]) -> None:
    sentence = f"hồ sơ trình đã được {work.actor.full_name} tiếp nhận."
    _tell(work, _concerned(work), "received", sentence)


def _voided(work: Work, _step: Step | None, _asked: frozenset[int]) -> None:
    sentence = f"số {_number(work)} đã bị hủy: {work.deed.note}"
    _tell(work, _concerned(work), "voided", sentence)


def _cancelled(work: Work, _step: Step | None, _asked: frozenset[int]) -> None:
    _tell(work, {work.plan.drafter_id}, "cancelled", f"dự thảo đã bỏ: {work.deed.note}")


def _edited(work: Work, _step: Step | None, asked: frozenset[int]) -> None:
    sentence = "nội dung vừa được sửa, sẽ được trình lại từ đầu."
    _tell(work, {*asked, *_concerned(work)}, "changed", sentence)


def _concerned(work: Work) -> set[int]:
    """Return the drafter and those who decided in this round."""
    decided = {
        row.decided_by
        for row in work.questions.rows
        if row.round == work.plan.round and row.decided_by is not None
    }
    return {work.plan.drafter_id, *decided}


def _number(work: Work) -> str:
    return number_text_of(work.plan.code_number, work.plan.code_notation)


def _tell(work: Work, people: set[int] | frozenset[int], kind: str, sentence: str) -> None:
    _tell_all(work, work.others(people), kind, sentence)


def _tell_all(work: Work, people: set[int] | frozenset[int], kind: str, sentence: str) -> None:
    notices.tell(work.session, work.plan, people, kind, message=sentence, now=work.now)


_TELLERS: dict[Action, Callable[[Work, Step | None, frozenset[int]], None]] = {
    Action.RETURN: _returned,
    Action.PASS_ON: _passed_on,
    Action.WITHDRAW: _withdrawn,
    Action.APPROVE: _approved,
    Action.RECEIVE: _received,
    Action.VOID: _voided,
    Action.CANCEL: _cancelled,
    Action.EDIT: _edited,
}
