"""A plan of the UBND is read by its people, and from the sở that submitted it; by nobody else."""

from itertools import product

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_membership, a_person, a_unit, an_office, take
from tests.service.provinces import a_draft, a_province, bring_up_to
from webapp.db.models.organisations import UnitRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries.submitted_above import page
from webapp.db.queries.visibility import Reader, visible_to
from webapp.domain.errors import DomainError, ForbiddenError, NotFoundError
from webapp.domain.people import Actor, Role
from webapp.domain.stages import Stage
from webapp.services import audit, papers, reading_lists
from webapp.services.comparing import revision_page
from webapp.services.plan_access import open_plan, open_to_read
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_plan import plan_page
from webapp.services.submitted_above import PAGE, submitted_list


@pytest.fixture
def province(database):
    return a_province(database)


def below(province, who, *roles):
    """Return the person at work in the sở."""
    return Actor(who.person_id, who.full_name, province.department_id, None, "", frozenset(roles))


def plans_in_many_states(database, rules, province):
    """Return a draft, plans on the way, a returned, a cancelled and an issued one."""
    ids = [a_draft(database, province) for _ in range(5)]
    for plan_id, state in zip(
        ids, ("draft", "intake", "signature", "issued", "review"), strict=True
    ):
        bring_up_to(database, rules, province, plan_id, state)
    take(database, rules, province.reviewer, ids[4], "return")
    elsewhere = a_draft(database, province, unit_id=province.parent_unit_id)
    strange = a_unit(database, province.agency_id, "Sở Tài chính", "STC")
    other = a_draft(database, province, unit_id=strange, round=1)
    return [*ids, elsewhere, other]


def everybody(database, province):
    """Return people of both sides and of neither, as actors at work."""
    neighbour = an_office(database, short_name="Sở Tài chính")
    colleague = a_person(database, province.department_id, Role.DRAFTER)
    member = a_person(database, province.department_id, Role.DRAFTER)
    a_membership(
        database, member.person_id, province.agency_id, Role.DRAFTER, unit_id=province.unit_id
    )
    without_roles = below(province, province.department_head)
    at_home = (
        province.drafter,
        province.unit_head,
        province.department_head,
        province.reviewer,
        province.office_head,
        province.deputy,
        province.signer,
        a_person(database, province.agency_id, Role.REVIEWER),
        a_person(database, province.agency_id, Role.DRAFTER, unit_id=province.unit_id),
    )
    from_below = (
        below(province, province.drafter, Role.DRAFTER),
        below(province, province.unit_head, Role.UNIT_HEAD),
        below(province, province.department_head, Role.SIGNER),
        below(province, province.reviewer, Role.DRAFTER),
        province.department_clerk,
        colleague,
        member,
        without_roles,
    )
    return (*at_home, *from_below, neighbour.clerk, neighbour.drafter, neighbour.administrator)


def test_the_page_and_the_lists_follow_one_rule(database, rules, province):
    plan_ids = plans_in_many_states(database, rules, province)
    people = everybody(database, province)

    opened, listed = set(), set()
    with database.reading() as session:
        for number, actor in enumerate(people):
            reader = Reader.of(actor)
            own = session.scalars(select(PlanRow.id).where(visible_to(reader)))
            above = page(session, reader, None, len(plan_ids)) if reader.has_role else []
            listed |= {(number, plan_id) for plan_id in (*own, *above)}
        for (number, actor), plan_id in product(enumerate(people), plan_ids):
            try:
                open_to_read(session, actor, plan_id)
            except DomainError:
                continue
            opened.add((number, plan_id))

    assert opened == listed
    assert 0 < len(opened) < len(people) * len(plan_ids)


def test_from_below_the_clerk_and_the_leaders_read_what_was_submitted_and_no_draft(
    database, rules, province
):
    draft, running, *_ = plans_in_many_states(database, rules, province)
    clerk = province.department_clerk

    page = plan_page(database, rules, clerk, running, NOON)

    assert page.issuer_above == "UBND tỉnh An Hòa"
    assert page.actions == ()
    assert not page.may_edit
    assert any("trình văn bản" in one.sentence for one in page.history)
    with pytest.raises(NotFoundError):
        plan_page(database, rules, clerk, draft, NOON)


