# ruff: noqa: RUF001 - odd letters are what old fonts are about
"""The walk over the XML drops nothing that a reader sees, and keeps nothing that he does not."""

import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.unit.docx_samples import MAIN, bold, cell, docx, item, p, package, paper, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import Run, plain

TOGGLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dam"><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="DamCon"><w:basedOn w:val="Dam"/></w:style>'
    '<w:style w:type="character" w:styleId="Manh"><w:rPr><w:b/><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
)
INS = '<w:ins w:id="1" w:author="A">{}</w:ins>'
GONE = '<w:del w:id="2" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'
BOX = "<w:txbxContent>{}</w:txbxContent>"


def text_of(*runs, **parts):
    """Return the one paragraph that a file with these runs makes."""
    blocks = read_docx(docx(p(*runs), **parts)).body
    assert len(blocks) == 1
    return plain(blocks[0].runs)


def body_of(*body, **parts):
    return [plain(block.runs) for block in read_docx(docx("".join(body), **parts)).body]


def rows_of(block):
    assert block.table
    return block.table.rows


def reported(plan, kind):
    return [item.text for item in plan.report if item.kind == kind]


def field(instruction, result, *, parted=True):
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    middle = sign.format("separate") if parted else ""
    return sign.format("begin") + told + middle + result + sign.format("end")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (t("rà soát") + INS.format(t(" hồ sơ")), "rà soát hồ sơ"),
        (t("rà ") + GONE.format("bỏ ") + t("soát"), "rà soát"),
        (f"<w:moveFrom>{t('đi ')}</w:moveFrom><w:moveTo>{t('đến')}</w:moveTo>", "đến"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{t('trong ô')}</w:sdtContent></w:sdt>", "trong ô"),
        (f'<w:hyperlink r:id="r9">{t("trang tin")}</w:hyperlink>', "trang tin"),
        (f'<w:smartTag w:element="place">{t("An Hòa")}</w:smartTag>', "An Hòa"),
        (f'<w:fldSimple w:instr="REF a">{t("mục 2")}</w:fldSimple>', "mục 2"),
        (field("REF a", t("mục 3")), "mục 3"),
        (t("a ") + field("SET b", t("không thấy"), parted=False) + t("c"), "a c"),
        (field("IF " + "x", t("ngoài ") + field("PAGE", t("7"))), "ngoài 7"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + t("vẫn còn"), "vẫn còn"),
        ("<w:r><w:t>từ</w:t><w:noBreakHyphen/><w:t>ngữ</w:t></w:r>", "từ-ngữ"),
        ("<w:r><w:t>lưu</w:t><w:softHyphen/><w:t>trữ</w:t></w:r>", "lưutrữ"),
        ("<w:r><w:t>cột</w:t><w:tab/><w:t>hai</w:t></w:r>", "cột hai"),
        ("<w:r><w:t>Dòng một.</w:t><w:br/><w:t>Dòng hai</w:t></w:r>", "Dòng một.\nDòng hai"),
        ("<w:r><w:t>bị cắt</w:t><w:br/><w:t>giữa câu</w:t></w:r>", "bị cắt giữa câu"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + t(" 5"), "≥ 5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t(" đạt"), "☑ đạt"),
        (t("\uf0b1", '<w:rFonts w:ascii="Symbol"/>') + t(" 2%"), "± 2%"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>" + t(" điểm"), "x+1 điểm"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>' + t("dấu") + '<w:bookmarkEnd w:id="1"/>', "dấu"),
        (t("thấy ") + t("ẩn", "<w:vanish/>"), "thấy"),
        (f"<w:customXml>{t('bọc ')}{t('ngoài')}</w:customXml>", "bọc ngoài"),
        (t("viết hoa", "<w:caps/>"), "VIẾT HOA"),
        (t("quy") + t("e\u0302\u0301") + t("t"), "quyết"),
        (t("gia") + t("\u0309i"), "giải"),
    ],
)  # fmt: skip
def test_every_word_a_reader_sees_is_there_once(xml, text):
    assert text_of(xml) == text


def test_text_is_regular_unicode():
    decomposed = unicodedata.normalize("NFD", "Kế hoạch lưu trữ")

    assert text_of(t(decomposed)) == "Kế hoạch lưu trữ"


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        + BOX.format(p("Trong hộp"))
        + "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        + BOX.format(p("Trong hộp"))
        + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        (
            f"<w:r><w:pict><v:shape><v:textbox>{BOX.format(p('Trong hộp'))}</v:textbox></v:shape>"
            "</w:pict></w:r>"
        ),
    ],
    ids=["drawing", "vml"],
)
def test_a_text_box_is_read_once_beside_its_paragraph(xml):
    before = body_of(p(xml, t("Đoạn mang hộp")))
    after = body_of(p(t("Đoạn mang hộp"), xml))

    assert before == ["Trong hộp", "Đoạn mang hộp"]
    assert after == ["Đoạn mang hộp", "Trong hộp"]


