"""What a filter found as a table with chosen columns, and as files."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from tests.golden.fixed import complaints
from tests.service.booking import last_event, register
from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_text,
    a_unit,
    an_agency,
    an_office,
    bring_to,
    words,
)
from webapp.adapters.libreoffice import ConversionError
from webapp.documents.pdf.reading import page_count
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.people import Role
from webapp.services import found_rows, result_files, results, search_words
from webapp.services.book_entries import BookEntry
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.result_columns import LINE_COLUMNS, PLAN_COLUMNS, Shape
from webapp.services.results import result_file, result_page


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


def page(database, actor, wishes=None, **shape):
    return result_page(database, actor, wishes or PlanFilter(), Shape(**shape), NOON)


def column(found, name):
    names = [one.name for one in found.table.columns]
    return [row[names.index(name)] for row in found.table.rows]


def subjects(database, actor, wishes=None, **shape):
    return column(page(database, actor, wishes, **shape), "Trích yếu")


def plans_about(database, office, *told):
    return [a_plan(database, office, a_text(subject=words(one))) for one in told]


def file(database, actor, form, wishes=None, **shape):
    return result_file(database, actor, wishes or PlanFilter(), Shape(**shape), form, now=NOON)


def sheet_words(data):
    with ZipFile(BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return ["".join(one.itertext()) for one in tree], sheet


def test_the_usual_columns_stand_until_others_are_chosen(database, office):
    plans_about(database, office, "Trồng cây")

    usual, own = (
        page(database, office.drafter),
        page(database, office.drafter, columns=("do-khan", "trich-yeu", "khong-co")),
    )

    assert [one.name for one in usual.table.columns][:3] == [
        "Số, ký hiệu",
        "Ngày ban hành",
        "Trích yếu",
    ]
    assert [one.name for one in own.table.columns] == ["Trích yếu", "Mức độ khẩn"]
    assert [one.label for one in own.columns if one.chosen] == ["Trích yếu", "Mức độ khẩn"]


def test_every_column_of_a_plan_and_of_a_line_says_something(database, rules, office):
    plan_id = a_plan(database, office)
    bring_to(database, rules, office, plan_id, "issued")
    waiting = a_plan(database, office)
    bring_to(database, rules, office, waiting, "approval")
    register(database, office, entry=BookEntry(copies=7, pages=2, retention="5 năm"))

    plans = page(database, office.clerk, columns=tuple(one.key for one in PLAN_COLUMNS))
    assert (
        dict(zip([one.name for one in plans.table.columns], plans.table.rows[1], strict=True))[
            "Số, ký hiệu"
        ]
        == "115/KH-UBND"
    )
    assert column(plans, "Người ký")[1]
    assert column(plans, "Đang chờ") == [office.signer.full_name, ""]
    assert column(plans, "Hạn")[0] is not None
    assert column(plans, "Mã hồ sơ") == column(plans, "Thời hạn bảo quản") == ["", ""]
    keys = tuple(one.key for one in LINE_COLUMNS)
    lines = page(database, office.clerk, RegisterFilter(), columns=keys)
    assert column(lines, "Số, ký hiệu") == ["116/KH-UBND", "115/KH-UBND"]
    assert column(lines, "Thời hạn bảo quản")[0] == "5 năm"
    assert column(lines, "Số lượng bản")[0] == 7
    assert column(lines, "Tình trạng") == ["Đã cấp", "Đã cấp"]


def test_rows_are_sorted_by_a_column_as_vietnamese_reads_and_blank_ones_come_last(database, office):
    plans_about(database, office, "Đê điều", "An toàn", "Ứng phó bão", "")

    told = subjects(database, office.drafter, sort="trich-yeu")
    assert told == ["(chưa có trích yếu)", "An toàn", "Đê điều", "Ứng phó bão"]
    told = subjects(database, office.drafter, sort="trich-yeu", descending=True)
    assert told[:2] == ["Ứng phó bão", "Đê điều"]
    assert subjects(database, office.drafter, sort="ngay") == subjects(database, office.drafter)


def test_numbers_are_sorted_as_numbers(database, office):
    for _ in range(2):
        register(database, office)

    found = page(database, office.clerk, RegisterFilter(), sort="so")

    assert column(found, "Số, ký hiệu") == ["115/KH-UBND", "116/KH-UBND"]


def test_plans_are_sorted_by_number_and_those_without_come_last(database, rules, office):
    numbered = a_plan(database, office)
    bring_to(database, rules, office, numbered, "issued")
    a_plan(database, office)

    assert column(page(database, office.clerk, sort="so"), "Số, ký hiệu") == ["115/KH-UBND", ""]


def test_the_exact_number_comes_first(database, rules, office):
    numbered = a_plan(database, office, a_text(subject=words("Kiểm tra")))
    bring_to(database, rules, office, numbered, "issued")
    kept, text = plans_about(database, office, "Kỷ niệm 115 năm")[0], words("Kỷ niệm 115 năm")
    with database.transaction() as session:
        search_words.store(session, office.agency_id, kept, a_text(subject=text))

    assert subjects(database, office.clerk, PlanFilter(q="115")) == ["Kiểm tra", "Kỷ niệm 115 năm"]


def test_nobody_finds_more_than_he_may_read(database, office):
    plans_about(database, office, "Trồng cây")
    other = an_office(database, short_name="UBND xã Bình An")
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    elsewhere = a_person(database, office.agency_id, Role.DRAFTER, unit_id=unit)

    assert subjects(database, office.drafter) == ["Trồng cây"]
    assert subjects(database, elsewhere) == []
    assert subjects(database, other.clerk) == []
    with pytest.raises(ForbiddenError):
        page(database, replace(office.clerk, roles=frozenset()), RegisterFilter())
    with pytest.raises(NotFoundError):
        page(database, office.clerk, RegisterFilter(series_id=other.series_id))


def test_an_agency_without_a_book_has_no_lines(database):
    agency = an_agency(database)
    clerk = a_person(database, agency, Role.CLERK)

    assert page(database, clerk, RegisterFilter()).count == 0


def test_what_is_over_the_limit_is_said(database, office, monkeypatch):
    plans_about(database, office, "Một", "Hai", "Ba")
    monkeypatch.setattr(found_rows, "MOST", 2)
    monkeypatch.setattr(results, "SHOWN", 1)

    found = page(database, office.drafter, PlanFilter(order="oldest"))

    assert found.limit == "Chỉ lấy 2 dòng đầu của danh sách; thêm điều kiện để lấy phần còn lại."
    assert (found.count, column(found, "Trích yếu")) == (2, ["Một"])


def test_the_word_file_tells_what_was_asked_by_whom_and_when(database, office, tmp_path):
    plans_about(database, office, "Trồng cây & «giữ rừng» <2026>")

    got = file(database, office.drafter, "docx", PlanFilter(mine=True), sort="trich-yeu")

    assert got.file_name == "danh-sach-van-ban-2026-03-02-12-00.docx"
    document = docx.Document(BytesIO(got.data))
    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts == {
        "Điều kiện:": "Của tôi.",
        "Thứ tự:": "Trích yếu, tăng dần",
        "Số dòng:": "1.",
        "Người xuất:": f"{office.drafter.full_name}, lúc 12:00 ngày 02/03/2026",
    }
    assert [cell.text for cell in document.tables[1].rows[1].cells][3] == (
        "Trồng cây & «giữ rừng» <2026>"
    )
    assert not complaints(got.data, tmp_path)


def test_a_file_of_nothing_says_so(database, office):
    document = docx.Document(BytesIO(file(database, office.drafter, "docx").data))

    assert document.tables[1].rows[1].cells[0].text == "Không có dòng nào khớp."


def test_in_the_workbook_days_are_days_and_what_looks_like_a_formula_is_text(database, office):
    register(database, office, said={"subject": "=1+1"}, entry=BookEntry(copies=7))

    got = file(
        database, office.clerk, "xlsx", RegisterFilter(), columns=("trich-yeu", "so-ban", "ngay")
    )
    told, sheet = sheet_words(got.data)

    assert "=1+1" in told
    assert "<f>" not in sheet
    assert "<v>46083</v>" in sheet
    assert "<v>7</v>" in sheet


def test_the_pdf_has_the_rows_on_its_pages(database, office):
    plans_about(database, office, *(f"Kế hoạch thứ {number}" for number in range(60)))

    got = file(database, office.drafter, "pdf")

    assert got.media_type == "application/pdf"
    assert page_count(got.data) > 1


@pytest.mark.parametrize("lack", ["libreoffice", "room", "luck"])
def test_a_pdf_that_cannot_be_made_is_refused_with_the_way_out(database, office, monkeypatch, lack):
    plans_about(database, office, "Một", "Hai")

    def fails(*_args, **_options):
        raise ConversionError("LibreOffice đang bận chuyển các tệp khác; thử lại sau ít phút.")

    monkeypatch.setattr(
        result_files, "find_soffice", lambda: None if lack == "libreoffice" else "x"
    )
    monkeypatch.setattr(result_files, "MOST_OF_PDF", 1 if lack == "room" else 10)
    monkeypatch.setattr(result_files, "convert", fails)

    assert page(database, office.drafter).makes_pdf == (lack == "luck")
    with pytest.raises(InvalidInputError):
        file(database, office.drafter, "pdf")
    assert last_event(database).action != "export_plans"


def test_who_took_which_results_stands_in_the_log(database, office):
    file(database, office.drafter, "xlsx", PlanFilter(q="cây"), columns=("trich-yeu",))

    event = last_event(database)
    assert (event.action, event.actor_id) == ("export_plans", office.drafter.person_id)
    assert json.loads(event.details) == {
        "form": "xlsx", "rows": 0, "columns": ["trich-yeu"], "filter": {"q": "cây"}, "sort": "",
    }  # fmt: skip


def test_other_kinds_of_file_do_not_exist(database, office):
    with pytest.raises(NotFoundError):
        file(database, office.drafter, "exe")
