"""What a deed does with remarks: a return makes them, a submission sends their answers (10.3)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from webapp.db.models.remarks import RemarkRow
from webapp.db.queries import plans
from webapp.domain import remarks
from webapp.domain.comment_anchors import Anchor, AnchoredText
from webapp.domain.errors import InvalidInputError
from webapp.domain.form_rules.places import place_label
from webapp.domain.process import Action
from webapp.domain.remarks import AnswerKind, OpenRemark, Remark
from webapp.domain.workflow import Step
from webapp.services.deeds import Work
from webapp.services.plan_texts import text_of
from webapp.services.returns import open_of, open_rows, rows_of


def as_said(work: Work) -> Work:
    """Return the work of a return with its points numbered; its note says all of them."""
    if work.deed.action is not Action.RETURN:
        return work
    points = remarks.read(work.deed.note, work.deed.remarks)
    note = remarks.numbered(_lines(work, points)) if points else ""
    return replace(work, deed=replace(work.deed, remarks=points, note=note))


def _lines(work: Work, points: Sequence[Remark]) -> list[str]:
    """Return the points as the decision, the history and the papers list them."""
    plan = text_of(work.revision)
    text = AnchoredText(plan)
    places = [text.find(anchor).place for anchor in _anchors(text, points)]
    return [
        remarks.with_place(one.text, place_label(plan, place) if place else "", one.quote)
        for one, place in zip(points, places, strict=True)
    ]


def _anchors(text: AnchoredText, points: Sequence[Remark]) -> list[Anchor]:
    """Return what each point is about in the text that is returned; refuse words it has not."""
    anchors = []
    for number, one in enumerate(points, start=1):
        anchor = text.anchor(one.place, one.quote)
        if anchor is None:
            raise InvalidInputError(
                f"Không thấy đoạn của ý kiến {number} trong văn bản; chọn lại đoạn.", "note"
            )
        anchors.append(anchor)
    return anchors


def write(work: Work) -> None:
    """Write the decision that returns the plan, with its remarks."""
    anchors = _anchors(AnchoredText(text_of(work.revision)), work.deed.remarks)
    step = work.questions.decide(work.actor, "returned", work.deed.note, work.now)
    ordinal = work.revision.ordinal
    work.session.add_all(
        RemarkRow(
            plan_id=work.plan.id,
            step=step,
            round=work.plan.round,
            ordinal=number,
            person_id=work.actor.person_id,
            text=point.text,
            block_id=anchor.block,
            quote=anchor.quote,
            context=anchor.context,
            revision_ordinal=ordinal,
            created_at=work.now,
        )
        for number, (point, anchor) in enumerate(
            zip(work.deed.remarks, anchors, strict=True), start=1
        )
    )


def demand_answered(work: Work) -> None:
    """Refuse a submission that leaves a remark without an answer, or with an empty one."""
    rows = open_rows(work.session, work.plan.id)
    _refuse(work, [row for row in rows if row.answer is None], remarks.unanswered)
    _refuse(work, [row for row in rows if _says_nothing(work, row)], remarks.unexplained)


def send(work: Work) -> None:
    """Let the answers stand as they are: whoever reads next is to decide on them."""
    for row in open_rows(work.session, work.plan.id):
        row.sent_at, row.sent_ordinal = work.now, work.revision.ordinal


def take_up(work: Work, step: Step) -> None:
    """Let the decision at the step that the plan was returned to stand for the answers.

    The text stayed, so it is kept as it is, for the reason that the decision gives.
    """
    reason = work.deed.note.strip() or f"đã xem xét lại ở bước «{step.label}»"
    for row in open_rows(work.session, work.plan.id):
        row.answer, row.answer_text = AnswerKind.KEPT.value, reason
        row.answered_by, row.answered_at = work.actor.person_id, work.now
        row.sent_at, row.sent_ordinal = work.now, work.revision.ordinal


def details_of(work: Work) -> dict[str, object]:
    """Return what the event of the deed says about remarks: how many, made or answered."""
    if work.deed.action is Action.RETURN:
        return {"remarks": len(work.deed.remarks)}
    sent = sum(row.sent_at == work.now for row in rows_of(work.session, work.plan.id))
    return {"answered": sent} if sent else {}


def _says_nothing(work: Work, row: RemarkRow) -> bool:
    if row.answer != AnswerKind.FIXED or row.answer_text:
        return False
    returned = plans.revision(work.session, work.plan.id, row.revision_ordinal)
    return returned is not None and returned.content_sha256 == work.revision.content_sha256


def _refuse(work: Work, rows: list[RemarkRow], say: Callable[[Iterable[OpenRemark]], str]) -> None:
    names = plans.names_of(work.session, {row.person_id for row in rows})
    sentence = say(open_of(rows, names))
    if sentence:
        raise InvalidInputError(sentence)