def test_what_a_reader_does_not_see_is_told():
    plan = read_docx(
        paper(
            p(t("1. Rà soát"), GONE.format("đã xóa"), t("đã ẩn", "<w:vanish/>")),
            p(INS.format(t("Thêm vào"))),
            comments=f'<w:comment w:id="1">{p("Xem lại chỗ này")}</w:comment>',
            header=p(field("PAGE", t("2"))) + p("Tài liệu nội bộ"),
            footer=p("Trang ", field("PAGE", t("3"))),
        )
    )

    removed = reported(plan, "removed")
    assert {"đã xóa", "đã ẩn", "Xem lại chỗ này", "2 Tài liệu nội bộ"} <= set(removed)
    assert not any("Trang" in text for text in removed)


def test_a_picture_and_a_watermark_are_told():
    plan = read_docx(
        docx(
            p("Chữ", "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
            header=p(
                '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
            ),
        )
    )

    assert any("1 hình" in item.message for item in plan.report)
    assert "DỰ THẢO" in reported(plan, "removed")


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    ended = '<w:rPr><w:del w:id="1"/></w:rPr>'

    assert body_of(p("Rà soát ", more=ended), p("hồ sơ")) == ["Rà soát hồ sơ"]


def test_a_deleted_row_is_left_out_and_told():
    plan = read_docx(
        docx(table(row("a", "b"), row("c", "d", more='<w:del w:id="1"/>'), row("e", "f")))
    )

    assert [plain(one.paragraphs[0]) for line in rows_of(plan.body[0]) for one in line] == list(
        "abef"
    )
    assert "c d" in reported(plan, "removed")


def test_footnotes_and_endnotes_hang_where_they_are_called():
    called = '<w:r><w:{}Reference w:id="3"/></w:r>'
    more = called.format("endnote")
    plan = read_docx(
        docx(
            p(t("Luật Lưu trữ"), called.format("footnote"), t(" và nghị định"), more),
            footnotes='<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="3">'
            + p("<w:r><w:footnoteRef/></w:r>", t(" Số 33/2024/QH15.")) + "</w:footnote>",
            endnotes=f'<w:endnote w:id="3">{p("Dòng một")}{p("dòng hai")}</w:endnote>',
        )
    )  # fmt: skip

    assert plan.body[0].runs == (
        Run("Luật Lưu trữ", note="Số 33/2024/QH15."),
        Run(" và nghị định", note="Dòng một\ndòng hai"),
    )


@pytest.mark.parametrize(
    ("style", "look", "expected"),
    [
        ("", "<w:b/>", Run("Chữ", bold=True)),
        ("", '<w:b w:val="0"/>', Run("Chữ")),
        ("Dam", "", Run("Chữ", bold=True)),
        ("DamCon", "", Run("Chữ", bold=True)),
        ("DamCon", '<w:b w:val="false"/>', Run("Chữ")),
        ("", '<w:rStyle w:val="Manh"/>', Run("Chữ", bold=True, italic=True)),
        ("Dam", '<w:rStyle w:val="Manh"/>', Run("Chữ", italic=True)),
        ("Dam", '<w:rStyle w:val="Manh"/><w:b/>', Run("Chữ", bold=True, italic=True)),
        ("", '<w:rStyle w:val="Hoa"/>', Run("CHỮ")),
        ("", '<w:u w:val="single"/>', Run("Chữ", underline=True)),
        ("", '<w:u w:val="none"/>', Run("Chữ")),
        ("", '<w:vertAlign w:val="subscript"/>', Run("Chữ", sub=True)),
        ("", '<w:vertAlign w:val="superscript"/>', Run("Chữ", sup=True)),
        ("", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", Run("Chữ")),
    ],
)
def test_emphasis_is_what_styles_and_switches_make_of_it(style, look, expected):
    plan = read_docx(docx(p(t("Chữ", look), style=style) + p("Khác."), styles=TOGGLES))

    assert plan.body[0].runs == (expected,)


def test_a_loop_of_styles_ends():
    loop = '<w:style w:styleId="A"><w:basedOn w:val="A"/><w:rPr><w:i/></w:rPr></w:style>'

    plan = read_docx(docx(p("Chữ", style="A"), styles=loop))

    assert plan.body[0].runs == (Run("Chữ", italic=True),)


@pytest.mark.parametrize(
    ("font", "old", "text"),
    [
        (".VnTime", "Rµ so¸t viÖc phßng chèng ch¸y", "Rà soát việc phòng chống cháy"),
        (".VnTimeH", "Rµ so¸t", "RÀ SOÁT"),
        (".VnTime", "kế hoạch", "kế hoạch"),
        ("VNI-Times", "Vieäc phoøng choáng chaùy ôû xaõ", "Việc phòng chống cháy ở xã"),
        ("VNI-Times", "ÑOÄC LAÄP", "ĐỘC LẬP"),
        ("VNI-Times", "trình öùng, môùi, kyõ thuaät", "trình ứng, mới, kỹ thuật"),
    ],
)  # fmt: skip
def test_old_fonts_are_turned_into_unicode_and_told(font, old, text):
    plan = read_docx(docx(p(t(old, f'<w:rFonts w:ascii="{font}"/>'))))

    assert plain(plan.body[0].runs) == text
    assert any(font in item.message for item in plan.report) == (old != text)


def test_a_mark_that_two_runs_part_from_its_letter_comes_together():
    font = '<w:rFonts w:ascii="VNI-Times"/>'

    assert text_of(t("ho", font) + t("øa bình", font)) == "hòa bình"


def test_a_soft_hyphen_is_a_letter_in_an_old_font():
    look = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'

    xml = f"<w:r>{look}<w:t>l</w:t><w:softHyphen/><w:t>u tr÷</w:t></w:r>"
    assert text_of(xml) == "lưu trữ"


def test_content_controls_around_paragraphs_rows_and_cells_are_opened():
    def wrapped(xml):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    rows = wrapped(f"<w:tr>{wrapped(cell('trong ô'))}{cell('ngoài')}</w:tr>")
    plan = read_docx(docx(wrapped(p("Đoạn một")) + f"<w:tbl><w:tblPr/>{rows}</w:tbl>"))

    assert plain(plan.body[0].runs) == "Đoạn một"
    assert [plain(one.paragraphs[0]) for one in rows_of(plan.body[1])[0]] == ["trong ô", "ngoài"]


def test_the_strict_kind_of_file_is_read_alike():
    body = p(bold("Chữ đậm"))
    strict = docx(body)

    from_strict = read_docx(as_strict(strict))

    assert from_strict.body == read_docx(strict).body


def as_strict(data):
    """Return the file with the names of the strict standard."""
    with ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    return package(members | {name: members[name].replace(MAIN.encode(), strict)})


def test_an_empty_item_still_counts_for_those_after_it():
    abstract = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    plan = read_docx(docx(item(0, "Một") + item(0, "") + item(0, "Ba"), numbering=abstract))

    assert [block.marker and block.marker.text for block in plan.body] == ["1.", "3."]
