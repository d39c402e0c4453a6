"""The demo's plans on their way: each step taken through the services that real people use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.plans import PlanRow
from webapp.documents.submission_paper import SubmissionPaper, make_submission_paper
from webapp.domain.dossier import PaperFacts, PaperKind
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.remarks import Remark
from webapp.services import answering, dossier_deeds, drafting, transitions
from webapp.services.answering import Answering
from webapp.services.deeds import Deed
from webapp.services.demo_corrections import correct
from webapp.services.demo_files import PASSWORD, DemoPlan
from webapp.services.draft_fields import DraftFields, from_typed
from webapp.services.rules import Rules
from webapp.services.uploads import Upload

_SAVE = "save"


@dataclass(frozen=True, slots=True)
class Place:
    """A demo agency as it was made."""

    agency_id: int
    actors: dict[str, Actor]
    """By username."""
    units: dict[str, int]
    """By abbreviation."""
    authorities: dict[str, int]
    """By the signer's username."""


class Journey:
    """One demo plan on its way through the services that real plans go through."""

    def __init__(
        self, database: Database, rules: Rules, place: Place, plan: DemoPlan, now: datetime
    ) -> None:
        self._database = database
        self._rules = rules
        self._place = place
        self._plan = plan
        self._now = now
        self._plan_id = 0

    def walk(self) -> None:
        """Draft the plan and take its steps, each on its day."""
        drafter = self._place.actors[self._plan.drafter]
        self._plan_id = drafting.create_plan(
            self._database,
            drafter,
            self._fields(drafter, self._plan.first_texts),
            self._now - timedelta(days=self._plan.days_ago),
        )
        for number, step in enumerate(self._plan.steps):
            moment = self._now - timedelta(days=step["days_ago"], minutes=-number)
            self._take(step, min(moment, self._now))

    def _take(self, step: Mapping[str, Any], moment: datetime) -> None:
        actor = self._place.actors[step["username"]]
        if step["action"] == _SAVE:
            fields = self._fields(actor, self._plan.texts)
            version = self._version()
            drafting.save(self._database, actor, self._plan_id, version, fields, now=moment)
            return
        action = Action(step["action"])
        if action is Action.ANSWER:
            self._answer(actor, step["answers"], moment)
            return
        if action is Action.ATTACH:
            self._attach(actor, moment)
            return
        if action is Action.CORRECT:
            correct(self._database, actor, self._plan_id, step, moment)
            return
        deed = Deed(
            plan_id=self._plan_id,
            version=self._version(),
            action=action,
            note=step.get("note", ""),
            password=PASSWORD,
            signed_on=vietnam_today(moment) if action is Action.RECORD_SIGNATURE else None,
            receipt=step.get("receipt", ""),
            received_on=vietnam_today(moment) if action is Action.RECEIVE else None,
            remarks=tuple(map(Remark, step.get("remarks", ()))),
        )
        transitions.take_step(self._database, self._rules, actor, deed, moment)

    def _answer(self, actor: Actor, said: Iterable[Iterable[str]], moment: datetime) -> None:
        """Answer the open remarks in their order."""
        found = answering.answer_page(self._database, actor, self._plan_id).open
        remarks = [remark for one in found.returns for remark in one.remarks]
        answers = {
            remark.id: (kind, text) for remark, (kind, text) in zip(remarks, said, strict=True)
        }
        wish = Answering(self._plan_id, found.stamp, answers)
        answering.save_answers(self._database, actor, wish, moment)

    def _attach(self, actor: Actor, moment: datetime) -> None:
        """Put the Tờ trình of the day into the dossier, as the one who signed it."""
        said = dict(self._plan.paper or {})
        issuer = said.pop("issuer")
        paper = SubmissionPaper(dated=vietnam_today(moment), **said)
        about = paper.subject[0].lower() + paper.subject[1:]
        facts = PaperFacts(
            PaperKind.SUBMISSION, f"Tờ trình {about}", paper.number, paper.dated, issuer
        )
        file = Upload("to-trinh.docx", make_submission_paper(paper, moment))
        dossier_deeds.attach(self._database, actor, self._plan_id, facts, file, now=moment)

    def _fields(self, drafter: Actor, texts: Mapping[str, str]) -> DraftFields:
        with self._database.reading() as session:
            place = session.get_one(AgencyRow, self._place.agency_id).place
        return replace(
            from_typed(texts),
            promulgation_place=place,
            unit_id=drafter.unit_id,
            signing_authority_id=self._place.authorities[self._plan.signer],
        )

    def _version(self) -> int:
        with self._database.reading() as session:
            return session.get_one(PlanRow, self._plan_id).version
