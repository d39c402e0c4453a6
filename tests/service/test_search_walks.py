"""Whatever condition is walked along, and in however many stretches, the same plans are found."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest

from tests.service.builders import NOON, a_plan, a_unit, bring_to
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plan_search, plan_walks
from webapp.db.queries.plan_search import Wanted
from webapp.db.queries.plan_walks import Span
from webapp.db.queries.visibility import Reader
from webapp.services import drafting
from webapp.services.draft_fields import DraftFields

SUBJECTS = ("Trồng rừng", "Trồng rau", "Trồng hoa, trồng rừng", "Nuôi ong rừng", "Nuôi tằm")


@dataclass(frozen=True)
class Known:
    """What the test knows of a plan."""

    id: int
    subject: int
    unit_id: int
    state: str


@pytest.fixture
def known(database, rules, office):
    """Fifteen drafts of two units; one more, older, is issued and one is on its way."""
    units = (office.unit_id, a_unit(database, office.agency_id, "Phòng Kinh tế", "KT"))
    made = []
    for state in ("issued", "content_check"):
        plan_id = bring_to(database, rules, office, a_plan(database, office), state)
        made.append(Known(plan_id, -1, office.unit_id, state))
    for place in range(15):
        fields = DraftFields(subject=SUBJECTS[place % 5], body="1.", unit_id=units[place % 2])
        plan_id = drafting.create_plan(database, office.drafter, fields, NOON)
        made.append(Known(plan_id, place % 5, units[place % 2], "draft"))
    return made


WORDS = {
    ((), ""): {-1, 0, 1, 2, 3, 4},
    (("trong",), ""): {0, 1, 2},
    (("trong", "rung"), ""): {0, 2},
    (("nuoi",), "ru"): {3},
    ((), "r"): {0, 1, 2, 3},
    (("ong", "tam"), ""): set(),
    (("khong",), "co"): set(),
}
STATES = {
    "": {"draft", "content_check", "issued"},
    "draft": {"draft"},
    "running": {"content_check"},
    "unissued": {"draft", "content_check"},
    "cancelled": set(),
}


@pytest.mark.parametrize(("stretch", "longest"), [(1, 2), (2, 4), (300, 2000)])
def test_every_way_finds_the_same_plans_in_order(
    database, office, known, monkeypatch, stretch, longest
):
    monkeypatch.setattr(plan_walks, "STRETCH", stretch)
    monkeypatch.setattr(plan_walks, "LONGEST", longest)
    monkeypatch.setattr(plan_walks, "SOUGHT", longest)
    monkeypatch.setattr(plan_search, "NEAR", stretch)
    units = (None, office.unit_id)
    for (words, prefix), state, unit_id, oldest in product(WORDS, STATES, units, (False, True)):
        wanted = Wanted(words, prefix, state=state, unit_id=unit_id, oldest_first=oldest)
        right = [
            one.id
            for one in known
            if one.subject in WORDS[words, prefix]
            and one.state in STATES[state]
            and unit_id in {None, one.unit_id}
        ]
        right.sort(reverse=not oldest)
        assert paged(database, Reader.of(office.clerk), wanted) == right, wanted


def paged(database, reader, wanted, at_once=3):
    """Turn the pages of a list to its end."""
    found: list[int] = []
    with database.reading() as session:
        while True:
            beyond = found[-1] if found else None
            some = plan_search.found(session, reader, wanted, beyond, at_once)
            found += some
            if len(some) < at_once:
                return found


def test_a_period_is_read_from_its_first_plan(database, office, known):
    reader, day = Reader.of(office.clerk), timedelta(days=1)
    this, next_one = (NOON - day, NOON + day), (NOON + day, NOON + 2 * day)

    assert paged(database, reader, Wanted(begun=this, oldest_first=True)) == [
        one.id for one in known
    ]
    assert paged(database, reader, Wanted(begun=next_one, oldest_first=True)) == []


def test_plans_of_a_year_are_those_that_were_issued_in_it(database, office, known):
    reader = Reader.of(office.clerk)
    issued = known[0].id

    assert paged(database, reader, Wanted(year=2026)) == [issued]
    assert paged(database, reader, Wanted(year=2025)) == []
    with database.reading() as session:
        assert session.get_one(PlanRow, issued).promulgated_on.year == 2026


def test_beyond_a_plan_the_list_goes_on_without_it():
    span = Span(5, 9)

    assert span.beyond(7, oldest_first=False) == Span(5, 6)
    assert span.beyond(7, oldest_first=True) == Span(8, 9)
    assert span.beyond(None, oldest_first=True) == span
    assert Span().beyond(7, oldest_first=False) == Span(high=6)
    assert Span().beyond(7, oldest_first=True) == Span(low=8)
