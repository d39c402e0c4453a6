from dataclasses import replace

import pytest

from webapp.domain.people import Actor, Role
from webapp.domain.reading_rights import Readable, may_read

DRAFT = Readable("draft", agency_id=1, unit_id=5, drafter_id=10, assignee_ids=(30,))
ISSUED = Readable("issued", agency_id=1, unit_id=5, drafter_id=10)


def somebody(*roles, person_id=99, agency_id=1, unit_id=7):
    return Actor(person_id, "Vi Thị Mai", agency_id, unit_id, "", frozenset(roles))


@pytest.mark.parametrize(
    "actor",
    [
        somebody(Role.DRAFTER, person_id=10),
        somebody(Role.DRAFTER, unit_id=5),
        somebody(Role.UNIT_HEAD, person_id=30),
        somebody(Role.FORMAT_CHECKER),
        somebody(Role.SIGNER),
        somebody(Role.CLERK),
        somebody(Role.ADMINISTRATOR),
    ],
)
def test_a_draft_is_read_by_those_it_concerns(actor):
    assert may_read(DRAFT, actor)


@pytest.mark.parametrize(
    "actor",
    [
        somebody(Role.DRAFTER),
        somebody(Role.UNIT_HEAD),
        somebody(Role.SIGNER, agency_id=2),
        somebody(person_id=10),
    ],
)
def test_a_draft_is_closed_to_everybody_else(actor):
    assert not may_read(DRAFT, actor)


def test_an_issued_plan_is_read_by_the_whole_agency_and_by_no_other():
    assert may_read(ISSUED, somebody(Role.DRAFTER))
    assert not may_read(ISSUED, somebody(Role.DRAFTER, agency_id=2))


SUBMITTED = replace(DRAFT, submitted=True, own_agency_ids={2}, unit_member_ids={40})


@pytest.mark.parametrize(
    "actor",
    [
        somebody(Role.CLERK, agency_id=2),
        somebody(Role.OFFICE_HEAD, agency_id=2),
        somebody(Role.DRAFTER, agency_id=2, person_id=10),
        somebody(Role.DRAFTER, agency_id=2, person_id=30),
        somebody(Role.DRAFTER, agency_id=2, person_id=40),
    ],
)
def test_a_submitted_plan_is_read_from_the_agency_that_submitted_it(actor):
    assert may_read(SUBMITTED, actor)
    assert not may_read(replace(SUBMITTED, submitted=False), actor)
    assert not may_read(SUBMITTED, replace(actor, agency_id=3))
    assert not may_read(SUBMITTED, replace(actor, roles=frozenset()))


def test_the_others_of_that_agency_do_not_read_it():
    assert not may_read(SUBMITTED, somebody(Role.DRAFTER, agency_id=2))
    assert not may_read(SUBMITTED, somebody(Role.DRAFTER, agency_id=2, unit_id=5))


@pytest.mark.parametrize(("role", "reads"), [(Role.DEPUTY, True), (Role.REVIEWER, False)])
def test_a_deputy_reads_every_draft_and_a_reviewer_what_he_is_asked(role, reads):
    assert may_read(DRAFT, somebody(role)) is reads
