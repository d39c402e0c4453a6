from dataclasses import replace
from datetime import timedelta

import pytest

from tests.service.builders import NOON, a_plan, a_text, bring_to, take
from webapp.domain.differences import Change
from webapp.domain.errors import NotFoundError
from webapp.domain.plan import Signer
from webapp.services import drafting, drafting_desk, reading

LATER = NOON + timedelta(hours=1)


def decide_page(database, rules, actor, plan_id, now=NOON):
    return reading.decision_page(database, rules, actor, plan_id, now)


def edit(database, office, plan_id, now=LATER, **changes):
    page = drafting_desk.editing(database, office.drafter, plan_id, now)
    fields = replace(page.fields, **changes)
    drafting.save(database, office.drafter, plan_id, page.version, fields, now=now)


def test_the_page_says_what_it_is_who_agreed_and_how_it_will_be_signed(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")

    page = decide_page(database, rules, office.signer, plan_id)

    assert page.step_label == "Duyệt bản thảo"
    assert [(one.step_label, one.who, one.at) for one in page.agreed] == [
        ("Kiểm tra nội dung", "Vũ Đình Khôi", NOON),
        ("Kiểm tra thể thức", "Ngô Thanh Mai", NOON),
    ]
    assert page.signature_block == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Quốc Toản")
    assert [one.action for one in page.actions] == ["approve", "return"]
    assert (page.differences, page.looked_ordinal, page.last_return) == (None, None, None)
    assert (page.blocked, page.expected_number, page.late) == ("", "", False)


def test_a_decision_that_was_voided_is_no_agreement(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    edit(database, office, plan_id, subject="Trích yếu mới")
    bring_to(database, rules, office, plan_id, "content_check", now=LATER)

    page = decide_page(database, rules, office.unit_head, plan_id, LATER)

    assert page.agreed == ()


def test_what_changed_since_the_last_look_stays_until_the_decision(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "content_check")
    decide_page(database, rules, office.unit_head, plan_id)
    edit(database, office, plan_id, subject="Trích yếu mới")

    for minutes in (5, 90):
        now = LATER + timedelta(minutes=minutes)
        page = decide_page(database, rules, office.unit_head, plan_id, now)

        assert (page.looked_ordinal, page.looked_at) == (1, NOON)
        assert page.differences is not None
        assert [one.label for one in page.differences.fields] == ["Trích yếu"]
        assert page.differences.count == 1


def test_the_newest_text_seen_before_is_compared(database, rules, office, plan_id):
    decide_page(database, rules, office.unit_head, plan_id)
    edit(database, office, plan_id, subject="Lần hai")
    decide_page(database, rules, office.unit_head, plan_id, LATER)
    edit(database, office, plan_id, subject="Lần ba")
    edit(database, office, plan_id, subject="Lần bốn")

    page = decide_page(database, rules, office.unit_head, plan_id, LATER)

    assert page.looked_ordinal == 2


def test_another_persons_look_does_not_count(database, rules, office, plan_id):
    decide_page(database, rules, office.format_checker, plan_id)
    edit(database, office, plan_id, subject="Lần hai")

    assert decide_page(database, rules, office.unit_head, plan_id).differences is None


def test_the_last_return_is_shown_with_its_reason(database, rules, office, plan_id):
    for reason in ("Thiếu căn cứ", "Vẫn thiếu căn cứ"):
        bring_to(database, rules, office, plan_id, "content_check")
        take(database, rules, office.unit_head, plan_id, "return", note=reason)
    bring_to(database, rules, office, plan_id, "content_check")

    returned = decide_page(database, rules, office.unit_head, plan_id).last_return

    assert returned is not None
    assert (returned.who, returned.step_label) == ("Vũ Đình Khôi", "Kiểm tra nội dung")
    assert returned.reason == "Vẫn thiếu căn cứ"


def test_the_page_of_a_draft_names_no_step(database, rules, office, plan_id):
    page = decide_page(database, rules, office.drafter, plan_id)

    assert page.step_label == ""


def test_findings_come_with_their_severity(database, rules, office):
    plan_id = a_plan(database, office, a_text(signer=Signer()))

    findings = decide_page(database, rules, office.signer, plan_id).findings

    assert findings[0].severity == "error"
    assert findings[0].source


def test_a_revision_is_compared_with_the_one_before(database, office, plan_id):
    edit(database, office, plan_id, to_places="UBND tỉnh\nCác thôn, bản")

    page = reading.revision_page(database, office.drafter, plan_id, 2, None)

    assert (page.ordinal, page.against, page.author, page.at) == (2, 1, "Lê Thị Hạnh", LATER)
    assert page.differences is not None
    (field,) = page.differences.fields
    assert field.label == "Nơi nhận"
    assert [one.text for one in field.pieces if one.change is Change.ADDED] == [", bản"]
    assert page.head.ordinal == 2


def test_a_revision_is_compared_with_what_its_reader_saw_before(database, rules, office, plan_id):
    reading.plan_page(database, rules, office.drafter, plan_id, NOON)
    edit(database, office, plan_id, subject="Lần hai")
    edit(database, office, plan_id, subject="Lần ba")

    page = reading.revision_page(database, office.drafter, plan_id, 3)

    assert (page.against, page.looked_ordinal, page.looked_at) == (1, 1, NOON)


def test_whoever_never_looked_gets_what_changed_since_the_submission_before(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, "return")
    edit(database, office, plan_id, subject="Lần hai")
    edit(database, office, plan_id, subject="Lần ba")
    bring_to(database, rules, office, plan_id, "format_check")

    page = decide_page(database, rules, office.format_checker, plan_id)

    assert (page.looked_ordinal, page.submitted_ordinal) == (None, 1)
    assert page.differences is not None
    assert page.differences.count == 1


def test_any_two_revisions_can_be_compared(database, office, plan_id):
    edit(database, office, plan_id, subject="Lần hai")
    edit(database, office, plan_id, subject="Lần ba")

    page = reading.revision_page(database, office.drafter, plan_id, 1, 3)

    assert (page.ordinal, page.against) == (1, 3)
    assert page.differences is not None
    assert page.differences.count == 1


def test_the_first_revision_has_nothing_to_be_compared_with(database, office, plan_id):
    page = reading.revision_page(database, office.drafter, plan_id, 1, None)

    assert (page.against, page.differences) == (None, None)
    assert page.plan.subject == a_text().subject


@pytest.mark.parametrize(("ordinal", "against"), [(7, None), (1, 7), (0, None)])
def test_a_revision_that_is_not_there_is_not_found(database, office, plan_id, ordinal, against):
    with pytest.raises(NotFoundError, match="không có lần soạn"):
        reading.revision_page(database, office.drafter, plan_id, ordinal, against)
