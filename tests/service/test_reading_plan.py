from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    an_office,
    bring_to,
    take,
    version_of,
)
from tests.service.imported import take_import
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import SeriesRow
from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.plan import ReportItem
from webapp.services import audit, drafting, drafting_desk, importing, papers, reading, transitions
from webapp.services.drafting import Target

LATER = NOON + timedelta(hours=1)


def page_of(database, rules, actor, plan_id, now=NOON):
    return reading.plan_page(database, rules, actor, plan_id, now)


def strip_of(page):
    return [(one.label, one.state) for one in page.steps]


def views(database):
    with database.reading() as session:
        query = select(AuditRow.actor_name, AuditRow.details).where(AuditRow.action == "view")
        return [tuple(row) for row in session.execute(query.order_by(AuditRow.ordinal))]


def edit(database, office, plan_id, now=LATER, **changes):
    page = drafting_desk.editing(database, office.drafter, plan_id, now)
    return drafting.save(
        database,
        office.drafter,
        plan_id,
        page.version,
        replace(page.fields, **changes),
        now=now,
    )


def test_the_page_of_a_draft_says_what_it_is_and_what_may_be_done(database, rules, office, plan_id):
    page = page_of(database, rules, office.drafter, plan_id)

    assert page.head.subject == "Tuyên truyền, phổ biến pháp luật trên địa bàn xã năm 2026"
    assert (page.head.state_label, page.head.number_text) == ("Đang soạn thảo", "")
    assert (page.head.drafter_name, page.head.unit_name) == (
        "Lê Thị Hạnh",
        "Phòng Văn hóa - Xã hội",
    )
    assert page.head.signer_name == "Phạm Quốc Toản"
    assert [one.action for one in page.actions] == ["submit", "cancel", "clone"]
    assert (page.may_edit, page.may_decide, page.blocked) == (True, False, "")
    assert [one.stage for one in page.downloads] == ["draft"]
    assert [one for one in page.findings if one.severity == "error"] == []
    assert (page.waiting_for, page.due_on, page.late) == ("", None, False)


def test_the_strip_follows_the_plan_from_draft_to_issue(database, rules, office, plan_id):
    assert strip_of(page_of(database, rules, office.drafter, plan_id)) == [
        ("Soạn thảo", "current"),
        ("Kiểm tra nội dung", "next"),
        ("Kiểm tra thể thức", "next"),
        ("Duyệt bản thảo", "next"),
        ("Ký văn bản", "next"),
        ("Cấp số, phát hành", "next"),
        ("Phát hành", "next"),
    ]

    bring_to(database, rules, office, plan_id, "issued")

    page = page_of(database, rules, office.drafter, plan_id)
    assert {one.state for one in page.steps} == {"done"}
    assert [one.decision for one in page.steps][1:6] == [
        "Đồng ý nội dung",
        "Đạt thể thức",
        "Đã duyệt, đồng ý ký",
        "Đã nhận bản có chữ ký",
        "Đã cấp số",
    ]
    assert page.head.number_text == "115/KH-UBND"
    assert (page.plan.code_number, page.plan.promulgated_on) == (115, date(2026, 3, 2))
    assert [one.label for one in page.downloads] == ["Bản phát hành"]


