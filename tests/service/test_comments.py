"""People talk about a text: who may, who is told, what stays of it, and that it decides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from tests.service.builders import (
    NOON,
    a_person,
    a_revision,
    a_text,
    bring_to,
    save,
    version_of,
    words,
)
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.comments import CommentMentionRow, CommentRow, CommentTurnRow
from webapp.db.models.process import NotificationRow
from webapp.domain.comment_anchors import Hold
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import audit, comments, notifications, reading, thread_turns
from webapp.services.comments import NewComment
from webapp.services.freshness import last_deed

LATER = NOON + timedelta(hours=1)
PLACE = f"body/{a_text().body[4].id}"
ABOUT = NewComment("Thêm thời hạn cho phòng.", PLACE, "Phòng Văn hóa - Xã hội")


def say(database, actor, plan_id, new=ABOUT, *, now=NOON):
    return comments.add_comment(database, actor, plan_id, new, now=now)


def resolve(database, actor, plan_id, thread_id, *, now=LATER):
    return thread_turns.resolve_thread(database, actor, plan_id, thread_id, now=now)


def talk(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, LATER).discussion


def told(database):
    """Return who was told what, and where the link leads."""
    with database.reading() as session:
        rows = session.scalars(select(NotificationRow).order_by(NotificationRow.id))
        return [
            (row.person_id, row.kind, row.message.rpartition(": ")[2], row.anchor)
            for row in rows
            if row.kind in {"mention", "comment"}
        ]


@pytest.fixture
def thread_id(database, office, plan_id):
    """A thread that the head of the unit began."""
    return say(database, office.unit_head, plan_id).comment_id


def test_a_comment_shows_its_words_and_marks_them(database, rules, office, plan_id, thread_id):
    shown = talk(database, rules, office.drafter, plan_id)

    (thread,) = shown.open
    assert (thread.quote, thread.hold, thread.ordinal) == (ABOUT.quote, Hold.EXACT, 1)
    assert (thread.first.who, thread.first.text) == ("Vũ Đình Khôi", ABOUT.text)
    assert thread.where.startswith("Nội dung, đoạn «1. Phòng Văn hóa")
    (mark,) = shown.marks
    assert (mark.name, mark.start, mark.end, mark.key) == (PLACE, 0, 22, f"td{thread_id}")


def test_it_says_where_people_may_comment_and_whom_they_may_call(database, rules, office, plan_id):
    shown = talk(database, rules, office.drafter, plan_id)

    assert shown.may_comment
    assert ("subject", "Trích yếu") in shown.places
    names = [name for _, name in shown.people]
    assert "Vũ Đình Khôi" in names
    assert "Lê Thị Hạnh" not in names


def test_an_edited_text_keeps_the_comment_and_the_quote(
    database, rules, office, plan_id, thread_id
):
    text = a_text()
    body = (*text.body[:4], *text.body[5:])
    later = replace(text, body=body)
    save(database, lambda _: a_revision(plan_id, 2, later, office.drafter.person_id))

    shown = talk(database, rules, office.drafter, plan_id)
    (thread,) = shown.open
    assert (thread.quote, thread.hold, thread.where) == (ABOUT.quote, Hold.GONE, "")
    assert not shown.marks
    assert shown.ordinal == 2
    del thread_id


def test_a_comment_is_made_on_the_text_that_the_person_had_before_him(
    database, rules, office, plan_id
):
    later = replace(a_text(), body=a_text().body[:4])
    save(database, lambda _: a_revision(plan_id, 2, later, office.drafter.person_id))

    say(database, office.unit_head, plan_id, replace(ABOUT, ordinal=1))
    (thread,) = talk(database, rules, office.drafter, plan_id).open
    assert (thread.ordinal, thread.hold) == (1, Hold.GONE)


def test_a_comment_on_the_whole_plan_stands_nowhere_in_it(database, rules, office, plan_id):
    say(database, office.signer, plan_id, NewComment("Kế hoạch còn chung chung."))

    shown = talk(database, rules, office.drafter, plan_id)
    assert [(one.hold, one.quote) for one in shown.open] == [(Hold.WHOLE, "")]
    assert not shown.marks


def test_drafter_and_author_are_told_of_replies(database, office, plan_id, thread_id):
    say(database, office.signer, plan_id, NewComment("Đồng ý.", thread_id=thread_id))
    say(database, office.drafter, plan_id, NewComment("Đã thêm.", thread_id=thread_id))

    place, drafter, head = (
        f"muc-td{thread_id}",
        office.drafter.person_id,
        office.unit_head.person_id,
    )
    assert told(database) == [
        (drafter, "comment", "Vũ Đình Khôi mở trao đổi về văn bản.", place),
        (drafter, "comment", "Phạm Quốc Toản trả lời trong trao đổi.", place),
        (head, "comment", "Phạm Quốc Toản trả lời trong trao đổi.", place),
        (head, "comment", "Lê Thị Hạnh trả lời trong trao đổi.", place),
    ]


def test_replies_stand_under_their_thread(database, rules, office, plan_id, thread_id):
    other = say(database, office.clerk, plan_id, NewComment("Xem lại Nơi nhận.")).comment_id
    say(database, office.drafter, plan_id, NewComment("Đã thêm.", thread_id=thread_id))

    threads = talk(database, rules, office.drafter, plan_id).open
    assert [(one.first.id, len(one.replies)) for one in threads] == [(thread_id, 1), (other, 0)]


def test_whoever_is_called_is_told_once_by_typing_or_choosing(database, rules, office, plan_id):
    new = NewComment("Nhờ @Ngô Thanh Mai xem.", mention=office.clerk.person_id)
    thread_id = say(database, office.drafter, plan_id, new).comment_id

    expected = {office.format_checker.person_id, office.clerk.person_id}
    assert {(one[0], one[1], one[3]) for one in told(database)} == {
        (person_id, "mention", f"muc-td{thread_id}") for person_id in expected
    }
    (thread,) = talk(database, rules, office.drafter, plan_id).open
    assert thread.first.mentioned == ("Ngô Thanh Mai", "Đỗ Minh Châu")


def test_a_drafter_who_is_called_gets_one_notice(database, office, plan_id):
    new = NewComment("@Lê Thị Hạnh xem lại, @Vũ Đình Khôi ghi nhớ.")
    say(database, office.unit_head, plan_id, new)

    assert [one[:2] for one in told(database)] == [(office.drafter.person_id, "mention")]


@pytest.mark.parametrize(
    ("new", "field", "sentence"),
    [
        (NewComment(" "), "text", "Ghi nội dung"),
        (NewComment("x" * 2001), "text", "rút gọn"),
        (replace(ABOUT, quote="x" * 501), "quote", "rút gọn"),
        (replace(ABOUT, quote="Công an xã"), "quote", "Không thấy chữ trích"),
        (replace(ABOUT, place="body/khong"), "quote", "Không thấy chữ trích"),
        (NewComment("@Phòng Tư pháp xem."), "text", "Không có ai tên «Phòng Tư pháp xem»"),
        (NewComment("@Cao Hữu Lợi xem."), "text", "Cao Hữu Lợi chưa được xem"),
        (NewComment("@Trần An xem."), "text", "Có nhiều người tên «Trần An»"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(
    database, office, plan_id, new, field, sentence
):
    for name in ("Cao Hữu Lợi", "Trần An", "Trần An"):
        a_person(database, office.agency_id, Role.UNIT_HEAD, full_name=name)

    with pytest.raises(InvalidInputError, match=sentence) as refused:
        say(database, office.drafter, plan_id, new)
    assert refused.value.field == field
    assert not told(database)


def test_a_double_tap_is_one_comment(database, rules, office, plan_id, thread_id):
    again = say(database, office.unit_head, plan_id, now=LATER)

    assert again.comment_id == thread_id
    assert "đã gửi rồi" in again.message
    assert len(talk(database, rules, office.drafter, plan_id).open) == 1
    other = replace(ABOUT, quote="chủ trì thực hiện")
    assert say(database, office.unit_head, plan_id, other).comment_id != thread_id


@pytest.mark.parametrize("who", ["unit_head", "drafter"])
def test_author_and_drafter_close_a_thread(database, rules, office, plan_id, thread_id, who):
    assert "xong" in resolve(database, getattr(office, who), plan_id, thread_id)

    shown = talk(database, rules, office.drafter, plan_id)
    assert (shown.open, shown.marks) == ((), ())
    (thread,) = shown.resolved
    assert (thread.turned_by, thread.may_resolve) == (getattr(office, who).full_name, False)
    assert thread.may_reopen


def test_nobody_else_closes_it(database, rules, office, plan_id, thread_id):
    (thread,) = talk(database, rules, office.clerk, plan_id).open
    assert not thread.may_resolve
    with pytest.raises(ForbiddenError, match="Chỉ người mở trao đổi"):
        resolve(database, office.clerk, plan_id, thread_id)


def test_a_thread_is_closed_once_and_not_replied_to_then(database, office, plan_id, thread_id):
    resolve(database, office.drafter, plan_id, thread_id)

    assert "đã xong từ 13:00" in resolve(database, office.unit_head, plan_id, thread_id)
    with pytest.raises(InvalidInputError, match="đã xong"):
        say(database, office.signer, plan_id, NewComment("Còn nữa.", thread_id=thread_id))


def test_a_thread_of_another_plan_or_a_reply_is_no_thread(database, office, plan_id, thread_id):
    reply = say(database, office.drafter, plan_id, NewComment("Vâng.", thread_id=thread_id))

    for wrong in (reply.comment_id, 9999):
        with pytest.raises(NotFoundError):
            resolve(database, office.drafter, plan_id, wrong)


def test_strangers_neither_comment_nor_close(database, office, plan_id, thread_id):
    stranger = a_person(database, office.agency_id, Role.UNIT_HEAD, full_name="Cao Hữu Lợi")

    with pytest.raises(ForbiddenError):
        say(database, stranger, plan_id)
    with pytest.raises(ForbiddenError):
        resolve(database, stranger, plan_id, thread_id)


def test_an_issued_plan_is_talked_about_no_more(database, rules, office, plan_id, thread_id):
    bring_to(database, rules, office, plan_id, "issued")

    shown = talk(database, rules, office.drafter, plan_id)
    assert (shown.may_comment, shown.places, shown.people) == (False, (), ())
    assert not shown.open[0].may_resolve
    with pytest.raises(ForbiddenError, match="đã kết thúc"):
        say(database, office.drafter, plan_id, NewComment("Muộn."))
    with pytest.raises(ForbiddenError, match="đã kết thúc"):
        resolve(database, office.drafter, plan_id, thread_id)


def test_talk_changes_nothing_of_the_plan(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")
    before = version_of(database, plan_id)
    thread_id = say(database, office.unit_head, plan_id).comment_id
    resolve(database, office.unit_head, plan_id, thread_id)

    assert version_of(database, plan_id) == before
    page = reading.plan_page(database, rules, office.unit_head, plan_id, LATER)
    assert page.head.state == "content_check"


def test_an_old_page_is_told_of_the_last_change_and_not_of_talk(database, office, plan_id):
    say(database, office.unit_head, plan_id)

    with database.reading() as session:
        assert last_deed(session, plan_id).action == "create"


def test_the_history_tells_of_it_and_the_log_holds_no_text(database, rules, office, plan_id):
    new = NewComment("Nhờ @Đỗ Minh Châu xem.")
    thread_id = say(database, office.unit_head, plan_id, new).comment_id
    say(database, office.drafter, plan_id, NewComment("Vâng ạ.", thread_id=thread_id))
    resolve(database, office.drafter, plan_id, thread_id)

    page = reading.plan_page(database, rules, office.drafter, plan_id, LATER)
    assert [one.sentence for one in page.history[:3]] == [
        "Lê Thị Hạnh đánh dấu xong một trao đổi.",
        "Lê Thị Hạnh trả lời trong trao đổi.",
        "Vũ Đình Khôi mở trao đổi về văn bản, nhắc Đỗ Minh Châu.",
    ]
    with database.reading() as session:
        events = [one.details for one in audit.events_of(session, plan_id)]
    assert not any("Nhờ" in details or "Vâng" in details for details in events)
    assert sum('"sha256"' in details for details in events) == 2


def test_the_database_keeps_every_comment_as_it_was(database, office, plan_id):
    new = NewComment("Nhờ @Đỗ Minh Châu xem.")
    thread_id = say(database, office.unit_head, plan_id, new).comment_id
    resolve(database, office.drafter, plan_id, thread_id)
    for change in (
        update(CommentRow).values(text="khác"),
        delete(CommentRow),
        update(CommentMentionRow).values(person_id=office.drafter.person_id),
        delete(CommentMentionRow),
        update(CommentTurnRow).values(person_id=office.clerk.person_id),
        delete(CommentTurnRow),
    ):
        with pytest.raises(DBAPIError, match="never changed"), database.transaction() as session:
            session.execute(change, execution_options=OWN_STATEMENT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 2001},
        {"quote": "chữ"},
        {"block": "subject", "quote": "x" * 501},
        {"ordinal": 0},
    ],
    ids=str,
)
def test_the_database_refuses_a_comment(database, office, plan_id, wrong):
    values = {
        "plan_id": plan_id,
        "author_id": office.drafter.person_id,
        "text": "Xem lại.",
        "block": "",
        "quote": "",
        "context": "",
        "ordinal": 1,
        "created_at": NOON,
    }
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"):
        save(database, lambda _: CommentRow(**{**values, **wrong}))


def test_the_inbox_leads_to_the_thread(database, office, plan_id, thread_id):
    (item,) = notifications.inbox(database, office.drafter).items
    assert item.anchor == f"muc-td{thread_id}"
    del plan_id


def test_words_of_another_subject_do_not_take_it_along(database, rules, office, plan_id, thread_id):
    later = replace(a_text(), subject=words("Việc khác"))
    save(database, lambda _: a_revision(plan_id, 2, later, office.drafter.person_id))

    (mark,) = talk(database, rules, office.drafter, plan_id).marks
    assert (mark.name, mark.start, mark.end) == (PLACE, 0, 22)
    del thread_id
