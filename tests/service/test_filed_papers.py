"""Mã hồ sơ and thời hạn bảo quản: lines of the book are found by them, and by lacking them."""

from tests.service.booking import register
from tests.service.builders import NOON, a_plan, bring_to
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import FillIn, fill_in, line_of_plan, line_page
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.reading_register import register as book
from webapp.services.result_columns import Shape
from webapp.services.results import result_page

FILED = BookEntry(file_notation="01.VHXH", retention="10 năm")


def found(database, office, **wishes):
    page = book(database, office.clerk, RegisterFilter(**wishes), NOON)
    return [one.number for one in page.items]


def test_lines_are_found_by_what_they_are_filed_under(database, office):
    register(database, office, entry=FILED)
    register(database, office, entry=BookEntry(file_notation="02.VHXH", retention="10 năm"))
    register(database, office, entry=BookEntry(file_notation="03.VHXH"))
    register(database, office)

    assert found(database, office, file_notation="01.VHXH") == [115]
    assert found(database, office, retention="10 năm") == [116, 115]
    assert found(database, office, retention="10 năm", file_notation="02.VHXH") == [116]
    assert found(database, office, status="unfiled") == [118, 117]
    assert found(database, office, file_notation="01") == []


def test_the_list_of_plans_shows_what_their_lines_are_filed_under(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "issued")
    row_id = line_of_plan(database, office.clerk, plan_id)
    version = line_page(database, office.clerk, row_id).version
    fill_in(database, office.clerk, FillIn(row_id, version, FILED), NOON)

    shape = Shape(columns=("ho-so", "bao-quan"))
    page = result_page(database, office.clerk, PlanFilter(), shape, NOON)

    assert [tuple(row) for row in page.table.rows] == [("01.VHXH", "10 năm")]
