"""Filters that a person keeps by name."""

from dataclasses import replace

import pytest

from tests.service.booking import last_event
from tests.service.builders import NOON, a_membership, a_person, a_unit, an_office
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import saved_filters
from webapp.services.filters_page import filters_page, words_of
from webapp.services.reading_lists import PlanFilter, plan_list
from webapp.services.reading_register import RegisterFilter, register
from webapp.services.saved_filters import MOST, SavedList, conditions_of, restored

UNISSUED = PlanFilter(state="unissued", period="this_month")


@pytest.fixture
def office(sqlite_database):
    return an_office(sqlite_database)


def keep(database, actor, name="Chưa phát hành, tháng này", wishes=UNISSUED):
    kind = SavedList.PLANS if isinstance(wishes, PlanFilter) else SavedList.REGISTER
    return saved_filters.save_filter(database, actor, kind, name, conditions_of(wishes), now=NOON)


def names(database, actor):
    return [one.saved.name for one in filters_page(database, actor, NOON)]


def test_a_kept_filter_stands_above_its_list_and_asks_the_same(sqlite_database, office):
    keep(sqlite_database, office.drafter, wishes=replace(UNISSUED, before_id=7))
    keep(sqlite_database, office.drafter, "Số hủy", RegisterFilter(status="void"))

    (above,) = plan_list(sqlite_database, office.drafter, PlanFilter(), NOON).saved
    assert restored(PlanFilter, above.conditions) == UNISSUED
    (above,) = register(sqlite_database, office.drafter, RegisterFilter(), NOON).saved
    assert restored(RegisterFilter, above.conditions) == RegisterFilter(status="void")


def test_it_is_the_persons_own_in_the_agency_he_works_in(sqlite_database, office):
    kept = keep(sqlite_database, office.drafter)
    other = an_office(sqlite_database, short_name="UBND xã Bình An")
    a_membership(sqlite_database, office.drafter.person_id, other.agency_id, Role.DRAFTER)
    elsewhere = replace(office.drafter, agency_id=other.agency_id)

    for stranger in (office.clerk, elsewhere):
        assert names(sqlite_database, stranger) == []
        with pytest.raises(NotFoundError):
            saved_filters.one_filter(sqlite_database, stranger, kept)
        with pytest.raises(NotFoundError):
            saved_filters.rename_filter(sqlite_database, stranger, kept, "Khác", NOON)
        with pytest.raises(NotFoundError):
            saved_filters.delete_filter(sqlite_database, stranger, kept, NOON)
    assert saved_filters.one_filter(sqlite_database, office.drafter, kept).filter_id == kept


@pytest.mark.parametrize("name", ["chua phat hanh, thang nay", "", "x" * 61])
def test_a_name_given_twice_none_and_a_long_one_are_refused(sqlite_database, office, name):
    keep(sqlite_database, office.drafter)

    with pytest.raises(InvalidInputError):
        keep(sqlite_database, office.drafter, name)
    assert names(sqlite_database, office.drafter) == ["Chưa phát hành, tháng này"]


def test_the_same_name_may_stand_on_the_other_list_and_with_another_person(sqlite_database, office):
    keep(sqlite_database, office.drafter, "Của tôi")
    keep(sqlite_database, office.drafter, "Của tôi", RegisterFilter())
    keep(sqlite_database, office.clerk, "Của tôi")

    assert names(sqlite_database, office.drafter) == ["Của tôi", "Của tôi"]


def test_there_is_an_end_to_how_many(sqlite_database, office):
    for number in range(MOST):
        keep(sqlite_database, office.drafter, f"Bộ lọc {number:02}")

    with pytest.raises(InvalidInputError):
        keep(sqlite_database, office.drafter, "Một bộ lọc nữa")


def test_it_is_renamed_and_dropped_and_each_is_told(sqlite_database, office):
    kept = keep(sqlite_database, office.drafter)
    assert last_event(sqlite_database).action == "save_filter"

    saved_filters.rename_filter(sqlite_database, office.drafter, kept, "Còn lại", NOON)
    saved_filters.rename_filter(sqlite_database, office.drafter, kept, "Còn lại", NOON)
    assert names(sqlite_database, office.drafter) == ["Còn lại"]
    assert last_event(sqlite_database).action == "rename_filter"

    assert saved_filters.delete_filter(sqlite_database, office.drafter, kept, NOON) == "Còn lại"
    assert names(sqlite_database, office.drafter) == []
    assert last_event(sqlite_database).action == "delete_filter"


def test_a_rename_to_a_name_that_is_there_is_refused(sqlite_database, office):
    keep(sqlite_database, office.drafter, "Một")
    second = keep(sqlite_database, office.drafter, "Hai")

    with pytest.raises(InvalidInputError):
        saved_filters.rename_filter(sqlite_database, office.drafter, second, "MỘT", NOON)


def test_a_filter_older_than_the_lists_fields_still_opens():
    kept = {"state": "issued", "gone": 1, "unit_id": True, "mine": 1, "year": "2026", "q": 7}

    assert restored(PlanFilter, kept) == PlanFilter(state="issued")


def test_the_words_say_what_is_asked(sqlite_database, office):
    unit = a_unit(sqlite_database, office.agency_id, "Phòng Kinh tế", "KT")
    asked = PlanFilter(
        "hạn hán",
        "running",
        unit,
        mine=True,
        year=2026,
        late=True,
        period="this_quarter",
        order="oldest",
    )

    assert words_of(sqlite_database, office.drafter, asked, NOON) == (
        "Có số hoặc chữ «hạn hán»; trạng thái: đang trình ký; đơn vị: Phòng Kinh tế; "
        "ban hành năm 2026; lập quý này (quý I năm 2026); của tôi; quá hạn; cũ nhất trước"
    )
    lines = RegisterFilter(2025, office.series_id, "hạn hán", "unsent", "01.VHXH", "10 năm")
    assert words_of(sqlite_database, office.drafter, lines, NOON) == (
        "Sổ năm 2025; dãy số: Kế hoạch; có số hoặc chữ «hạn hán»; dòng chưa ghi ngày chuyển; "
        "mã hồ sơ: 01.VHXH; thời hạn bảo quản: 10 năm"
    )


def test_the_words_of_a_filter_without_conditions_and_of_what_is_elsewhere(sqlite_database, office):
    other = an_office(sqlite_database, short_name="UBND xã Bình An")
    unit = a_unit(sqlite_database, other.agency_id, "Phòng Quỳnh Lộc", "QL")

    def told(wishes):
        return words_of(sqlite_database, office.drafter, wishes, NOON)

    assert told(PlanFilter()) == "Tất cả"
    assert told(RegisterFilter()) == "Sổ năm nay (2026)"
    assert told(PlanFilter(unit_id=unit)) == "Đơn vị: không còn trong cơ quan"
    assert told(PlanFilter(unit_id=999)) == "Đơn vị: không còn trong cơ quan"
    assert "không còn trong cơ quan" in told(RegisterFilter(series_id=other.series_id))
    assert "không còn trong cơ quan" in told(RegisterFilter(series_id=999))


def test_somebody_without_filters_has_none(sqlite_database, office):
    newcomer = a_person(sqlite_database, office.agency_id, Role.DRAFTER)

    assert names(sqlite_database, newcomer) == []
