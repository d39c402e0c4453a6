# ruff: noqa: SLF001 - python-docx shows less than stands in a file
"""Corrections of what stands around the words: grounds, pages, heads, rules, appendixes."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tests.golden.fixed import changed, new_complaints, rules, said
from tests.golden.papers import NOTE, shipped
from tests.golden.test_layout import (
    BODY2,
    BODY3,
    a_long_plan,
    letters,
    line,
)
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.documents.text_width import BOLD, width
from webapp.domain.stages import Stage

MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


def fixed(paper, plant):
    return Document(BytesIO(fix_file(changed(paper, plant)).data))


def longest(one):
    return max(one.runs, key=lambda run: len(run.text))


def run_property(name, **attributes):
    """Return the deed that gives a run of the text a property that python-docx does not know."""

    def plant(document):
        properties = longest(line(document, BODY2))._r.get_or_add_rPr()
        made = OxmlElement(f"w:{name}")
        for key, value in attributes.items():
            made.set(qn(f"w:{key}"), value)
        properties.append(made)

    return plant


def setting_of_file(name):
    def plant(document):
        document.settings.element.insert(0, OxmlElement(f"w:{name}"))

    return plant


def background(document):
    ground = OxmlElement("w:background")
    ground.set(qn("w:color"), "FFFF99")
    document.element.insert(0, ground)
    shown = OxmlElement("w:displayBackgroundShape")
    document.settings.element.insert(0, shown)


def framed(document):
    for section in document.sections:
        borders = parse_xml(
            f"<w:pgBorders {nsdecls('w')}><w:top w:val='single' w:sz='4' w:space='1'/>"
            "</w:pgBorders>"
        )
        section._sectPr.find(qn("w:pgMar")).addnext(borders)


def gutter(document):
    document.sections[0].gutter = Mm(10)


def wide_motto(document):
    line(document, MOTTO).paragraph_format.line_spacing = 1.5


def blank_above(text):
    def plant(document):
        line(document, text).insert_paragraph_before("")

    return plant


def italic_text(document):
    for run in line(document, BODY2).runs:
        run.font.italic = True


def pushed(document):
    setting = line(document, BODY2).paragraph_format
    setting.left_indent, setting.first_line_indent = Mm(20), Mm(12.7) - Mm(20)


def roman_pages(document):
    document.sections[0]._sectPr.find(qn("w:pgNumType")).set(qn("w:fmt"), "lowerRoman")


def roman_field(document):
    (code,) = document.sections[0].header._element.iter(qn("w:instrText"))
    code.text = r" PAGE \* roman "


def crowded(document):
    name = line(document, "Vừ A Của")
    while (above := name._p.getprevious()) is not None and not "".join(above.itertext()).strip():
        above.getparent().remove(above)
    name.paragraph_format.space_before = Pt(0)


def counted_anew(document):
    document.sections[0]._sectPr.find(qn("w:pgNumType")).set(qn("w:start"), "5")


def off_centre(document):
    line(document, "KẾ HOẠCH").paragraph_format.left_indent = Mm(30)


def to_the_right(document):
    line(document, "Nơi nhận").alignment = WD_ALIGN_PARAGRAPH.RIGHT


def appendix_in_the_page(document):
    """Let the appendix go on in the section and on the page of the text."""
    ends = document.element.body.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    ends.getparent().remove(ends)
    start = document.element.body.find(qn("w:sectPr")).find(qn("w:pgNumType"))
    start.getparent().remove(start)


def appendix_after_a_break(document):
    appendix_in_the_page(document)
    label = line(document, "Phụ lục")
    label.insert_paragraph_before("").add_run().add_break(WD_BREAK.PAGE)


FAULTS = {
    "highlight": (letters(BODY2, highlight_color=WD_COLOR_INDEX.YELLOW), "TL-nen-chu"),
    "underline": (letters(BODY2, underline=True), "TL-gach-chan-noi-dung"),
    "underlined name": (letters("Vừ A Của", underline=True), "TL-gach-chan-thanh-phan"),
    "small capitals": (letters(BODY2, small_caps=True), "TL-chu-hoa-nho"),
    "shadow": (letters(BODY2, shadow=True), "TL-hieu-ung"),
    "apart": (run_property("spacing", val="60"), "TL-gian-chu"),
    "pressed": (run_property("spacing", val="-40"), "TL-gian-chu"),
    "wide": (run_property("w", val="150"), "TL-gian-chu"),
    "narrow": (run_property("w", val="70"), "TL-gian-chu"),
    "name of a cut": (letters(BODY2, name="Times New Roman Bold"), "TL-ten-phong"),
    "mirrored": (setting_of_file("mirrorMargins"), "TL-le-doi-xung"),
    "background": (background, "TL-nen-trang"),
    "frame": (framed, "TL-khung-trang"),
    "gutter": (gutter, "ND30-PL1-I.3"),
    "wide motto": (wide_motto, "ND30-PL1-II.1c"),
    "blank above motto": (blank_above(MOTTO), "ND30-PL1-II.1c"),
    "blank above subject": (blank_above("Kiểm tra công tác"), "TL-trich-yeu-ngay-duoi"),
    "italic text": (italic_text, "ND30-PL1-II.6e-dung"),
    "pushed": (pushed, "TL-lui-ca-doan"),
    "roman pages": (roman_pages, "ND30-PL1-I.7-a-rap"),
    "roman field": (roman_field, "ND30-PL1-I.7-a-rap"),
    "crowded": (crowded, "TL-cho-ky"),
    "counted anew": (counted_anew, "ND30-PL1-I.7-tu-1"),
    "off centre": (off_centre, "TL-lech-giua"),
    "label to the right": (to_the_right, "ND30-PL1-II.9d-to-places-label-canh"),
    "appendix in the page": (appendix_in_the_page, "ND30-PL1-III.1đ"),
    "appendix after a break": (appendix_after_a_break, "ND30-PL1-III.1đ"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_goes_and_every_word_stays(paper, name):
    plant, rule = FAULTS[name]
    faulty = changed(paper, plant)

    after = fix_file(faulty)

    assert rule in rules(faulty)
    assert rules(after.data) == set()
    assert rule in {change.rule for change in after.changes}
    assert said(after.data) == said(faulty)
    assert fix_file(after.data).data == after.data


@pytest.mark.parametrize("name", ["frame", "appendix in the page", "appendix after a break"])
def test_the_corrected_file_opens(paper, name, tmp_path):
    faulty = changed(paper, FAULTS[name][0])

    assert new_complaints(faulty, fix_file(faulty).data, tmp_path) == []


# --- what the corrections come to


def test_letters_pressed_together_stay_so_far_that_the_line_still_fits(paper):
    document = fixed(paper, FAULTS["pressed"][0])

    spacing = longest(line(document, BODY2))._r.find(f"{qn('w:rPr')}/{qn('w:spacing')}")
    assert spacing.get(qn("w:val")) == "-20"


def test_pale_letters_keep_the_ground_on_which_they_are_seen(paper):
    faulty = changed(paper, letters(BODY2, color="FFFFFF", highlight_color=WD_COLOR_INDEX.BLACK))

    assert fix_file(faulty).data == faulty


def test_struck_and_hidden_words_are_for_a_person_to_judge(paper):
    faulty = changed(paper, letters(BODY3, strike=True))

    after = fix_file(faulty)

    assert after.data == faulty
    assert "TL-gach-ngang-chu" in {finding.rule for finding in after.left}


def test_what_was_kept_free_for_binding_becomes_margin(paper):
    section = fixed(paper, gutter).sections[0]

    assert (round(section.left_margin.mm), section.gutter) == (35, 0)


def narrow_right_column(room):
    """Return the deed that leaves so many twips to the right column of the head."""

    def plant(document):
        table = document.tables[0]._tbl
        columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        for one, wide in zip(columns, (9354 - room, room), strict=True):
            one.set(qn("w:w"), str(wide))
        for row in table.findall(qn("w:tr")):
            for cell, wide in zip(row.findall(qn("w:tc")), (9354 - room, room), strict=True):
                cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").set(qn("w:w"), str(wide))

    return plant


def test_the_right_column_gets_room_for_the_name_of_the_state(paper):
    before = changed(paper, narrow_right_column(4677))
    after = fix_file(before).data

    columns = (
        Document(BytesIO(after)).tables[0]._tbl.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    )
    widths = [int(one.get(qn("w:w"), "0")) for one in columns]
    assert "TL-quoc-hieu-mot-dong" in rules(before)
    assert rules(after) == set()
    assert sum(widths) == 9354
    assert widths[1] > width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 13)


def test_smaller_letters_let_it_stand_on_one_line_where_the_left_column_is_full(paper):
    def plant(document):
        for text in ("ỦY BAN NHÂN DÂN", "TỈNH AN HÒA"):
            run = max(line(document, text).runs, key=lambda one: len(one.text))
            run.text = f"{run.text} " + "Ô" * (25 - len(run.text))
        narrow_right_column(4750)(document)

    document = fixed(paper, plant)

    assert line(document, "CỘNG HÒA").runs[-1].font.size in {Pt(12), None}
