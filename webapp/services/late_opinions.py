"""An opinion that comes after its step went on: kept and marked, it moves nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from webapp.db.database import Database
from webapp.db.models.process import StepRow
from webapp.domain import process_policy
from webapp.domain.detour_policy import late_steps
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.services import audit, freshness, notices
from webapp.services.deeds import Deed, Work
from webapp.services.opening import open_locked
from webapp.services.rules import Rules
from webapp.services.standing_in import said_in_events, spoken_of

LONGEST_OPINION = 2000


@dataclass(frozen=True, slots=True)
class LateOpinion:
    """What somebody says whose step did not wait for him."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    step_key: str
    words: str
    in_place_of: int | None = None
    """The absent person who was asked; None: the actor himself."""


def speak_late(
    database: Database, rules: Rules, actor: Actor, wish: LateOpinion, now: datetime
) -> str:
    """Keep the opinion beside its step, marked as late; return one sentence."""
    words = wish.words.strip()
    with database.transaction() as session:
        deed = Deed(
            wish.plan_id, wish.version, Action.SPEAK_LATE, words, in_place_of=wish.in_place_of
        )
        work = open_locked(session, rules, actor, deed, now)
        done = freshness.already_done(session, actor, deed)
        if done:
            return done
        process_policy.require(work.workflow, work.situation, Action.SPEAK_LATE, work.actor)
        if not words:
            raise InvalidInputError("Ghi ý kiến của anh/chị trước khi gửi.", "words")
        if len(words) > LONGEST_OPINION:
            raise InvalidInputError(
                f"Ý kiến dài quá {LONGEST_OPINION} ký tự; rút gọn lại.", "words"
            )
        open_to_him = late_steps(work.workflow, work.situation, work.actor.answering)
        step = next((one for one in open_to_him if one.key == wish.step_key), None)
        if step is None:
            raise InvalidInputError("Chọn bước mà anh/chị còn thiếu ý kiến.", "step_key")
        _keep(work, _unheard_row(work, step.key), step.label)
        return "Đã ghi ý kiến, đánh dấu là ý kiến muộn; văn bản vẫn ở bước hiện tại."


def _unheard_row(work: Work, step_key: str) -> StepRow:
    rows = [
        row
        for row in work.questions.rows
        if (row.round, row.step_key, row.assignee_id)
        == (work.plan.round, step_key, work.actor.answering.person_id)
    ]
    return rows[-1]


def _keep(work: Work, row: StepRow, label: str) -> None:
    words = work.deed.note
    row.decision, row.note = "late", words
    row.decided_by, row.decided_at = work.actor.person_id, work.now
    place = work.actor.standing_in
    row.stand_in_id = place.stand_in_id if place else None
    row.revision_sha256 = work.revision.content_sha256
    flag_modified(work.plan, "state_since")  # whoever decides now is to see it first
    others = work.others({work.plan.drafter_id, *work.asked})
    sentence = f"{spoken_of(work.actor)} gửi ý kiến muộn về bước «{label}»: {words}"
    notices.tell(work.session, work.plan, others, "opinion", message=sentence, now=work.now)
    details = {
        "step": label,
        "round": work.plan.round,
        "note": words,
        "page_version": work.deed.version,
        **said_in_events(work.actor),
    }
    notices.tell_absent(work.session, work.plan, work.actor, Action.SPEAK_LATE, work.now)
    audit.record(
        work.session,
        work.actor,
        Action.SPEAK_LATE.value,
        now=work.now,
        plan=work.plan,
        details=details,
    )
