"""One deed of one person on one plan: what is asked, what came of it, what it works on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.queries import plans
from webapp.domain.people import Actor
from webapp.domain.process import Action, Situation
from webapp.domain.remarks import Remark
from webapp.domain.workflow import Workflow
from webapp.services.assignments import Questions
from webapp.services.book_entries import BookEntry
from webapp.services.book_numbers import Dating
from webapp.services.situations import people_of, situation_of
from webapp.services.uploads import Upload


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person asks for on a plan's page."""

    plan_id: int
    version: int
    """Of the plan that the page was made from."""
    action: Action
    note: str = ""
    waiver: str = ""
    """Why errors of form are passed over, with `submit` and in the format check."""
    password: str = ""
    signed_on: date | None = None
    """With `record_signature`: the date the signer wrote."""
    file: Upload | None = None
    """With `record_signature`: the signed paper as PDF, where the clerk has it already."""
    receipt: str = ""
    """With `receive`: the number that the clerk gave the dossier in the agency's own books."""
    received_on: date | None = None
    """With `receive`: the day the dossier came."""
    target: str = ""
    """With `return`: the earlier step to go back to; empty for the drafter."""
    expected_number: int | None = None
    """With `number`: what the page said the number would be."""
    expected_year: int | None = None
    """With `number`: of which year the page said so."""
    entry: BookEntry | None = None
    """With `number`: what the clerk says for the book; None: nothing yet."""
    dating: Dating | None = None
    """With `number`: another day, or a reserved number; None: today's next number."""
    remarks: tuple[Remark, ...] = ()
    """With `return`: its points, after the plain reason in `note`."""
    in_place_of: int | None = None
    """The absent person whose word is given; None: the actor's own."""
    together_with: int = 0
    """How many other plans were approved with this one, by one password."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a deed."""

    state: str
    state_label: str
    message: str
    """One sentence for the person who acted."""
    number: int | None = None
    number_text: str = ""
    """«115/KH-UBND»."""
    expected_number_differs: bool = False
    register_row_id: int | None = None
    """The line of the register, after the number was given."""
    subject: str = ""
    """Of the plan, for a page that is not its own."""


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that a deed works on, locked and loaded once."""

    session: Session
    actor: Actor
    deed: Deed
    now: datetime
    plan: PlanRow
    workflow: Workflow
    questions: Questions
    people: tuple[Actor, ...]

    @property
    def situation(self) -> Situation:
        """The plan as the policy sees it at this moment of the deed."""
        return situation_of(
            self.session, self.plan, self.questions.rows, self.questions.consultations
        )

    @property
    def revision(self) -> RevisionRow:
        """The current revision."""
        return plans.current_revision(self.session, self.plan.id)

    @property
    def asked(self) -> frozenset[int]:
        """The people whose word is waited for now."""
        waiting = self.questions.waiting()
        return frozenset(row.assignee_id for row in waiting if row.assignee_id is not None)

    def others(self, people: Iterable[int | None]) -> frozenset[int]:
        """Return the people without the actor, who knows what he did."""
        return frozenset(one for one in people if one is not None and one != self.actor.person_id)


def work_on(
    session: Session, actor: Actor, deed: Deed, plan: PlanRow, workflow: Workflow, *, now: datetime
) -> Work:
    """Load what the deed works on; the plan is locked already."""
    people = people_of(session, plan.agency_id)
    return Work(session, actor, deed, now, plan, workflow, Questions(session, plan), people)
