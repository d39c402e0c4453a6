"""Plans found by each of their fields."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    an_office,
    bring_to,
    type_id,
)
from webapp.db.queries import plan_walks
from webapp.domain.people import Role
from webapp.services import search_words
from webapp.services.field_search import field_search
from webapp.services.filters_page import words_of
from webapp.services.reading_lists import PlanFilter, plan_list


def found(database, office, **wanted):
    items = plan_list(database, office.clerk, PlanFilter(**wanted), NOON).items
    return {one.plan_id for one in items}


def kind_of(database, name):
    with database.reading() as session:
        return type_id(session, name)


def test_each_field_leaves_the_plans_that_have_it(database, rules, office):
    other = a_person(database, office.agency_id, Role.DRAFTER, unit_id=office.drafter.unit_id)
    urgent = a_plan(database, office, replace(a_text(), priority="KHẨN"))
    theirs = a_plan(database, office, drafter_id=other.person_id)
    issued = a_plan(database, office)
    bring_to(database, rules, office, issued, "issued")

    assert found(database, office, priority="KHẨN") == {urgent}
    assert found(database, office, drafter_id=other.person_id) == {theirs}
    assert found(database, office, type_id=kind_of(database, "Kế hoạch")) == {
        urgent, theirs, issued
    }  # fmt: skip
    assert found(database, office, type_id=kind_of(database, "Công văn")) == set()
    assert found(database, office, issued_from="2026-03-02", issued_to="2026-03-02") == {issued}
    assert found(database, office, issued_from="2026-03-03") == set()
    assert found(database, office, issued_to="2026-03-01") == set()


def test_plans_are_found_by_the_person_who_signs(database, office):
    with_power = a_plan(database, office, signing_authority_id=office.authority_id)
    a_plan(database, office, signing_authority_id=None)

    assert found(database, office, signer_id=office.signer.person_id) == {with_power}
    assert found(database, office, signer_id=office.clerk.person_id) == set()


def test_a_day_that_is_none_asks_for_all(database, office):
    plan_id = a_plan(database, office)

    assert found(database, office, issued_from="hôm qua", issued_to="2026-02-30") == {plan_id}


def test_the_form_offers_what_the_agency_has_and_nothing_of_others(database, office):
    other = an_office(database, short_name="UBND xã Bình An")

    page = field_search(database, office.drafter)

    names = [name for _, name in page.people]
    assert office.clerk.full_name in names
    assert [one for one, _ in page.signers] == [office.signer.person_id]
    assert other.clerk.person_id not in [one for one, _ in page.people]
    assert [name for _, name in page.types] == ["Công văn", "Kế hoạch", "Thông báo"]
    assert [name for _, name in page.units] == ["Phòng Văn hóa - Xã hội"]


def test_the_words_name_each_field_and_nobody_of_another_agency(database, office):
    other = an_office(database, short_name="UBND xã Bình An")
    asked = PlanFilter(
        type_id=kind_of(database, "Kế hoạch"),
        drafter_id=office.drafter.person_id,
        signer_id=other.signer.person_id,
        priority="HỎA TỐC",
        issued_from="2026-01-05",
        issued_to="2026-03-01",
    )

    assert words_of(database, office.clerk, asked, NOON) == (
        f"Tên loại: Kế hoạch; người soạn thảo: {office.drafter.full_name}; "
        "người ký: không còn trong cơ quan; mức độ khẩn: hỏa tốc; "
        "ban hành từ ngày 05/01/2026; đến hết ngày 01/03/2026"
    )
    gone = PlanFilter(type_id=999, issued_from="hôm qua")
    assert words_of(database, office.clerk, gone, NOON) == "Tên loại: không còn trong cơ quan"


def said(database, office, priority, power):
    """Make a plan whose words are kept for search."""
    text = replace(a_text(), priority=priority)
    plan_id = a_plan(database, office, text, signing_authority_id=power)
    with database.transaction() as session:
        search_words.store(session, office.agency_id, plan_id, text)
    return plan_id


@pytest.mark.parametrize("few", [1, 4_000])
def test_words_and_fields_are_asked_for_together(database, office, monkeypatch, few):
    monkeypatch.setattr(plan_walks, "STRETCH", few)
    monkeypatch.setattr(plan_walks, "SOUGHT", few)
    both = said(database, office, "KHẨN", office.authority_id)
    signed = said(database, office, "", office.authority_id)
    urgent = said(database, office, "KHẨN", None)
    signer = office.signer.person_id

    assert found(database, office, q="kế hoạch", signer_id=signer) == {both, signed}
    assert found(database, office, q="kế hoạch", priority="KHẨN") == {both, urgent}
    assert found(database, office, q="ho", signer_id=signer, priority="KHẨN") == {both}
    assert found(database, office, q="khongco", signer_id=signer) == set()


def test_days_of_issue_may_span_years(database, rules, office):
    issued = bring_to(database, rules, office, a_plan(database, office), "issued")

    assert found(database, office, issued_from="2025-06-01", issued_to="2027-05-31") == {issued}
    assert found(database, office, issued_from="2025-06-01") == {issued}
    assert found(database, office, issued_to="2027-05-31", year=2026) == {issued}
    assert found(database, office, issued_to="2027-05-31", year=2025) == set()


def test_the_oldest_of_a_period_come_first(database, office):
    ids = [a_plan(database, office) for _ in range(3)]
    wishes = PlanFilter(period="this_month", order="oldest")

    items = plan_list(database, office.clerk, wishes, NOON).items
    later = plan_list(database, office.clerk, wishes, NOON + timedelta(days=40)).items

    assert [one.plan_id for one in items] == ids
    assert later == ()
