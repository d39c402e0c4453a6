"""The printed pages: numbers, breaks and fonts, as LibreOffice lays them out."""

from datetime import date

import pytest

from tests.golden.papers import NOTE, a_plan, paragraph, shipped, words
from tests.golden.pdf import fonts, need_the_tools, pages, to_pdf
from tests.unit.strategies import VIETNAMESE
from webapp.documents.render import render
from webapp.domain.stages import Stage

LENGTHS = range(8, 34)
TEN_RECIPIENTS = tuple(words(f"Nơi nhận thứ {number}") for number in range(1, 12))


def filled(lines):
    """Return a plan whose text has so many paragraphs of one line."""
    body = tuple(paragraph(f"Việc thứ {number} cần làm ngay.") for number in range(lines))
    closing = (words("Các sở, ban, ngành thực hiện nghiêm túc Kế hoạch này./."),)
    return a_plan(body=body, closing=closing, to_places=TEN_RECIPIENTS)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    need_the_tools()
    papers = {
        f"{lines}": render(filled(lines), shipped(), Stage.ISSUED) for lines in (*LENGTHS, 60)
    }
    papers["draft"] = render(filled(60), shipped(), Stage.DRAFT, NOTE)
    papers["letters"] = render(
        a_plan(body=(paragraph(" ".join(VIETNAMESE)),)), shipped(), Stage.ISSUED
    )
    papers["far"] = render(
        a_plan(
            promulgation_place="Thành phố Hồ Chí Minh",
            promulgated_on=date(2026, 12, 25),
            organ_in_charge="ỦY BAN NHÂN DÂN TỈNH AN HÒA",
            organ_name="TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN NGUYỄN ĐÌNH CHIỂU",
        ),
        shipped(),
        Stage.ISSUED,
    )
    return to_pdf(papers, tmp_path_factory.mktemp("pdf"))


def test_the_first_page_has_no_number_and_the_others_have_theirs(printed):
    first, *others = pages(printed["60"])

    assert first.split()[:2] == ["ỦY", "BAN"]
    assert [page.split()[0] for page in others] == [str(2 + n) for n in range(len(others))]
    assert len(others) >= 1


def test_a_draft_breaks_its_pages_where_the_issued_paper_does(printed):
    mark = "DỰ THẢO – bản 3, 14:05 ngày 01/03/2026"

    draft, issued = pages(printed["draft"]), pages(printed["60"])

    assert all(page.count(mark) == 1 for page in draft)
    assert [page.replace(mark, "").split() for page in draft] == [page.split() for page in issued]


def test_the_signature_block_never_stands_alone_on_a_page(printed):
    breaks = set()
    for lines in LENGTHS:
        sheets = pages(printed[str(lines)])
        signed = next(page for page in sheets if "TM. ỦY BAN NHÂN DÂN" in page)
        assert "Kế hoạch này./." in signed, f"alone after {lines} lines"
        assert "Vừ A Của" in signed, f"torn after {lines} lines"
        assert "- Lưu: VT" in signed, f"torn after {lines} lines"
        breaks.add(len(sheets))

    assert breaks == {1, 2}, "the lengths try no break at the end of a page"


def test_lines_that_were_measured_break_where_the_measure_says(printed):
    page = pages(printed["far"])[0]

    for line in (
        "Thành phố Hồ Chí Minh, ngày 25 tháng 12 năm 2026",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHỔ THÔNG CHUYÊN",
        "TỈNH AN HÒA",
    ):
        assert line in page


def test_no_page_is_empty(printed):
    for pdf in printed.values():
        assert all(len(page.split()) > 3 for page in pages(pdf))


def test_every_letter_is_printed_in_an_embedded_times(printed):
    found = [font for pdf in printed.values() for font in fonts(pdf)]

    names = {name for name, _ in found}
    assert all(name.startswith(("LiberationSerif", "TimesNewRoman")) for name in names), names
    assert {embedded for _, embedded in found} == {"yes"}


def test_every_vietnamese_letter_is_printed(printed):
    text = "".join(pages(printed["letters"]))

    assert [letter for letter in VIETNAMESE if letter not in text] == []
