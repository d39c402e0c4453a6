"""The page that says item by item how the system stands to Annex VI of decree 30 (Điều 19.2)."""

import pytest

from tests.web.client import words
from webapp.cli import build_parser
from webapp.services.compliance import MET, OPEN, OUTSIDE, annex_vi

PAGE = "/quan-tri/phu-luc-vi"


@pytest.fixture(scope="module")
def items():
    return [item for group in annex_vi() for item in group.items]


@pytest.fixture
def page(sign_in, office):
    return sign_in(office.administrator).get(PAGE)


def test_the_page_lists_each_item_with_its_state(page, items):
    said = {MET: "đã đáp ứng", OPEN: "chưa", OUTSIDE: "không thuộc hệ thống"}
    rows = [words(row) for row in page.all("tr")]

    for item in items:
        (row,) = (one for one in rows if one.startswith(f"{item.key} {item.asks}"))
        assert row.endswith(said[item.state])
    assert f"Còn {sum(item.state == OPEN for item in items)} yêu cầu chưa đáp ứng" in page.text


def test_every_item_has_a_place_of_its_own_and_one_of_three_states(items):
    assert len({item.key for item in items}) == len(items)
    assert {item.state for item in items} <= {MET, OPEN, OUTSIDE}
    assert all(item.note.endswith(".") for item in items)


def test_what_is_met_names_a_page_or_a_command_that_exists_and_nothing_else_does(app, items):
    commands = build_parser().format_help().split()
    for item in items:
        shown = item.place in app.view_functions
        done = item.command.removeprefix("banhanh ") in commands
        assert (shown or done) == (item.state == MET), item.key


def test_a_linked_page_opens_for_the_administrator(sign_in, office, page):
    admin = sign_in(office.administrator)
    linked = {one.get("href") for one in page.all("a") if words(one) == "Xem ở đây"}

    assert "/quan-tri/nguoi" in linked
    for path in sorted(linked):
        admin.get(path)


def test_nobody_else_reads_it(sign_in, office):
    sign_in(office.drafter).get(PAGE, 403)
