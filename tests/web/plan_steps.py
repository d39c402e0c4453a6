"""Takes a plan along its way by the services, for tests that begin in the middle."""

from dataclasses import dataclass

from tests.service.builders import NOON, PASSWORD, Office, a_plan, answer_all
from webapp.db.database import Database
from webapp.domain.process import Action
from webapp.services import reading, transitions
from webapp.services.rules import Rules
from webapp.services.transitions import Deed, Outcome


@dataclass(frozen=True)
class Way:
    """One plan of the office, and the people who take it forward."""

    database: Database
    rules: Rules
    office: Office
    plan_id: int
    now = NOON

    def take(self, actor, action, **more) -> Outcome:
        if action is Action.SUBMIT:
            answer_all(self.database, actor, self.plan_id)
        deed = Deed(self.plan_id, self.version(actor), action, **more)
        return transitions.take_step(self.database, self.rules, actor, deed, NOON)

    def version(self, actor) -> int:
        page = reading.plan_page(self.database, self.rules, actor, self.plan_id, NOON)
        return page.head.version

    def state(self, actor) -> str:
        page = reading.plan_page(self.database, self.rules, actor, self.plan_id, NOON)
        return page.head.state

    def submitted(self) -> "Way":
        self.take(self.office.drafter, Action.SUBMIT)
        return self

    def checked(self) -> "Way":
        """Both checks agreed: the plan waits for the approval."""
        self.submitted()
        self.take(self.office.unit_head, Action.APPROVE)
        self.take(self.office.format_checker, Action.APPROVE)
        return self

    def approved(self) -> "Way":
        self.checked()
        self.take(self.office.signer, Action.APPROVE, password=PASSWORD)
        return self

    def signed(self) -> "Way":
        self.approved()
        self.take(self.office.clerk, Action.RECORD_SIGNATURE, signed_on=NOON.date())
        return self

    def issued(self) -> "Way":
        self.signed()
        self.take(self.office.clerk, Action.NUMBER, password=PASSWORD, expected_number=115)
        return self


def a_way(database, rules, office, text=None, **changes) -> Way:
    """Make a draft that is ready to be submitted."""
    return Way(database, rules, office, a_plan(database, office, text, **changes))
