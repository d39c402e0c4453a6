"""Thống kê: counts of a period, for whom they are, and what lies outside of them."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import pytest

from tests.service.booking import last_event, register
from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_unit,
    an_office,
    bring_to,
    take,
)
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import figures as services
from webapp.services import history
from webapp.services.figures import Asked, Count, figures
from webapp.services.figures_file import figures_file
from webapp.services.views import record_view

LATER = NOON + timedelta(days=40)


def of(database, actor, kind="month", year=None, number=None, now=NOON):
    return figures(database, actor, Asked(kind, year, number), now)


def test_what_was_begun_and_issued_is_counted_by_state_unit_and_type(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    bring_to(database, rules, office, a_plan(database, office), "approval")
    a_plan(database, office)
    register(database, office)

    found = of(database, office.clerk)

    assert (found.begun, found.issued, found.other_papers, found.voids) == (3, 1, 1, 0)
    assert found.by_state == (
        Count("Đang soạn thảo", 1), Count("Đang trình ký", 1), Count("Đã phát hành", 1)
    )  # fmt: skip
    assert found.by_unit == (Count("Phòng Văn hóa - Xã hội", 3),)
    assert found.by_type == (Count("Kế hoạch", 3),)
    assert found.outgoing == (Count("Kế hoạch", 2),)
    assert (found.whose, found.period.words) == ("Toàn cơ quan", "tháng 3 năm 2026")


def test_the_days_of_vietnam_bound_the_period(database, office):
    for moment in (
        datetime(2026, 2, 28, 16, 59, tzinfo=UTC),
        datetime(2026, 2, 28, 17, tzinfo=UTC),
        datetime(2026, 3, 31, 16, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 17, tzinfo=UTC),
    ):
        a_plan(database, office, now=moment)

    assert of(database, office.clerk).begun == 2
    assert of(database, office.clerk, "quarter", 2026, 1).begun == 3
    assert of(database, office.clerk, "year").begun == 4


def test_a_longer_period_lays_its_months_beside_each_other(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    register(database, office)
    a_plan(database, office, now=LATER)

    months = of(database, office.clerk, "year").months

    assert [(one.label, one.begun, one.issued) for one in months if one.begun] == [
        ("Tháng 3", 1, 1), ("Tháng 4", 1, 0)
    ]  # fmt: skip
    assert len(months) == 12
    assert of(database, office.clerk).months == ()


def test_steps_tell_their_days_and_what_came_late(database, rules, office):
    plan_id = a_plan(database, office)
    bring_to(database, rules, office, plan_id, "content_check")
    take(database, rules, office.unit_head, plan_id, Action.APPROVE, now=NOON + timedelta(days=30))
    late = a_plan(database, office)
    bring_to(database, rules, office, late, "format_check")

    found = of(database, office.clerk, now=LATER)
    assert found.begun == 0
    found = of(database, office.clerk, "month", 2026, 3, now=LATER)

    (step,) = found.steps
    assert (step.count, step.average_days, step.late) == (2, 15.0, 1)
    assert found.in_time == 50
    assert found.overdue == 2


def test_nothing_decided_is_no_percentage(database, office):
    found = of(database, office.clerk)

    assert (found.steps, found.in_time, found.views, found.most_read) == ((), None, 0, ())


def test_views_and_downloads_are_those_of_the_period(database, office):
    plan_id = a_plan(database, office)
    record_view(database, office.signer, plan_id, 1, NOON)
    record_view(database, office.clerk, plan_id, 1, NOON)
    figures_file(database, office.clerk, Asked(), "xlsx", NOON)
    record_view(database, office.clerk, plan_id, 1, LATER)

    found = of(database, office.clerk)

    assert (found.views, found.downloads) == (2, 0)
    assert [(one.plan_id, one.views, one.downloads) for one in found.most_read] == [(plan_id, 2, 0)]
    assert of(database, office.clerk, now=LATER).views == 1


def test_the_head_of_a_unit_sees_his_unit_alone(database, rules, office):
    bring_to(database, rules, office, a_plan(database, office), "issued")
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    head = a_person(database, office.agency_id, Role.UNIT_HEAD, unit_id=unit)
    record_view(database, office.signer, a_plan(database, office), 1, NOON)
    own = a_plan(database, office, unit_id=unit)
    record_view(database, head, own, 1, NOON)

    found = of(database, head)

    assert (found.whose, found.begun, found.issued) == ("Phòng Kinh tế", 1, 0)
    assert [one.plan_id for one in found.most_read] == [own]
    assert found.lists == 0
    assert of(database, office.unit_head).begun == 2


def test_others_have_no_figures_and_another_agency_counts_for_itself(database, office):
    a_plan(database, office)
    other = an_office(database, short_name="UBND xã Bình An")
    homeless = a_person(database, office.agency_id, Role.UNIT_HEAD)

    assert of(database, other.clerk).begun == 0
    for actor in (office.drafter, homeless):
        assert not services.may_see(actor)
        with pytest.raises(ForbiddenError):
            of(database, actor)


@pytest.mark.parametrize(
    "asked",
    [("week", None, None), ("month", 2026, 13), ("year", 99999, None), ("quarter", None, 9)],
)
def test_a_period_that_is_none_is_the_present_one(sqlite_database, asked):
    office = an_office(sqlite_database)
    found = of(sqlite_database, office.clerk, *asked)

    assert found.period.first <= NOON.date() <= found.period.last


def test_the_file_holds_the_figures_and_is_told(sqlite_database, rules):
    office = an_office(sqlite_database)
    bring_to(sqlite_database, rules, office, a_plan(sqlite_database, office), "issued")
    record_view(sqlite_database, office.signer, a_plan(sqlite_database, office), 1, NOON)

    got = figures_file(sqlite_database, office.clerk, Asked("year"), "docx", NOON)

    assert got.file_name == "thong-ke-2026-01-01-den-2026-12-31.docx"
    rows = [
        [cell.text for cell in row.cells] for row in docx.Document(BytesIO(got.data)).tables[1].rows
    ]
    assert ["1", "Văn bản lập trong kỳ", "Tổng số", "2", ""] in rows
    assert any(row[1:4] == ["Theo tháng", "Tháng 3", "2"] for row in rows)
    assert any("trung bình 0,0 ngày" in row[4] for row in rows)
    event = last_event(sqlite_database)
    assert (event.action, json.loads(event.details)["kind"]) == ("export_figures", "year")
    with pytest.raises(NotFoundError):
        figures_file(sqlite_database, office.clerk, Asked(), "exe", NOON)


def test_every_kind_of_file_that_the_log_tells_of_is_counted():
    files = {one for one in history.SENTENCES if one.startswith(("download", "export"))}

    assert files - {*services.DOWNLOADS, *services.LISTS} == set()
