# ruff: noqa: SLF001 - python-docx opens its elements in no other way
"""The decree's own form for a plan, Mẫu 1.4, filled in by hand: no rule finds an error in it."""

import copy
import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from webapp.documents.layout.checking import check_file, layout_findings
from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules.findings import Severity
from webapp.domain.stages import Stage

APPENDIX_3 = "shared/corpus/nghi-dinh-30/phu-luc-3-mau-trinh-bay.docx"
FORMS = Path(__file__).resolve().parents[3] / APPENDIX_3
pytestmark = pytest.mark.skipif(
    not FORMS.is_file(), reason="the decree's forms (../shared/corpus) are not on this machine"
)
WORDS = {
    "TÊN CQ, TC CHỦ QUẢN": "ỦY BAN NHÂN DÂN TỈNH AN HÒA",
    "TÊN CƠ QUAN, TỔ CHỨC": "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    "Số:": "Số: 07/KH-SNNMT",
    "……5": "An Hòa, ngày 05 tháng 3 năm 2026",
    "TÊN LOẠI VĂN BẢN": "KẾ HOẠCH",
    "......... 7": "Kiểm tra công tác văn thư, lưu trữ năm 2026",
    "- ...............;": "- Các sở, ban, ngành tỉnh;",
    "- ................;": "- UBND các xã, phường;",
    "- Lưu": "- Lưu: VT, VP.",
    "QUYỀN HẠN": "GIÁM ĐỐC",
    "(Chữ ký": "",
    "dấu/chữ ký": "",
    "Họ và tên": "Nguyễn Văn Hòa",
}
TEXT = (
    """Sở ban hành Kế hoạch kiểm tra công tác văn thư, lưu trữ năm 2026 tại các cơ quan, đơn vị
    thuộc ngành, cụ thể như sau:""",
    """1. Các cơ quan, đơn vị tự kiểm tra việc lập hồ sơ và nộp lưu hồ sơ, báo cáo kết quả về Văn
    phòng Sở trước ngày 15 tháng 6 năm 2026.""",
    """2. Văn phòng Sở kiểm tra trực tiếp tại mười đơn vị trong quý III năm 2026 và tổng hợp kết
    quả, báo cáo Ủy ban nhân dân tỉnh./.""",
)


def filled_in(**changes):
    """Return Mẫu 1.4 as a paper of its own, its dots and numbers replaced by words."""
    document = Document(str(FORMS))
    body = document.element.body
    kept = between(body, "Mẫu 1.4", "Ghi chú")
    for element in list(body):
        if element not in kept and element.tag != qn("w:sectPr"):
            body.remove(element)
    for element in list(body.iter(qn("w:p"))):
        fill(Paragraph(element, document), changes)
    write_text(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def between(body, start, end):
    """Return what stands between the title of a form and its remarks."""
    texts = ["".join(one.text or "" for one in element.iter(qn("w:t"))) for element in body]
    first = next(n for n, text in enumerate(texts) if text.startswith(start)) + 1
    last = next(n for n in range(first, len(texts)) if texts[n].startswith(end))
    return list(body)[first:last]


def fill(paragraph, changes):
    """Write the words of a component into its first run, and drop what marked the place."""
    text = " ".join(paragraph.text.split())
    old = next((old for old in WORDS if text.startswith(old)), "……5" if ", ngày" in text else "")
    if not old:
        return
    first, *others = [run for run in paragraph.runs if run.text.strip()]
    for run in others:
        paragraph._p.remove(run._r)
    first.text = changes.get(old, WORDS[old])
    if old == "......... 7":
        first.font.bold = True  # the form shows dots there


def write_text(document):
    """Write the text where the form has dots."""
    dotted = [one for one in document.paragraphs if one.style.name == "Body Text" and one.text]
    (model,) = [one for one in dotted if "8" in one.text]
    for words in TEXT:
        made = copy.deepcopy(model._p)
        model._p.addprevious(made)
        first, *others = Paragraph(made, document).runs
        first.text = " ".join(words.split())
        for run in others:
            made.remove(run._r)
    for one in dotted:
        if one is model or one.text.strip("\t") in {"", "./."}:
            one._p.getparent().remove(one._p)


@pytest.fixture(scope="module")
def form():
    return filled_in()


def errors(findings):
    return [one for one in findings if one.severity is Severity.ERROR]


def test_the_form_is_read_as_a_plan(form):
    plan = read_docx(form)

    assert (plan.organ_name, plan.document_type) == (WORDS["TÊN CƠ QUAN, TỔ CHỨC"], "KẾ HOẠCH")
    assert plan.code_number == 7
    assert plan.signer.full_name == "Nguyễn Văn Hòa"


@pytest.mark.parametrize("stage", [None, *Stage])
def test_no_rule_of_layout_finds_an_error_in_the_decrees_own_form(form, stage):
    assert errors(layout_findings(form, read_docx(form), stage)) == []


@pytest.mark.parametrize("stage", [None, Stage.ISSUED])
def test_no_rule_at_all_finds_an_error_in_it(form, stage):
    assert errors(check_file(form, stage)) == []


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SIGNING])
def test_no_rule_finds_an_error_in_it_before_it_has_number_and_date(stage):
    blank = " " * 5
    date = f"An Hòa, ngày{blank}tháng{blank}năm{blank}"
    form = filled_in(**{"Số:": f"Số:{blank}/KH-SNNMT", "……5": date})

    assert errors(check_file(form, stage)) == []


@pytest.mark.parametrize("organ", ["SỞ Y TẾ", "TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN NGUYỄN DU"])
@pytest.mark.parametrize("subject", ["Kiểm tra", "Kiểm tra công tác văn thư, lưu trữ " * 5])
def test_its_rules_of_one_length_fit_names_of_any_length(organ, subject):
    made = filled_in(**{"TÊN CƠ QUAN, TỔ CHỨC": organ, "......... 7": subject.strip()})

    assert errors(layout_findings(made, read_docx(made))) == []
