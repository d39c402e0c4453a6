"""Two people, or one who taps twice, at one dossier or one phiếu at the same moment."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON
from tests.service.dossier_files import FACTS, PDF, a_picture, attach
from tests.service.meeting import wish
from tests.service.polled import ask, page, the_members
from webapp.db.models.dossier import DossierPaperRow
from webapp.domain.opinions import Vote
from webapp.services import audit, dossier_deeds, polls
from webapp.services.uploads import Upload


@pytest.fixture
def members(database, office):
    return the_members(database, office)


def rows(database):
    with database.reading() as session:
        return list(session.scalars(select(DossierPaperRow)))


def test_a_double_tap_adds_one_paper(database, at_once, office, plan_id):
    tap = wish(dossier_deeds.attach, office.drafter, plan_id, FACTS, Upload("a", PDF), now=NOON)

    again, done = at_once(tap, tap)

    assert done.startswith("Đã thêm") or again.startswith("Đã thêm")
    assert "không cần thêm lại" in again + done
    assert len(rows(database)) == 1
    assert audit.verify(database) == ()


def test_two_new_versions_at_once_are_one(database, at_once, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    wishes = [
        wish(dossier_deeds.replace, office.drafter, first, FACTS, Upload("a", data), now=NOON)
        for data in (a_picture(), a_picture("JPEG"))
    ]

    said = at_once(*wishes)

    assert sorted(one.startswith("refused:") for one in said) == [False, True]
    assert len(rows(database)) == 2


def test_a_double_tap_is_one_answer(database, at_once, office, plan_id, members):
    poll_id = ask(database, office.drafter, plan_id, members)
    tap = wish(polls.answer, members[0], poll_id, Vote.AGREE, "", now=NOON)

    said = at_once(tap, tap)

    assert sorted("không cần làm lại" in one for one in said) == [False, True]
    assert page(database, office.drafter, plan_id).polls[0].result.counts[Vote.AGREE] == 1


def test_two_answers_of_one_member_are_the_first_alone(database, at_once, office, plan_id, members):
    poll_id = ask(database, office.drafter, plan_id, members)
    wishes = [
        wish(polls.answer, members[0], poll_id, vote, "", now=NOON)
        for vote in (Vote.AGREE, Vote.DISAGREE)
    ]

    said = at_once(*wishes)

    assert sorted("chỉ trả lời một lần" in one for one in said) == [False, True]
    assert page(database, office.drafter, plan_id).polls[0].result.silent == 1


def test_an_answer_at_the_closing_is_in_time_or_late(database, at_once, office, plan_id, members):
    poll_id = ask(database, office.drafter, plan_id, members)

    said = at_once(
        wish(polls.answer, members[0], poll_id, Vote.AGREE, "", now=NOON),
        wish(polls.close, office.drafter, poll_id, NOON),
    )

    poll = page(database, office.drafter, plan_id).polls[0]
    late = any("muộn" in one for one in said)
    assert poll.is_over
    assert (poll.result.late, poll.result.silent) == ((1, 2) if late else (0, 1))
    assert audit.verify(database) == ()
