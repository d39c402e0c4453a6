"""A warning set aside with a reason: who may, for which words, until when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, an_office, take, version_of
from tests.service.faulty import (
    ERROR,
    HINT,
    REASON,
    WARNING,
    bring_on,
    edit,
    faulty_text,
    key_of,
    messages,
    page_of,
    set_aside,
)
from tests.service.records import last_event, the_plan
from webapp.db.models.findings import DismissalRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.services import audit, dismissing, drafting, drafting_desk
from webapp.services.dismissing import Dismissing
from webapp.services.draft_fields import to_typed

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def plan_id(database, office):
    return a_plan(database, office, faulty_text())


@pytest.fixture
def key(database, rules, office, plan_id):
    """What the warning is known by."""
    return key_of(page_of(database, rules, office.drafter, plan_id))


@pytest.fixture
def dismiss(database, plan_id, key):
    def done(actor, now=NOON, **changes):
        wish = Dismissing(plan_id, version_of(database, plan_id), key, REASON)
        return dismissing.dismiss(database, actor, replace(wish, **changes), now)

    return done


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(DismissalRow).order_by(DismissalRow.id)))


def test_a_dismissed_warning_leaves_the_findings_and_stands_folded_with_its_reason(
    database, rules, office, plan_id, dismiss
):
    sentence = dismiss(office.drafter)

    page = page_of(database, rules, office.format_checker, plan_id)
    assert sentence.startswith("Đã bỏ qua cảnh báo")
    assert WARNING not in messages(page)
    (aside,) = page.dismissed
    assert (aside.finding.message, aside.who, aside.at, aside.reason) == (
        WARNING,
        "Lê Thị Hạnh",
        NOON,
        REASON,
    )


def test_the_desk_and_the_findings_of_typed_text_know_it_too(database, office, plan_id, dismiss):
    dismiss(office.drafter)

    desk = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    typed = drafting_desk.findings_for(database, office.drafter, desk.fields, plan_id, NOON)

    assert set_aside(desk) == [one.finding.message for one in typed.dismissed] == [WARNING]
    assert WARNING not in messages(desk)


def test_it_holds_while_other_words_change(database, rules, office, plan_id, dismiss):
    dismiss(office.drafter)
    edit(database, office.drafter, plan_id, opening="Ủy ban nhân dân xã ban hành Kế hoạch sau:")

    assert set_aside(page_of(database, rules, office.drafter, plan_id)) == [WARNING]


def test_it_ends_when_its_words_change(database, rules, office, plan_id, dismiss):
    dismiss(office.drafter)
    edit(database, office.drafter, plan_id, subject="tuyên truyền pháp luật năm 2027")

    page = page_of(database, rules, office.drafter, plan_id)
    assert (WARNING in messages(page), set_aside(page)) == (True, [])


def test_it_comes_back_with_its_words(database, rules, office, plan_id, dismiss):
    dismiss(office.drafter)
    edit(database, office.drafter, plan_id, subject="Trích yếu khác")
    edit(database, office.drafter, plan_id, subject="tuyên truyền pháp luật năm 2026")

    assert set_aside(page_of(database, rules, office.drafter, plan_id)) == [WARNING]


def test_a_new_plan_from_this_one_knows_no_dismissal(database, rules, office, plan_id, dismiss):
    dismiss(office.drafter)

    new_id = drafting.clone(database, office.drafter, plan_id, NOON)

    page = page_of(database, rules, office.drafter, new_id)
    assert (WARNING in messages(page), set_aside(page)) == (True, [])


def test_the_event_says_who_what_and_why(database, office, plan_id, dismiss, key):
    dismiss(office.drafter)

    assert last_event(database, plan_id) == (
        "Lê Thị Hạnh",
        "dismiss",
        {"rule": "ND30-PL2-I-trich-yeu", "finding": key, "message": WARNING, "note": REASON},
    )


def test_the_history_tells_it_and_what_was_taken_back(database, rules, office, plan_id, dismiss):
    dismiss(office.drafter)
    dismissing.restore(database, office.drafter, plan_id, rows(database)[0].id, NOON)

    restored, done, *_ = page_of(database, rules, office.drafter, plan_id).history
    assert done.sentence == f"Lê Thị Hạnh bỏ qua cảnh báo: {WARNING}"
    assert done.note == REASON
    assert restored.sentence == "Lê Thị Hạnh khôi phục một cảnh báo đã bỏ qua."


def test_a_failing_event_leaves_no_dismissal(database, office, dismiss, monkeypatch):
    def fail(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(audit, "_append", fail)
    with pytest.raises(ZeroDivisionError):
        dismiss(office.drafter)

    assert rows(database) == []


def test_a_dismissal_makes_no_page_stale(database, office, plan_id, dismiss):
    before = the_plan(database, plan_id).version

    dismiss(office.drafter)

    assert the_plan(database, plan_id).version == before


def test_a_dismissal_is_not_named_as_the_last_change(database, office, plan_id, dismiss):
    stale = version_of(database, plan_id)
    edit(database, office.drafter, plan_id, opening="Mở đầu khác:", now=NOON)
    dismiss(office.drafter, LATER)

    with pytest.raises(StalePageError, match="cập nhật ở cửa sổ khác lúc 12:00"):
        dismiss(office.drafter, LATER, version=stale, key=hint_key(database, office, plan_id))


def hint_key(database, office, plan_id):
    return key_of(drafting_desk.editing(database, office.drafter, plan_id, NOON), HINT)


def test_a_double_tap_is_told_that_it_is_done(database, office, dismiss):
    dismiss(office.drafter)

    again = dismiss(office.drafter, LATER)

    assert again == "Anh/chị đã bỏ qua cảnh báo này lúc 12:00 ngày 02/03/2026; không cần làm lại."
    assert len(rows(database)) == 1


def test_whoever_comes_second_is_told_who_was_first(database, rules, office, plan_id, dismiss):
    bring_on(database, rules, office, plan_id, "content_check")
    dismiss(office.drafter)
    take(database, rules, office.unit_head, plan_id, "approve")

    sentence = dismiss(office.format_checker, LATER)

    assert sentence.startswith("Lê Thị Hạnh đã bỏ qua cảnh báo này lúc 12:00")
    assert len(rows(database)) == 1


def test_the_format_checker_dismisses_at_his_step(database, rules, office, plan_id, dismiss):
    bring_on(database, rules, office, plan_id, "format_check")

    dismiss(office.format_checker)

    assert rows(database)[0].person_id == office.format_checker.person_id


@pytest.mark.parametrize("role", ["unit_head", "signer", "clerk", "administrator"])
def test_nobody_else_dismisses(database, office, dismiss, role):
    with pytest.raises(ForbiddenError, match="Chỉ người soạn thảo khi còn được sửa"):
        dismiss(getattr(office, role))

    assert rows(database) == []


def test_the_format_checker_does_not_at_another_step(database, rules, office, plan_id, dismiss):
    bring_on(database, rules, office, plan_id, "content_check")

    with pytest.raises(ForbiddenError):
        dismiss(office.format_checker)


def test_another_agency_does_not_find_the_plan(database, plan_id, dismiss):
    stranger = an_office(database, short_name="UBND xã khác").drafter

    with pytest.raises(NotFoundError, match="Không tìm thấy văn bản"):
        dismiss(stranger)
    with pytest.raises(NotFoundError, match="Không tìm thấy văn bản"):
        dismissing.dismiss_page(database, stranger, plan_id, "x", NOON)


def test_an_error_cannot_be_dismissed(database, rules, office, plan_id, dismiss):
    error = key_of(page_of(database, rules, office.drafter, plan_id), ERROR)

    with pytest.raises(InvalidInputError, match="không bỏ qua được"):
        dismiss(office.drafter, key=error)


def test_an_error_counts_even_where_a_dismissal_stands(database, rules, office, plan_id):
    error = key_of(page_of(database, rules, office.drafter, plan_id), ERROR)
    with database.transaction() as session:
        session.add(
            DismissalRow(
                plan_id=plan_id,
                finding_sha256=error,
                rule="ND30-PL1-II.9d-luu-cham",
                quote="",
                words="Lưu: VT, VHXH",
                reason="Khi đó quy tắc này là cảnh báo",
                person_id=office.drafter.person_id,
                at=NOON,
            )
        )
        audit.record(session, office.drafter, "dismiss", now=NOON, plan=plan_id)

    page = page_of(database, rules, office.drafter, plan_id)

    assert ERROR in messages(page)
    assert page.dismissed == ()


@pytest.mark.parametrize(("reason", "said"), [(" \n", "Ghi lý do"), ("x" * 501, "500 ký tự")])
def test_a_dismissal_takes_a_reason_of_a_readable_length(office, dismiss, reason, said):
    with pytest.raises(InvalidInputError, match=said) as caught:
        dismiss(office.drafter, reason=reason)

    assert caught.value.field == "reason"


def test_a_reason_of_500_letters_is_kept(database, office, dismiss):
    dismiss(office.drafter, reason=f" {'ợ' * 500} ")

    assert rows(database)[0].reason == "ợ" * 500


def test_a_stale_page_says_that_one_changed_the_plan_oneself_in_another_window(
    database, office, plan_id, dismiss
):
    old = version_of(database, plan_id)
    edit(database, office.drafter, plan_id, opening="Mở đầu khác:")

    with pytest.raises(StalePageError, match="vừa được chính anh/chị cập nhật ở cửa sổ khác lúc"):
        dismiss(office.drafter, version=old)


def test_a_warning_that_is_gone_is_not_found(office, dismiss):
    with pytest.raises(NotFoundError, match="không còn trong văn bản đã lưu"):
        dismiss(office.drafter, key="0" * 64)


def test_a_warning_about_words_that_are_only_typed_can_be_dismissed(
    database, office, plan_id, dismiss
):
    desk = drafting_desk.editing(database, office.drafter, plan_id, NOON)
    typed = replace(desk.fields, subject="tuyên truyền quy chế dân chủ")
    drafting_desk.autosave(database, office.drafter, plan_id, to_typed(typed), 1, now=NOON)
    found = drafting_desk.findings_for(database, office.drafter, typed, plan_id, NOON)
    key = next(one.known_by for one in found.standing if one.message == WARNING)

    dismiss(office.drafter, key=key)

    (row,) = rows(database)
    assert (row.words, row.quote) == ("tuyên truyền quy chế dân chủ", "tuyên")


def test_the_page_says_what_it_is_about(database, office, plan_id, key):
    page = dismissing.dismiss_page(database, office.drafter, plan_id, key, NOON)

    assert (page.message, page.where, page.source, page.severity) == (
        WARNING,
        "Trích yếu",
        "PL2 I",
        "warning",
    )
    assert page.words == "tuyên"
    assert (page.version, page.done) == (version_of(database, plan_id), "")


def test_the_page_of_a_dismissed_warning_says_so(database, office, plan_id, key, dismiss):
    dismiss(office.drafter)

    page = dismissing.dismiss_page(database, office.drafter, plan_id, key, NOON)

    assert page.done.startswith("Anh/chị đã bỏ qua cảnh báo này lúc 12:00")


def test_only_warnings_offer_to_be_dismissed_and_only_to_those_who_may(
    database, rules, office, plan_id
):
    mine = page_of(database, rules, office.drafter, plan_id).findings
    another = page_of(database, rules, office.format_checker, plan_id).findings

    assert {one.severity for one in mine if one.dismiss_in == plan_id} == {"warning", "hint"}
    assert {one.severity for one in mine if one.dismiss_in is None} == {"error"}
    assert {one.dismiss_in for one in another} == {None}


# --- taken back


@pytest.fixture
def row_id(database, office, dismiss):
    dismiss(office.drafter)
    return rows(database)[0].id


def test_a_restored_warning_counts_again(database, rules, office, plan_id, row_id):
    sentence = dismissing.restore(database, office.drafter, plan_id, row_id, LATER)

    page = page_of(database, rules, office.drafter, plan_id)
    assert sentence == "Đã khôi phục cảnh báo."
    assert (WARNING in messages(page), set_aside(page)) == (True, [])
    (row,) = rows(database)
    assert (row.revoked_by, row.revoked_at) == (office.drafter.person_id, LATER)
    name, action, details = last_event(database, plan_id)
    assert (name, action, details["reason"]) == ("Lê Thị Hạnh", "restore", REASON)


def test_restoring_twice_is_told(database, office, plan_id, row_id):
    dismissing.restore(database, office.drafter, plan_id, row_id, NOON)

    again = dismissing.restore(database, office.drafter, plan_id, row_id, LATER)

    assert again.startswith("Anh/chị đã khôi phục cảnh báo này lúc 12:00")


def test_the_format_checker_restores_what_the_drafter_dismissed(
    database, rules, office, plan_id, row_id
):
    bring_on(database, rules, office, plan_id, "format_check")

    dismissing.restore(database, office.format_checker, plan_id, row_id, LATER)

    assert rows(database)[0].revoked_by == office.format_checker.person_id


def test_a_restored_warning_can_be_dismissed_again(database, office, plan_id, row_id, dismiss):
    dismissing.restore(database, office.drafter, plan_id, row_id, NOON)

    dismiss(office.drafter, LATER, reason="Đã hỏi lại cấp trên")

    assert [row.reason for row in rows(database)] == [REASON, "Đã hỏi lại cấp trên"]


def test_nobody_else_restores(database, office, plan_id, row_id):
    with pytest.raises(ForbiddenError):
        dismissing.restore(database, office.signer, plan_id, row_id, NOON)


def test_the_dismissal_of_another_plan_is_not_found(database, office, row_id):
    other = a_plan(database, office)

    for plan, one in ((other, row_id), (other, 999)):
        with pytest.raises(NotFoundError, match="Không có lần bỏ qua này"):
            dismissing.restore(database, office.drafter, plan, one, NOON)


def test_a_failing_event_restores_nothing(database, office, plan_id, row_id, monkeypatch):
    def fail(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(audit, "_append", fail)
    with pytest.raises(ZeroDivisionError):
        dismissing.restore(database, office.drafter, plan_id, row_id, NOON)

    assert rows(database)[0].revoked_at is None
