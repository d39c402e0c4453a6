"""The way of a plan forward: each deed, with all that belongs to it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    bring_to,
    take,
    the_way,
    version_of,
)
from tests.service.records import (
    decisions,
    last_event,
    steps,
    the_plan,
    told,
    told_last,
    waiting_for,
)
from webapp.db.models.organisations import SignInRow
from webapp.db.models.plans import BlobRow, RevisionRow
from webapp.domain.people import Role
from webapp.services import audit

FRIDAY = datetime(2026, 3, 6, 5, tzinfo=UTC)


def test_a_submitted_plan_waits_for_the_head_of_its_unit(database, rules, office, plan_id):
    done = take(database, rules, office.drafter, plan_id, "submit")

    assert (done.state, done.state_label) == ("content_check", "Chờ kiểm tra nội dung")
    assert done.message == "Đã trình. Trạng thái mới: Chờ kiểm tra nội dung."
    assert waiting_for(database, plan_id) == [office.unit_head.person_id]
    kind, message = told_last(database, office.unit_head)
    assert kind == "waiting"
    assert message.startswith("Kế hoạch «Tuyên truyền, phổ biến pháp luật")
    assert message.endswith("chờ anh/chị xử lý bước «Kiểm tra nội dung», hạn 04/03/2026.")


def test_the_first_submission_binds_the_plan_to_the_rules_of_the_day(
    database, rules, office, plan_id
):
    take(database, rules, office.drafter, plan_id, "submit")

    plan = the_plan(database, plan_id)
    with database.reading() as session:
        blobs = session.scalars(select(BlobRow.sha256)).all()
        assert rules.workflow_of(session, plan) == rules.workflow()
        assert rules.template_of(session, plan, NOON.date()).source == rules.template().source
    assert set(blobs) == {plan.workflow_sha256, plan.template_sha256}
    assert (plan.round, plan.last_mover_id) == (1, office.drafter.person_id)


def test_a_draft_goes_by_the_shipped_rules(database, rules, plan_id):
    plan = the_plan(database, plan_id)

    with database.reading() as session:
        assert rules.workflow_of(session, plan) is rules.workflow()
        assert rules.template_of(session, plan, NOON.date()) is rules.template()


def test_the_whole_way_ends_with_an_issued_plan(database, rules, office, plan_id):
    outcomes = [
        take(database, rules, actor, plan_id, action, **more)
        for actor, action, more in the_way(office)
    ]

    done = outcomes[-1]
    assert (done.state, done.number, done.number_text) == ("issued", 115, "115/KH-UBND")
    assert done.message == "Đã cấp số 115/KH-UBND."
    assert decisions(database, plan_id) == [
        ("content_check", "approved"),
        ("format_check", "approved"),
        ("approval", "approved"),
        ("signature", "approved"),
        ("numbering", "approved"),
    ]
    assert audit.verify(database) == ()


def test_every_deed_has_its_event_with_what_it_changed(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")
    version = version_of(database, plan_id)

    take(database, rules, office.clerk, plan_id, "number", note="")

    name, action, details = last_event(database, plan_id)
    revision = current_hash(database, plan_id)
    assert (name, action) == ("Đỗ Minh Châu", "number")
    assert details == {
        "from": "numbering",
        "to": "issued",
        "round": 1,
        "step": "Cấp số, phát hành",
        "note": "",
        "page_version": version,
        "revision_sha256": revision,
        "number": "115/KH-UBND",
        "day": "2026-03-02",
    }


def current_hash(database, plan_id):
    with database.reading() as session:
        query = select(RevisionRow.content_sha256).where(RevisionRow.plan_id == plan_id)
        return session.scalars(query).one()


def test_a_decision_is_bound_to_text_and_template(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")

    step = steps(database, plan_id)[0]

    assert step.revision_sha256 == current_hash(database, plan_id)
    assert step.template_sha256 == the_plan(database, plan_id).template_sha256
    assert (step.decided_by, step.decided_at) == (office.unit_head.person_id, NOON)


def test_the_signed_copy_is_recorded_with_its_date(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")

    done = take(
        database, rules, office.clerk, plan_id, "record_signature", signed_on=date(2026, 3, 2)
    )

    assert done.state_label == "Chờ cấp số"
    assert the_plan(database, plan_id).signed_on == date(2026, 3, 2)
    details = last_event(database, plan_id)[2]
    assert details["signed_on"] == "2026-03-02"
    assert details["signed_by"] == office.signer.person_id


def test_issuing_tells_the_drafter_and_all_who_decided(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")

    for person in (office.drafter, office.unit_head, office.format_checker, office.signer):
        kind, message = told_last(database, person)
        assert kind == "issued"
        assert message.endswith("đã phát hành, số 115/KH-UBND.")
    assert all(kind != "issued" for kind, _ in told(database, office.clerk))


def test_the_drafter_hears_of_the_approval(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")

    assert told_last(database, office.drafter)[1].endswith("Phạm Quốc Toản đã duyệt, đồng ý ký.")


def test_the_clerk_is_told_when_another_number_came_out(database, rules, office, plan_id):
    other = a_plan(database, office)
    bring_to(database, rules, office, plan_id, "numbering")
    bring_to(database, rules, office, other, "issued")

    done = take(database, rules, office.clerk, plan_id, "number", expected_number=115)

    assert (done.number, done.expected_number_differs) == (116, True)
    assert done.message == ("Đã cấp số 116/KH-UBND. Số dự kiến 115 đã được cấp cho văn bản khác.")


def test_the_expected_number_is_no_news(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")

    done = take(database, rules, office.clerk, plan_id, "number", expected_number=115)

    assert (done.number, done.expected_number_differs) == (115, False)


def test_deadlines_count_working_days(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit", now=FRIDAY)

    assert [step.due_on for step in steps(database, plan_id)] == [date(2026, 3, 10)]


def test_one_of_a_group_decides_for_all(database, rules, office, plan_id):
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    bring_to(database, rules, office, plan_id, "format_check")
    assert waiting_for(database, plan_id) == [office.format_checker.person_id, second.person_id]

    take(database, rules, second, plan_id, "approve")

    assert decisions(database, plan_id)[1:3] == [
        ("format_check", "not_needed"),
        ("format_check", "approved"),
    ]


def test_who_makes_the_content_check_is_not_asked_for_the_format_check(database, rules, office):
    both = a_person(
        database,
        office.agency_id,
        Role.UNIT_HEAD,
        Role.FORMAT_CHECKER,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
    )
    plan_id = a_plan(database, office)
    take(database, rules, office.drafter, plan_id, "submit")

    take(database, rules, both, plan_id, "approve")

    assert waiting_for(database, plan_id) == [office.format_checker.person_id]


def a_sign_in(person, password_given_at):
    return SignInRow(
        token_hash="token",
        person_id=person.person_id,
        created_at=password_given_at,
        seen_at=password_given_at,
        password_given_at=password_given_at,
    )


@pytest.mark.parametrize("again", [False, True])
def test_the_password_at_numbering_holds_for_fifteen_minutes(database, rules, office, again):
    given = datetime(2026, 3, 2, 4, 50, tzinfo=UTC)
    with database.transaction() as session:
        session.add(a_sign_in(office.clerk, given))
    clerk = replace(office.clerk, password_given_at=given)
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")

    take(database, rules, clerk, plan_id, "number", password=PASSWORD if again else "")

    with database.reading() as session:
        kept = session.scalars(select(SignInRow.password_given_at)).one()
    assert kept == (NOON if again else given)
