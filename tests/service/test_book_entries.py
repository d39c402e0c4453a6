"""What is asked when a plan is numbered: columns 6 to 10, its file, its day."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, bring_to, take
from webapp.db.models.numbers import RegisterRow, SeriesYearRow
from webapp.db.models.plans import PlanRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.services import reading
from webapp.services.book_entries import BookEntry
from webapp.services.book_numbers import Dating
from webapp.services.book_settings import BookSettings, book_settings, save_book_settings
from webapp.services.deed_events import why_another

TODAY = NOON.date()
TOMORROW = datetime(2026, 3, 3, 5, tzinfo=UTC)
BACKWARDS = BookSettings(dates_run_back=True)


def numbered(database, rules, office, *, now=NOON, plan_id=None, **more):
    """Number a plan that waits for it; return its line."""
    plan_id = plan_id or bring_to(database, rules, office, a_plan(database, office), "numbering")
    take(database, rules, office.clerk, plan_id, "number", now=now, **more)
    return line_of(database, plan_id)


def line_of(database, plan_id):
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        return session.get_one(RegisterRow, plan.register_row_id)


def numbers_given(database):
    with database.reading() as session:
        return session.scalars(select(SeriesYearRow.last_number)).all()


def test_what_the_clerk_says_stands_in_the_line(database, rules, office):
    entry = BookEntry(
        kept_by="VT",
        copies_kept=2,
        copies=12,
        sent_on=TODAY,
        received_by="Lê Văn Bình",
        note="Gửi kèm phụ lục",
        pages=4,
        file_notation="01.VHXH",
        retention="Vĩnh viễn",
    )

    row = numbered(database, rules, office, entry=entry)

    assert {field.name: getattr(row, field.name) for field in fields(entry)} == {
        field.name: getattr(entry, field.name) for field in fields(entry)
    }


def test_a_line_says_what_the_plan_says(database, rules, office):
    row = numbered(database, rules, office)

    assert (row.kept_by, row.copies, row.origin) == ("VT, VHXH", None, "given")
    assert (row.signer_position, row.signed_on, row.unit_id) == ("CHỦ TỊCH", TODAY, office.unit_id)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"copies": 0}, "từ 1 đến 999"),
        ({"copies": 1000}, "từ 1 đến 999"),
        ({"copies_kept": -1}, "từ 0 đến 999"),
        ({"pages": 0}, "từ 1 đến 999"),
        ({"sent_on": date(2026, 3, 1)}, "trước ngày văn bản 02/03/2026"),
        ({"sent_on": date(2026, 3, 3)}, "sau ngày hôm nay"),
        ({"file_notation": "0" * 21}, "mã hồ sơ: tối đa 20"),
        ({"retention": "x" * 31}, "thời hạn bảo quản: tối đa 30"),
        ({"note": "TỐI MẬT"}, "bí mật nhà nước"),
    ],
)
def test_what_no_book_can_hold_is_refused_and_takes_no_number(
    database, rules, office, wrong, words
):
    with pytest.raises(InvalidInputError, match=words):
        numbered(database, rules, office, entry=BookEntry(**wrong))

    assert numbers_given(database) == [114]


def test_an_earlier_day_is_refused_unless_the_agency_allows_it(database, rules, office):
    yesterday = Dating(day=TODAY, reason="Ký hôm qua")

    with pytest.raises(InvalidInputError, match="không cho ghi lùi ngày"):
        numbered(database, rules, office, now=TOMORROW, dating=yesterday)


def test_a_date_that_runs_backwards_has_its_reason_and_its_mark(database, rules, office):
    save_book_settings(database, office.administrator, BACKWARDS, NOON)
    late = bring_to(database, rules, office, a_plan(database, office), "numbering")
    first = numbered(database, rules, office, now=TOMORROW)

    row = numbered(
        database,
        rules,
        office,
        plan_id=late,
        now=TOMORROW,
        dating=Dating(day=TODAY, reason=" Ký chiều hôm trước. "),
    )

    assert (first.number, row.number) == (115, 116)
    assert (row.promulgated_on, row.backdated_reason) == (TODAY, "Ký chiều hôm trước.")
    page = reading.plan_page(database, rules, office.clerk, late, TOMORROW)
    assert page.history[0].sentence == (
        "Đỗ Minh Châu cấp số 116/KH-UBND (Ghi lùi ngày: Ký chiều hôm trước)."
    )


def test_a_marked_line_does_not_hold_up_those_after_it(database, rules, office):
    save_book_settings(database, office.administrator, BACKWARDS, NOON)
    waiting = [
        bring_to(database, rules, office, a_plan(database, office), "numbering") for _ in range(2)
    ]
    numbered(database, rules, office, now=TOMORROW)
    back = Dating(day=TODAY, reason="Ký chiều hôm trước")
    numbered(database, rules, office, plan_id=waiting[0], now=TOMORROW, dating=back)

    with pytest.raises(InvalidInputError, match="văn bản ngày 03/03/2026, sau ngày hôm nay"):
        numbered(database, rules, office, plan_id=waiting[1], now=NOON)


@pytest.mark.parametrize(
    ("dating", "words"),
    [
        (Dating(day=TODAY), "ghi lý do để đánh dấu"),
        (Dating(day=TODAY, reason="x" * 501), "dài quá 500"),
        (Dating(day=date(2026, 3, 4), reason="Sớm"), "sau ngày hôm nay"),
        (Dating(day=date(2026, 3, 1), reason="Sớm"), "ký ngày 02/03/2026"),
    ],
)
def test_a_day_that_cannot_be_is_refused(database, rules, office, dating, words):
    save_book_settings(database, office.administrator, BACKWARDS, NOON)

    with pytest.raises(InvalidInputError, match=words):
        numbered(database, rules, office, now=TOMORROW, dating=dating)

    assert numbers_given(database) == [114]


def test_the_settings_are_off_until_an_administrator_turns_them_on(database, office):
    assert book_settings(database, office.administrator) == BookSettings()

    save_book_settings(database, office.administrator, BACKWARDS, NOON)

    saved = book_settings(database, office.administrator)
    assert saved == replace(BACKWARDS, version=1)
    with pytest.raises(ForbiddenError, match="quản trị cơ quan"):
        save_book_settings(database, office.clerk, saved, NOON)
    with pytest.raises(StalePageError):
        save_book_settings(database, office.administrator, BACKWARDS, NOON)


@pytest.mark.parametrize(
    ("expected", "number", "words"), [(115, 116, "cho văn bản khác"), (116, 1, "của năm khác")]
)
def test_another_number_than_expected_is_explained(expected, number, words):
    assert words in why_another(expected, number)
