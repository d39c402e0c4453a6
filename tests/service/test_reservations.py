"""Numbers kept for a day: used on that day, void after it, marked for good."""

from datetime import date

import pytest

from tests.service.booking import (
    LAST_SECOND,
    MIDNIGHT,
    TODAY,
    TOMORROW,
    allow,
    counters,
    keep,
    last_event,
    line,
    lines,
    register,
    the_day,
)
from tests.service.builders import NOON, a_plan, a_series, an_office, bring_to, take
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import audit, reading
from webapp.services.book_numbers import Dating
from webapp.services.reservations import Reserving, reserve, void_expired


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def reserving(database, office):
    allow(database, office, reserves_numbers=True)
    return office


def test_no_number_is_kept_unless_the_agency_allows_it(database, office):
    with pytest.raises(ForbiddenError, match="Cơ quan không giữ số trước"):
        keep(database, office)


def test_reserved_numbers_have_their_lines(database, reserving):
    kept = keep(database, reserving, count=2, day=the_day(4))

    assert kept.texts == ("115/KH-UBND", "116/KH-UBND")
    assert [(row.number, row.status, row.promulgated_on) for row in lines(database)] == [
        (115, "reserved", the_day(4)),
        (116, "reserved", the_day(4)),
    ]
    assert register(database, reserving).text == "117/KH-UBND"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": 0}, "từ 1 đến 20"),
        ({"count": 21}, "từ 1 đến 20"),
        ({"day": the_day(1)}, "hôm nay hoặc tối đa 30 ngày"),
        ({"day": date(2026, 4, 2)}, "hôm nay hoặc tối đa 30 ngày"),
        ({"day": None}, "Nhập ngày"),
        ({"purpose": " "}, "giữ số cho việc gì"),
        ({"purpose": "x" * 501}, "dài quá 500"),
        ({"purpose": "TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)
def test_a_reservation_says_how_many_for_what_and_when(database, reserving, wrong, words):
    with pytest.raises(InvalidInputError, match=words):
        keep(database, reserving, **wrong)

    assert counters(database) == [(2026, 114)]


def test_a_reservation_is_for_a_type(database, reserving):
    with pytest.raises(InvalidInputError, match="Chọn một loại văn bản"):
        reserve(database, reserving.clerk, Reserving(None, 1, TODAY, "Họp"), NOON)


def test_a_document_takes_a_reserved_number_on_its_day(database, reserving):
    keep(database, reserving, day=the_day(3))
    register(database, reserving)
    row_id = line(database, 116).id

    done = register(
        database,
        reserving,
        now=TOMORROW,
        dating=Dating(reserved_row_id=row_id),
        expected={reserving.series_id: 118},
    )

    row = line(database, 116)
    assert (done.row_id, done.text, done.differs) == (row_id, "116/KH-UBND", False)
    assert (row.status, row.promulgated_on) == ("issued", the_day(3))
    assert counters(database) == [(2026, 117)]


def test_a_plan_takes_a_reserved_number_and_its_history_says_so(database, rules, reserving):
    plan_id = bring_to(database, rules, reserving, a_plan(database, reserving), "numbering")
    keep(database, reserving)
    register(database, reserving)
    row = line(database, 115)

    done = take(
        database,
        rules,
        reserving.clerk,
        plan_id,
        "number",
        dating=Dating(reserved_row_id=row.id),
        expected_number=118,
    )

    assert (done.number_text, done.expected_number_differs) == ("115/KH-UBND", False)
    assert line(database, 115).plan_id == plan_id
    page = reading.plan_page(database, rules, reserving.clerk, plan_id, NOON)
    assert page.history[0].sentence == (
        "Đỗ Minh Châu cấp số 115/KH-UBND (Giữ số cho ngày 02/03/2026: Kỳ họp HĐND)."
    )


def test_reserved_lines_stand_outside_the_order_of_dates(database, reserving):
    keep(database, reserving, day=the_day(9))

    assert register(database, reserving).text == "117/KH-UBND"


def test_a_reserved_number_is_used_once_and_on_its_day_only(database, reserving):
    keep(database, reserving, count=1)
    dating = Dating(reserved_row_id=line(database, 115).id)

    with pytest.raises(InvalidInputError, match="chỉ dùng trong ngày đó"):
        register(database, reserving, now=TOMORROW, dating=dating)
    register(database, reserving, dating=dating)
    with pytest.raises(InvalidInputError, match="không còn giữ"):
        register(database, reserving, dating=dating)


def test_a_reserved_number_of_another_series_or_agency_is_not_taken(database, reserving):
    a_series(database, reserving.agency_id, name="Chung", type_name=None, last_number=40)
    keep(database, reserving, count=1)
    dating = Dating(reserved_row_id=line(database, 115).id)
    other = an_office(database, short_name="Sở Nội vụ")

    with pytest.raises(InvalidInputError, match="thuộc dãy số khác"):
        register(database, reserving, type_name="Báo cáo", dating=dating)
    with pytest.raises(NotFoundError):
        register(database, other, dating=dating)


def test_a_reserved_number_waits_for_the_signature_too(database, reserving):
    keep(database, reserving, count=1)
    dating = Dating(reserved_row_id=line(database, 115).id)

    with pytest.raises(InvalidInputError, match="ghi ngày ký 03/03/2026"):
        register(database, reserving, said={"signed_on": the_day(3)}, dating=dating)


def test_what_is_unused_when_its_day_is_over_becomes_void(database, reserving):
    keep(database, reserving, count=2)
    register(database, reserving, dating=Dating(reserved_row_id=line(database, 115).id))
    assert void_expired(database, NOON) == 0

    assert void_expired(database, TOMORROW) == 1
    assert void_expired(database, TOMORROW) == 0

    row = line(database, 116)
    assert (row.status, row.voided_by, row.voided_at) == ("void", None, TOMORROW)
    assert row.void_reason == "Hết ngày 02/03/2026 không dùng (Kỳ họp HĐND)"
    event = last_event(database)
    assert (event.action, event.agency_id) == ("reservation_expired", reserving.agency_id)
    assert (event.actor_id, event.actor_name) == (None, audit.SYSTEM_NAME)
    assert audit.verify(database) == ()


def test_the_day_is_over_at_midnight_in_vietnam(database, reserving):
    keep(database, reserving, count=1, day=date(2026, 12, 31), now=LAST_SECOND)

    assert void_expired(database, LAST_SECOND) == 0
    assert void_expired(database, MIDNIGHT) == 1
