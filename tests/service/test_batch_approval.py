"""Several routine plans approved with one password: which may be, and what each meets."""

from dataclasses import replace

import pytest

from tests.service.builders import (
    NOON,
    PASSWORD,
    a_plan,
    a_text,
    an_office,
    bring_to,
    take,
    version_of,
    words,
)
from tests.service.detours import put
from tests.service.faulty import bring_on, edit, faulty_text
from tests.service.records import decisions, state_of
from webapp.domain.errors import InvalidInputError, PasswordNeededError
from webapp.services import audit, reading, views
from webapp.services.batch_approval import MOST, Chosen, approve_together, batch_page
from webapp.services.reading_plan import plan_page


def look(database, rules, actor, *plan_ids):
    for plan_id in plan_ids:
        reading.decision_page(database, rules, actor, plan_id, NOON)


def a_waiting(database, rules, office, state="approval", *, subject="Trồng cây"):
    """Make a plan that waits for the signer, who has opened it."""
    text = replace(a_text(), subject=words(subject))
    plan_id = bring_on(database, rules, office, a_plan(database, office, text), state)
    look(database, rules, office.signer if state == "approval" else office.unit_head, plan_id)
    return plan_id


def chosen(database, *plan_ids):
    return [Chosen(one, version_of(database, one)) for one in plan_ids]


def approve(database, rules, actor, wishes, password=PASSWORD):
    return approve_together(database, rules, actor, wishes, password=password, now=NOON)


def barrier(database, rules, actor, plan_id):
    """Return why the plan stands apart."""
    page = batch_page(database, rules, actor, [plan_id], NOON)
    (item,) = page.items + page.apart
    assert bool(page.apart) == bool(item.barrier)
    return item.barrier


def newest_of_history(database, rules, office, plan_id):
    return plan_page(database, rules, office.clerk, plan_id, NOON).history[0].sentence


def said(results):
    return [(one.plan_id, one.done, one.sentence) for one in results]


# --- the page


def test_the_page_says_of_each_plan_who_agreed_and_what_is_open(database, rules, office):
    plan_id = a_waiting(database, rules, office)

    (item,) = batch_page(database, rules, office.signer, [plan_id], NOON).items

    assert (item.plan_id, item.version) == (plan_id, version_of(database, plan_id))
    assert (item.subject, item.step_label) == ("Trồng cây", "Duyệt bản thảo")
    assert (item.drafter_name, item.unit_name) == ("Lê Thị Hạnh", "Phòng Văn hóa - Xã hội")
    assert [one.who for one in item.agreed] == ["Vũ Đình Khôi", "Ngô Thanh Mai"]
    assert (item.due_on is not None, item.late, item.last_return) == (True, False, None)
    assert all(one.severity != "error" for one in item.findings)


def test_without_a_choice_the_page_shows_all_that_wait_at_such_steps(database, rules, office):
    mine = a_waiting(database, rules, office)
    nameless = a_waiting(database, rules, office, subject="")
    bring_to(database, rules, office, a_plan(database, office), "content_check")

    page = batch_page(database, rules, office.signer, [], NOON)

    assert {one.plan_id for one in page.items + page.apart} == {mine, nameless}
    assert "(chưa có trích yếu)" in {one.subject for one in page.items + page.apart}


def test_a_plan_of_another_agency_is_not_on_the_page(database, rules, office):
    other = an_office(database, short_name="UBND xã Tân Lập")
    theirs = a_waiting(database, rules, other)

    page = batch_page(database, rules, office.signer, [theirs], NOON)

    assert page.items + page.apart == ()


def test_the_page_holds_thirty_and_says_how_many_it_left_out(database, rules, office):
    plan_id = a_waiting(database, rules, office)
    asked = [plan_id, *range(plan_id + 1000, plan_id + 1000 + MOST + 4), plan_id]

    page = batch_page(database, rules, office.signer, asked, NOON)

    assert [one.plan_id for one in page.items] == [plan_id]
    assert page.left_out == 5