def test_nothing_says_signed_before_the_signature_is_recorded(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")

    page = page_of(database, rules, office.clerk, plan_id)

    told = " ".join((*(one.decision for one in page.steps), page.head.state_label))
    assert "đã ký" not in told.casefold()


def test_the_current_step_names_who_since_when_and_until_when(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    page = page_of(database, rules, office.unit_head, plan_id)

    step = page.steps[1]
    assert (step.state, step.who, step.since) == ("current", "Vũ Đình Khôi", NOON)
    assert (step.until, step.late) == (date(2026, 3, 4), False)
    assert (page.waiting_for, page.due_on) == ("Vũ Đình Khôi", date(2026, 3, 4))
    assert page.may_decide is True
    late = page_of(database, rules, office.unit_head, plan_id, NOON + timedelta(days=3))
    assert late.late is True


def test_the_approval_asks_for_the_password_and_a_return_for_a_reason(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")

    actions = {one.action: one for one in page_of(database, rules, office.signer, plan_id).actions}

    assert actions["approve"].needs_password is True
    assert "chữ ký trên văn bản được văn thư ghi nhận sau" in actions["approve"].consequence
    assert actions["return"].needs_note is True


def test_a_return_after_the_signature_says_that_the_signature_falls(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "numbering")

    actions = {one.action: one for one in page_of(database, rules, office.clerk, plan_id).actions}

    assert "Chữ ký đã ghi nhận" in actions["return"].consequence
    assert actions["number"].needs_password is True


def test_the_clerk_sees_the_expected_number_and_others_do_not(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")

    assert page_of(database, rules, office.clerk, plan_id).expected_number == "115/KH-UBND"
    assert page_of(database, rules, office.drafter, plan_id).expected_number == ""


def test_without_a_series_there_is_no_expected_number(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "numbering")
    close_series(database, office.series_id)

    assert page_of(database, rules, office.clerk, plan_id).expected_number == ""


def close_series(database, series_id):
    with database.transaction() as session:
        session.get_one(SeriesRow, series_id).active = False
        audit.record(session, None, "built", now=NOON)


def test_a_returned_plan_shows_who_sent_it_back_and_why(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return", note="Thiếu căn cứ.")

    page = page_of(database, rules, office.unit_head, plan_id)

    assert strip_of(page)[:3] == [
        ("Soạn thảo", "returned"),
        ("Kiểm tra nội dung", "next"),
        ("Kiểm tra thể thức", "returned"),
    ]
    assert (page.steps[2].decision, page.steps[2].note) == ("Trả lại", "Thiếu căn cứ.")
    assert [one.action for one in page.actions] == ["pass_on", "cancel"]


def test_after_a_new_submission_the_old_return_is_history(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, "return")
    take(database, rules, office.drafter, plan_id, "submit", now=LATER)

    page = page_of(database, rules, office.drafter, plan_id)

    assert strip_of(page)[:3] == [
        ("Soạn thảo", "done"),
        ("Kiểm tra nội dung", "current"),
        ("Kiểm tra thể thức", "next"),
    ]


@pytest.mark.parametrize(
    ("state", "action", "label"),
    [("draft", "cancel", "Đã bỏ dự thảo"), ("issued", "void", "Đã hủy số")],
)
def test_an_ended_plan_says_how_it_ended(database, rules, office, plan_id, state, action, label):
    bring_to(database, rules, office, plan_id, state)
    actor = office.clerk if action == "void" else office.drafter
    take(database, rules, actor, plan_id, action, note="Trùng kế hoạch khác")

    page = page_of(database, rules, office.drafter, plan_id)

    assert strip_of(page)[-1] == (label, "done")
    assert page.head.state_label == label
    assert page.void_reason == ("Trùng kế hoạch khác" if action == "void" else "")


def test_a_step_that_nobody_can_take_is_said_to_be_blocked(database, rules, office, plan_id):
    leave(database, office.format_checker)
    bring_to(database, rules, office, plan_id, "format_check")

    page = page_of(database, rules, office.drafter, plan_id)

    assert page.blocked.startswith("Chưa có ai giữ vai trò Người kiểm tra thể thức")
    assert page.steps[2].who == "Chưa có Người kiểm tra thể thức"


def leave(database, actor):
    with database.transaction() as session:
        person = session.get_one(PersonRow, actor.person_id)
        person.memberships[0].active = False
        transitions.refresh_assignees(session, actor.agency_id, NOON)
        audit.record(session, None, "built", now=NOON)


def test_the_history_is_told_in_sentences_newest_first(database, rules, office, plan_id):
    edit(database, office, plan_id, now=NOON, closing="Trân trọng./.")
    bring_to(database, rules, office, plan_id, "issued")
    papers.download(database, rules, office.clerk, plan_id, None, now=NOON)

    told = page_of(database, rules, office.drafter, plan_id).history

    assert [one.sentence for one in reversed(told)] == [
        "Lê Thị Hạnh tạo dự thảo.",
        "Lê Thị Hạnh lưu nội dung lần 2.",
        "Lê Thị Hạnh trình văn bản (lần trình 1).",
        "Vũ Đình Khôi đồng ý ở bước «Kiểm tra nội dung».",
        "Ngô Thanh Mai đồng ý ở bước «Kiểm tra thể thức».",
        "Phạm Quốc Toản đồng ý ở bước «Duyệt bản thảo».",
        "Đỗ Minh Châu ghi nhận đã nhận bản có chữ ký ngày 02/03/2026.",
        "Đỗ Minh Châu cấp số 115/KH-UBND.",
        "Đỗ Minh Châu tải bản phát hành.",
    ]
    assert {one.note for one in told} == {"", "Đề nghị xem lại mục II"}


def test_returns_withdrawals_and_imports_are_told_too(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    take(database, rules, office.drafter, plan_id, "withdraw")
    bring_to(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, "return", note="Chưa rõ kinh phí")
    paper = importing.read_text("KẾ HOẠCH\nTrồng cây\n\n1. Phủ xanh đồi trọc.")
    target = Target(plan_id, version_of(database, plan_id))
    take_import(database, office.drafter, target, paper, NOON)

    told = page_of(database, rules, office.drafter, plan_id).history

    assert told[0].sentence == "Lê Thị Hạnh đưa văn bản có sẵn vào dự thảo (lần 2)."
    assert told[1].sentence == "Vũ Đình Khôi trả lại ở bước «Kiểm tra nội dung»."
    assert told[1].note == "Chưa rõ kinh phí"
    assert told[3].sentence == "Lê Thị Hạnh rút lại văn bản."


def test_an_event_without_a_sentence_is_still_told(database, rules, office, plan_id):
    with database.transaction() as session:
        audit.record(session, office.drafter, "một việc mới", now=NOON, plan=plan_id)

    told = page_of(database, rules, office.drafter, plan_id).history

    assert told[0].sentence == "Lê Thị Hạnh cập nhật văn bản."


def test_a_look_is_recorded_once_an_hour_and_for_each_text(database, rules, office, plan_id):
    for minutes in (0, 59, 61):
        page_of(database, rules, office.unit_head, plan_id, NOON + timedelta(minutes=minutes))
    edit(database, office, plan_id, now=NOON + timedelta(minutes=62), subject="Trích yếu mới")
    page_of(database, rules, office.unit_head, plan_id, NOON + timedelta(minutes=63))

    assert [one[1] for one in views(database)] == [
        '{"revision":1}',
        '{"revision":1}',
        '{"revision":2}',
    ]
    history = page_of(database, rules, office.unit_head, plan_id, LATER).history
    assert all("view" not in one.action for one in history)


def test_a_look_makes_no_page_stale(database, rules, office, plan_id):
    before = page_of(database, rules, office.drafter, plan_id).head.version

    page_of(database, rules, office.signer, plan_id)

    assert page_of(database, rules, office.drafter, plan_id).head.version == before


def test_revisions_are_listed_newest_first(database, rules, office, plan_id):
    edit(database, office, plan_id, subject="Trích yếu mới")

    revisions = page_of(database, rules, office.drafter, plan_id).revisions

    assert [(one.ordinal, one.author, one.current) for one in revisions] == [
        (2, "Lê Thị Hạnh", True),
        (1, "Lê Thị Hạnh", False),
    ]


def test_links_are_shown_from_both_ends_to_those_who_may_read(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    newer = drafting.clone(database, office.drafter, plan_id, LATER)
    reader = a_person(database, office.agency_id, Role.DRAFTER)

    (older_link,) = page_of(database, rules, office.drafter, newer).links
    (newer_link,) = page_of(database, rules, office.drafter, plan_id).links
    assert (older_link.label, older_link.plan_id) == ("Tạo từ", plan_id)
    assert older_link.number_text == "115/KH-UBND"
    assert (newer_link.label, newer_link.plan_id) == ("Kế hoạch tạo từ bản này", newer)
    assert page_of(database, rules, reader, plan_id).links == ()


def test_the_report_of_an_import_stays_on_the_page(database, rules, office):
    item = ReportItem("original", "code_number", "Số của văn bản gốc.", "27")
    plan_id = a_plan(database, office, a_text(report=(item,)))

    assert page_of(database, rules, office.drafter, plan_id).report == (item,)


def test_a_plan_without_unit_signer_or_subject_has_a_page(database, rules, office):
    plan_id = a_plan(database, office, a_text(subject=()), unit_id=None, signing_authority_id=None)

    head = page_of(database, rules, office.drafter, plan_id).head

    assert (head.subject, head.unit_name, head.signer_name) == ("(chưa có trích yếu)", "", "")


def test_who_may_not_read_a_draft_gets_no_page(database, rules, office, plan_id):
    colleague = a_person(database, office.agency_id, Role.DRAFTER)
    other = an_office(database, short_name="UBND xã Tân Lập")

    with pytest.raises(ForbiddenError):
        page_of(database, rules, colleague, plan_id)
    with pytest.raises(NotFoundError):
        page_of(database, rules, other.administrator, plan_id)
    assert views(database) == []
