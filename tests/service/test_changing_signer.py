"""Another signer on a plan under way voids the format check alone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_person,
    a_revision,
    a_text,
    an_authority,
    bring_to,
    save,
    take,
    version_of,
)
from tests.service.records import (
    decisions,
    last_event,
    state_of,
    steps,
    the_plan,
    told_last,
    waiting_for,
)
from webapp.db.models.plans import RevisionRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.domain.people import Role
from webapp.domain.plan import Signer
from webapp.domain.plan_json import content_hash
from webapp.services import audit
from webapp.services.changing_signer import SignerChange, change_signer, signer_page
from webapp.services.plan_texts import text_of
from webapp.services.reading_plan import plan_page

REASON = "Chủ tịch đi công tác"
CHECK_BY_HEAD = "«Kiểm tra nội dung» của Vũ Đình Khôi"
CHECK_OF_FORM = "«Kiểm tra thể thức» của Ngô Thanh Mai"


@pytest.fixture
def deputy(database, office):
    return a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")


@pytest.fixture
def power(database, office, deputy):
    """The deputy's standing power to sign for the head."""
    return an_authority(
        database, office.agency_id, deputy.person_id, form="tm_kt", position="PHÓ CHỦ TỊCH"
    )


def change(database, rules, actor, plan_id, authority_id, reason=REASON, version=None):
    version = version_of(database, plan_id) if version is None else version
    wish = SignerChange(plan_id, version, authority_id, reason)
    return change_signer(database, rules, actor, wish, NOON)


def texts(database, plan_id):
    with database.reading() as session:
        query = select(RevisionRow).where(RevisionRow.plan_id == plan_id)
        rows = session.scalars(query.order_by(RevisionRow.ordinal)).all()
        return [(row.content_sha256, text_of(row)) for row in rows]


