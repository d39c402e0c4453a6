"""A return in numbered remarks, their answers, and what the next reader finds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, a_text, answer_all, bring_to, take, version_of
from tests.service.records import last_event, state_of, steps, told, told_last
from webapp.db.models.remarks import RemarkRow
from webapp.domain.errors import (
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    StalePageError,
)
from webapp.domain.process import Action
from webapp.domain.remarks import Remark
from webapp.services import drafting, drafting_desk, reading
from webapp.services.answering import Answering, answer_page, save_answers
from webapp.services.transitions import Deed, take_step

LATER = NOON + timedelta(hours=2)
THREE = (
    Remark("Bổ sung căn cứ"),
    Remark("Ghi rõ kinh phí", "body/b22.30", "thiết thực"),
    Remark("Rà soát"),
)


def rows(database, plan_id):
    with database.reading() as session:
        query = select(RemarkRow).where(RemarkRow.plan_id == plan_id).order_by(RemarkRow.id)
        return list(session.scalars(query))


def sent_back(database, rules, office, state="approval", remarks=THREE):
    """Return a plan that the drafter has to mend."""
    plan_id = bring_to(database, rules, office, a_plan(database, office), state)
    who = {"content_check": office.unit_head, "approval": office.signer}[state]
    take(database, rules, who, plan_id, "return", note="", remarks=remarks)
    if state_of(database, plan_id) == "returned":
        take(database, rules, office.unit_head, plan_id, "pass_on", note="")
    return plan_id


@pytest.fixture
def plan_id(database, rules, office):
    return sent_back(database, rules, office)


def answer(database, office, plan_id, *answers, now=LATER):
    """Answer the remarks in their order; return the sentence."""
    found = answer_page(database, office.drafter, plan_id).open
    remarks = [remark for one in found.returns for remark in one.remarks]
    wish = {remark.id: said for remark, said in zip(remarks, answers, strict=False)}
    return save_answers(database, office.drafter, Answering(plan_id, found.stamp, wish), now)


def edit(database, office, plan_id, **changes):
    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)
    fields = replace(page.fields, **changes)
    drafting.save(database, office.drafter, plan_id, page.version, fields, now=LATER)


def submit(database, rules, office, plan_id):
    deed = Deed(plan_id, version_of(database, plan_id), Action.SUBMIT)
    return take_step(database, rules, office.drafter, deed, LATER)


FIXED, KEPT = ("fixed", ""), ("kept", "Theo mẫu của tỉnh")


def test_a_return_is_kept_as_numbered_remarks(database, office, plan_id):
    found = rows(database, plan_id)

    assert [(one.ordinal, one.text) for one in found] == [
        (1, "Bổ sung căn cứ"),
        (2, "Ghi rõ kinh phí"),
        (3, "Rà soát"),
    ]
    assert {one.person_id for one in found} == {office.signer.person_id}
    assert {(one.round, one.revision_ordinal, one.sent_at) for one in found} == {(1, 1, None)}
    assert (found[1].block_id, found[1].quote) == ("b22.30", "thiết thực")


def test_the_decision_says_all_of_them(database, plan_id):
    returned = next(one for one in steps(database, plan_id) if one.decision == "returned")

    assert returned.note == (
        "1. Bổ sung căn cứ\n"
        "2. Về nội dung, đoạn «2. Bảo đảm thiết thực, tiết kiệm.», chữ «thiết thực»: "
        "Ghi rõ kinh phí\n3. Rà soát"
    )


def test_a_plain_reason_is_one_remark(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")

    take(database, rules, office.unit_head, plan_id, "return", note="Thiếu căn cứ")

    assert [one.text for one in rows(database, plan_id)] == ["Thiếu căn cứ"]
    assert told_last(database, office.drafter)[1].endswith(
        "Vũ Đình Khôi trả lại ở bước «Kiểm tra nội dung»: Thiếu căn cứ"
    )


def test_a_return_without_a_word_is_refused(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")

    with pytest.raises(InvalidInputError, match="Ghi lý do"):
        take(database, rules, office.unit_head, plan_id, "return", note=" ", remarks=(Remark(" "),))


def test_drafter_and_unit_head_are_told_how_many_there_are(database, office, plan_id):
    del plan_id
    head, drafter = told(database, office.unit_head), told(database, office.drafter)

    assert head[-1][1].endswith("chuyển người soạn thảo; Phạm Quốc Toản trả lại với 3 ý kiến.")
    assert drafter[-2][1].endswith("Phạm Quốc Toản trả lại ở bước «Duyệt bản thảo» với 3 ý kiến.")
    assert drafter[-1][1].endswith("được chuyển lại để anh/chị sửa và trả lời 3 ý kiến.")


def test_a_submission_with_an_unanswered_remark_is_refused(database, rules, office, plan_id):
    answer(database, office, plan_id, FIXED)

    with pytest.raises(InvalidInputError, match="Chưa trả lời ý kiến 2, 3 của Phạm Quốc Toản;"):
        submit(database, rules, office, plan_id)

    assert state_of(database, plan_id) == "draft"


def test_fixed_in_an_unchanged_text_needs_a_word(database, rules, office, plan_id):
    answer(database, office, plan_id, FIXED, KEPT, ("fixed", "Đã bổ sung tờ trình"))

    with pytest.raises(InvalidInputError, match="ý kiến 1 của Phạm Quốc Toản ghi «Đã sửa»"):
        submit(database, rules, office, plan_id)


def test_a_submission_sends_the_answers(database, rules, office, plan_id):
    edit(database, office, plan_id, subject="Tuyên truyền pháp luật năm 2026")
    answer(database, office, plan_id, FIXED, KEPT, FIXED)

    submit(database, rules, office, plan_id)

    found = rows(database, plan_id)
    assert [(one.answer, one.answer_text) for one in found] == [
        ("fixed", ""),
        ("kept", "Theo mẫu của tỉnh"),
        ("fixed", ""),
    ]
    assert {(one.sent_at, one.sent_ordinal) for one in found} == {(LATER, 2)}
    assert last_event(database, plan_id)[2]["answered"] == 3


def test_an_answer_may_be_changed_and_taken_back_before_it_is_sent(database, office, plan_id):
    assert answer(database, office, plan_id, FIXED, KEPT, FIXED) == (
        "Đã lưu trả lời cả 3 ý kiến; có thể trình lại văn bản."
    )

    said = answer(database, office, plan_id, KEPT, ("", ""))

    assert said == "Đã lưu trả lời 2 trong 3 ý kiến; còn ý kiến 2."
    assert [one.answer for one in rows(database, plan_id)] == ["kept", None, "fixed"]
    assert last_event(database, plan_id)[1:] == ("answer", {"answered": 2, "of": 3, "round": 1})


def test_the_same_answers_again_change_nothing(database, office, plan_id):
    stamp = answer_page(database, office.drafter, plan_id).open.stamp
    answer(database, office, plan_id, FIXED)
    first = rows(database, plan_id)[0]
    again = Answering(plan_id, stamp, {first.id: FIXED})

    said = save_answers(database, office.drafter, again, LATER + timedelta(minutes=1))

    assert said.startswith("Đã lưu trả lời 1 trong 3 ý kiến")
    assert rows(database, plan_id)[0].answered_at == LATER


def test_answers_from_an_older_page_are_refused(database, office, plan_id):
    stamp = answer_page(database, office.drafter, plan_id).open.stamp
    answer(database, office, plan_id, FIXED)
    first = rows(database, plan_id)[0]

    with pytest.raises(StalePageError, match="một cửa sổ khác"):
        save_answers(database, office.drafter, Answering(plan_id, stamp, {first.id: KEPT}), LATER)


def test_a_second_tap_on_the_return_is_told_so_after_the_first_answer(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    version = version_of(database, plan_id)
    deed = Deed(plan_id, version, Action.RETURN, note="Thiếu căn cứ")
    take_step(database, rules, office.unit_head, deed, NOON)
    answer(database, office, plan_id, KEPT)

    again = take_step(database, rules, office.unit_head, deed, LATER)

    assert "Anh/chị đã «Trả lại» lúc 12:00" in again.message


def test_only_the_drafter_answers(database, office, plan_id):
    with pytest.raises(ForbiddenError, match="Chỉ người soạn thảo trả lời"):
        save_answers(database, office.unit_head, Answering(plan_id, ""), LATER)


def test_a_plan_without_open_remarks_has_nothing_to_answer(database, office):
    plan_id = a_plan(database, office)

    with pytest.raises(NotFoundError, match="không còn ý kiến nào"):
        answer_page(database, office.drafter, plan_id)
    with pytest.raises(NotFoundError, match="không còn ý kiến nào"):
        save_answers(database, office.drafter, Answering(plan_id, ""), LATER)


def test_the_page_of_the_answers_shows_what_changed_since_the_return(database, office, plan_id):
    edit(database, office, plan_id, subject="Tuyên truyền pháp luật năm 2026")
    answer(database, office, plan_id, FIXED)

    found = answer_page(database, office.drafter, plan_id).open

    assert (found.count, found.answered, found.since_ordinal) == (3, 1, 1)
    assert [one.label for one in found.differences.fields] == ["Trích yếu"]
    assert found.returns[0].remarks[0].answer_label == "Đã sửa"


def test_two_returns_before_the_next_submission_are_both_answered(database, rules, office):
    first = sent_back(database, rules, office, "content_check", (Remark("Một"),))
    answer_all(database, office.drafter, first)
    take(database, rules, office.drafter, first, "submit")
    take(database, rules, office.unit_head, first, "return", note="Hai")

    page = reading.plan_page(database, rules, office.drafter, first, LATER)

    assert [(one.remarks[0].text, one.sent_at) for one in page.returns] == [
        ("Hai", None),
        ("Một", NOON),
    ]


def test_whoever_returned_it_is_told_that_he_was_answered(database, rules, office, plan_id):
    answer_all(database, office.drafter, plan_id)

    for who, action in (
        (office.drafter, "submit"),
        (office.unit_head, "approve"),
        (office.format_checker, "approve"),
    ):
        take(database, rules, who, plan_id, action, now=LATER)

    assert told_last(database, office.signer)[1].endswith(
        "Lê Thị Hạnh đã trả lời 3 ý kiến của anh/chị; "
        "chờ anh/chị xử lý bước «Duyệt bản thảo», hạn 04/03/2026."
    )
    assert "đã trả lời 3 ý kiến của Phạm Quốc Toản" in told_last(database, office.unit_head)[1]


def test_the_history_counts_remarks_and_answers(database, rules, office, plan_id):
    answer_all(database, office.drafter, plan_id)
    take(database, rules, office.drafter, plan_id, "submit", now=LATER)

    told_here = reading.plan_page(database, rules, office.drafter, plan_id, LATER).history

    assert [one.sentence for one in told_here[:4]] == [
        "Lê Thị Hạnh trình văn bản (lần trình 2), trả lời 3 ý kiến.",
        "Lê Thị Hạnh lưu trả lời 3 trong 3 ý kiến.",
        "Vũ Đình Khôi chuyển dự thảo bị trả lại cho người soạn thảo.",
        "Phạm Quốc Toản trả lại với 3 ý kiến ở bước «Duyệt bản thảo».",
    ]


def test_the_next_reader_gets_the_remarks_with_their_answers(database, rules, office, plan_id):
    edit(database, office, plan_id, subject="Tuyên truyền pháp luật năm 2026")
    answer(database, office, plan_id, FIXED, KEPT, FIXED)
    submit(database, rules, office, plan_id)

    page = reading.decision_page(database, rules, office.unit_head, plan_id, LATER)

    (returned,) = page.returns
    assert (returned.who, returned.answered_by) == ("Phạm Quốc Toản", "Lê Thị Hạnh")
    assert [one.answer_label for one in returned.remarks] == ["Đã sửa", "Giữ nguyên", "Đã sửa"]


def test_a_leader_finds_his_own_remarks_after_a_later_return(database, rules, office, plan_id):
    answer_all(database, office.drafter, plan_id)
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "return", note="Thiếu phụ lục", now=LATER)
    answer_all(database, office.drafter, plan_id, now=LATER)
    take(database, rules, office.drafter, plan_id, "submit", now=LATER)

    def shown(actor):
        page = reading.decision_page(database, rules, actor, plan_id, LATER)
        return [one.who for one in page.returns]

    assert shown(office.signer) == ["Vũ Đình Khôi", "Phạm Quốc Toản"]
    assert shown(office.format_checker) == ["Vũ Đình Khôi"]


def test_the_desks_say_what_waits_and_what_was_answered(database, rules, office, plan_id):
    def desk_of(actor):
        return reading.desk(database, actor, LATER)

    assert [one.open_remarks for one in desk_of(office.drafter).drafts] == [3]
    answer_all(database, office.drafter, plan_id)
    assert [one.open_remarks for one in desk_of(office.drafter).drafts] == [0]
    take(database, rules, office.drafter, plan_id, "submit", now=LATER)

    (waiting,) = desk_of(office.unit_head).waiting

    assert waiting.news == "Lê Thị Hạnh đã trả lời 3 ý kiến của Phạm Quốc Toản."


def test_whoever_has_it_back_reads_from_whom(database, rules, office, plan_id):
    answer_all(database, office.drafter, plan_id)
    submit(database, rules, office, plan_id)
    take(database, rules, office.unit_head, plan_id, "approve", now=LATER + timedelta(hours=1))
    take(database, rules, office.format_checker, plan_id, "return", now=LATER + timedelta(hours=2))

    (waiting,) = reading.desk(database, office.unit_head, LATER).waiting

    assert waiting.step_label == "Chuyển người soạn thảo"
    assert waiting.news == "Ngô Thanh Mai trả lại kèm 1 ý kiến."


def test_a_step_that_has_it_back_reads_from_whom_until_it_goes_on(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "approval")
    deed = replace(
        Deed(plan_id, version_of(database, plan_id), Action.RETURN, target="content_check"),
        remarks=THREE,
    )
    take_step(database, rules, office.signer, deed, LATER)

    (waiting,) = reading.desk(database, office.unit_head, LATER).waiting
    assert waiting.news == "Phạm Quốc Toản trả lại kèm 3 ý kiến."

    take(database, rules, office.unit_head, plan_id, "approve", now=LATER + timedelta(hours=1))
    (waiting,) = reading.desk(database, office.format_checker, LATER).waiting
    assert waiting.news == "Vũ Đình Khôi đã trả lời 3 ý kiến của Phạm Quốc Toản."
    (back,) = reading.plan_page(database, rules, office.signer, plan_id, LATER).returns
    assert back.taken_up is not None
    assert (back.taken_up.who, back.taken_up.step_label) == ("Vũ Đình Khôi", "Kiểm tra nội dung")


def test_the_desk_of_the_drafter_brings_the_remarks_beside_the_text(database, office, plan_id):
    page = drafting_desk.editing(database, office.drafter, plan_id, LATER)

    assert page.remarks is not None
    assert page.remarks.count == 3


def test_a_draft_that_was_never_returned_has_no_remarks(database, rules, office):
    plan_id = a_plan(database, office, a_text())

    assert drafting_desk.editing(database, office.drafter, plan_id, NOON).remarks is None
    assert reading.plan_page(database, rules, office.drafter, plan_id, NOON).returns == ()


def test_a_decision_at_the_step_returned_to_stands_for_the_answers(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "approval")
    take(database, rules, office.signer, plan_id, "return", target="format_check", remarks=THREE)

    take(database, rules, office.format_checker, plan_id, "approve", note="Lề đã đúng", now=LATER)

    found = rows(database, plan_id)
    assert {(one.answer, one.answer_text, one.sent_at) for one in found} == {
        ("kept", "Lề đã đúng", LATER)
    }
    assert {one.answered_by for one in found} == {office.format_checker.person_id}
    assert (
        f"Ngô Thanh Mai đã trả lời {len(found)} ý kiến của anh/chị"
        in (told_last(database, office.signer)[1])
    )
    history = reading.plan_page(database, rules, office.drafter, plan_id, LATER).history
    assert history[0].sentence == (
        f"Ngô Thanh Mai đồng ý ở bước «Kiểm tra thể thức», giữ nguyên theo {len(found)} ý kiến "
        "trả về bước này."
    )


def test_a_decision_without_a_word_says_where_it_was_made(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "approval")
    take(database, rules, office.signer, plan_id, "return", target="format_check")

    take(database, rules, office.format_checker, plan_id, "approve", note="")

    (row,) = rows(database, plan_id)
    assert row.answer_text == "đã xem xét lại ở bước «Kiểm tra thể thức»"
    take(database, rules, office.signer, plan_id, "return", note="Thiếu phụ lục")
    take(database, rules, office.unit_head, plan_id, "pass_on", note="")
    assert answer_page(database, office.drafter, plan_id).open.count == 1
