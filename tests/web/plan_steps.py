"""Takes a plan along its way by the services, for tests that begin in the middle."""

from dataclasses import dataclass
from typing import Any

from tests.service import recorded
from tests.service.builders import NOON, PASSWORD, Office, a_plan, answer_all
from webapp.db.database import Database
from webapp.domain.people import Actor
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
        return self._brought(1)

    def checked(self) -> "Way":
        """Both checks agreed: the plan waits for the approval."""
        return self._brought(3)

    def approved(self) -> "Way":
        return self._brought(4)

    def signed(self) -> "Way":
        return self._brought(5)

    def issued(self) -> "Way":
        return self._brought(6)

    def _brought(self, steps: int) -> "Way":
        def go() -> None:
            for actor, action, more in self._steps()[:steps]:
                self.take(actor, action, **more)

        key = ("a way", id(self.rules), self.office, self.plan_id, steps)
        recorded.once(self.database, key, go, self.rules)
        return self

    def _steps(self) -> tuple[tuple[Actor, Action, dict[str, Any]], ...]:
        office = self.office
        return (
            (office.drafter, Action.SUBMIT, {}),
            (office.unit_head, Action.APPROVE, {}),
            (office.format_checker, Action.APPROVE, {}),
            (office.signer, Action.APPROVE, {"password": PASSWORD}),
            (office.clerk, Action.RECORD_SIGNATURE, {"signed_on": NOON.date()}),
            (office.clerk, Action.NUMBER, {"password": PASSWORD, "expected_number": 115}),
        )


def a_way(database, rules, office, text=None, **changes) -> Way:
    """Make a draft that is ready to be submitted."""
    return Way(database, rules, office, a_plan(database, office, text, **changes))
