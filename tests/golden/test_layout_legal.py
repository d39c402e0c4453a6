"""What the decree allows in more than one way: no further error or warning on any of them."""

import io

import pytest
from docx import Document
from docx.shared import Mm, Pt

from tests.golden.papers import NOTE, shipped
from tests.golden.test_layout import a_long_plan, letters, line, section, setting, words_of
from tests.unit.seeds import BINH_PHUOC, DIEN_BIEN, needs_seeds, seed_text
from webapp.documents.layout.checking import check_file, layout_findings
from webapp.documents.render import render
from webapp.domain.form_rules.findings import Severity
from webapp.domain.outline.paper import read_paper
from webapp.domain.stages import Stage

TEXT = ("1. Kiểm tra", *(f"{number}. Kiểm tra lần {number}" for number in range(2, 12)))
LAST = "11. Kiểm tra lần 11"


@pytest.fixture(scope="module")
def paper():
    return render(a_long_plan(), shipped(), Stage.ISSUED, NOTE)


@pytest.fixture(scope="module")
def found_before(paper):
    return grave(paper)


def grave(data):
    findings = check_file(data)
    return {(one.rule, one.place) for one in findings if one.severity is not Severity.HINT}


def each(deed, places, **changes):
    def change(document):
        for place in places:
            deed(place, **changes)(document)

    return change


def says(place, wrong, right):
    def change(document):
        one = line(document, place)
        words_of(place, one.text.replace(wrong, right))(document)
        assert right in one.text

    return change


def small_head(document):
    """Quốc hiệu 12, Tiêu ngữ and date 13 (footnote of PL1 V)."""
    for place in ("CỘNG HÒA", "ỦY BAN NHÂN DÂN", "TỈNH AN HÒA"):
        letters(place, size=Pt(12))(document)
    for place in ("Độc lập", "An Hòa, ngày"):
        letters(place, size=Pt(13))(document)


WIDE = {
    "top_margin": Mm(25), "bottom_margin": Mm(25), "left_margin": Mm(35), "right_margin": Mm(20),
}  # fmt: skip
NARROW = {
    "top_margin": Mm(20), "bottom_margin": Mm(20), "left_margin": Mm(30), "right_margin": Mm(15),
}  # fmt: skip
LEGAL = {
    "quốc hiệu HOÀ": says("CỘNG HÒA", "HÒA", "HOÀ"),
    "UỶ BAN": says("ỦY BAN NHÂN DÂN", "ỦY", "UỶ"),
    "sizes 12 and 13 in the head": small_head,
    "first line 1 cm": each(setting, TEXT, first_line_indent=Mm(10)),
    "first line 1,27 cm": each(setting, TEXT, first_line_indent=Mm(12.7)),
    "single lines": each(setting, TEXT, line_spacing=1.0),
    "lines of 1,5": each(setting, TEXT, line_spacing=1.5),
    "lines of exactly 18 pt": each(setting, TEXT, line_spacing=Pt(18)),
    "the widest margins": section(**WIDE),
    "the narrowest margins": section(**NARROW),
    "Lưu: VT alone": words_of("- Lưu", "- Lưu: VT."),
    "copies behind the unit": words_of("- Lưu", "- Lưu: VT, NC (2)."),
    "«Về việc» before the subject": words_of(
        "Kiểm tra công tác", "Về việc kiểm tra công tác văn thư, lưu trữ năm 2026"
    ),
    "a short date in the text": says(LAST, "ngày 15 tháng 6 năm 2026", "ngày 15/6/2026"),
    "nhà nước in small letters": says(LAST, "Các cơ quan,", "Các cơ quan nhà nước,"),
    "parts of a law cited": says(LAST, "theo mẫu", "theo điểm a khoản 2 Điều 5 Luật Lưu trữ"),
    "years with a hyphen": says(LAST, "theo mẫu", "giai đoạn 2026 - 2030"),
    "Thành phố Hồ Chí Minh": says(LAST, "theo mẫu", "như Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    "abbreviated bodies in the text": says(LAST, "theo mẫu", "cho Thường trực HĐND, UBND tỉnh"),
    "an address of a page": says(LAST, "theo mẫu", "qua hộp thư vanthu@anhoa.gov.vn"),
    "numbers with dots and commas": says(LAST, "theo mẫu", "với 12.500 hồ sơ, 1.234,5 mét giá"),
    "a body of the past in an old paper's name": says(
        LAST,
        "theo mẫu",
        "kế thừa Kế hoạch số 45/KH-UBND ngày 12 tháng 5 năm 2024 của Ủy ban nhân dân huyện Ea Mây",
    ),
}


@pytest.mark.parametrize("change", LEGAL.values(), ids=LEGAL)
def test_what_the_decree_allows_is_no_fault(paper, found_before, change):
    document = Document(io.BytesIO(paper))
    change(document)
    saved = io.BytesIO()
    document.save(saved)

    assert grave(saved.getvalue()) - found_before == set()


@needs_seeds
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("seed", [BINH_PHUOC, DIEN_BIEN])
def test_a_real_plan_is_rendered_without_an_error_of_look(seed, stage):
    plan = read_paper(seed_text(seed))

    findings = layout_findings(render(plan, shipped(), stage, NOTE), plan, stage)

    missing = {"organ_name", "header", "signer.authority"}  # what the scans lack
    errors = {one.place: one.message for one in findings if one.severity is Severity.ERROR}
    assert {place: errors[place] for place in errors if place not in missing} == {}
