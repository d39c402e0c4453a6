"""A closed thread is opened again by those who may close it, and those in it are told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_text, bring_to, save, version_of
from webapp.db.models.comments import CommentTurnRow
from webapp.db.models.process import NotificationRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.services import comments, reading, thread_turns
from webapp.services.comments import NewComment

LATER = NOON + timedelta(hours=1)
PLACE = f"body/{a_text().body[4].id}"


@pytest.fixture
def thread_id(database, office, plan_id):
    """A thread that the head of the unit began, the signer replied in and the drafter closed."""
    new = NewComment("Thêm thời hạn.", PLACE, "chủ trì")
    thread_id = comments.add_comment(database, office.unit_head, plan_id, new, now=NOON).comment_id
    reply = NewComment("Đồng ý.", thread_id=thread_id)
    comments.add_comment(database, office.signer, plan_id, reply, now=NOON)
    thread_turns.resolve_thread(database, office.drafter, plan_id, thread_id, now=NOON)
    return thread_id


def reopen(database, actor, plan_id, thread_id, *, now=LATER):
    return thread_turns.reopen_thread(database, actor, plan_id, thread_id, now=now)


def talk(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, LATER).discussion


def told_later(database):
    with database.reading() as session:
        query = select(NotificationRow).where(NotificationRow.created_at == LATER)
        rows = session.scalars(query.order_by(NotificationRow.id))
        return {(row.person_id, row.message.rpartition(": ")[2], row.anchor) for row in rows}


@pytest.mark.parametrize("who", ["unit_head", "drafter"])
def test_author_and_drafter_open_it_again(database, rules, office, plan_id, thread_id, who):
    actor = getattr(office, who)

    assert reopen(database, actor, plan_id, thread_id) == "Đã mở lại trao đổi này."

    shown = talk(database, rules, office.drafter, plan_id)
    (thread,) = shown.open
    assert (thread.turned_by, thread.turned_at) == (actor.full_name, LATER)
    assert (thread.may_resolve, thread.may_reopen, len(shown.marks)) == (True, False, 1)


def test_nobody_else_does(database, rules, office, plan_id, thread_id):
    assert not talk(database, rules, office.signer, plan_id).resolved[0].may_reopen
    with pytest.raises(ForbiddenError, match="hoặc mở lại"):
        reopen(database, office.signer, plan_id, thread_id)


def test_those_in_the_thread_are_told(database, office, plan_id, thread_id):
    reopen(database, office.drafter, plan_id, thread_id)

    sentence, anchor = "Lê Thị Hạnh mở lại trao đổi.", f"muc-td{thread_id}"
    assert told_later(database) == {
        (office.unit_head.person_id, sentence, anchor),
        (office.signer.person_id, sentence, anchor),
    }


def test_a_second_tap_changes_nothing(database, office, plan_id, thread_id):
    reopen(database, office.drafter, plan_id, thread_id)

    assert "đang mở" in reopen(database, office.unit_head, plan_id, thread_id)
    assert len(told_later(database)) == 2


def test_a_thread_that_was_never_closed_is_open(database, office, plan_id):
    new = NewComment("Xem lại.")
    said = comments.add_comment(database, office.unit_head, plan_id, new, now=NOON)

    assert "đang mở" in reopen(database, office.unit_head, plan_id, said.comment_id)


def test_it_is_replied_to_and_closed_again(database, rules, office, plan_id, thread_id):
    reply = NewComment("Còn thiếu.", thread_id=thread_id)
    with pytest.raises(InvalidInputError, match="mở lại trao đổi"):
        comments.add_comment(database, office.signer, plan_id, reply, now=LATER)
    reopen(database, office.drafter, plan_id, thread_id)
    comments.add_comment(database, office.signer, plan_id, reply, now=LATER)

    thread_turns.resolve_thread(database, office.unit_head, plan_id, thread_id, now=LATER)

    (thread,) = talk(database, rules, office.drafter, plan_id).resolved
    assert (thread.turned_by, len(thread.replies)) == ("Vũ Đình Khôi", 2)


def test_the_history_tells_of_it_and_the_plan_stays(database, rules, office, plan_id, thread_id):
    before = version_of(database, plan_id)
    reopen(database, office.drafter, plan_id, thread_id)

    page = reading.plan_page(database, rules, office.drafter, plan_id, LATER)
    assert page.history[0].sentence == "Lê Thị Hạnh mở lại một trao đổi đã xong."
    assert version_of(database, plan_id) == before


def test_an_issued_plan_keeps_its_threads_closed(database, rules, office, plan_id, thread_id):
    bring_to(database, rules, office, plan_id, "issued")

    with pytest.raises(ForbiddenError, match="đã kết thúc"):
        reopen(database, office.drafter, plan_id, thread_id)


def test_the_database_counts_the_turns(database, office, thread_id):
    with pytest.raises(Exception, match=r"(?i)unique"):
        save(
            database,
            lambda _: CommentTurnRow(
                comment_id=thread_id, ordinal=1, person_id=office.drafter.person_id, at=LATER
            ),
        )


def test_the_page_of_a_decision_counts_the_open_threads(database, rules, office, plan_id):
    _, done = (
        comments.add_comment(database, office.unit_head, plan_id, NewComment(text), now=NOON)
        for text in ("Một", "Hai")
    )
    thread_turns.resolve_thread(database, office.drafter, plan_id, done.comment_id, now=NOON)
    bring_to(database, rules, office, plan_id, "content_check")

    page = reading.decision_page(database, rules, office.unit_head, plan_id, LATER)

    assert page.open_talks == 1