def test_the_format_check_alone_falls_and_is_asked_again(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")

    said = change(database, rules, office.drafter, plan_id, power)

    assert said == "Đã đổi người ký thành Hồ Văn Lâm; chỉ kiểm tra thể thức phải làm lại."
    assert state_of(database, plan_id) == "format_check"
    assert waiting_for(database, plan_id) == [office.format_checker.person_id]
    assert decisions(database, plan_id)[:3] == [
        ("content_check", "approved"),
        ("format_check", "voided"),
        ("approval", "not_needed"),
    ]
    assert the_plan(database, plan_id).round == 1


def test_the_words_stay_and_the_block_changes(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")

    change(database, rules, office.drafter, plan_id, power)

    (_, old), (_, new) = texts(database, plan_id)
    assert new.signer == Signer(
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Hồ Văn Lâm"
    )
    assert content_hash(replace(new, signer=old.signer)) == content_hash(old)
    assert the_plan(database, plan_id).signing_authority_id == power


def test_the_content_check_is_bound_to_the_new_text_and_the_event_says_so(
    database, rules, office, plan_id, power
):
    bring_to(database, rules, office, plan_id, "approval")

    change(database, rules, office.drafter, plan_id, power)

    (before, _), (after, _) = texts(database, plan_id)
    row = next(one for one in steps(database, plan_id) if one.decision == "approved")
    assert row.revision_sha256 == after
    _, action, details = last_event(database, plan_id)
    assert (action, details["note"]) == ("change_signer", REASON)
    assert (details["from_sha256"], details["sha256"]) == (before, after)
    assert details["bound_anew"] == [CHECK_BY_HEAD]
    assert details["voided"] == [CHECK_OF_FORM]
    assert audit.verify(database) == ()


def test_the_new_signer_approves_and_the_old_one_cannot(
    database, rules, office, plan_id, power, deputy
):
    bring_to(database, rules, office, plan_id, "approval")
    change(database, rules, office.drafter, plan_id, power)

    take(database, rules, office.format_checker, plan_id, "approve")

    assert waiting_for(database, plan_id) == [deputy.person_id]
    with pytest.raises(ForbiddenError):
        take(database, rules, office.signer, plan_id, "approve")
    assert take(database, rules, deputy, plan_id, "approve").state == "signature"


def test_the_checker_may_change_it_at_his_own_step(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "format_check")
    before = decisions(database, plan_id)

    change(database, rules, office.format_checker, plan_id, power)

    assert decisions(database, plan_id) == before
    assert take(database, rules, office.format_checker, plan_id, "approve").state == "approval"


def test_older_pages_are_stale_though_nothing_was_asked_again(
    database, rules, office, plan_id, power
):
    bring_to(database, rules, office, plan_id, "content_check")
    before = version_of(database, plan_id)

    change(database, rules, office.drafter, plan_id, power)

    assert version_of(database, plan_id) == before + 1
    with pytest.raises(StalePageError):
        change(database, rules, office.format_checker, plan_id, power, version=before)


def test_those_who_decided_are_told(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")

    change(database, rules, office.drafter, plan_id, power)

    assert told_last(database, office.unit_head)[1].endswith(
        "người ký đổi thành Hồ Văn Lâm; kiểm tra nội dung và ý kiến vẫn có hiệu lực, kiểm tra "
        "thể thức làm lại."
    )


def test_after_the_approval_the_plan_has_to_be_returned_first(
    database, rules, office, plan_id, power
):
    bring_to(database, rules, office, plan_id, "signature")

    with pytest.raises(ForbiddenError, match="mà chưa duyệt"):
        change(database, rules, office.drafter, plan_id, power)


def test_decisions_that_do_not_fit_the_text_are_never_bound_anew(
    database, rules, office, plan_id, power
):
    bring_to(database, rules, office, plan_id, "approval")
    other = a_text(code_notation="QĐ-UBND")
    save(database, lambda _: a_revision(plan_id, 2, other, office.drafter.person_id))

    with pytest.raises(ForbiddenError, match="không đổi riêng người ký được"):
        change(database, rules, office.drafter, plan_id, power)


def test_it_needs_another_signer_and_a_reason(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")

    for authority_id, reason, field in (
        (None, REASON, "authority_id"),
        (office.authority_id, REASON, "authority_id"),
        (power, " ", "reason"),
        (power, "x" * 2001, "reason"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            change(database, rules, office.drafter, plan_id, authority_id, reason)
        assert refused.value.field == field


def test_a_power_that_ended_is_refused_beside_its_field(database, rules, office, plan_id, deputy):
    ended = an_authority(
        database, office.agency_id, deputy.person_id, valid_until=date(2026, 1, 31)
    )
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(InvalidInputError, match="không còn hiệu lực") as refused:
        change(database, rules, office.drafter, plan_id, ended)

    assert refused.value.field == "authority_id"


def test_the_same_block_is_no_other_signer(database, rules, office, plan_id):
    again = an_authority(database, office.agency_id, office.signer.person_id)
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(InvalidInputError, match="giống khối chữ ký hiện có"):
        change(database, rules, office.drafter, plan_id, again)


def test_a_second_tap_is_one_change(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")
    version = version_of(database, plan_id)
    change(database, rules, office.drafter, plan_id, power, version=version)

    again = change(database, rules, office.drafter, plan_id, power, version=version)

    assert again.startswith("Anh/chị đã «Đổi người ký» lúc 12:00")


def test_the_page_says_before_what_falls_and_what_holds_on(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")

    page = signer_page(database, rules, office.drafter, plan_id, NOON)

    assert (page.voids, page.keeps) == ((CHECK_OF_FORM,), (CHECK_BY_HEAD,))
    assert [one.id for one in page.choices] == [power]
    assert page.choices[0].label.startswith("Hồ Văn Lâm, PHÓ CHỦ TỊCH")
    assert page.block[-1] == "Phạm Quốc Toản"


def test_before_any_check_nothing_falls(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    page = signer_page(database, rules, office.drafter, plan_id, NOON)

    assert (page.voids, page.keeps) == ((), ())


def test_the_history_tells_of_it(database, rules, office, plan_id, power):
    bring_to(database, rules, office, plan_id, "approval")
    change(database, rules, office.drafter, plan_id, power)

    item = plan_page(database, rules, office.drafter, plan_id, NOON).history[0]

    assert item.sentence == "Lê Thị Hạnh đổi người ký từ Phạm Quốc Toản sang Hồ Văn Lâm."
    assert (item.bound_anew, item.voided) == ((CHECK_BY_HEAD,), (CHECK_OF_FORM,))
