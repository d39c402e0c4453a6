"""The book while two clerks, the sweep and the closing reach for it at the same moment."""

import pytest

from tests.service.booking import (
    MIDNIGHT,
    TOMORROW,
    allow,
    counters,
    facts,
    keep,
    line,
    lines,
    register,
    type_of,
)
from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    a_series,
    bring_to,
    version_of,
)
from tests.service.directories import add
from tests.service.meeting import one_refused, wish
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.book_entries import BookEntry
from webapp.services.book_hash import verify_closed
from webapp.services.book_lines import Crossing, FillIn, fill_in, void_line
from webapp.services.book_numbers import Dating
from webapp.services.closing import Closing, close_book
from webapp.services.dispatches import Sending, send
from webapp.services.other_documents import OtherDocument, register_other
from webapp.services.outgoing import PaperKey
from webapp.services.reservations import Reserving, reserve, void_expired
from webapp.services.transitions import Deed, take_step


@pytest.fixture
def second(database, office):
    return a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")


def registering(database, clerk, key, *, now=NOON, type_name="Kế hoạch", **more):
    wanted = OtherDocument(facts(database, type_name), key=key, **more)
    return wish(register_other, clerk, wanted, now)


def numbers(database):
    return [row.number for row in lines(database)]


def test_a_double_tap_on_a_document_is_one_line(database, at_once, office):
    tap = registering(database, office.clerk, "một")

    answers = at_once(tap, tap)

    assert sorted(answers) == [
        "Đã cấp số 115/KH-UBND từ chính biểu mẫu này; không cần làm lại.",
        "Đã cấp số 115/KH-UBND.",
    ]
    assert numbers(database) == [115]


def test_a_plan_and_a_document_at_once_get_two_numbers(database, at_once, rules, office, second):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    deed = Deed(plan_id, version_of(database, plan_id), Action.NUMBER, password=PASSWORD)

    answers = at_once(
        wish(take_step, office.clerk, deed, NOON), registering(database, second, "một")
    )

    assert sorted(answers) == ["Đã cấp số 115/KH-UBND.", "Đã cấp số 116/KH-UBND."]


def test_a_number_is_given_while_another_is_crossed_out(database, at_once, office, second):
    register(database, office)
    row = line(database, 115)

    answers = at_once(
        registering(database, second, "một"),
        wish(void_line, office.clerk, Crossing(row.id, row.version, "Nhầm"), NOON),
    )

    assert answers == ["Đã cấp số 116/KH-UBND.", None]
    assert [row.status for row in lines(database)] == ["void", "issued"]


def test_a_number_is_given_while_others_are_reserved(database, at_once, office, second):
    allow(database, office, reserves_numbers=True)
    wanted = Reserving(type_of(database, "Kế hoạch"), 2, NOON.date(), "Kỳ họp")

    at_once(registering(database, second, "một"), wish(reserve, office.clerk, wanted, NOON))

    assert numbers(database) == [115, 116, 117]
    assert counters(database) == [(2026, 117)]


def test_one_reserved_number_is_used_once(database, at_once, office, second):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    dating = Dating(reserved_row_id=line(database, 115).id)

    answers = at_once(
        registering(database, office.clerk, "một", dating=dating),
        registering(database, second, "hai", dating=dating),
    )

    assert one_refused(answers)
    assert numbers(database) == [115]


def test_a_reserved_number_is_used_or_swept(database, at_once, office):
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    dating = Dating(reserved_row_id=line(database, 115).id)

    used, swept = at_once(
        registering(database, office.clerk, "một", dating=dating),
        wish(void_expired, TOMORROW),
    )

    row = line(database, 115)
    assert row.status == ("issued" if swept == 0 else "void")
    assert used.startswith("refused: ") == (swept == 1)
    assert audit.verify(database) == ()


def test_a_number_is_given_or_the_book_closed(database, at_once, office, second):
    closing = Closing(office.series_id, 2026, 0, confirmed=True, confirmed_early=True)

    given, closed = at_once(
        registering(database, second, "một"), wish(close_book, office.clerk, closing, NOON)
    )

    assert one_refused([str(given), str(closed)])
    assert numbers(database) == ([115] if given.startswith("Đã cấp") else [])
    assert verify_closed(database) == ()


def test_a_line_changes_before_the_closing_or_not_at_all(database, at_once, office, second):
    register(database, office)
    row = line(database, 115)
    closing = Closing(office.series_id, 2026, 1, confirmed=True)

    changed, closed = at_once(
        wish(fill_in, second, FillIn(row.id, row.version, BookEntry(copies=9)), MIDNIGHT),
        wish(close_book, office.clerk, closing, MIDNIGHT),
    )

    assert changed is None or changed.startswith("refused: Sổ năm 2026")
    assert closed.lines == 1
    assert verify_closed(database) == ()


def test_a_book_is_closed_once(database, at_once, office, second):
    closing = Closing(office.series_id, 2026, 0, confirmed=True)

    answers = at_once(
        wish(close_book, office.clerk, closing, MIDNIGHT),
        wish(close_book, second, closing, MIDNIGHT),
    )

    assert one_refused([str(one) for one in answers])
    assert counters(database) == [(2026, 114)]


@pytest.mark.parametrize("notation", ["KH-UBND", "kh-ubnd"])
def test_two_series_at_once_give_a_number_and_notation_once(
    database, at_once, office, second, notation
):
    a_series(database, office.agency_id, name="BC", type_name="Báo cáo", notation=notation)

    answers = at_once(
        registering(database, office.clerk, "một"),
        registering(database, second, "hai", type_name="Báo cáo"),
    )

    assert one_refused(answers)
    assert "trong một dãy số khác" in "".join(answers)
    assert [last for _, last in counters(database)] in ([114, 115], [115, 114])


def test_a_document_is_sent_or_its_number_crossed_out(database, at_once, office):
    register(database, office)
    row, wanted = line(database, 115), add(database, office)

    voided, sent = at_once(
        wish(void_line, office.clerk, Crossing(row.id, row.version, "Nhầm"), NOON),
        wish(send, office.clerk, Sending(PaperKey(row_id=row.id), (wanted,)), NOON),
    )

    assert one_refused([str(voided), sent])
    assert [one.status for one in lines(database)] == [
        "issued" if sent.startswith("Đã ghi") else "void"
    ]
