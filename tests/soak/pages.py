"""People at work by the pages: a clerk who registers papers, and the head who checks contents.

A clerk keeps the form that he has open: he reads it anew after a fault, and now and then.
"""

import time
from itertools import count
from random import Random

from sqlalchemy import select

from tests.soak.browser import LOSSES, SEE_OTHER, Browser
from tests.soak.people import LOSSES as LOST_DATABASE
from tests.soak.people import PAUSE, Ledger, Place, checked_by_pages, open_plans
from webapp.db.database import Database
from webapp.db.models.organisations import PersonRow

_REGISTERING = "/so-van-ban-di/dang-ky"
_BOOK = "/so-van-ban-di"
_FORMS_OF_A_PAGE = 40
_ALL_LOSSES = (*LOSSES, *LOST_DATABASE)


def click(place: Place, name: str, seed: int) -> None:
    """Register and check through the pages until the process is killed."""
    people = _People(place, name, seed)
    while True:
        try:
            people.sign_in()
            while True:
                people.do_something()
        except _ALL_LOSSES:
            time.sleep(PAUSE)


def name_of(database: Database, person_id: int) -> str:
    """Return what the person signs in as."""
    with database.reading() as session:
        query = select(PersonRow.username).where(PersonRow.id == person_id)
        return session.scalars(query).one()


class _People:
    def __init__(self, place: Place, name: str, seed: int) -> None:
        self._place, self._name, self._chance = place, name, Random(seed)
        self._database, self._forms = Database(place.url), count(1)
        self._ledger = Ledger(place.folder, name)
        self._clerk, self._head = Browser(place.port), Browser(place.port)
        self._form: dict[str, str] = {}
        self._unconfirmed: dict[str, str] = {}

    def sign_in(self) -> None:
        office = self._place.office
        for window, person in ((self._clerk, office.clerk), (self._head, office.unit_head)):
            window.sign_in(name_of(self._database, person.person_id))
        self._form = {}
        if self._unconfirmed:
            self._send(self._unconfirmed["key"])

    def do_something(self) -> None:
        if self._chance.random() < self._place.registering:
            self._send(f"{self._name}-{next(self._forms)}")
        else:
            self._check_one()

    def _send(self, key: str) -> None:
        """Send one form; it is sent again after the next sign-in where no answer comes."""
        if not self._form or self._chance.random() * _FORMS_OF_A_PAGE < 1:
            self._form = self._open_form()
        self._unconfirmed = {"key": key}
        answer = self._clerk.post(_REGISTERING, {**self._form, "key": key})
        if answer.status != SEE_OTHER:
            raise LookupError("not registered")
        row_id = int(answer.where.split("/dong/")[1].partition("/")[0])
        self._ledger.note(row=row_id, key=key)
        self._unconfirmed = {}

    def _open_form(self) -> dict[str, str]:
        """Look at the book, then open the form and write what every paper of the day says."""
        self._clerk.get(_BOOK)
        return {
            **self._clerk.form(_REGISTERING), "document_type_id": str(self._place.kind),
            "subject": "Báo cáo tuần", "signer_name": "Phạm Quốc Toản", "recipients": "UBND tỉnh",
        }  # fmt: skip

    def _check_one(self) -> None:
        waiting = [one for one in open_plans(self._database) if checked_by_pages(*one)]
        if not waiting:
            self._send(f"{self._name}-{next(self._forms)}")
            return
        plan_id, *_ = self._chance.choice(waiting)
        path = f"/ke-hoach/{plan_id}/duyet"
        try:
            values = self._head.form(path)
        except LookupError:
            return  # somebody else was first
        if self._head.post(path, {**values, "action": "approve"}).status == SEE_OTHER:
            version = int(values["version"])
            self._ledger.note(plan=plan_id, version=version, action="approve", path=path)
