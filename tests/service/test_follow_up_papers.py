"""A công văn that corrects and a notice that recalls: their templates, notations and numbers."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_series, take, the_way
from tests.service.chains import a_common_series, an_issued_plan, begin
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow
from webapp.documents.layout.checking import check_file
from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules.findings import Severity
from webapp.domain.plan import plain
from webapp.services import drafting, numbering_page, papers
from webapp.services.drafting_desk import editing

WAIVER = "Nêu đúng lỗi cần đính chính"


@pytest.fixture
def database(sqlite_database):
    """What both databases decide is asked elsewhere."""
    return sqlite_database


@pytest.fixture
def issued(database, rules, office):
    return an_issued_plan(database, rules, office)


def go(database, rules, plan_id, steps):
    for actor, action, more in steps:
        take(database, rules, actor, plan_id, action, waiver=WAIVER, **more)


def fill_in(database, office, plan_id, **changes):
    """Save the draft with other fields."""
    page = editing(database, office.drafter, plan_id, NOON)
    fields = replace(page.fields, **changes)
    drafting.save(database, office.drafter, plan_id, page.version, fields, now=NOON)


def paper_of(database, rules, actor, plan_id):
    return read_docx(papers.download(database, rules, actor, plan_id, None, now=NOON).data)


def corrected_rows(database, office, plan_id):
    """Fill in the row of the table, and add a second one."""
    page = editing(database, office.drafter, plan_id, NOON)
    (table,) = page.fields.tables
    text = table.text.replace("[vị trí]", "Mục II, dòng đầu").replace(
        "[nội dung đã in]", "năm 2025"
    )
    text = text.replace("[nội dung đúng]", "năm 2026")
    return (replace(table, text=f"{text}\n2 | Nơi nhận | Phòng Kinh tế | Phòng Văn hóa - Xã hội"),)


def test_the_correction_is_drafted_on_the_template_of_a_letter(database, rules, office, issued):
    letter = begin(database, office.drafter, issued, "corrects")
    page = editing(database, office.drafter, letter, NOON)

    shown = papers.preview(database, rules, office.drafter, page.fields, letter, now=NOON)

    read = read_docx(shown)
    assert (page.document_type, read.document_type) == ("CÔNG VĂN", "CÔNG VĂN")
    assert page.fields.addressees.splitlines() == [plain(one) for one in read.addressees]
    assert read.addressees


def test_several_passages_are_corrected_in_rows_of_one_table(database, rules, office, issued):
    letter = begin(database, office.drafter, issued, "corrects")

    fill_in(database, office, letter, tables=corrected_rows(database, office, letter))

    rows = paper_of(database, rules, office.drafter, letter).body[0].table.rows
    assert [plain(cell.paragraphs[0]) for cell in rows[2]] == [
        "2",
        "Nơi nhận",
        "Phòng Kinh tế",
        "Phòng Văn hóa - Xã hội",
    ]


def test_the_issued_correction_has_no_error_of_form(database, rules, office, issued):
    a_common_series(database, office)
    letter = begin(database, office.drafter, issued, "corrects")
    fill_in(database, office, letter, tables=corrected_rows(database, office, letter))
    go(database, rules, letter, the_way(office))

    made = papers.download(database, rules, office.clerk, letter, None, now=NOON)

    assert made.file_name.startswith("21-UBND-VHXH-2026-dinh-chinh-ke-hoach-so-115")
    assert [one for one in check_file(made.data) if one.severity is Severity.ERROR] == []


def test_the_issued_recall_has_no_error_of_form(database, rules, office, issued):
    a_common_series(database, office)
    notice = begin(database, office.drafter, issued, "recalls")
    go(database, rules, notice, the_way(office))

    made = papers.download(database, rules, office.clerk, notice, None, now=NOON)

    assert made.file_name.startswith("21-TB-UBND-2026-thu-hoi-ke-hoach-so-115")
    assert [one for one in check_file(made.data) if one.severity is Severity.ERROR] == []


def test_the_number_expected_has_the_units_notation_and_is_the_one_given(
    database, rules, office, issued
):
    a_common_series(database, office)
    letter = begin(database, office.drafter, issued, "corrects")
    *steps, last = the_way(office)
    go(database, rules, letter, steps)
    page = numbering_page.numbering_page(database, rules, office.clerk, letter, NOON)

    go(database, rules, letter, [last])

    assert page.expected is not None
    assert page.expected.text == page.plan.expected_number == "21/UBND-VHXH"
    with database.reading() as session:
        plan = session.get_one(PlanRow, letter)
        row = session.scalars(select(RegisterRow).where(RegisterRow.plan_id == letter)).one()
        assert (plan.code_number, plan.code_notation) == (21, "UBND-VHXH")
        assert (row.number, row.notation, row.type_name) == (21, "UBND-VHXH", "Công văn")
        assert "Như trên" not in row.recipients
        assert row.recipients


def test_a_type_with_a_series_of_its_own_is_counted_there(database, rules, office, issued):
    a_common_series(database, office)
    a_series(database, office.agency_id, name="Thông báo", type_name="Thông báo", last_number=6)
    notice = begin(database, office.drafter, issued, "recalls")

    go(database, rules, notice, the_way(office))

    assert paper_of(database, rules, office.clerk, notice).code_number == 7


def test_the_addressees_of_a_plan_are_not_kept(database, office):
    plan_id = drafting.create_plan(
        database,
        office.drafter,
        replace(editing(database, office.drafter, None, NOON).fields, addressees="Các thôn"),
        NOON,
    )

    assert editing(database, office.drafter, plan_id, NOON).fields.addressees == ""


def test_dashes_and_closing_signs_of_addressees_are_the_papers_own(database, office, issued):
    letter = begin(database, office.drafter, issued, "corrects")

    fill_in(database, office, letter, addressees="- Sở Nội vụ;\n \n- Các thôn.\n-")

    fields = editing(database, office.drafter, letter, NOON).fields
    assert fields.addressees == "Sở Nội vụ\nCác thôn"
