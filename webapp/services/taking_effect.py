"""What a paper does to the one it follows, when it is issued and when its number is voided.

Nothing is stored of it on the older one: its standing is read from the link. Its history and its
people are told.
"""

from sqlalchemy import select

from webapp.db.locks import LOCKED
from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.db.models.recalls import RecallAnswerRow
from webapp.db.models.recipients import DispatchRow
from webapp.db.queries.chain import target_of
from webapp.domain.chain import Follower, LinkKind, mark_of
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.domain.workflow import PlanState
from webapp.services import audit, notices
from webapp.services.deeds import Work
from webapp.services.followers import standing_of
from webapp.services.numbering import number_text_of

_ON_THE_WAY = frozenset({Action.SUBMIT, Action.NUMBER, Action.ISSUE})
_UNDONE = "{} đã bị hủy số, nên văn bản này trở lại như trước đó."


def demand_standing_target(work: Work) -> None:
    """Refuse to go on with a paper whose target was recalled or replaced on the way.

    The target is locked after the paper itself and before the book, as whoever begins a later
    one or sends the target locks them; so it is where the deed takes back what was done to it.
    """
    action = work.deed.action
    touched = action in _ON_THE_WAY or action is Action.VOID
    link = target_of(work.session, work.plan.id) if touched else None
    if link is None:
        return
    target = _locked(work, link)
    if action is Action.VOID:
        if link.kind == LinkKind.RECALLS:
            _demand_unanswered(work, target)
        return
    stands = standing_of(work.session, target.id)
    ended = stands.recalled_by or stands.replaced_by
    if ended or target.state != PlanState.ISSUED:
        why = f"đã có {ended}" if ended else "đã hủy số"
        raise ForbiddenError(
            f"Kế hoạch mà văn bản này nói đến {why}; trả lại hoặc bỏ văn bản này, nêu rõ lý do."
        )


def tell_target(work: Work, before: str) -> None:
    """Write on the older paper that the newer one took effect, or lost it again."""
    issued = work.plan.state == PlanState.ISSUED
    if not issued and before != PlanState.ISSUED:
        return
    link = target_of(work.session, work.plan.id)
    if link is None:
        return
    target, said = _locked(work, link), _follower(work, LinkKind(link.kind))
    sentence = f"{mark_of(said)}." if issued else _UNDONE.format(said.named)
    notices.tell(
        work.session, target, work.others(_concerned(work, target)), "followed",
        message=sentence[:1].lower() + sentence[1:], now=work.now,
    )  # fmt: skip
    details = {"kind": link.kind, "paper": work.plan.id, "note": sentence}
    action = "followed" if issued else "unfollowed"
    audit.record(work.session, work.actor, action, now=work.now, plan=target, details=details)


def _demand_unanswered(work: Work, target: PlanRow) -> None:
    """Refuse to take a recall back that places acted upon: they have the paper no more."""
    query = (
        select(DispatchRow.name)
        .join(RecallAnswerRow, RecallAnswerRow.dispatch_id == DispatchRow.id)
        .where(DispatchRow.plan_id == target.id)
    )
    name = work.session.scalar(query.order_by(RecallAnswerRow.id).limit(1))
    if name is not None:
        raise ForbiddenError(
            f"«{name}» đã trả lời việc thu hồi nên không hủy số của văn bản này được; cần dùng lại "
            "kế hoạch đã thu hồi thì ban hành kế hoạch mới."
        )


def _locked(work: Work, link: PlanLinkRow) -> PlanRow:
    return work.session.get_one(PlanRow, link.target_id, with_for_update=LOCKED)


def _follower(work: Work, kind: LinkKind) -> Follower:
    plan = work.plan
    number = number_text_of(plan.code_number, plan.code_notation)
    name = work.session.get_one(DocumentTypeRow, plan.document_type_id).name
    return Follower(kind, name, number, plan.promulgated_on)


def _concerned(work: Work, target: PlanRow) -> set[int]:
    """Return who drafted it and who handles the agency's papers."""
    clerks = {one.person_id for one in work.people if one.has(Role.CLERK)}
    return clerks | {target.drafter_id}
