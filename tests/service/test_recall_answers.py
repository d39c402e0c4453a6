"""The places that have a recalled plan confirm; văn thư is reminded of those that are silent."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from tests.service.booking import last_event
from tests.service.builders import NOON, an_office, take
from tests.service.chains import a_common_series, an_issued_plan, begin, follow
from tests.service.directories import CODE, add, send_to
from tests.service.test_evidence import change, faults
from webapp.db.guards import OWN_STATEMENT
from webapp.db.models.plans import PlanRow
from webapp.db.models.process import NotificationRow
from webapp.db.models.recalls import RecallAnswerRow
from webapp.db.models.recipients import DispatchRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.services import audit
from webapp.services.dispatches import Recording, record_return
from webapp.services.history import history
from webapp.services.recall_answers import (
    RecallRecording,
    recall_on,
    recall_page,
    record_answer,
)
from webapp.services.recall_reminders import remind

DAY = NOON.date()
LATER = NOON + timedelta(days=7)
"""Monday, five working days after the recall."""


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def sent(database, rules, office):
    """An issued plan that two places have: the one on paper, the other as a file."""
    plan_id = an_issued_plan(database, rules, office)
    places = add(database, office, "Các thôn"), add(database, office, "UBND tỉnh", code=CODE)
    send_to(database, rules, office, plan_id, *places)
    return plan_id


@pytest.fixture
def recalled(database, rules, office, sent):
    a_common_series(database, office)
    follow(database, rules, office, sent, "recalls")
    return sent


def dispatches(database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(DispatchRow.id).order_by(DispatchRow.id)))


def says(database, office, place=0, answer="returned", *, now=NOON, **changes) -> int:
    values = {"day": DAY, "said_by": "Trưởng thôn Bình Hòa", **changes}
    wanted = RecallRecording(dispatches(database)[place], answer, **values)
    return record_answer(database, office.clerk, wanted, now)


def card(database, actor, plan_id):
    with database.reading() as session:
        return recall_on(session, actor, session.get_one(PlanRow, plan_id))


def told(database) -> list[str]:
    query = select(NotificationRow.message).where(NotificationRow.kind == "recall_silent")
    with database.reading() as session:
        return list(session.scalars(query.order_by(NotificationRow.id)))


def test_a_plan_that_stands_has_nothing_to_confirm(database, office, sent):
    assert card(database, office.clerk, sent) is None
    with pytest.raises(ForbiddenError, match="chưa bị thu hồi"):
        says(database, office)


def test_a_recall_that_is_on_its_way_asks_no_place_yet(database, office, sent):
    begin(database, office.drafter, sent, "recalls")

    assert card(database, office.clerk, sent) is None


def test_the_card_counts_who_confirmed_who_refused_and_who_is_silent(database, office, recalled):
    assert card(database, office.clerk, recalled).silent == 2

    says(database, office)
    says(database, office, 1, "refused", note="Đã giải quyết xong")

    found = card(database, office.drafter, recalled)
    assert (found.confirmed, found.refused, found.silent) == (1, 1, 0)
    assert found.by.startswith("Thông báo số 21/TB-UBND")
    assert not found.may_record
    assert [one.words[0].label for one in found.items] == ["Đã gửi lại bản giấy", "Từ chối"]


def test_the_newest_word_holds_and_those_before_stay(database, office, recalled):
    says(database, office, 1, "refused", note="Chưa nhận thông báo")
    says(database, office, 1, "destroyed")

    item = card(database, office.clerk, recalled).items[1]
    assert item.is_confirmed
    assert [one.answer for one in item.words] == ["destroyed", "refused"]
    assert '"status":"15"' in last_event(database).details.replace(" ", "")


def test_a_place_that_never_took_the_paper_is_not_asked(database, rules, office, sent):
    refused = Recording(dispatches(database)[0], "refused", DAY, "Không đúng địa chỉ")
    record_return(database, office.clerk, refused, NOON)
    a_common_series(database, office)
    follow(database, rules, office, sent, "recalls")

    assert [one.name for one in card(database, office.clerk, sent).items] == ["UBND tỉnh"]


@pytest.mark.usefixtures("recalled")
def test_the_page_offers_what_the_way_of_sending_allows(database, office):
    page = recall_page(database, office.clerk, dispatches(database)[1], NOON)

    assert [one for one, _ in page.answers] == ["destroyed", "refused"]
    assert (page.number_text, page.item.name, page.since) == ("115/KH-UBND", "UBND tỉnh", DAY)


def test_another_agency_sees_no_card(database, recalled):
    outside = an_office(database, short_name="UBND tỉnh").clerk

    assert card(database, outside, recalled) is None


@pytest.mark.parametrize(
    ("answer", "changes", "field"),
    [
        ("lost", {}, "answer"),
        ("returned", {"day": None}, "day"),
        ("returned", {"said_by": " "}, "said_by"),
        ("returned", {"said_by": "A" * 101}, "said_by"),
        ("refused", {"note": "A" * 501}, "note"),
    ],
)
def test_what_is_not_said_rightly_is_refused(database, office, recalled, answer, changes, field):
    with pytest.raises(InvalidInputError) as refused:
        says(database, office, answer=answer, **changes)

    assert refused.value.field == field
    assert card(database, office.clerk, recalled).silent == 2


def test_only_the_clerk_records(database, office, recalled):
    wanted = RecallRecording(dispatches(database)[0], "returned", DAY, "Trưởng thôn")

    with pytest.raises(ForbiddenError):
        record_answer(database, office.drafter, wanted, NOON)
    assert card(database, office.clerk, recalled).silent == 2


def test_the_history_tells_of_it(database, office, recalled):
    says(database, office)

    with database.reading() as session:
        sentence = history(audit.events_of(session, recalled))[0].sentence
    assert sentence == (
        "Đỗ Minh Châu ghi xác nhận thu hồi của Các thôn: đã gửi lại bản giấy (Trưởng thôn Bình Hòa "
        "báo)."
    )


@pytest.mark.usefixtures("recalled")
def test_silent_places_are_told_of_after_five_working_days_and_again(database, office):
    assert remind(database, LATER - timedelta(days=3)) == 0  # Friday
    assert remind(database, LATER) == 1
    assert remind(database, LATER) == 0
    says(database, office, now=LATER)
    assert remind(database, LATER + timedelta(days=7)) == 1

    first, second = told(database)
    assert "còn 2 nơi nhận chưa xác nhận việc thu hồi (Các thôn, UBND tỉnh)" in first
    assert "còn 1 nơi nhận chưa xác nhận việc thu hồi (UBND tỉnh)" in second


def test_nobody_is_reminded_where_all_have_spoken(database, office, recalled):
    says(database, office)
    says(database, office, 1, "refused", note="Đã giải quyết xong")

    assert remind(database, LATER) == 0
    assert (told(database), card(database, office.clerk, recalled).silent) == ([], 0)


def test_a_place_that_refused_the_paper_is_not_reminded_of(database, rules, office, sent):
    for place in dispatches(database):
        refused = Recording(place, "refused", DAY, "Không đúng địa chỉ")
        record_return(database, office.clerk, refused, NOON)
    a_common_series(database, office)
    follow(database, rules, office, sent, "recalls")

    assert remind(database, LATER) == 0


@pytest.mark.usefixtures("recalled")
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE recall_answers SET day = '2026-03-01'", "của Các thôn khác nhật ký"),
        ("UPDATE recall_answers SET said_by = 'x'", "của Các thôn khác nhật ký"),
        ("DELETE FROM recall_answers", "thiếu xác nhận thu hồi của Các thôn"),
    ],
)
def test_a_changed_confirmation_is_found(database, office, statement, message):
    says(database, office)
    assert faults(database) == []

    change(database.url, statement)

    assert any(message in one.message for one in faults(database))


@pytest.mark.usefixtures("recalled")
def test_what_was_said_is_never_changed(database, office):
    says(database, office)

    with pytest.raises(DBAPIError, match="never changed"), database.transaction() as session:
        session.execute(update(RecallAnswerRow).values(note="x"), execution_options=OWN_STATEMENT)


def test_a_recall_that_a_place_acted_upon_is_not_taken_back(database, rules, office, recalled):
    says(database, office)

    with pytest.raises(ForbiddenError, match=r"«Các thôn» đã trả lời việc thu hồi.*kế hoạch mới"):
        take(database, rules, office.clerk, recalled + 1, "void")

    assert card(database, office.clerk, recalled) is not None