# --- what stands apart


def test_a_plan_opened_in_its_present_text_may_be_chosen(database, rules, office):
    assert barrier(database, rules, office.signer, a_waiting(database, rules, office)) == ""


def test_a_plan_that_was_never_opened_stands_apart(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    assert barrier(database, rules, office.signer, plan_id).startswith(
        "Anh/chị chưa mở bản hiện tại"
    )


def test_a_look_at_an_earlier_text_is_not_enough(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    look(database, rules, office.unit_head, plan_id)
    edit(database, office.drafter, plan_id, subject="Trồng cây đầu xuân")
    bring_to(database, rules, office, plan_id, "content_check")

    assert "chưa mở bản hiện tại" in barrier(database, rules, office.unit_head, plan_id)


def test_a_plan_with_errors_of_form_stands_apart_though_they_were_let_pass(database, rules, office):
    plan_id = bring_on(database, rules, office, a_plan(database, office, faulty_text()), "approval")
    look(database, rules, office.signer, plan_id)

    sentence = barrier(database, rules, office.signer, plan_id)

    assert sentence.startswith("Còn 1 lỗi thể thức; mở văn bản")


def test_a_plan_with_an_open_question_of_mine_stands_apart(database, rules, office):
    plan_id = a_waiting(database, rules, office)
    put(database, rules, office.signer, plan_id, office.unit_head)

    assert barrier(database, rules, office.signer, plan_id).startswith("Chờ Vũ Đình Khôi trả lời")


def test_a_plan_that_waits_for_another_stands_apart(database, rules, office):
    plan_id = a_waiting(database, rules, office)

    assert "do Lãnh đạo ký xử lý" in barrier(database, rules, office.unit_head, plan_id)


def test_the_format_is_checked_one_plan_at_a_time(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "format_check")
    look(database, rules, office.format_checker, plan_id)

    assert barrier(database, rules, office.format_checker, plan_id).startswith(
        "Bước này quyết định riêng"
    )


# --- the deed


@pytest.mark.parametrize(
    ("state", "who", "told"),
    [
        ("approval", "signer", "Đã duyệt, đồng ý ký. Trạng thái mới: Chờ ký."),
        (
            "content_check",
            "unit_head",
            "Đồng ý nội dung. Trạng thái mới: Chờ kiểm tra thể thức.",
        ),
    ],
)
def test_each_plan_is_approved_with_a_result_of_its_own(database, rules, office, state, who, told):
    plans = [a_waiting(database, rules, office, state) for _ in range(2)]

    results = approve(database, rules, getattr(office, who), chosen(database, *plans))

    assert said(results) == [(one, True, told) for one in plans]
    assert audit.verify(database) == ()


def test_a_plan_changed_by_another_is_refused_and_the_others_are_approved(database, rules, office):
    first, second = (a_waiting(database, rules, office) for _ in range(2))
    wishes = chosen(database, first, second)
    take(database, rules, office.signer, first, "return")

    results = approve(database, rules, office.signer, wishes)

    assert [one.done for one in results] == [False, True]
    assert results[0].sentence.startswith("Văn bản vừa được chính anh/chị «Trả lại» ở cửa sổ khác")
    assert state_of(database, first) == "returned"
    assert state_of(database, second) == "signature"


def test_a_double_tap_gives_the_same_answer_and_one_decision(database, rules, office):
    plans = [a_waiting(database, rules, office) for _ in range(2)]
    wishes = chosen(database, *plans)
    approve(database, rules, office.signer, wishes)

    again = approve(database, rules, office.signer, [*wishes, *wishes])

    assert [(one.plan_id, one.done) for one in again] == [(one, True) for one in plans]
    assert all(one.sentence.startswith("Anh/chị đã «Đồng ý» lúc 12:00") for one in again)
    assert [key for key, *_ in decisions(database, plans[0])].count("approval") == 1


def test_the_history_says_that_a_plan_was_approved_with_others(database, rules, office):
    plans = [a_waiting(database, rules, office) for _ in range(3)]

    approve(database, rules, office.signer, chosen(database, *plans))

    assert newest_of_history(database, rules, office, plans[1]) == (
        "Phạm Quốc Toản đồng ý ở bước «Duyệt bản thảo» (đồng ý cùng đợt với 2 văn bản khác)."
    )


def test_of_a_plan_that_was_chosen_alone_it_says_nothing_of_the_kind(database, rules, office):
    plan_id = a_waiting(database, rules, office)

    approve(database, rules, office.signer, chosen(database, plan_id))

    assert newest_of_history(database, rules, office, plan_id) == (
        "Phạm Quốc Toản đồng ý ở bước «Duyệt bản thảo»."
    )


def test_a_wrong_password_approves_nothing(database, rules, office):
    plans = [a_waiting(database, rules, office) for _ in range(2)]

    with pytest.raises(PasswordNeededError, match="Mật khẩu không đúng"):
        approve(database, rules, office.signer, chosen(database, *plans), "sai-mat-khau")

    assert {state_of(database, one) for one in plans} == {"approval"}


def test_no_password_approves_nothing_even_where_it_was_given_just_now(database, rules, office):
    plan_id = a_waiting(database, rules, office)
    signer = replace(office.signer, password_given_at=NOON)

    with pytest.raises(PasswordNeededError, match="Nhập mật khẩu"):
        approve(database, rules, signer, chosen(database, plan_id), "")

    assert state_of(database, plan_id) == "approval"


def test_a_plan_that_stands_apart_is_refused_with_its_reason_when_it_is_sent_all_the_same(
    database, rules, office, plan_id
):
    bring_to(database, rules, office, plan_id, "approval")

    (result,) = approve(database, rules, office.signer, chosen(database, plan_id))

    assert (result.done, result.sentence[:29]) == (False, "Anh/chị chưa mở bản hiện tại ")
    assert state_of(database, plan_id) == "approval"


def test_errors_of_form_are_refused_at_the_deed_too(database, rules, office):
    plan_id = bring_on(database, rules, office, a_plan(database, office, faulty_text()), "approval")
    look(database, rules, office.signer, plan_id)

    (result,) = approve(database, rules, office.signer, chosen(database, plan_id))

    assert (result.done, result.sentence[:18]) == (False, "Còn 1 lỗi thể thức")


def test_a_plan_of_another_agency_is_not_found_and_not_named(database, rules, office):
    theirs = a_waiting(database, rules, an_office(database, short_name="UBND xã Tân Lập"))

    (result,) = approve(database, rules, office.signer, chosen(database, theirs))

    assert (result.done, result.subject) == (False, "")
    assert result.sentence.startswith("Không tìm thấy văn bản này")
    assert state_of(database, theirs) == "approval"


def test_a_person_without_the_role_approves_nothing(database, rules, office):
    plan_id = a_waiting(database, rules, office)
    views.record_view(database, office.clerk, plan_id, 1, NOON)

    (result,) = approve(database, rules, office.clerk, chosen(database, plan_id))

    assert result.done is False
    assert state_of(database, plan_id) == "approval"


def test_an_open_question_holds_back_its_own_plan_alone(database, rules, office):
    first, second = (a_waiting(database, rules, office) for _ in range(2))
    put(database, rules, office.signer, first, office.unit_head)

    results = approve(database, rules, office.signer, chosen(database, first, second))

    assert [(one.done, one.sentence[:5]) for one in results] == [(False, "Chờ V"), (True, "Đã du")]


@pytest.mark.parametrize(
    ("count", "sentence"), [(0, "Chọn ít nhất một"), (MOST + 1, "nhiều nhất 30 văn bản")]
)
def test_none_and_too_many_are_refused(database, rules, office, count, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        approve(database, rules, office.signer, [Chosen(one + 1, 1) for one in range(count)])
