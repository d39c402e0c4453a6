"""Bản sao on its page, as LibreOffice prints it: below the text, never over it (PL3, Mẫu 3.1)."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pypdfium2 as pdfium
import pytest

from tests.golden.fixed import complaints
from tests.golden.papers import a_plan, paragraph, shipped
from tests.golden.pdf import need_the_tools
from webapp.adapters.libreoffice import PDF, convert_all
from webapp.documents.copy_paper import (
    CopyBlock,
    block_alone,
    corner_line_alone,
    with_block,
    with_corner_line,
    with_signed_mark,
)
from webapp.documents.pdf.copying import with_block_page, with_corner
from webapp.documents.pdf.finishing import is_whole
from webapp.documents.pdf.reading import page_count, read_pages, read_places
from webapp.documents.render import render
from webapp.domain.plan import Appendix, Orientation
from webapp.domain.stages import Stage

MOMENT = datetime(2026, 3, 2, 5, tzinfo=UTC)
BLOCK = CopyBlock(
    "SAO Y",
    "ỦY BAN NHÂN DÂN\nTỈNH AN HÒA",
    "03/SY-UBND",
    "An Hòa, ngày 02 tháng 3 năm 2026",
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    "Lò Thị Mai",
    ("Sở Tư pháp", "Công an & Quân sự"),
)
LINE = "SAO Y; Ủy ban nhân dân tỉnh An Hòa; 02/03/2026; 12:00:00+07:00"
LONG = tuple(
    paragraph("Đánh giá đúng thực trạng công tác văn thư, lưu trữ. " * 4) for _ in range(6)
)
PAPER = with_signed_mark(render(a_plan(), shipped(), Stage.ISSUED))
APPENDED = render(
    a_plan(appendixes=(Appendix("Danh mục", (paragraph("Một."),), Orientation.LANDSCAPE),)),
    shipped(),
    Stage.ISSUED,
)
FILES = {
    "word": with_block(PAPER, BLOCK),
    "landscape": with_block(APPENDED, BLOCK),
    "corner": with_corner_line(PAPER, LINE),
    "paper": PAPER,
    "full": render(a_plan(body=LONG), shipped(), Stage.ISSUED),
    "block": block_alone(BLOCK, MOMENT),
    "line": corner_line_alone(LINE, MOMENT),
}


@pytest.fixture(scope="module")
def printed():
    """Each of the files as PDF."""
    need_the_tools()
    return dict(zip(FILES, convert_all(list(FILES.values()), ".docx", PDF, is_whole), strict=True))


def scanned(pdf, size=None) -> bytes:
    """Return the pages as a scanner sees them."""
    document = pdfium.PdfDocument(pdf)
    sheets = [page.render(scale=100 / 72).to_pil() for page in document]
    document.close()
    sheets = [one.resize(size) for one in sheets] if size else sheets
    saved = BytesIO()
    sheets[0].save(saved, "PDF", resolution=100, save_all=True, append_images=sheets[1:])
    return saved.getvalue()


def words_of(pdf, page=-1) -> str:
    return "\n".join(line.text for line in read_pages(pdf)[page].lines)


def top_of(pdf, words, page=-1) -> float:
    """Return how high the words stand on the page."""
    found = (line.top for line in read_pages(pdf)[page].lines if words in line.text)
    return float(max(found))


@pytest.mark.parametrize("name", FILES)
def test_word_opens_the_file(name, tmp_path):
    assert complaints(FILES[name], tmp_path) == []


def test_the_block_stands_below_the_signature_with_all_its_parts(printed):
    text = words_of(printed["word"])

    parts = ["Vừ A Của", "SAO Y", "Số: 03/SY-UBND", "CHÁNH VĂN PHÒNG", "Lò Thị Mai"]
    places = [top_of(printed["word"], one) for one in parts]
    assert places == sorted(places, reverse=True)
    for said in ("Nơi nhận:", "- Công an & Quân sự;", "- Lưu: VT.", "ngày 02 tháng 3 năm 2026"):
        assert said in text


def test_below_a_wide_appendix_the_line_is_as_wide_as_its_page(printed):
    assert "SAO Y" in words_of(printed["landscape"])
    with ZipFile(BytesIO(FILES["landscape"])) as archive:
        assert '<w:tblW w:w="14286" w:type="dxa"/>' in archive.read("word/document.xml").decode()


def test_the_signature_of_the_copied_paper_is_told_of(printed):
    assert "(Đã ký)" in words_of(printed["paper"])


def test_the_corner_line_stands_above_the_head(printed):
    for name in ("corner", "line"):
        assert LINE in words_of(printed[name], 0)
    assert top_of(printed["corner"], "SAO Y; ", 0) > top_of(printed["corner"], "CỘNG HÒA", 0)


def test_the_block_is_laid_below_the_text_of_a_scan(printed):
    copy = with_block_page(scanned(printed["paper"]), printed["block"], "Sao y số 03/SY-UBND")

    (page,) = read_places(copy, 2)
    foot = min(line.bottom for line in read_pages(printed["paper"])[-1].lines)
    assert "SAO Y" in page.characters
    assert max(box.top for box in page.boxes) < foot
    assert min(box.bottom for box in page.boxes) > 56


@pytest.mark.parametrize("size", [None, (500, 500)])
def test_a_page_without_room_or_of_another_size_is_followed_by_one(printed, size):
    source = printed["full"] if size is None else printed["paper"]
    scan = scanned(source, size) if size else with_foot(source)

    copy = with_block_page(scan, printed["block"], "Sao y")

    assert page_count(copy) == page_count(scan) + 1
    assert "SAO Y" in words_of(copy)


def with_foot(pdf) -> bytes:
    """Return the first page alone, whose text reaches its foot."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.pages[1:]
        document.save(saved)
    return saved.getvalue()


def test_an_empty_page_has_room_and_an_empty_block_goes_alone(printed):
    blank, saved = pikepdf.new(), BytesIO()
    blank.add_blank_page(page_size=(595, 842))
    blank.save(saved)

    assert page_count(with_block_page(saved.getvalue(), printed["block"], "Sao y")) == 1
    assert page_count(with_block_page(saved.getvalue(), saved.getvalue(), "Sao y")) == 2


def test_a_signed_file_keeps_its_look_and_says_no_more_that_it_is_signed(printed):
    saved = BytesIO()
    with pikepdf.open(BytesIO(printed["paper"])) as document:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("ky"))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        document.Root.Perms = pikepdf.Dictionary()
        document.save(saved)

    copy = with_corner(saved.getvalue(), printed["line"], "Sao y")

    with pikepdf.open(BytesIO(copy)) as document:
        assert "/AcroForm" not in document.Root
        assert "/Perms" not in document.Root
    assert LINE in words_of(copy, 0)
    assert "CỘNG HÒA" in words_of(copy, 0)


def test_a_paper_of_a_foreign_template_has_the_width_of_our_own():
    with ZipFile(BytesIO(PAPER)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b"<w:body><w:sectPr/></w:body>"
    saved = BytesIO()
    with ZipFile(saved, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with ZipFile(BytesIO(with_block(saved.getvalue(), BLOCK))) as archive:
        assert 'w:w="9354"' in archive.read("word/document.xml").decode()
