"""The rules about the look of a Word file: silent on our own papers, sharp on a planted fault."""

import io
import json
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.golden.papers import FOLDER, NOTE, a_plan, heading, paragraph, shipped, words
from webapp.cli import main
from webapp.documents.layout.checking import CATALOGUE, check_file, layout_findings
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.template import list_templates, load_template
from webapp.domain.form_rules.findings import Severity
from webapp.domain.plan import Appendix, MarkerKind
from webapp.domain.stages import Stage

LONG = (
    "Các cơ quan, đơn vị thuộc tỉnh tự kiểm tra việc lập hồ sơ, nộp lưu hồ sơ, tài liệu vào lưu "
    "trữ hiện hành, báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 6 năm 2026 theo mẫu."
)


def a_long_plan():
    text = (
        heading(MarkerKind.ROMAN, "I.", "Mục đích, yêu cầu"),
        paragraph(f"Kiểm tra lần thứ nhất. {LONG}", MarkerKind.ARABIC, "1."),
        *(
            paragraph(f"Kiểm tra lần {number}. {LONG}", MarkerKind.ARABIC, f"{number}.")
            for number in range(2, 12)
        ),
    )
    appendix = Appendix("DANH SÁCH ĐƠN VỊ", (paragraph(LONG),))
    return a_plan(body=text, appendixes=(appendix,))


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


def found_after(paper, plant):
    """Plant a fault with Word's own means; return what is found on the look of the file."""
    document = Document(io.BytesIO(paper))
    plant(document)
    saved = io.BytesIO()
    document.save(saved)
    data = saved.getvalue()
    return {(one.rule, one.place) for one in layout_findings(data, read_docx(data))}


def line(document, text):
    """Return the first paragraph that begins so, in the text or in a table."""
    for element in document.element.body.iter(qn("w:p")):
        one = Paragraph(element, document)
        if one.text.strip().startswith(text):
            return one
    raise AssertionError(f"no line «{text}»")


def letters(text, **changes):
    """Return the deed that changes the letters of a line."""

    def plant(document):
        for run in line(document, text).runs:
            for name, value in changes.items():
                if name == "color":
                    run.font.color.rgb = RGBColor.from_string(value)
                else:
                    setattr(run.font, name, value)

    return plant


def setting(text, **changes):
    def plant(document):
        for name, value in changes.items():
            setattr(line(document, text).paragraph_format, name, value)

    return plant


def section(**changes):
    def plant(document):
        for name, value in changes.items():
            setattr(document.sections[0], name, value)

    return plant


def without_rule(style):
    def plant(document):
        for element in list(document.element.body.iter(qn("w:pStyle"))):
            if element.get(qn("w:val")) == style:
                paragraph_of = element.getparent().getparent()
                paragraph_of.getparent().remove(paragraph_of)
                return

    return plant


def without(text):
    def plant(document):
        element = line(document, text)._p  # noqa: SLF001 - no other way
        element.getparent().remove(element)

    return plant


def words_of(text, new):
    def plant(document):
        one = line(document, text)
        for run in one.runs[1:]:
            run.text = ""
        one.runs[0].text = new

    return plant


def page_number(**changes):
    def plant(document):
        one = document.sections[0].header.paragraphs[-1]
        for name, value in changes.items():
            if name == "alignment":
                one.alignment = value
            else:
                for run in one.runs:
                    setattr(run.font, name, value)

    return plant


def lying(document):
    first = document.sections[0]
    first.orientation = WD_ORIENT.LANDSCAPE
    first.page_width, first.page_height = Mm(297), Mm(210)


def numbered_on_page_one(document):
    document.sections[0].different_first_page_header_footer = False


def numbers_from_three(document):
    number = document.sections[0]._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - no other way
    number.set(qn("w:start"), "3")


def numbers_at_the_foot(document):
    first = document.sections[0]
    source = first.header.paragraphs[-1]._p  # noqa: SLF001 - no other way
    first.footer.is_linked_to_previous = False
    first.footer._element.append(source)  # noqa: SLF001 - no other way


