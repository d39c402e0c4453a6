"""Layouts of other offices: frames around the text, rows across the head, several who sign."""

from dataclasses import replace

import pytest

from tests.golden.papers import shipped
from tests.unit.docx_samples import bold, cell, docx, foot, head, item, p, paper, row, t, table
from tests.unit.flat_words import moved
from tests.unit.foreign_heads import AGENCIES, DATE, centred, left_of, right
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.plan import BlockKind, Cell, Run, Table, plain
from webapp.domain.stages import Stage

BODY = p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát hồ sơ lưu trữ.") + p("- Báo cáo kết quả.")
GRID = table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 500))
PLACES = ("Nơi nhận:", "- Sở Y tế;", "- Lưu: VT, NV.")


def framed(*content):
    return table(row(cell(*content)))


def texts(blocks):
    return [plain(block.runs) for block in blocks]


def marks(plan):
    return [block.marker.text if block.marker else "" for block in plan.body]


def told(plan, words):
    return [item.text for item in plan.report if words in item.message]


def stays(plan):
    return read_docx(render(plan, shipped(), Stage.ISSUED)) == plan


FRAMES = {
    "the text": head() + framed(BODY, GRID) + foot(),
    "text and foot": head() + framed(BODY, GRID, foot()),
    "everything": framed(head(), BODY, GRID, foot()),
    "a frame in a frame": head() + framed(framed(BODY, GRID)) + foot(),
    "a row for each paragraph": head()
    + table(*(row(cell(one)) for one in BODY.split("</w:p>")[:-1] for one in [f"{one}</w:p>"]))
    + GRID
    + foot(),
}


@pytest.mark.parametrize("made", FRAMES.values(), ids=FRAMES)
def test_a_frame_around_the_text_is_opened_and_told(made):
    plan = read_docx(docx(made))

    assert marks(plan) == ["I.", "1.", "-", ""]
    assert plan.body[-1].kind is BlockKind.TABLE
    assert (plan.signer.full_name, plain(plan.filing_line)) == ("Vừ A Của", "Lưu: VT, VTLT.")
    assert len(told(plan, "khung")) == 1
    assert not told(plan, "lồng trong ô")
    assert moved(plan, docx(made)) == ""
    assert stays(plan)


def test_a_box_with_a_remark_stays_a_table():
    plan = read_docx(
        paper(BODY, framed(p("Lưu ý: gửi trước ngày 05."), p("Mọi vướng mắc báo Sở.")))
    )

    assert plan.body[-1].kind is BlockKind.TABLE
    assert not told(plan, "khung")


def test_type_and_subject_may_stand_in_a_row_across_the_head():
    wide = '<w:gridSpan w:val="2"/>'
    title = cell(centred(bold("KẾ HOẠCH")), centred(bold("Rà soát hồ sơ")), more=wide)
    agency = cell(*left_of(AGENCIES["department"]), centred("Số: 12/KH-SNV"))

    made = docx(table(row(agency, cell(*right(), centred(DATE))), row(title)) + BODY + foot())
    plan = read_docx(made)

    assert (plan.organ_name, plan.code_number) == ("SỞ NỘI VỤ", 12)
    assert (plan.promulgation_place, plain(plan.subject)) == ("An Hòa", "Rà soát hồ sơ")
    assert not plan.opening
    assert moved(plan, made) == ""


def signs(*lines):
    return cell(*(centred(bold(line)) for line in lines))


@pytest.mark.parametrize(
    "columns",
    [
        (cell(*PLACES), signs("NGƯỜI LẬP", "", "Lò Thị Mai"), signs("GIÁM ĐỐC", "", "Vừ A Của")),
        (cell(*PLACES), signs("GIÁM ĐỐC", "", "Vừ A Của"), signs("NGƯỜI LẬP", "", "Lò Thị Mai")),
        (signs("NGƯỜI LẬP", "", "Lò Thị Mai"), cell(*PLACES), signs("GIÁM ĐỐC", "", "Vừ A Của")),
    ],
)
def test_of_three_columns_the_leader_signs_and_who_drafted_is_told(columns):
    plan = read_docx(docx(head() + BODY + table(row(*columns))))

    assert (plan.signer.position, plan.signer.full_name) == ("GIÁM ĐỐC", "Vừ A Của")
    assert [plain(one) for one in plan.to_places] == ["Sở Y tế"]
    assert told(plan, "cuối văn bản") == ["NGƯỜI LẬP", "Lò Thị Mai"]
    assert stays(plan)