def test_a_look_from_below_stands_in_the_issuers_log(database, rules, province):
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "review")

    plan_page(database, rules, province.department_clerk, plan_id, NOON)

    with database.reading() as session:
        event = audit.events_of(session, plan_id)[-1]
    assert (event.action, event.actor_name, event.agency_id) == (
        "view",
        "Mai Thị Lụa",
        province.agency_id,
    )
    assert audit.verify(database) == ()


def test_a_colleague_of_the_department_and_a_stranger_find_nothing(database, rules, province):
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "issued")
    colleague = a_person(database, province.department_id, Role.DRAFTER)
    stranger = an_office(database, short_name="Sở Tài chính").clerk

    for actor in (colleague, stranger):
        for look in (
            lambda who: plan_page(database, rules, who, plan_id, NOON),
            lambda who: revision_page(database, who, plan_id, 1),
            lambda who: papers.download(database, rules, who, plan_id, None, now=NOON),
        ):
            with pytest.raises(NotFoundError):
                look(actor)
        assert submitted_list(database, actor, None, NOON).items == ()


def test_from_below_nothing_is_done_to_the_plan(database, rules, province):
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "unit_review")
    head = below(province, province.unit_head, Role.UNIT_HEAD)

    with pytest.raises(NotFoundError):
        take(database, rules, head, plan_id, "approve")
    with database.reading() as session, pytest.raises(NotFoundError):
        open_plan(session, head, plan_id)


def test_the_clerk_below_takes_the_draft_paper_and_never_the_one_for_the_signature(
    database, rules, province
):
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "signature")
    clerk = province.department_clerk

    papers.download(database, rules, clerk, plan_id, Stage.DRAFT, now=NOON)

    with pytest.raises(ForbiddenError):
        papers.download(database, rules, clerk, plan_id, Stage.SIGNING, now=NOON)


def test_the_list_names_the_issuer_and_the_state_newest_first(database, rules, province):
    first = bring_up_to(database, rules, province, a_draft(database, province), "intake")
    second = bring_up_to(database, rules, province, a_draft(database, province), "issued")
    a_draft(database, province)

    found = submitted_list(database, province.department_clerk, None, NOON)

    assert [(one.plan_id, one.state_label) for one in found.items] == [
        (second, "Đã phát hành"),
        (first, "Chờ tiếp nhận hồ sơ"),
    ]
    assert {one.issuer for one in found.items} == {"UBND tỉnh An Hòa"}
    assert found.next_before_id is None


def test_the_list_goes_page_by_page_over_several_units(database, province):
    units = (province.unit_id, province.parent_unit_id)
    ids = [a_draft(database, province, unit_id=units[i % 2], round=1) for i in range(PAGE + 2)]
    clerk = province.department_clerk

    first = submitted_list(database, clerk, None, NOON)
    rest = submitted_list(database, clerk, first.next_before_id, NOON)

    shown = [one.plan_id for one in (*first.items, *rest.items)]
    assert shown == sorted(ids, reverse=True)
    assert rest.next_before_id is None


def test_only_an_agency_that_is_a_unit_of_another_is_offered_the_list(database, province):
    def offered(actor):
        return reading_lists.plan_list(database, actor, PlanFilter(), NOON).submits_above

    assert offered(province.department_clerk)
    assert not offered(province.drafter)


def test_a_unit_that_is_untied_closes_its_plans_to_the_agency_below(database, rules, province):
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "review")
    with database.transaction() as session:
        session.get_one(UnitRow, province.parent_unit_id).own_agency_id = None
        audit.record(session, None, "built", now=NOON)

    with pytest.raises(NotFoundError):
        plan_page(database, rules, province.department_clerk, plan_id, NOON)