def an_empty_line(document):
    line(document, "3. Kiểm tra lần 3").insert_paragraph_before("")


def closer(document):
    for text in ("3. Kiểm tra lần 3", "2. Kiểm tra lần 2"):
        line(document, text).paragraph_format.space_before = Pt(0)
        line(document, text).paragraph_format.space_after = Pt(0)


def theme_font(document):
    """Hide another font behind the theme, as Word's own templates do."""
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Times New Roman", b"Calibri")  # noqa: SLF001 - no other way
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    run = max(line(document, "2. Kiểm tra lần 2").runs, key=lambda one: len(one.text))
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - no other way
    properties.insert(0, fonts)


def undashed_and_unnamed(document):
    """Leave a foot that its last line alone tells."""
    without("Nơi nhận")(document)
    words_of("- Lưu", "Lưu: VT, NC.")(document)


BODY2, BODY3 = "2. Kiểm tra lần 2", "3. Kiểm tra lần 3"
FAULTS = [
    (section(page_width=Mm(216), page_height=Mm(279)), "ND30-PL1-I.1", "page"),
    (section(left_margin=Mm(25)), "ND30-PL1-I.3", "page"),
    (section(right_margin=Mm(25)), "ND30-PL1-I.3", "page"),
    (section(top_margin=Mm(15)), "ND30-PL1-I.3", "page"),
    (section(bottom_margin=Mm(30)), "ND30-PL1-I.3", "page"),
    (lying, "ND30-PL1-I.2", "page"),
    (letters(BODY2, name="Arial"), "ND30-PL1-I.4-phong", "body/b3"),
    (theme_font, "ND30-PL1-I.4-phong", "body/b3"),
    (letters(BODY2, color="C00000"), "ND30-PL1-I.4-mau", "body/b3"),
    (letters(BODY2, color="1F1F1F"), "ND30-PL1-I.4-gan-den", "body/b3"),
    (page_number(alignment=WD_ALIGN_PARAGRAPH.RIGHT), "ND30-PL1-I.7-vi-tri", "page"),
    (page_number(size=Pt(11)), "ND30-PL1-I.7-kieu", "page"),
    (numbered_on_page_one, "ND30-PL1-I.7-trang-dau", "page"),
    (numbers_from_three, "ND30-PL1-I.7-tu-1", "page"),
    (numbers_at_the_foot, "ND30-PL1-I.7-vi-tri", "page"),
    (letters("CỘNG HÒA", size=Pt(14)), "ND30-PL1-II.1a-nation-co-chu", "header"),
    (letters("CỘNG HÒA", bold=False), "ND30-PL1-II.1a-nation-dam", "header"),
    (words_of("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT  NAN"), "ND30-PL1-II.1a", "header"),
    (words_of("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "ND30-PL1-II.1b", "header"),
    (letters("Độc lập", underline=True), "ND30-PL1-V-gach-chan", "header"),
    (letters("Độc lập", size=Pt(13)), "ND30-PL1-V-co-chu-dong-bo", "header"),
    (letters("TỈNH AN HÒA", bold=False), "ND30-PL1-II.2b-organ-name-dam", "organ_name"),
    (without_rule("DuongKe"), "ND30-PL1-II.2b-duong-ke", "organ_name"),
    (without_rule("DuongKeTrichYeu"), "ND30-PL1-II.5b-duong-ke", "subject"),
    (words_of("Số:", "Số 07/KH-UBND"), "ND30-PL1-II.3c-so", "code_number"),
    (words_of("Số:", "Số: 7/KH-UBND"), "ND30-PL1-II.3c-so-0", "code_number"),
    (letters("Số:", bold=True), "ND30-PL1-II.3c-number-dam", "code_number"),
    (
        setting("Số:", alignment=WD_ALIGN_PARAGRAPH.LEFT),
        "ND30-PL1-II.3c-number-canh",
        "code_number",
    ),
    (
        words_of("An Hòa, ngày", "An Hòa, ngày 05 tháng 03 năm 2026"),
        "ND30-PL1-II.4b-so-0",
        "promulgated_on",
    ),
    (
        words_of("An Hòa, ngày", "An Hòa, ngày 5 tháng 12 năm 2026"),
        "ND30-PL1-II.4b-so-0",
        "promulgated_on",
    ),
    (
        words_of("An Hòa, ngày", "An Hòa ngày 05 tháng 02 năm 2026"),
        "ND30-PL1-II.4c-phay",
        "promulgated_on",
    ),
    (letters("An Hòa, ngày", italic=False), "ND30-PL1-II.4c-date-nghieng", "promulgated_on"),
    (letters("KẾ HOẠCH", bold=False), "ND30-PL1-II.5b-type-dam", "document_type"),
    (letters("Kiểm tra công tác", bold=False), "ND30-PL1-II.5b-subject-dam", "subject"),
    (
        setting("Kiểm tra công tác", alignment=WD_ALIGN_PARAGRAPH.LEFT),
        "ND30-PL1-II.5b-subject-canh",
        "subject",
    ),
    (letters("Căn cứ Luật", italic=False), "ND30-PL1-II.6a-legal-base-nghieng", "legal_bases/0"),
    (letters("I. ", bold=False), "ND30-PL1-V-roman-dam", "body/b1"),
    (letters(BODY2, size=Pt(12)), "ND30-PL1-II.6e-paragraph-co-chu", "body/b3"),
    (letters(BODY2, size=Pt(13)), "ND30-PL1-II.6e-cung-co", "body/b3"),
    (
        setting(BODY2, alignment=WD_ALIGN_PARAGRAPH.LEFT),
        "ND30-PL1-II.6e-canh-deu",
        "body/b3",
    ),
    (setting(BODY2, first_line_indent=Mm(0)), "ND30-PL1-II.6e-lui-dong", "body/b3"),
    (setting(BODY2, first_line_indent=Mm(20)), "ND30-PL1-II.6e-lui-dong", "body/b3"),
    (closer, "ND30-PL1-II.6e-cach-doan", "body/b4"),
    (setting(BODY2, line_spacing=2.0), "ND30-PL1-II.6e-gian-dong", "body/b3"),
    (setting(BODY2, line_spacing=0.8), "ND30-PL1-II.6e-gian-dong", "body/b3"),
    (setting(BODY2, line_spacing=Pt(12)), "ND30-PL1-II.6e-gian-dong", "body/b3"),
    (an_empty_line, "TL-doan-trong-giay", "body/b3"),
    (letters("Nơi nhận", italic=False), "ND30-PL1-II.9d-to-places-label-nghieng", "to_places"),
    (letters("Nơi nhận", size=Pt(14)), "ND30-PL1-II.9d-to-places-label-co-chu", "to_places"),
    (words_of("Nơi nhận", "Nơi nhận"), "ND30-PL1-II.9d-hai-cham", "to_places"),
    (without("Nơi nhận"), "ND30-PL1-II.9d-chu", "to_places"),
    (undashed_and_unnamed, "ND30-PL1-II.9d-chu", "to_places"),
    (undashed_and_unnamed, "ND30-PL1-II.9d-luu-gach", "filing_line"),
    (letters("Căn cứ Luật", bold=True), "ND30-PL1-II.6a-legal-base-dam", "legal_bases/0"),
    (letters(BODY2, name="Times New Roman Bold"), "TL-ten-phong", "body/b3"),
    (
        words_of(BODY2, f"{BODY2}. {LONG.replace('hồ sơ,', 'hồ  sơ,')}"),
        "TL-hai-dau-cach",
        "body/b3",
    ),
    (letters("- Bộ Nội vụ", size=Pt(13)), "ND30-PL1-II.9d-to-place-co-chu", "to_places/0"),
    (letters("- Bộ Nội vụ", bold=True), "ND30-PL1-II.9d-to-place-dam", "to_places/0"),
    (words_of("- Bộ Nội vụ", "- Bộ Nội vụ (để b/c)."), "ND30-PL1-II.9d-cuoi-dong", "to_places/0"),
    (letters("TM. ỦY BAN", bold=False), "ND30-PL1-II.7đ-authority-dam", "signer.authority"),
    (letters("PHÓ CHỦ TỊCH", size=Pt(12)), "ND30-PL1-II.7đ-authority-co-chu", "signer.position"),
    (letters("Vừ A Của", bold=False), "ND30-PL1-II.7đ-name-dam", "signer.full_name"),
    (letters("Phụ lục", size=Pt(12)), "ND30-PL1-III.1b-appendix-label-co-chu", "appendixes/0"),
    (
        setting("Phụ lục", alignment=WD_ALIGN_PARAGRAPH.CENTER),
        None,
        "",
    ),
    (words_of("Phụ lục", "PHỤ LỤC"), "ND30-PL1-III.1b-appendix-label-hoa", "appendixes/0"),
    (letters("DANH SÁCH", bold=False), "ND30-PL1-III.1b-appendix-title-dam", "appendixes/0"),
    (letters("(Kèm theo", italic=False), "ND30-PL1-III.1c-appendix-guide-nghieng", "appendixes/0"),
]


@pytest.mark.parametrize(
    ("plant", "rule", "place"),
    [
        pytest.param(*fault, id=f"{number}-{fault[1] or 'none'}")
        for number, fault in enumerate(FAULTS)
    ],
)
def test_a_planted_fault_is_found_at_its_place(paper, plant, rule, place):
    found = found_after(paper, plant)

    assert found == set() if rule is None else (rule, place) in found


@pytest.mark.parametrize("name", list_templates(FOLDER.parent))
@pytest.mark.parametrize("stage", list(Stage))
def test_our_own_papers_have_no_fault(name, stage):
    template = load_template(FOLDER.parent / name)
    data = render(template.sample, template, stage, NOTE)

    assert layout_findings(data, read_docx(data), stage) == ()


def test_a_long_paper_of_ours_has_no_error(paper):
    errors = [one for one in check_file(paper) if one.severity is Severity.ERROR]

    assert [one.rule for one in errors] == ["ND30-PL1-III.1a"]  # the text announces no appendix


def test_the_note_under_a_subject_looks_like_that_of_an_appendix():
    noted = words("Kiểm tra (Ban hành kèm theo Quyết định số 9/QĐ-UBND)")
    made = render(replace(a_long_plan(), subject=noted), shipped(), Stage.ISSUED, NOTE)

    guide = "ND30-PL1-III.1c-appendix-guide"
    assert found_after(made, lambda _: None) == set()
    assert found_after(made, letters("Kiểm tra", italic=False)) == {(f"{guide}-nghieng", "subject")}


def test_a_fault_of_every_paragraph_is_said_once(paper):
    def plant(document):
        for number in range(2, 12):
            line(document, f"{number}. Kiểm tra").alignment = WD_ALIGN_PARAGRAPH.LEFT

    found = found_after(paper, plant)

    assert found == {("ND30-PL1-II.6e-canh-deu", "body")}


def test_every_rule_has_a_name_of_its_own_a_source_and_a_title():
    assert len({rule.id for rule in CATALOGUE}) == len(CATALOGUE)
    assert all(rule.source and rule.title and not rule.title.endswith(".") for rule in CATALOGUE)


def test_the_command_checks_words_and_look_of_a_file(paper, tmp_path, capsys):
    path = tmp_path / "ke-hoach.docx"
    document = Document(io.BytesIO(paper))
    letters("KẾ HOẠCH", bold=False)(document)
    document.save(str(path))

    status = main(["check", str(path), "--json"])

    rules = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert status == 1
    assert {"ND30-PL1-III.1a", "ND30-PL1-II.5b-type-dam"} <= rules
