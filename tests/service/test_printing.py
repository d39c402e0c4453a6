"""«Đã in»: who printed which paper of a plan."""

import pytest

from tests.service.builders import NOON, a_person, a_plan, a_unit, an_office, bring_to
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services.printing import MOST_COPIES, mark_printed, printing_page
from webapp.services.reading import plan_page


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def mark(database, rules, actor, plan_id, stage="draft", copies=2):
    mark_printed(database, rules, actor, plan_id, stage=stage, copies=copies, now=NOON)


def test_a_printing_is_told_with_who_when_and_how_many(database, rules, office):
    plan_id = a_plan(database, office)
    mark(database, rules, office.signer, plan_id, "draft", 1)
    bring_to(database, rules, office, plan_id, "issued")
    mark(database, rules, office.clerk, plan_id, "issued", 12)

    page = printing_page(database, rules, office.drafter, plan_id)

    assert [(one.who, one.stage_label, one.copies, one.at) for one in page.printings] == [
        (office.clerk.full_name, "Bản phát hành", 12, NOON),
        (office.signer.full_name, "Bản dự thảo", 1, NOON),
    ]
    assert page.stages[0] == ("issued", "Bản phát hành")
    told = [one.sentence for one in plan_page(database, rules, office.clerk, plan_id, NOON).history]
    assert any("đánh dấu đã in 12 bản: bản phát hành" in one for one in told)


@pytest.mark.parametrize(
    ("stage", "copies"),
    [("", 1), ("x", 1), ("draft", None), ("draft", 0), ("draft", MOST_COPIES + 1)],
)
def test_no_paper_and_no_count_are_refused(database, rules, office, stage, copies):
    plan_id = a_plan(database, office)

    with pytest.raises(InvalidInputError):
        mark(database, rules, office.drafter, plan_id, stage, copies)
    assert printing_page(database, rules, office.drafter, plan_id).printings == ()


def test_only_a_paper_that_the_reader_may_take_is_marked(database, rules, office):
    plan_id = a_plan(database, office)
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    elsewhere = a_person(database, office.agency_id, Role.DRAFTER, unit_id=unit)
    other = an_office(database, short_name="UBND xã Bình An")

    with pytest.raises(ForbiddenError):
        mark(database, rules, office.drafter, plan_id, "issued")
    for stranger in (elsewhere, other.clerk):
        with pytest.raises((ForbiddenError, NotFoundError)):
            mark(database, rules, stranger, plan_id)
        with pytest.raises((ForbiddenError, NotFoundError)):
            printing_page(database, rules, stranger, plan_id)