def test_an_approval_above_the_position_is_told_and_no_place():
    columns = (
        signs("DUYỆT CỦA BAN GIÁM HIỆU", "HIỆU TRƯỞNG", "Vừ A Của"),
        signs("NGƯỜI LẬP", "Lò A"),
    )

    plan = read_docx(docx(head() + BODY + table(row(*columns))))

    assert (plan.signer.position, plan.signer.full_name) == ("HIỆU TRƯỞNG", "Vừ A Của")
    assert not plan.to_places
    assert told(plan, "cuối văn bản") == ["DUYỆT CỦA BAN GIÁM HIỆU", "NGƯỜI LẬP", "Lò A"]


def listed(form, text):
    return (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


@pytest.mark.parametrize(
    ("form", "text", "gone"), [("decimal", "%1.", ["1. 2. 3."]), ("bullet", "-", [])]
)
def test_places_of_an_automatic_list_are_places(form, text, gone):
    places = item(0, "Sở Y tế;"), item(0, "Các xã;"), item(0, "Lưu: VT, NV.")
    left = cell("Nơi nhận:", *places)

    made = head() + BODY + table(row(left, signs("GIÁM ĐỐC", "", "Vừ A Của")))
    plan = read_docx(docx(made, (), numbering=listed(form, text)))

    assert [plain(one) for one in plan.to_places] == ["Sở Y tế", "Các xã"]
    assert plain(plan.filing_line) == "Lưu: VT, NV."
    assert told(plan, "gạch đầu dòng") == gone
    assert stays(plan)


def test_headings_of_styles_alone_are_headings_and_the_report_says_nothing_else():
    styles = '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'

    plan = read_docx(paper(p("Mục đích", style="H1"), p("Rà soát hồ sơ."), styles=styles))

    assert [block.kind for block in plan.body] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert not told(plan, "Không thấy đề mục")


def test_a_table_of_which_a_tracked_change_left_nothing_is_none():
    gone = table(row("x", "y", more="<w:del/>"))

    plan = read_docx(paper(BODY, gone))

    assert marks(plan) == ["I.", "1.", "-"]
    assert "x y" in told(plan, "bị xóa")


def test_a_table_of_contents_is_told_and_left_out():
    styles = '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    line = p(t("I. MỤC ĐÍCH"), "<w:r><w:tab/></w:r>", t("1"), style="TOC1")

    plan = read_docx(paper(line, BODY, styles=styles))

    assert marks(plan) == ["I.", "1.", "-"]
    assert told(plan, "Mục lục") == ["I. MỤC ĐÍCH 1"]


def test_a_footnote_keeps_its_paragraphs_and_lines():
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = p("Một") + p("hai", "<w:r><w:br/></w:r>", t("ba"))

    plan = read_docx(
        paper(p("1. Rà soát", call), footnotes=f'<w:footnote w:id="2">{note}</w:footnote>')
    )

    assert plan.body[0].runs[0].note == "Một\nhai\nba"
    assert stays(plan)


@pytest.mark.parametrize(
    "widths", [(500, 3000, 900), (1, 1, 1, 1, 1, 2), (333, 333, 334), (1000, 2000, 4000, 8000)]
)
def test_widths_stay_to_the_last_digit(widths):
    grid = table(*(row(*["a"] * len(widths)) for _ in range(2)), widths=widths)

    plan = read_docx(paper(BODY, grid))

    shares = [share for block in plan.body if block.table for share in block.table.widths]
    assert round(sum(shares), 9) == 1
    assert stays(plan)


def test_bases_in_a_frame_are_bases():
    bases = framed(p("Căn cứ Luật Lưu trữ;"), p("Căn cứ Nghị định số 1/2025/NĐ-CP;"))

    plan = read_docx(docx(head() + bases + BODY + foot()))

    assert len(plan.legal_bases) == 2


GUIDE = "(Kèm theo Kế hoạch số 12/QĐ-SNV ngày 05/3/2026 của Sở Nội vụ)"
PAGE = "<w:pageBreakBefore/>"


def appended(*lines):
    return read_docx(docx(head() + BODY + foot() + "".join(lines)))


@pytest.mark.parametrize(
    "title", ["MẪU BÁO CÁO", "BIỂU TỔNG HỢP", "MẪU XI MĂNG", "BIỂU VI PHẠM", "Mẫu của Sở"]
)
def test_the_title_of_an_appendix_may_begin_with_the_word_form(title):
    plan = appended(centred(bold("Phụ lục"), more=PAGE), centred(bold(title)), p("1. Một."))

    assert [one.title for one in plan.appendixes] == [title]


@pytest.mark.parametrize(
    "name", ["Biểu số 01", "MẪU 1A", "Mẫu số: 02/BC", "Biểu TH-01", "BIỂU II", "Mẫu B", "Mẫu BC2"]
)
def test_a_form_has_a_number_or_a_letter(name):
    plan = appended(centred(bold(name), more=PAGE), p("1. Một."), centred(bold(name)), p("1. Hai."))

    assert [one.title for one in plan.appendixes] == [name, name]


def test_a_form_right_below_the_label_of_an_appendix_is_that_appendix():
    plan = appended(
        centred(bold("Phụ lục I"), more=PAGE), centred(bold("Biểu số 01")), p("1. Một."),
        centred(bold("Phụ lục II"), more=PAGE), centred(bold("Biểu số 02")), GRID,
        centred(bold("Biểu số 03")), GRID,
    )  # fmt: skip

    assert [one.title for one in plan.appendixes] == ["Biểu số 01", "Biểu số 02", "Biểu số 03"]
    assert [len(one.body) for one in plan.appendixes] == [1, 1, 1]
    assert stays(plan)


GUIDES = {
    "one line": centred(GUIDE),
    "two paragraphs": centred(GUIDE[:30]) + centred(t(GUIDE[30:], "<w:i/>")),
    "two in italics": centred(t(GUIDE[:30], "<w:i/>")) + centred(t(GUIDE[30:], "<w:i/>")),
    "a break": centred(t(GUIDE[:30]), "<w:r><w:br/></w:r>", t(GUIDE[30:])),
}


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_the_guide_of_an_appendix_is_one_line(guide):
    plan = appended(centred(bold("Phụ lục"), more=PAGE), centred(bold("DANH MỤC")), guide, GRID)

    (appendix,) = plan.appendixes
    assert texts(appendix.body)[0].replace(" ", "") == GUIDE.replace(" ", "")
    assert len(appendix.body) == 2
    assert stays(plan)


def test_a_guide_in_the_paragraph_of_the_title_is_one_line():
    lines = "<w:r><w:br/></w:r>".join(map(t, ("PHỤ LỤC", "DANH MỤC", GUIDE[:31], GUIDE[31:])))

    plan = appended(centred(lines, more=PAGE), p("1. Một."))

    assert plan.appendixes[0].title == "DANH MỤC"
    assert texts(plan.appendixes[0].body) == [GUIDE, "Một."]


def test_a_guide_that_never_closes_takes_nothing_along():
    plan = appended(centred(bold("Phụ lục"), more=PAGE), centred(GUIDE[:-1]), GRID, p("1. Một."))

    assert texts(plan.appendixes[0].body) == [GUIDE[:-1], "", "Một."]


def test_a_table_of_one_column_with_numbers_stays_one_on_our_own_paper():
    plan = read_docx(paper(BODY, GRID))
    cells = tuple((Cell(((Run(text),),)),) for text in ("1. Sở Y tế", "2. Sở Nội vụ"))
    block = replace(plan.body[-1], table=Table(cells, (1.0,)))

    assert stays(replace(plan, body=(*plan.body[:-1], block)))


CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTED = f'<w:footnote w:id="2">{p("Theo quy chế")}</w:footnote>'


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (head().replace(bold("SỞ NỘI VỤ"), bold("SỞ NỘI VỤ") + CALL) + BODY + foot(), "phần đầu"),
        (head() + BODY + foot().replace(t("PHÓ GIÁM ĐỐC"), t("PHÓ GIÁM ĐỐC") + CALL), "chữ ký"),
        (head() + BODY + foot() + p("Bản này thay bản cũ", CALL, more=PAGE), "cuối văn bản"),
        (head() + BODY + foot() + centred(bold("PHỤ LỤC"), CALL, more=PAGE) + GRID, "phụ lục"),
    ],
)
def test_a_footnote_that_has_no_place_is_told(made, where):
    plan = read_docx(docx(made, (), footnotes=NOTED))

    assert told(plan, f"Chú thích ở {'tiêu đề ' if where == 'phụ lục' else ''}{where}") == [
        "Theo quy chế"
    ]


@pytest.mark.parametrize(
    "approval",
    [("PHÊ DUYỆT CỦA HIỆU TRƯỞNG", "Vừ A Của"), ("DUYỆT", "HIỆU TRƯỞNG", "(Đã ký)", "Vừ A Của")],
)
def test_an_approval_above_the_head_is_told_and_no_agency(approval):
    plan = read_docx(docx(table(row(signs(*approval), "")) + head() + BODY + foot()))

    assert (plan.organ_in_charge, plan.organ_name) == ("UBND TỈNH AN HÒA", "SỞ NỘI VỤ")
    assert told(plan, "phần đầu văn bản") == list(approval)
