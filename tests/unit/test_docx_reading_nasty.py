"""What foreign Word files hold besides plain text: it is read as a reader sees it, or told."""

import pytest

from tests.unit.docx_samples import bold, cell, docx, foot, head, item, p, paper, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import BlockKind, plain

BODY = p(bold("I. MỤC ĐÍCH, YÊU CẦU")) + p("1. Rà soát hồ sơ lưu trữ.")
BREAK, PAGE = "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
BULLETS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:start w:val="1"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def centred(*runs):
    return p(*runs, align="center")


def texts(blocks):
    return [plain(block.runs) for block in blocks]


def body_of(*paragraphs, **parts):
    """Return what follows the usual two paragraphs."""
    return read_docx(paper(BODY, *paragraphs, **parts)).body[2:]


def told(plan, words):
    return [one.text for one in plan.report if words in one.message]


def math(inner):
    return f"<m:oMath>{inner}</m:oMath>"


def letters(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


FORMULAS = {
    "power": (
        f"<m:sSup><m:e>{letters('m')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>",
        [("m", False, False), ("2", False, True)],
    ),
    "index": (
        f"<m:sSub><m:e>{letters('PM')}</m:e><m:sub>{letters('10')}</m:sub></m:sSub>",
        [("PM", False, False), ("10", True, False)],
    ),
    "fraction": (
        f"<m:f><m:num>{letters('a+b')}</m:num><m:den>{letters('c')}</m:den></m:f>",
        [("(a+b)/c", False, False)],
    ),
    "root": (f"<m:rad><m:deg/><m:e>{letters('x')}</m:e></m:rad>", [("√x", False, False)]),
    "sum": (
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"<m:sub>{letters('i')}</m:sub><m:sup>{letters('n')}</m:sup><m:e>{letters('x')}</m:e>"
            "</m:nary>"
        ),
        [("∑", False, False), ("i", True, False), ("n", False, True), ("x", False, False)],
    ),
    "brackets": (
        f"<m:d><m:e>{letters('a')}</m:e><m:e>{letters('b')}</m:e></m:d>",
        [("(a|b)", False, False)],
    ),
    "taken out": (f"<w:del>{letters('b')}</w:del>{letters('c')}", [("c", False, False)]),
}


@pytest.mark.parametrize(("inner", "seen"), FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_written_on_one_line_and_told(inner, seen):
    plan = read_docx(paper(BODY, p(math(inner))))

    assert [(run.text, run.sub, run.sup) for run in plan.body[2].runs] == seen
    assert told(plan, "1 công thức")


def test_a_formula_between_paragraphs_is_one():
    body = body_of(f"<m:oMathPara>{math(letters('S = a'))}</m:oMathPara>", p("2. Tiếp."))

    assert texts(body) == ["S = a", "Tiếp."]


def form(inner):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData></w:fldChar></w:r>'
    return begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


OLD_FORMS = {
    "ticked": ("<w:checkBox><w:default/><w:checked/></w:checkBox>", "☒"),
    "not ticked": ('<w:checkBox><w:checked w:val="0"/></w:checkBox>', "☐"),
    "ticked by default": ("<w:checkBox><w:default/></w:checkBox>", "☒"),
    "without a state": ("<w:checkBox/>", "☐"),
    "a choice": (
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Xã"/><w:listEntry w:val="Phường"/>'
            "</w:ddList>"
        ),
        "Phường",
    ),
    "a choice of none": ('<w:ddList><w:result w:val="7"/></w:ddList>', ""),
}


@pytest.mark.parametrize(("inner", "seen"), OLD_FORMS.values(), ids=OLD_FORMS)
def test_boxes_and_lists_of_old_forms_show_their_state(inner, seen):
    assert texts(body_of(p(t("Chọn:"), form(inner)))) == [f"Chọn:{seen}"]


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [("Wingdings 2", "F052", "☑"), ("Wingdings 2", "F0A3", "☐"), ("Wingdings 2", "F0FC", "□"),
     ("Wingdings 3", "F020", " "), ("Webdings", "F061", "✓"), ("Chưa biết", "F0AA", "□")],
)  # fmt: skip
def test_signs_of_further_fonts_are_seen_or_told(font, code, seen):
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert texts(body_of(p(t("Đạt "), sign, t(".")))) == [f"Đạt {seen}.".replace("  ", " ")]


