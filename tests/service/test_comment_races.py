"""One comment sent twice at once, one thread closed, or opened again, by two people at once."""

from sqlalchemy import func, select

from tests.service.builders import NOON
from tests.service.meeting import wish
from webapp.db.models.comments import CommentRow, CommentTurnRow
from webapp.services import audit, comments, thread_turns
from webapp.services.comments import NewComment

SAYING = NewComment("Ghi rõ thời hạn.", "subject")


def count(database, row):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(row))


def test_a_double_tap_is_one_comment(database, at_once, office, plan_id):
    said = wish(comments.add_comment, office.unit_head, plan_id, SAYING, now=NOON)

    told = at_once(said, said)

    assert sorted(told) == [
        "Trao đổi này đã gửi rồi; không cần gửi lại.",
        "Đã gửi trao đổi.",
    ]
    assert count(database, CommentRow) == 1
    assert audit.verify(database) == ()


def test_author_and_drafter_close_a_thread_once(database, at_once, office, plan_id):
    said = comments.add_comment(database, office.unit_head, plan_id, SAYING, now=NOON)
    closing = [
        wish(thread_turns.resolve_thread, person, plan_id, said.comment_id, now=NOON)
        for person in (office.unit_head, office.drafter)
    ]

    told = at_once(*closing)

    assert sorted(told) == [
        "Trao đổi này đã xong từ 12:00 ngày 02/03/2026; không cần làm lại.",
        "Đã đánh dấu trao đổi này xong.",
    ]
    assert count(database, CommentTurnRow) == 1
    assert audit.verify(database) == ()


def test_author_and_drafter_open_a_thread_again_once(database, at_once, office, plan_id):
    said = comments.add_comment(database, office.unit_head, plan_id, SAYING, now=NOON)
    thread_turns.resolve_thread(database, office.drafter, plan_id, said.comment_id, now=NOON)

    told = at_once(
        *(
            wish(thread_turns.reopen_thread, person, plan_id, said.comment_id, now=NOON)
            for person in (office.unit_head, office.drafter)
        )
    )

    assert sorted(told) == [
        "Trao đổi này đang mở; không cần mở lại.",
        "Đã mở lại trao đổi này.",
    ]
    assert count(database, CommentTurnRow) == 2
