"""Word papers in the shapes that offices give them are understood by the rules of pasted text."""

from datetime import date

import pytest

from tests.unit.docx_samples import bold, cell, docx, foot, head, p, paper, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import BlockKind, Orientation, plain

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DATE = "An Hòa, ngày 05 tháng 3 năm 2026"
TITLE = p(bold("KẾ HOẠCH"), align="center") + p(bold("Kiểm tra lưu trữ"), align="center")
BODY = p(bold("I. MỤC ĐÍCH, YÊU CẦU")) + p("1. Rà soát hồ sơ lưu trữ.")
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
PORTRAIT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def texts(blocks):
    return [plain(block.runs) for block in blocks]


def marks(blocks):
    return [block.marker.text if block.marker else "" for block in blocks]


def cells_of(block):
    assert block.table
    return [[" / ".join(map(plain, one.paragraphs)) for one in line] for line in block.table.rows]


def tab():
    return "<w:r><w:tab/></w:r>"


def box(*paragraphs):
    inner = "".join(p(one) for one in paragraphs)
    shape = f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
    return p(f"<w:r><w:pict>{shape}</w:pict></w:r>")


HEADERS = {
    "a table of one row": table(
        row(
            cell("UBND TỈNH AN HÒA", p(bold("SỞ NỘI VỤ")), "_______", "Số: 12/KH-SNV"),
            cell(p(bold(NATION)), p(bold(MOTTO)), "------", p(t(DATE, "<w:i/>"))),
        )
    ),
    "a table of two rows": table(
        row(cell("UBND TỈNH AN HÒA", p(bold("SỞ NỘI VỤ"))), cell(p(bold(NATION)), p(bold(MOTTO)))),
        row("Số: 12/KH-SNV", DATE),
    ),
    "a table with an empty column": table(
        row(cell("UBND TỈNH AN HÒA", p(bold("SỞ NỘI VỤ"))), cell(), cell(NATION, MOTTO)),
        row("Số: 12/KH-SNV", "", DATE),
    ),
    "lines with tabs": p("UBND TỈNH AN HÒA", tab(), NATION)
    + p(bold("SỞ NỘI VỤ"), tab(), bold(MOTTO))
    + p("Số: 12/KH-SNV", tab(), tab(), DATE),
    "lines with spaces": p(f"UBND TỈNH AN HÒA      {NATION}")
    + p(bold("SỞ NỘI VỤ"), t("          "), bold(MOTTO))
    + p(f"Số: 12/KH-SNV              {DATE}"),
    "boxes": box("UBND TỈNH AN HÒA", "SỞ NỘI VỤ", "Số: 12/KH-SNV") + box(NATION, MOTTO, DATE),
    "one line under the other": p(NATION)
    + p(MOTTO)
    + p("UBND TỈNH AN HÒA")
    + p(bold("SỞ NỘI VỤ"))
    + p("Số: 12/KH-SNV")
    + p(DATE),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_the_head_is_understood_in_its_usual_forms(header):
    plan = read_docx(docx(header + TITLE + BODY + foot()))

    assert (plan.organ_in_charge, plan.organ_name) == ("UBND TỈNH AN HÒA", "SỞ NỘI VỤ")
    assert (plan.code_number, plan.code_notation) == (12, "KH-SNV")
    assert (plan.promulgation_place, plan.promulgated_on) == ("An Hòa", date(2026, 3, 5))
    assert plain(plan.subject) == "Kiểm tra lưu trữ"


def test_blank_number_and_day_are_blank_and_not_invented():
    plan = read_docx(
        docx(
            table(
                row(
                    cell(p(bold("SỞ NỘI VỤ")), "Số:          /KH-SNV"),
                    cell(NATION, MOTTO, "An Hòa, ngày      tháng      năm 2026"),
                )
            )
            + TITLE
            + BODY
            + foot()
        )
    )

    assert (plan.code_number, plan.code_notation) == (None, "KH-SNV")
    assert (plan.promulgation_place, plan.promulgated_on) == ("An Hòa", None)


def test_a_subject_may_take_several_lines_and_a_break():
    lines = p(bold("KẾ HOẠCH"), align="center") + p(
        bold("Kiểm tra công tác văn thư"),
        "<w:r><w:br/></w:r>",
        bold("và công tác lưu trữ"),
        align="center",
    )

    plan = read_docx(
        docx(HEADERS["boxes"] + lines + p(bold("năm 2026"), align="center") + BODY + foot())
    )

    assert plain(plan.subject) == "Kiểm tra công tác văn thư và công tác lưu trữ năm 2026"


def test_bases_with_and_without_the_word_come_before_the_opening():
    plan = read_docx(
        paper(
            p(t("Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", "<w:i/>")),
            p(t("Thực hiện Quyết định số 12/QĐ-UBND của UBND tỉnh;", "<w:i/>")),
            p("Sở Nội vụ ban hành Kế hoạch như sau:"),
            BODY,
        )
    )

    assert [plain(runs) for runs in plan.legal_bases] == [
        "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;",
        "Thực hiện Quyết định số 12/QĐ-UBND của UBND tỉnh;",
    ]
    assert [plain(runs) for runs in plan.opening] == ["Sở Nội vụ ban hành Kế hoạch như sau:"]


def test_the_foot_is_read_from_its_table_dirt_and_all():
    plan = read_docx(paper(BODY))

    assert [plain(runs) for runs in plan.to_places] == ["Như Điều 1", "Thường trực Tỉnh ủy ( B/c)"]
    assert plain(plan.filing_line) == "Lưu: VT, VTLT."
    assert plan.unit == "VTLT"
    assert plan.signer.authority == ("KT. GIÁM ĐỐC",)
    assert (plan.signer.position, plan.signer.full_name) == ("PHÓ GIÁM ĐỐC", "Vừ A Của")


@pytest.mark.parametrize(
    "lines",
    [
        p("Nơi nhận:", tab(), "GIÁM ĐỐC")
        + p("- Như trên;")
        + p("- Lưu: VT.", tab(), tab(), "Vừ A Của"),
        table(row("Nơi nhận:", "GIÁM ĐỐC"), row("- Như trên;", ""), row("- Lưu: VT.", "Vừ A Của")),
        table(row("GIÁM ĐỐC", ""), row("Vừ A Của", ""))
        + p("Nơi nhận:")
        + p("- Như trên;")
        + p("- Lưu: VT."),
    ],
    ids=["tabs", "rows", "signature above"],
)
def test_the_foot_is_understood_in_other_forms(lines):
    plan = read_docx(docx(head() + BODY + lines))

    assert [plain(runs) for runs in plan.to_places] == ["Như trên"]
    assert plain(plan.filing_line) == "Lưu: VT."
    assert (plan.signer.position, plan.signer.full_name) == ("GIÁM ĐỐC", "Vừ A Của")
    assert texts(plan.body) == ["MỤC ĐÍCH, YÊU CẦU", "Rà soát hồ sơ lưu trữ."]


def test_dirt_between_the_words_goes_and_the_words_stay():
    plan = read_docx(
        paper(
            p(),
            p(bold("I."), tab(), bold("MỤC ĐÍCH")),
            p(t("\u00a0  "), tab(), "-Rà  soát   hồ sơ;"),
            p("   "),
            p("1.3 Kiểm tra"),
            p("________"),
            p("+ Báo cáo kết quả."),
        )
    )

    assert marks(plan.body) == ["I.", "-", "1.3", "+"]
    assert texts(plan.body) == ["MỤC ĐÍCH", "Rà soát hồ sơ;", "Kiểm tra", "Báo cáo kết quả."]


def test_a_chapter_takes_the_title_under_it():
    plan = read_docx(
        paper(
            p(bold("Chương I"), align="center"),
            p(bold("QUY ĐỊNH CHUNG"), align="center"),
            p(bold("Điều 1. Phạm vi")),
        )
    )

    assert marks(plan.body) == ["Chương I", "Điều 1."]
    assert texts(plan.body) == ["QUY ĐỊNH CHUNG", "Phạm vi"]


def test_a_heading_style_makes_a_heading_where_no_mark_does():
    styles = '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'

    plan = read_docx(
        paper(BODY, p("Tổ chức thực hiện", style="H2"), p("Có chấm.", style="H2"), styles=styles)
    )

    kinds = [block.kind for block in plan.body[2:]]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_sentence_that_a_page_end_cut_is_joined_and_told():
    first = "Các cơ quan, đơn vị chủ động rà soát toàn bộ hồ sơ lưu trữ của mình và"
    plan = read_docx(paper(BODY, p(first), p("báo cáo kết quả về Sở Nội vụ."), p("Khác.")))

    assert texts(plan.body)[2] == f"{first} báo cáo kết quả về Sở Nội vụ."
    assert any(item.kind == "joined" for item in plan.report)


def test_page_breaks_stay_between_words_only():
    end = '<w:r><w:br w:type="page"/></w:r>'
    plan = read_docx(paper(BODY, p(end), p(end), p("Sang trang", end), p("mới."), p(end)))

    kinds = [block.kind for block in plan.body[2:]]
    assert kinds == [
        BlockKind.PAGE_BREAK,
        BlockKind.PARAGRAPH,
        BlockKind.PAGE_BREAK,
        BlockKind.PARAGRAPH,
    ]


def test_a_table_keeps_rows_spans_widths_and_head():
    repeated = "<w:tblHeader/>"
    down, under = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    plan = read_docx(
        paper(
            BODY,
            table(
                row(
                    cell("TT", more=down),
                    cell("Việc", more=down),
                    cell("Thời hạn", more='<w:gridSpan w:val="2"/>'),
                    more=repeated,
                ),
                row(cell(more=under), cell(more=under), "Từ", "Đến", more=repeated),
                row(cell(p(bold("I")), more=""), cell("Nhóm việc", more='<w:gridSpan w:val="3"/>')),
                row("1", cell("Rà soát", "hồ sơ"), "3/2026", "4/2026"),
                row("2", "Thiếu ô"),
                widths=(500, 2500, 1000, 1000),
            ),
        )
    )

    block = plan.body[2]
    assert cells_of(block) == [
        ["TT", "Việc", "Thời hạn"],
        ["Từ", "Đến"],
        ["I", "Nhóm việc"],
        ["1", "Rà soát / hồ sơ", "3/2026", "4/2026"],
        ["2", "Thiếu ô", "", ""],
    ]
    assert block.table
    assert [(one.columns, one.rows) for one in block.table.rows[0]] == [(1, 2), (1, 2), (2, 1)]
    assert block.table.widths == (0.1, 0.5, 0.2, 0.2)
    assert block.table.header_rows == 2


def test_the_head_of_a_table_is_known_by_its_look():
    plan = read_docx(
        paper(
            BODY,
            table(
                row(cell(p(bold("TT"))), cell(p(bold("Việc")))),
                row("(1)", "(2)"),
                row("1", "Rà soát"),
            ),
        )
    )

    assert plan.body[2].table
    assert plan.body[2].table.header_rows == 2


def test_a_table_inside_a_cell_keeps_its_words_there():
    plan = read_docx(paper(BODY, table(row(cell("Ngoài", table(row("a", "b"))), "khác"))))

    assert cells_of(plan.body[2]) == [["Ngoài / a / b", "khác"]]
    assert any("lồng" in item.message for item in plan.report)


def test_words_that_a_merge_hides_stay_in_its_cell():
    plan = read_docx(
        paper(
            BODY,
            table(
                row(cell("Trên", more='<w:vMerge w:val="restart"/>'), "a"),
                row(cell("dưới", more="<w:vMerge/>"), "b"),
            ),
        )
    )

    assert cells_of(plan.body[2]) == [["Trên / dưới", "a"], ["b"]]


def test_appendixes_and_forms_follow_with_the_way_they_lie():
    plan = read_docx(
        paper(
            BODY,
            after=p(more=PORTRAIT)
            + p(bold("Phụ lục I"), align="center")
            + p(bold("DANH MỤC HỒ SƠ"), align="center")
            + p("(Kèm theo Kế hoạch số 12/KH-SNV)", align="center")
            + p("1. Hồ sơ đất đai.")
            + p(bold("Phụ lục II"), align="center", more="<w:pageBreakBefore/>")
            + p(bold("ĐỀ CƯƠNG BÁO CÁO"), align="center")
            + p(bold("I. KẾT QUẢ"))
            + p("1. Thuận lợi.", more=PORTRAIT)
            + p(bold("Biểu số 01: Tổng hợp"), align="center")
            + table(row("a", "b"))
            + LANDSCAPE,
        )
    )

    assert [one.title for one in plan.appendixes] == [
        "DANH MỤC HỒ SƠ",
        "ĐỀ CƯƠNG BÁO CÁO",
        "Biểu số 01: Tổng hợp",
    ]
    assert [one.orientation for one in plan.appendixes] == [
        Orientation.PORTRAIT,
        Orientation.PORTRAIT,
        Orientation.LANDSCAPE,
    ]
    assert texts(plan.appendixes[0].body) == ["Hồ sơ đất đai."]
    assert marks(plan.appendixes[1].body) == ["I.", "1."]
    assert not any(block.marker and block.marker.fixed for block in plan.appendixes[1].body)


def test_an_appendix_above_the_signature_is_one_too():
    inner = p(bold("Phụ lục"), align="center") + p(bold("DANH MỤC"), align="center") + p("1. Một.")

    plan = read_docx(paper(BODY, inner))

    assert texts(plan.body) == ["MỤC ĐÍCH, YÊU CẦU", "Rà soát hồ sơ lưu trữ."]
    assert [(one.title, marks(one.body)) for one in plan.appendixes] == [("DANH MỤC", ["1."])]
    assert plan.signer.full_name == "Vừ A Của"


def test_a_second_paper_in_the_file_is_kept_whole_and_told():
    plan = read_docx(paper(BODY, after=head("Kế hoạch thứ hai") + BODY + foot()))

    assert plan.signer.full_name == "Vừ A Của"
    assert len(plan.body) == 2
    assert len(plan.appendixes) == 1
    kept = " ".join(texts(plan.appendixes[0].body))
    assert "Rà soát hồ sơ lưu trữ." in kept
    assert any("văn bản khác" in item.message for item in plan.report)


def test_a_stray_line_below_the_signature_is_told():
    plan = read_docx(paper(BODY, after=p("Người ký: Văn thư")))

    assert not plan.appendixes
    assert any(item.text == "Người ký: Văn thư" for item in plan.report)


OTHERS = {
    "no header": p("Rà soát hồ sơ lưu trữ.") + p("Báo cáo kết quả."),
    "a letter": p("Dear Sir,") + p("Please find the plan attached.") + p("Best regards,"),
    "a công văn": head().replace("KẾ HOẠCH", "V/v rà soát")
    + p("Kính gửi: Các xã, phường.")
    + foot(),
    "a Party paper": p("ĐẢNG CỘNG SẢN VIỆT NAM") + TITLE + BODY + p("T/M BAN THƯỜNG VỤ"),
    "tables only": table(row("a", "b")) + table(row("c")),
    "nothing": "",
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_what_is_no_plan_becomes_one_with_a_report(body):
    plan = read_docx(docx(body))

    assert any(item.kind in {"missing", "kept_as_is", "removed"} for item in plan.report)


def test_notes_of_the_subject_stay_and_those_of_the_head_are_told():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    told = f'<w:footnote w:id="2">{p("Theo Luật Lưu trữ")}</w:footnote>'
    title = p(bold("KẾ HOẠCH"), align="center") + p(bold("Kiểm tra"), note, align="center")

    plan = read_docx(docx(p("SỞ NỘI VỤ", note) + title + BODY + foot(), footnotes=told))

    assert [run.note for run in plan.subject] == ["Theo Luật Lưu trữ"]
    assert any(item.text == "Theo Luật Lưu trữ" for item in plan.report)
