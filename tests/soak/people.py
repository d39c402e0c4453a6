"""People at work by the services: each process does one deed after the other until it is killed.

What a service or page has confirmed is written to the process's ledger before the next deed.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.builders import PASSWORD, Office, a_text
from webapp.adapters import clock
from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import DomainError, NotFoundError
from webapp.domain.process import Action
from webapp.services import drafting
from webapp.services.answering import Answering, answer_page, save_answers
from webapp.services.draft_fields import from_plan
from webapp.services.other_documents import OtherDocument, PaperFacts, register_other
from webapp.services.rules import Rules
from webapp.services.transitions import Deed, take_step

OPEN_PLANS = 12
_LEFT_TO_PAGES = 4
PAUSE = 0.3
_RETURNS = 0.1
LOSSES = (DBAPIError, TimeoutError)
"""What a service raises whose database is killed under it."""


@dataclass(frozen=True)
class Place:
    """Where a process works, and as whom."""

    url: str
    port: int
    office: Office
    folder: Path
    """Of the ledgers."""
    registering: float
    kind: int
    """Of the documents that are registered."""


Job = Callable[[Place, str, int], None]


class Ledger:
    """What a process knows to be done."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, **facts: object) -> None:
        """Write at once: a line of a process that is killed afterwards stays."""
        os.write(self._file, json.dumps(facts).encode() + b"\n")


def read_ledgers(folder: Path) -> list[dict[str, object]]:
    """Return the lines of all ledgers; a last line that was cut says nothing."""
    lines = [line for path in sorted(folder.iterdir()) for line in path.read_bytes().splitlines()]
    return [json.loads(line) for line in lines if line.endswith(b"}")]


def work(place: Place, name: str, seed: int) -> None:
    """Draft, decide, sign, number and register by the services until the process is killed."""
    person = _Person(place, name, seed)
    while True:
        try:
            person.do_something()
        except DomainError:
            continue  # somebody else was first
        except LOSSES:
            time.sleep(PAUSE)


class _Person:
    def __init__(self, place: Place, name: str, seed: int) -> None:
        self._place, self._name, self._chance = place, name, Random(seed)
        self._database, self._forms = Database(place.url), 0
        self._rules = Rules.load(workflows_folder(), templates_folder())
        self._ledger = Ledger(place.folder, name)

    def do_something(self) -> None:
        if self._chance.random() < self._place.registering:
            self._register()
            return
        plans = open_plans(self._database)
        mine = [one for one in plans if not checked_by_pages(*one)]
        if len(plans) < OPEN_PLANS or not mine:
            self._draft()
        else:
            self._move(*self._chance.choice(mine))

    def _draft(self) -> None:
        office = self._place.office
        fields = from_plan(a_text(), office.unit_id, office.authority_id)
        drafting.create_plan(self._database, office.drafter, fields, clock.now())

    def _register(self) -> None:
        """Send one form until it is confirmed, as a person does who sees an error page."""
        self._forms += 1
        key = f"{self._name}-{self._forms}"
        facts = PaperFacts(self._place.kind, "Báo cáo tuần", "Phạm Quốc Toản", "UBND tỉnh")
        while True:
            try:
                done = register_other(
                    self._database, self._place.office.clerk, OtherDocument(facts, key), clock.now()
                )
            except LOSSES:
                time.sleep(PAUSE)
            else:
                self._ledger.note(number=done.text, key=key)
                return

    def _move(self, plan_id: int, state: str, version: int) -> None:
        now, office = clock.now(), self._place.office
        if state == "draft":
            self._answer(plan_id, now)
        deed = Deed(plan_id, version, Action.SUBMIT, note="Đề nghị xem lại.", password=PASSWORD)
        actor, action, more = self._turn(office, state, now)
        wanted = _changed(deed, action, more)
        outcome = take_step(self._database, self._rules, actor, wanted, now)
        self._ledger.note(plan=plan_id, version=version, action=action, number=outcome.number_text)

    def _answer(self, plan_id: int, now: datetime) -> None:
        """Answer what it was returned for, if it was: nothing is submitted before."""
        drafter = self._place.office.drafter
        try:
            found = answer_page(self._database, drafter, plan_id).open
        except NotFoundError:
            return
        remarks = [remark for one in found.returns for remark in one.remarks]
        answers = {
            remark.id: ("kept", "Số liệu đã đối chiếu, xin giữ nguyên.") for remark in remarks
        }
        save_answers(self._database, drafter, Answering(plan_id, found.stamp, answers), now)

    def _turn(self, office: Office, state: str, now: datetime):
        """Return who does what in the state; some deciders return the plan."""
        if state in {"content_check", "format_check"} and self._chance.random() < _RETURNS:
            actor = office.unit_head if state == "content_check" else office.format_checker
            return actor, "return", {}
        signed = {"signed_on": clock.vietnam_today(now)}
        return {
            "draft": (office.drafter, "submit", {}),
            "returned": (office.unit_head, "pass_on", {}),
            "content_check": (office.unit_head, "approve", {}),
            "format_check": (office.format_checker, "approve", {}),
            "approval": (office.signer, "approve", {}),
            "signature": (office.clerk, "record_signature", signed),
            "numbering": (office.clerk, "number", {}),
        }[state]


def _changed(deed: Deed, action: str, more: dict[str, object]) -> Deed:
    values = {name: getattr(deed, name) for name in ("plan_id", "version", "note", "password")}
    return Deed(**values, action=Action(action), **more)  # type: ignore[arg-type]  # a table of deeds


def checked_by_pages(plan_id: int, state: str, _version: int) -> bool:
    """Tell whether the plan waits for those who click: in a race the services are always first."""
    return state == "content_check" and plan_id % _LEFT_TO_PAGES == 0


def open_plans(database: Database) -> list[tuple[int, str, int]]:
    """Return some of the plans that are on their way: id, state, version."""
    with database.reading() as session:
        query = select(PlanRow.id, PlanRow.state, PlanRow.version).where(PlanRow.state != "issued")
        rows = session.execute(query.order_by(PlanRow.id.desc()).limit(OPEN_PLANS))
        return [(row.id, row.state, row.version) for row in rows]