@pytest.mark.parametrize(
    ("look", "seen"),
    [
        ('<w:position w:val="8"/><w:sz w:val="18"/>', (False, True)),
        ('<w:position w:val="-4"/><w:sz w:val="18"/>', (True, False)),
        ('<w:position w:val="8"/>', (False, False)),
        ('<w:position w:val="8"/><w:sz w:val="28"/>', (False, False)),
        ('<w:position w:val="8"/><w:sz w:val="18"/><w:vertAlign w:val="subscript"/>',
         (True, False)),
    ],
)  # fmt: skip
def test_small_letters_moved_by_hand_are_raised_or_lowered(look, seen):
    last = body_of(p(t("2. Diện tích m"), t("2", look), t(".")))[0].runs

    moved = [run for run in last if run.text == "2"]
    assert [(run.sub, run.sup) for run in moved] == ([seen] if any(seen) else [])


def test_struck_words_and_parts_in_other_files_are_told():
    plan = read_docx(paper(BODY, p(t("Bỏ", "<w:strike/>"), t(" giữ")), p('<w:subDoc r:id="r9"/>')))

    assert texts(plan.body[2:]) == ["Bỏ giữ"]
    assert told(plan, "1 chỗ chữ gạch ngang")
    assert told(plan, "1 tệp nhúng")


def test_a_number_without_words_is_told_and_the_others_keep_theirs():
    plan = read_docx(paper(BODY, item(0, "Một."), item(0, ""), item(0, "Ba."), numbering=BULLETS))

    assert [block.marker.text for block in plan.body[2:] if block.marker] == ["1)", "3)"]
    assert told(plan, "số thứ tự tự động") == ["2)"]


def test_a_number_alone_in_a_cell_stays():
    rows = [row(cell(item(0, "")), "Một"), row(cell(item(0, "")), "Hai")]
    block = body_of(table(row("TT", "Việc"), *rows), numbering=BULLETS)[0]

    assert block.table
    assert [plain(line[0].paragraphs[0]) for line in block.table.rows] == ["TT", "1)", "2)"]


def test_cells_that_an_older_word_merged_are_one():
    begin, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    block = body_of(
        table(
            row(cell("a", more=begin), cell("ẩn", more=more), "c"),
            row(cell("đầu", more=more), "2", "3"),
        )
    )[0]

    assert block.table
    assert [
        [(one.columns, " / ".join(map(plain, one.paragraphs))) for one in line]
        for line in block.table.rows
    ] == [[(2, "a / ẩn"), (1, "c")], [(1, "đầu"), (1, "2"), (1, "3")]]


def test_wide_cells_may_go_on_below():
    begin, down = '<w:hMerge w:val="restart"/><w:vMerge w:val="restart"/>', "<w:vMerge/>"
    block = body_of(
        table(
            row(cell("a", more=begin), cell(more="<w:hMerge/>"), "c"),
            row(cell(more=f'<w:gridSpan w:val="2"/>{down}'), "d"),
        )
    )[0]

    assert block.table
    assert [[(one.columns, one.rows) for one in line] for line in block.table.rows] == [
        [(2, 2), (1, 1)],
        [(1, 1)],
    ]


def test_a_head_ends_where_all_its_cells_end():
    down, repeated = '<w:vMerge w:val="restart"/>', "<w:tblHeader/>"
    block = body_of(
        table(
            row(cell("TT", more=down), "Việc", more=repeated),
            row(cell(more="<w:vMerge/>"), "Chi tiết"),
            row("1", "Rà soát"),
        )
    )[0]

    assert block.table
    assert block.table.header_rows == 2


def test_bases_are_known_by_their_neighbours_and_their_italics():
    italic = [
        "Luật Lưu trữ số 33/2024/QH15;",
        "Quyết định số 12/QĐ-UBND ngày 01/02/2026 của UBND tỉnh;",
        "Xét đề nghị của Chánh Văn phòng Sở,",
    ]
    opening = "Sở Nội vụ ban hành Kế hoạch như sau:"

    plan = read_docx(paper(*(p(t(one, "<w:i/>")) for one in italic), p(opening), BODY))

    assert [plain(runs) for runs in plan.legal_bases] == italic
    assert [plain(runs) for runs in plan.opening] == [opening]


def test_bases_in_one_paragraph_are_parted():
    one, two = "Căn cứ Luật Lưu trữ số 33/2024/QH15;", "Theo đề nghị của Chánh Văn phòng."

    plan = read_docx(paper(p(t(one), BREAK, t(two)), p("Sở ban hành Kế hoạch như sau:"), BODY))

    assert [plain(runs) for runs in plan.legal_bases] == [one, two]


def test_page_numbers_that_somebody_typed_go_and_the_sentence_is_whole():
    first = "2. Rà soát toàn bộ hồ sơ lưu trữ của các cơ quan thuộc phạm vi quản lý và"
    plan = read_docx(paper(BODY, p(first), centred("2"), p("báo cáo kết quả."), p("3. Kết.")))

    assert texts(plan.body[2:]) == [f"{first[3:]} báo cáo kết quả.", "Kết."]
    assert plan.body[2].kind is BlockKind.PARAGRAPH
    assert told(plan, "số trang") == ["2"]


