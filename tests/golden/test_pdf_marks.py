"""Marks on pages as LibreOffice makes them: around the words at fault, each in its paragraph."""

import pytest

from tests.bench.render import a_table
from tests.golden.papers import a_plan, heading, paragraph, shipped
from tests.golden.pdf import need_the_tools
from webapp.adapters.libreoffice import PDF, convert
from webapp.documents.pdf.marks import marks_of
from webapp.documents.pdf.reading import page_count, read_places
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.form_rules.findings import Finding, Severity
from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import Appendix, MarkerKind, Run
from webapp.domain.stages import Stage

AGAIN = "Các cơ quan, đơn vị báo cáo kết quả tự kiểm tra về Sở Nội vụ trước ngày 15 tháng 6."
PLAN = a_plan(
    body=(
        heading(MarkerKind.ROMAN, "I.", "Tổ chức thực hiện"),
        *(paragraph(AGAIN, MarkerKind.ARABIC, f"{number}.") for number in range(1, 41)),
        paragraph("Sở Nội vụ tổng hợp, báo cáo", MarkerKind.ARABIC, "41."),
        a_table(40),
    ),
    opening=((Run("Ủy ban nhân dân tỉnh ban hành Kế hoạch", note="Theo Nghị quyết số 5."),),),
    appendixes=(Appendix("DANH SÁCH ĐƠN VỊ", (paragraph("Sở Nội vụ"),)),),
)


@pytest.fixture(scope="module")
def made():
    """The plan as it is read back from its paper, and the pages of its PDF."""
    need_the_tools()
    docx = render(PLAN, shipped(), Stage.ISSUED)
    pdf = convert(docx, ".docx", PDF)
    pages = read_places(pdf, 100)
    assert page_count(pdf) == len(pages) > 3
    return read_docx(docx), pages


def finding(place, quote=""):
    return Finding("R", Severity.ERROR, place, "Sửa.", "PL1", quote)


def marked(made, place, quote=""):
    """Return the page of a finding, and the words inside its mark."""
    plan, pages = made
    (mark,) = marks_of(plan, [finding(place, quote)], pages)
    assert mark is not None, place
    page = pages[mark.page - 1]
    inside = [
        character
        for character, box in zip(page.characters, page.boxes, strict=True)
        for area in mark.areas
        if area.x - 0.1 <= (box.left + box.right) / 2 <= area.x + area.width + 0.1
        and area.y <= page.height - (box.bottom + box.top) / 2 <= area.y + area.height
    ]
    return mark.page, " ".join("".join(inside).split())


def test_every_passage_of_the_plan_has_its_place(made):
    passages = [one for one in Paper(made[0], Stage.ISSUED, PLAN.medium).passages if one.text]

    marks = marks_of(made[0], [finding(one.place) for one in passages], made[1])

    pages = [mark.page for mark in marks if mark]
    assert len(pages) == len(passages) > 60
    assert pages == sorted(pages)


def test_each_of_forty_equal_paragraphs_is_marked_for_itself(made):
    blocks = [block for block in made[0].body if block.runs and block.runs[0].text == AGAIN]

    said = [marked(made, f"body/{block.id}")[1] for block in blocks]

    assert [words.split()[0] for words in said] == [f"{number}." for number in range(1, 41)]


def test_the_words_at_fault_alone_are_inside(made):
    block = made[0].body[41]

    assert marked(made, f"body/{block.id}", "tổng hợp, báo cáo")[1] == "tổng hợp, báo cáo"
    assert marked(made, f"body/{block.id}", "41.")[1] == "41."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("organ_name", "ỦY BAN NHÂN DÂN TỈNH AN HÒA"),
        ("code_number", "Số: 07/KH-UBND"),
        ("promulgated_on", "An Hòa, ngày 05 tháng 02 năm 2026"),
        ("document_type", "KẾ HOẠCH"),
        ("subject", "Kiểm tra công tác văn thư, lưu trữ năm 2026"),
        ("filing_line", "- Lưu: VT, NC(HTN)."),
        ("signer.position", "PHÓ CHỦ TỊCH"),
        ("signer.full_name", "Vừ A Của"),
    ],
)
def test_the_parts_around_the_text_are_found(made, place, words):
    assert marked(made, place)[1].replace("( HTN )", "(HTN)") == words


def test_no_more_pages_are_read_than_asked():
    need_the_tools()
    pdf = convert(render(PLAN, shipped(), Stage.ISSUED), ".docx", PDF)

    assert len(read_places(pdf, 2)) == 2
