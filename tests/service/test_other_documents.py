"""Every other outgoing document takes its number from the same book."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.booking import (
    LAST_SECOND,
    MIDNIGHT,
    TODAY,
    TOMORROW,
    allow,
    counters,
    facts,
    last_event,
    line,
    lines,
    register,
    the_day,
)
from tests.service.builders import NOON, a_plan, a_series, a_unit, an_agency, bring_to, save, take
from webapp.db.models.numbers import RegisterWordRow
from webapp.db.models.organisations import AdvisoryBodyRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.services.book_entries import BookEntry
from webapp.services.book_numbers import Dating
from webapp.services.numbering import NoSeriesError
from webapp.services.other_documents import OtherDocument, register_other


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def test_a_document_takes_the_next_number_with_its_line(database, office):
    done = register(database, office, said={"signer_position": "CHỦ TỊCH", "signed_on": TODAY})

    row = line(database, 115)
    assert (done.text, done.message, done.differs) == (
        "115/KH-UBND",
        "Đã cấp số 115/KH-UBND.",
        False,
    )
    assert (row.id, row.plan_id, row.status, row.origin) == (done.row_id, None, "issued", "given")
    assert (row.promulgated_on, row.type_name, row.recipients) == (
        TODAY,
        "Kế hoạch",
        "UBND tỉnh; Sở Nội vụ",
    )
    assert (row.signer_name, row.signer_position) == ("Phạm Quốc Toản", "CHỦ TỊCH")
    assert (row.registered_by, row.registered_at) == (office.clerk.person_id, NOON)


def test_copies_are_as_many_as_places_unless_the_clerk_says_more(database, office):
    register(database, office)
    register(database, office, entry=BookEntry(copies=30, kept_by="VT, VP", copies_kept=2))

    first, second = lines(database)
    assert (first.copies, first.kept_by) == (2, "VT")
    assert (second.copies, second.kept_by, second.copies_kept) == (30, "VT, VP", 2)


def test_a_plan_and_a_document_share_their_series(database, rules, office):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")

    register(database, office)
    done = take(database, rules, office.clerk, plan_id, "number")

    assert done.number_text == "116/KH-UBND"


def test_the_event_names_the_line(database, office):
    done = register(database, office)

    event = last_event(database)
    assert (event.action, event.subject) == ("register", f"register:{done.row_id}")
    assert '"number":"115/KH-UBND"' in event.details


def test_a_form_sent_twice_is_one_line(database, office):
    first = register(database, office, key="một")

    again = register(database, office, key="một")

    assert again.row_id == first.row_id
    assert "không cần làm lại" in again.message
    assert counters(database) == [(2026, 115)]


def test_another_number_than_the_page_expected_is_said(database, office):
    register(database, office)

    done = register(database, office, expected={office.series_id: 115})

    assert done.differs
    assert done.message == ("Đã cấp số 116/KH-UBND. Số dự kiến 115 đã được cấp cho văn bản khác.")


def test_a_type_without_its_own_series_takes_from_the_common_one(database, office):
    a_series(database, office.agency_id, name="Chung", type_name=None, last_number=40)

    assert register(database, office, type_name="Báo cáo").text == "41/BC-UBND"
    assert register(database, office, type_name="Công văn").text == "42/UBND"
    named = register(database, office, type_name="Công văn", said={"notation": "UBND-VHXH"})
    assert named.text == "43/UBND-VHXH"


def test_a_series_with_its_own_notation_takes_no_other(database, office):
    a_series(database, office.agency_id, name="BC", type_name="Báo cáo", notation="BC-VP")

    with pytest.raises(InvalidInputError, match="ký hiệu riêng «BC-VP»"):
        register(database, office, type_name="Báo cáo", said={"notation": "BC-UBND"})

    assert register(database, office, type_name="Báo cáo").text == "115/BC-VP"


def test_an_advisory_body_counts_in_its_own_series(database, office):
    def body(_session):
        return AdvisoryBodyRow(
            agency_id=office.agency_id, name="BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", abbreviation="BCĐ"
        )

    body_id = save(database, body)
    with pytest.raises(NoSeriesError, match="Tổ chức tư vấn này chưa có dãy số"):
        register(database, office, said={"advisory_body_id": body_id})
    a_series(database, office.agency_id, name="KH BCĐ", advisory_body_id=body_id, last_number=2)

    assert register(database, office, said={"advisory_body_id": body_id}).text == "03/KH-BCĐ"


def test_another_agencys_body_and_unit_do_not_exist(database, office):
    elsewhere = an_agency(database, short_name="Sở Tài chính")
    unit_id = a_unit(database, elsewhere)

    def body(_session):
        return AdvisoryBodyRow(agency_id=elsewhere, name="BAN", abbreviation="BCĐ")

    body_id = save(database, body)
    for wrong in ({"advisory_body_id": body_id}, {"unit_id": unit_id}):
        with pytest.raises(InvalidInputError, match=r"chọn lại|Chọn một đơn vị"):
            register(database, office, said=wrong)

    assert counters(database) == [(2026, 114)]


def test_the_drafting_unit_stands_in_the_line(database, office):
    register(database, office, said={"unit_id": office.unit_id, "priority": "KHẨN"})

    assert (line(database, 115).unit_id, line(database, 115).priority) == (office.unit_id, "KHẨN")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"subject": ""}, "subject", "Nhập trích yếu"),
        ({"subject": "x" * 501}, "subject", "tối đa 500"),
        ({"subject": "MẬT"}, "subject", "bí mật nhà nước"),
        ({"signer_name": " "}, "signer_name", "Nhập người ký"),
        ({"signer_name": "x" * 51}, "signer_name", "tối đa 50"),
        ({"signer_position": "x" * 101}, "signer_position", "tối đa 100"),
        ({"recipients": " ; \n."}, "recipients", "Nhập nơi nhận"),
        ({"recipients": "x" * 1001}, "recipients", "tối đa 1000"),
        ({"notation": "BC UBND"}, "notation", "viết liền"),
        ({"priority": "GẤP"}, "priority", "mức độ khẩn"),
    ],
)
def test_what_a_line_cannot_say_is_refused_beside_its_field(database, office, wrong, field, words):
    with pytest.raises(InvalidInputError, match=words) as refused:
        register(database, office, said=wrong)

    assert refused.value.field == field
    assert counters(database) == [(2026, 114)]


@pytest.mark.parametrize("type_id", [None, 9999])
def test_a_type_is_chosen_from_the_list(database, office, type_id):
    wanted = OtherDocument(replace(facts(database), document_type_id=type_id), key="k")

    with pytest.raises(InvalidInputError, match="Chọn một loại văn bản"):
        register_other(database, office.clerk, wanted, NOON)


def test_only_the_clerk_registers(database, office):
    with pytest.raises(ForbiddenError, match="do văn thư giữ"):
        register(database, office, clerk=office.signer)


def test_places_are_kept_one_after_the_other(database, office):
    register(database, office, said={"recipients": "UBND tỉnh;\nSở Y tế ;\n\nCác thôn."})

    assert line(database, 115).recipients == "UBND tỉnh; Sở Y tế; Các thôn"


def test_the_words_of_a_line_are_kept_for_search(database, office):
    register(database, office)

    with database.reading() as session:
        words = set(session.scalars(select(RegisterWordRow.word)))
    assert {"bao", "cao", "chay", "rung", "noi", "vu", "toan", "ubnd"} <= words


def test_an_earlier_day_in_order_needs_no_reason(database, office):
    register(database, office, now=TOMORROW, dating=Dating(day=TODAY))

    row = line(database, 115)
    assert (row.promulgated_on, row.backdated_reason) == (TODAY, "")


def test_a_day_before_the_last_line_is_refused_where_dates_run_forward(database, office):
    register(database, office, now=TOMORROW)

    with pytest.raises(InvalidInputError, match=r"văn bản ngày 03/03/2026. Cơ quan không cho"):
        register(database, office, now=TOMORROW, dating=Dating(day=TODAY, reason="Gửi muộn"))


def test_a_date_that_runs_backwards_is_marked_in_the_event(database, office):
    allow(database, office, dates_run_back=True)
    register(database, office, now=TOMORROW)

    register(database, office, now=TOMORROW, dating=Dating(day=TODAY, reason="Gửi muộn"))

    assert line(database, 116).backdated_reason == "Gửi muộn"
    event = last_event(database)
    assert '"marked":"Ghi lùi ngày: Gửi muộn."' in event.details


def test_a_day_of_the_old_year_is_not_taken_as_order(database, office):
    with pytest.raises(InvalidInputError, match="không cho ghi lùi ngày"):
        register(
            database, office, now=MIDNIGHT, dating=Dating(day=LAST_SECOND.date(), reason="Gửi")
        )


def test_the_year_turns_at_midnight_in_vietnam(database, office):
    last = register(database, office, now=LAST_SECOND)
    first = register(database, office, now=MIDNIGHT, expected={office.series_id: 116})

    assert (last.text, first.text) == ("115/KH-UBND", "01/KH-UBND")
    assert "văn bản ghi ngày của năm khác" in first.message
    assert [(row.year, row.promulgated_on.isoformat()) for row in lines(database)] == [
        (2026, "2026-12-31"),
        (2027, "2027-01-01"),
    ]


def test_a_signature_comes_before_the_number(database, office):
    with pytest.raises(InvalidInputError, match="ghi ngày ký 03/03/2026, sau ngày hôm nay"):
        register(database, office, said={"signed_on": the_day(3)})
