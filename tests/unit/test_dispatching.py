"""Who may send, by which way a place is reached, and what may be said to have come back."""

from datetime import date
from itertools import product

import pytest

from tests.unit.a_process import an_actor
from webapp.domain.dispatching import (
    Channel,
    DirectoryAction,
    Place,
    Receipt,
    Return,
    channel_refusal,
    demand_sound,
    is_sent_out,
    may,
    named_in,
    require,
    sound_address,
    sound_code,
    usual_channel,
)
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role

CODE = "000.00.12.H56"
ALLOWED = {
    DirectoryAction.READ: set(Role) - {Role.INSTALLATION_ADMIN},
    DirectoryAction.KEEP: {Role.CLERK, Role.ADMINISTRATOR},
    DirectoryAction.SEND: {Role.CLERK},
    DirectoryAction.RECORD: {Role.CLERK},
    DirectoryAction.EXPORT: {Role.CLERK},
}
SENT, TODAY = date(2026, 3, 2), date(2026, 3, 5)


@pytest.mark.parametrize(("action", "role"), list(product(DirectoryAction, Role)))
def test_each_role_may_do_what_is_written(action, role):
    assert may(action, an_actor(1, role)) == (role in ALLOWED[action])


def test_whoever_may_not_is_told_whom_to_ask():
    with pytest.raises(ForbiddenError, match="báo văn thư cơ quan"):
        require(DirectoryAction.SEND, an_actor(1, Role.DRAFTER))

    require(DirectoryAction.SEND, an_actor(1, Role.CLERK))


@pytest.mark.parametrize("state", ["draft", "numbering", "voided", "cancelled"])
def test_only_an_issued_plan_is_sent(state):
    assert is_sent_out("issued")
    assert not is_sent_out(state)


@pytest.mark.parametrize("typed", ["", CODE, " 000.00.12.h56 ", "A01.02.03.G14"])
def test_a_code_of_the_axis_is_taken_in_capitals(typed):
    assert sound_code(typed, "code") == typed.strip().upper()


@pytest.mark.parametrize("typed", ["H56", "000.00.12.H5", "000-00-12-H56", "000.00.12.H567"])
def test_another_code_is_refused(typed):
    with pytest.raises(InvalidInputError, match=r"13 ký tự như 000\.00\.12\.H56"):
        sound_code(typed, "code")


@pytest.mark.parametrize("typed", ["", " vanthu@xa-an-phuoc.vn "])
def test_an_address_is_taken_without_its_edges(typed):
    assert sound_address(typed, "email") == typed.strip()


@pytest.mark.parametrize("typed", ["vanthu", "a@b", "a@b.vn, c@d.vn", "a b@c.vn", "a@b.vn\nx@y.vn"])
def test_what_no_letter_can_go_to_is_refused(typed):
    with pytest.raises(InvalidInputError, match="Địa chỉ thư"):
        sound_address(typed, "email")


@pytest.mark.parametrize(
    ("place", "channel"),
    [
        (Place(CODE, "a@b.vn", is_internal=True), Channel.INTERNAL),
        (Place(CODE, "a@b.vn", is_internal=False), Channel.AXIS),
        (Place("", "a@b.vn", is_internal=False), Channel.EMAIL),
        (Place("", "", is_internal=False), Channel.PAPER),
    ],
)
def test_a_place_is_reached_by_the_best_way_it_has(place, channel):
    assert usual_channel(place) is channel
    assert channel_refusal(channel, place, "UBND tỉnh") is None


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel.AXIS, "chưa có mã định danh"),
        (Channel.EMAIL, "chưa có địa chỉ thư"),
        (Channel.INTERNAL, "không phải đơn vị"),
    ],
)
def test_a_way_that_a_place_has_not_is_refused(channel, words):
    sentence = channel_refusal(channel, Place("", "", is_internal=False), "UBND tỉnh")

    assert sentence is not None
    assert words in sentence


NAMES = {1: "UBND tỉnh", 2: "Sở Nội vụ", 3: "Các thôn", 4: "Sở Nội"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("UBND tỉnh (để báo cáo)", {1}),
        ("- ubnd TỈNH;", {1}),
        ("UBND tỉnh, Sở Nội vụ (b/c)", {1, 2}),
        ("Cac thon.", {3}),
        ("Như Điều 3", set()),
        ("Sở Nội vụ tỉnh", set()),
    ],
)
def test_a_line_names_the_places_that_it_writes_in_any_spelling(line, found):
    assert named_in([line], NAMES) == found


@pytest.mark.parametrize("day", [SENT, TODAY])
def test_a_return_between_the_sending_and_today_is_taken(day):
    demand_sound(Return(Receipt.RECEIVED, day), SENT, TODAY, [Receipt.ARRIVED])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Return(Receipt.SENT, SENT), "Chọn đã đến"),
        (Return(Receipt.RECEIVED, date(2026, 3, 1)), "Ghi ngày từ ngày gửi 02/03/2026"),
        (Return(Receipt.RECEIVED, date(2026, 3, 6)), "đến hôm nay 05/03/2026"),
        (Return(Receipt.REFUSED, SENT), "Ghi lý do"),
        (Return(Receipt.ARRIVED, SENT), "đã ghi rồi"),
    ],
)
def test_a_return_that_cannot_be_is_refused(said, words):
    with pytest.raises(InvalidInputError, match=words):
        demand_sound(said, SENT, TODAY, [Receipt.ARRIVED])