def signs(*lines):
    return cell(*(centred(bold(line)) for line in lines))


def test_the_last_of_two_who_sign_is_the_signer_and_the_other_is_told():
    both = row(signs("NGƯỜI LẬP KẾ HOẠCH", "Trần Thị Bưởi"), signs("HIỆU TRƯỞNG", "Lê Văn Cam"))

    plan = read_docx(docx(head() + BODY + table(both)))

    assert (plan.signer.position, plan.signer.full_name) == ("HIỆU TRƯỞNG", "Lê Văn Cam")
    assert plan.to_places == ()
    assert told(plan, "cuối văn bản") == ["NGƯỜI LẬP KẾ HOẠCH", "Trần Thị Bưởi"]


@pytest.mark.parametrize("end", [p(PAGE), ""], ids=["a new page", "the same page"])
def test_an_attached_outline_is_an_appendix_however_short(end):
    attached = (
        end
        + centred(bold("ĐỀ CƯƠNG"))
        + centred(bold("Báo cáo kết quả"))
        + centred("thực hiện Kế hoạch năm 2026")
        + p(bold("I. KẾT QUẢ"))
        + p("1. Thuận lợi.")
    )

    plan = read_docx(paper(BODY, after=attached))

    title = "ĐỀ CƯƠNG\nBáo cáo kết quả\nthực hiện Kế hoạch năm 2026"
    assert [one.title for one in plan.appendixes] == [title]
    assert texts(plan.appendixes[0].body) == ["KẾT QUẢ", "Thuận lợi."]


def test_the_head_of_an_appendix_may_stand_in_a_frame():
    framed = table(row(cell(centred(bold("PHỤ LỤC")), centred(bold("DANH SÁCH ĐƠN VỊ")))))

    plan = read_docx(paper(BODY, after=p(PAGE) + framed + table(row("a", "b"))))

    assert [one.title for one in plan.appendixes] == ["DANH SÁCH ĐƠN VỊ"]
    assert len(plan.appendixes[0].body) == 1


def test_items_of_another_sign_stand_below():
    made = read_docx(
        docx(
            head()
            + BODY
            + "".join(map(p, ("- Một:", "+ Hai;", "• Ba;", "+ Bốn;", "– Năm.", "* Sáu:", "- Bảy.")))
            + foot()
        )
    )

    assert [block.level for block in made.body[2:]] == [3, 4, 5, 4, 3, 3, 4]


def indented(left, text):
    return p(text, more=f'<w:ind w:left="{left}"/>')


LISTS = {
    "by indent under an announcement": (
        (indented(300, "- Gồm:"), indented(700, "- Một;"), indented(700, "- Hai."),
         indented(300, "- Khác.")), [3, 4, 4, 3],
    ),
    "by tabs": ((p("- Gồm:"), p("<w:r><w:tab/></w:r>", t("- Một;")), p("- Khác.")), [3, 4, 3]),
    "an indent by accident": ((indented(300, "- Một;"), indented(700, "- Hai.")), [3, 3]),
    "two levels": (
        (indented(0, "- Gồm:"), indented(400, "- Một:"), indented(800, "- Hai;"), p("+ Ba;"),
         indented(400, "- Bốn;"), indented(90, "- Năm.")), [3, 4, 5, 6, 4, 3],
    ),
    "not under the next heading": (
        (indented(300, "- Gồm:"), p("2. Khác:"), indented(900, "- Một.")), [3, 2, 3],
    ),
    "further left than all": ((indented(700, "- Gồm:"), p("- Một.")), [3, 3]),
}  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "levels"), LISTS.values(), ids=LISTS)
def test_a_list_of_dashes_stands_under_a_dash(paragraphs, levels):
    plan = read_docx(paper(BODY, *paragraphs))

    assert [block.level for block in plan.body[2:]] == levels


def test_levels_of_an_automatic_list_are_levels():
    signs = "".join(
        f'<w:lvl w:ilvl="{place}"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>{more}</w:lvl>'
        for place, more in enumerate(
            ("", "", '<w:pPr><w:ind w:start="1800" w:hanging="360"/></w:pPr>')
        )
    )
    lists = f'<w:abstractNum w:abstractNumId="1">{signs}</w:abstractNum>'
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'

    body = body_of(*(item(n, "Việc.") for n in (0, 1, 2, 1, 0)), numbering=lists + nums)

    assert [block.level for block in body] == [3, 4, 5, 4, 3]


def test_words_before_a_deleted_end_stay_before_the_table_that_follows():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'

    plan = read_docx(paper(BODY, p("Trước bảng", more=gone), table(row("a", "b"))))

    assert [block.kind for block in plan.body[2:]] == [BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert texts(plan.body[2:]) == ["Trước bảng", ""]
