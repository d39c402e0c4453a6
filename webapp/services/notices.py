"""What people are told when a plan moves: rows in the same transaction, delivered by a sweep."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.organisations import DocumentTypeRow, PersonRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow
from webapp.domain.people import Actor, Role
from webapp.domain.process import ACTION_LABELS, Action
from webapp.domain.workflow import Step, no_one_sentence
from webapp.services.returns import news_to_each
from webapp.services.standing_in import stand_ins_for


def tell(
    session: Session,
    plan: PlanRow,
    people: Iterable[int],
    kind: str,
    *,
    message: str,
    now: datetime,
) -> None:
    """Write one notification for each person; `message` is a sentence about the named plan.

    Who handles the papers of one of them today is told too, and for whom.
    """
    told = set(people)
    words = dict.fromkeys(sorted(told), f"{named(session, plan)}: {message}")
    for absent_id, person_id in stand_ins_for(session, plan.agency_id, told, now).items():
        name = session.get_one(PersonRow, absent_id).full_name
        words.setdefault(person_id, f"Xử lý thay {name}. {named(session, plan)}: {message}")
    _write(session, plan, words, kind, now)


def tell_absent(
    session: Session, plan: PlanRow, actor: Actor, action: Action, now: datetime
) -> None:
    """Tell the absent person alone what was done in his place; nobody, where it was in none."""
    if actor.standing_in is None:
        return
    done = f"{actor.full_name} đã «{ACTION_LABELS[action]}» thay anh/chị."
    words = {actor.answering.person_id: f"{named(session, plan)}: {done}"}
    _write(session, plan, words, "in_place", now)


def settle(session: Session, plan: PlanRow, actor: Actor, now: datetime) -> None:
    """Mark read what asked for the deed that was just done, also in the absent person's inbox.

    Talk in the text stays new: a deed is no answer to it.
    """
    asked = select(NotificationRow).where(
        NotificationRow.person_id.in_({actor.person_id, actor.answering.person_id}),
        NotificationRow.agency_id == plan.agency_id,
        NotificationRow.plan_id == plan.id,
        NotificationRow.read_at.is_(None),
        NotificationRow.anchor.is_(None),
        NotificationRow.created_at < now,
    )
    for row in session.scalars(asked.order_by(NotificationRow.id)):
        row.read_at = now


def tell_of_talk(
    session: Session,
    plan: PlanRow,
    people: Iterable[int],
    kind: str,
    *,
    message: str,
    now: datetime,
    anchor: str,
) -> None:
    """Tell people alone, and nobody in their place; `anchor` is where on the page it leads."""
    words = dict.fromkeys(sorted(set(people)), f"{named(session, plan)}: {message}")
    _write(session, plan, words, kind, now, anchor=anchor)


def _write(
    session: Session,
    plan: PlanRow,
    words: Mapping[int, str],
    kind: str,
    now: datetime,
    *,
    anchor: str | None = None,
) -> None:
    session.add_all(
        NotificationRow(
            agency_id=plan.agency_id,
            person_id=person_id,
            plan_id=plan.id,
            kind=kind,
            message=sentence,
            anchor=anchor,
            created_at=now,
        )
        for person_id, sentence in words.items()
    )


def tell_about_settings(
    session: Session,
    agency_id: int,
    people: Iterable[int],
    kind: str,
    *,
    message: str,
    now: datetime,
    about: str | None = None,
) -> None:
    """Write one notification for each person about something that is no plan.

    `about` is the thing whose page its link opens: «authority:7».
    """
    session.add_all(
        NotificationRow(
            agency_id=agency_id,
            person_id=one,
            kind=kind,
            message=message,
            about=about,
            created_at=now,
        )
        for one in sorted(set(people))
    )


def tell_waiting(
    session: Session,
    plan: PlanRow,
    step: Step,
    people: Iterable[Actor],
    *,
    due_on: date | None,
    now: datetime,
) -> None:
    """Tell those who are asked to decide, and until when."""
    until = f", hạn {due_on:%d/%m/%Y}" if due_on else ""
    sentence = f"chờ anh/chị xử lý bước «{step.label}»{until}."
    ids = [one.person_id for one in people]
    news = news_to_each(session, plan.id, ids)
    told: dict[str, list[int]] = {}
    for person_id in ids:
        known = news.get(person_id, "").rstrip(".")
        told.setdefault(f"{known}; {sentence}" if known else sentence, []).append(person_id)
    for message, mine in told.items():
        tell(session, plan, mine, "waiting", message=message, now=now)


def tell_blocked(
    session: Session, plan: PlanRow, step: Step, people: Iterable[Actor], *, now: datetime
) -> None:
    """Tell the administrators that nobody can decide; the plan waits until somebody can."""
    ids = (one.person_id for one in people if one.has(Role.ADMINISTRATOR))
    tell(session, plan, ids, "blocked", message=no_one_sentence(step), now=now)


def named(session: Session, plan: PlanRow) -> str:
    """Return the plan as a sentence begins with it: «Công văn «V/v đính chính …»»."""
    kind = session.get_one(DocumentTypeRow, plan.document_type_id).name
    return f"{kind} «{plan.subject}»" if plan.subject else f"{kind} chưa có trích yếu"
