"""Whom an issued plan was sent to, and what came back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.booking import last_event, lines
from tests.service.builders import NOON, a_plan, a_unit, an_office, bring_to, take
from tests.service.directories import CODE, add, by_hand, send_to
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchLetterRow, DispatchRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import audit, reading
from webapp.services.closing import Closing, close_book
from webapp.services.dispatch_pages import dispatch_page, dispatches_on, sending_page
from webapp.services.dispatch_values import Dispatches
from webapp.services.dispatches import Recording, Sending, record_return, send
from webapp.services.outgoing import PaperKey
from webapp.services.recipients import RecipientInput, save_recipient

DAY = NOON.date()


@pytest.fixture
def plan_id(database, rules, office):
    return bring_to(database, rules, office, a_plan(database, office), "issued")


def card(database, actor, plan_id):
    with database.reading() as session:
        return dispatches_on(session, actor, session.get_one(PlanRow, plan_id))


def the_id(database):
    with database.reading() as session:
        return session.scalars(select(DispatchRow.id)).one()


def came_back(database, office, receipt="received", day=DAY, *, now=NOON, **more):
    wanted = Recording(the_id(database), receipt, day, **more)
    return record_return(database, office.clerk, wanted, now)


def test_a_plan_is_sent_as_the_directory_says_for_each_place(database, rules, office, plan_id):
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    ids = [
        add(database, office, "Các thôn"),
        add(database, office, "UBND tỉnh", code=CODE),
        add(database, office, "Hội Nông dân", email="hnd@xa.example.vn"),
        add(database, office, "Phòng Kinh tế", inside=f"unit:{unit}"),
    ]

    done = send_to(database, rules, office, plan_id, *ids)

    assert done.message == "Đã ghi gửi 4 nơi."
    assert [
        (one.name, one.channel_label) for one in card(database, office.clerk, plan_id).items
    ] == [
        ("Các thôn", "Bản giấy"),
        ("UBND tỉnh", "Trục liên thông"),
        ("Hội Nông dân", "Thư điện tử"),
        ("Phòng Kinh tế", "Nội bộ"),
    ]
    assert last_event(database).action == "dispatch"
    assert audit.verify(database) == ()


def test_an_agency_sends_nothing_to_itself(database, rules, office, plan_id):
    own = add(database, office, "UBND xã", code=CODE, inside=f"agency:{office.agency_id}")
    other = add(database, office, "Các thôn")

    page = sending_page(database, office.clerk, PaperKey(plan_id), "", NOON)

    assert [one.recipient.recipient_id for one in page.offers] == [other]
    with pytest.raises(InvalidInputError, match="«UBND xã» là chính cơ quan gửi") as refusal:
        send_to(database, rules, office, plan_id, other, own)
    assert refusal.value.field == "recipient_ids"


def test_one_way_may_be_chosen_for_all(database, rules, office, plan_id):
    one = add(database, office, code=CODE)

    send_to(database, rules, office, plan_id, one, channel="paper")

    (item,) = card(database, office.clerk, plan_id).items
    assert (item.channel_label, item.receipt_label, item.letter) == ("Bản giấy", "Đã gửi", "")


def test_the_same_form_sent_twice_sends_once(database, rules, office, plan_id):
    one, two = add(database, office), add(database, office, "Sở Nội vụ")
    send_to(database, rules, office, plan_id, one)

    again = send_to(database, rules, office, plan_id, one, two)

    assert again.message == "Đã ghi gửi 1 nơi. 1 nơi đã gửi trước đó, không gửi lại."
    assert send_to(database, rules, office, plan_id, one, two).count == 0
    assert len(card(database, office.clerk, plan_id).items) == 2


def test_the_book_learns_the_first_day_of_sending(database, rules, office, plan_id):
    later = NOON + timedelta(days=1)
    send_to(database, rules, office, plan_id, add(database, office), now=later, sent_on=DAY)
    second = add(database, office, "Sở Nội vụ")
    send_to(database, rules, office, plan_id, second, now=later)

    assert [row.sent_on for row in lines(database)] == [DAY]


def test_a_closed_book_stays_as_it_is(database, rules, office, plan_id):
    closing = Closing(office.series_id, 2026, 1, confirmed=True, confirmed_early=True)
    close_book(database, office.clerk, closing, NOON)

    send_to(database, rules, office, plan_id, add(database, office))

    assert [row.sent_on for row in lines(database)] == [None]
    assert len(card(database, office.clerk, plan_id).items) == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"channel": "axis"}, "chưa có mã định danh"),
        ({"channel": "pigeon"}, "Chọn một cách gửi"),
        ({"sent_on": DAY - timedelta(days=1)}, "Ghi ngày gửi từ ngày văn bản 02/03/2026"),
        ({"sent_on": DAY + timedelta(days=1)}, "đến hôm nay 02/03/2026"),
    ],
)
def test_what_cannot_be_sent_so_is_refused_whole(database, rules, office, plan_id, more, words):
    one, two = add(database, office), add(database, office, "Sở Nội vụ", code=CODE)

    with pytest.raises(InvalidInputError, match=words):
        send_to(database, rules, office, plan_id, two, one, **more)

    assert card(database, office.clerk, plan_id).items == ()


def test_a_letter_is_confirmed_first(database, rules, office, plan_id):
    one = add(database, office, email="a@tinh.example.vn")

    with pytest.raises(InvalidInputError, match="thư đã gửi không lấy lại được"):
        send_to(database, rules, office, plan_id, one, confirmed=False)


def test_places_of_the_directory_alone_are_sent_to(database, rules, office, plan_id):
    other = an_office(database, short_name="Sở Nội vụ")
    closed = add(database, office, "Cũ")
    wanted = RecipientInput(closed, "Cũ", active=False, version=1)
    save_recipient(database, office.clerk, wanted, NOON)

    for ids in ((), (add(database, other),), (closed,), (999,)):
        with pytest.raises(InvalidInputError):
            send_to(database, rules, office, plan_id, *ids)


def test_only_the_clerk_sends(database, rules, office, plan_id):
    one = add(database, office)

    with pytest.raises(ForbiddenError, match="do văn thư làm"):
        send(database, rules, office.drafter, Sending(PaperKey(plan_id), (one,)), NOON)


def test_a_plan_before_its_issue_and_a_void_one_are_not_sent(database, rules, office, plan_id):
    draft = a_plan(database, office)
    bring_to(database, rules, office, draft, "numbering")
    one = add(database, office)
    take(database, rules, office.clerk, plan_id, "void")

    for each in (draft, plan_id):
        with pytest.raises(ForbiddenError, match="Chỉ gửi văn bản đã phát hành"):
            send_to(database, rules, office, each, one)


def test_another_agencys_plan_is_not_there(database, rules, plan_id):
    other = an_office(database, short_name="Sở Nội vụ")
    one = add(database, other)

    with pytest.raises(NotFoundError):
        send_to(database, rules, other, plan_id, one)
    assert card(database, other.clerk, plan_id) == Dispatches()


def test_what_came_back_is_added_and_the_newest_word_holds(database, rules, office, plan_id):
    send_to(database, rules, office, plan_id, add(database, office))
    came_back(database, office, "arrived")
    assert came_back(database, office, "refused", reason="Gửi nhầm nơi") == PaperKey(plan_id)
    assert card(database, office.clerk, plan_id).received == 0
    came_back(database, office, "received")

    (item,) = card(database, office.clerk, plan_id).items
    assert (item.receipt, item.receipt_label) == ("received", "Đã nhận")
    assert [(one.label, one.reason) for one in item.returns] == [
        ("Đã nhận", ""),
        ("Từ chối", "Gửi nhầm nơi"),
        ("Đã đến", ""),
    ]
    assert card(database, office.clerk, plan_id).received == 1
    page = dispatch_page(database, office.clerk, item.id, NOON)
    assert (page.number_text, page.item) == ("115/KH-UBND", item)


@pytest.mark.parametrize(
    ("receipt", "day", "reason"),
    [
        ("lost", DAY, ""),
        ("received", None, ""),
        ("received", date(2026, 3, 1), ""),
        ("refused", DAY, " "),
        ("refused", DAY, "x" * 501),
    ],
)
def test_a_return_that_says_too_little_is_refused(
    database, rules, office, plan_id, receipt, day, reason
):
    send_to(database, rules, office, plan_id, add(database, office))

    with pytest.raises(InvalidInputError):
        came_back(database, office, receipt, day, reason=reason)


def test_another_agencys_dispatch_is_not_there(database, rules, office, plan_id):
    other = an_office(database, short_name="Sở Nội vụ")
    send_to(database, rules, office, plan_id, add(database, office))

    with pytest.raises(NotFoundError):
        record_return(database, other.clerk, Recording(the_id(database), "received", DAY), NOON)
    with pytest.raises(ForbiddenError):
        record_return(database, office.drafter, Recording(the_id(database), "received", DAY), NOON)


def test_the_page_suggests_what_the_plan_names_and_was_not_sent_to(
    database, rules, office, plan_id
):
    add(database, office, "ubnd Tỉnh")
    add(database, office, "Thôn Một", groups="Các thôn")

    def suggested(group=""):
        page = sending_page(database, office.clerk, PaperKey(plan_id), group, NOON)
        return [one.recipient.values.name for one in page.offers if one.suggested]

    assert suggested() == ["ubnd Tỉnh"]
    assert suggested("Các thôn") == ["Thôn Một", "ubnd Tỉnh"]
    page = sending_page(database, office.clerk, PaperKey(plan_id), "", NOON)
    assert page.lines == ("UBND tỉnh", "Các thôn")
    assert page.unknown == ("Các thôn",)

    first = page.offers[1].recipient.recipient_id
    send_to(database, rules, office, plan_id, first)

    assert suggested() == []
    page = sending_page(database, office.clerk, PaperKey(plan_id), "", NOON)
    assert page.offers[1].sent_as == ("Bản giấy",)


def test_the_history_tells_of_it_and_the_plans_page_stays_fresh(database, rules, office, plan_id):
    before = reading.plan_page(database, rules, office.clerk, plan_id, NOON)
    send_to(database, rules, office, plan_id, add(database, office))
    came_back(database, office, "refused", reason="Gửi nhầm nơi")

    page = reading.plan_page(database, rules, office.clerk, plan_id, NOON)

    assert [one.sentence for one in page.history[:2]] == [
        "Đỗ Minh Châu ghi kết quả gửi UBND tỉnh: từ chối.",
        "Đỗ Minh Châu ghi gửi 1 nơi nhận.",
    ]
    assert page.history[0].note == "Gửi nhầm nơi"
    assert page.head.version == before.head.version


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dispatches SET name = 'x'",
        "DELETE FROM dispatches",
        "UPDATE dispatch_returns SET reason = 'x'",
        "DELETE FROM dispatch_returns",
    ],
)
def test_the_database_keeps_what_was_sent_and_what_came_back(
    database, rules, office, plan_id, statement
):
    send_to(database, rules, office, plan_id, add(database, office))
    came_back(database, office)

    with pytest.raises(DBAPIError, match=r"what (was sent|came back)"):
        by_hand(database, statement)


def test_a_place_without_an_address_gets_no_letter(database, rules, office, plan_id):
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    send_to(database, rules, office, plan_id, add(database, office, inside=f"unit:{unit}"))

    with database.reading() as session:
        assert session.scalars(select(DispatchLetterRow)).all() == []
