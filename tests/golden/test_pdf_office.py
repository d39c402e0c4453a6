"""PDF files as the real LibreOffice makes them: faces, PDF/A-2b, breaks, and nothing fetched."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from tests.bench.render import a_table
from tests.golden.papers import a_plan, heading, paragraph, shipped
from tests.golden.pdf import need_the_tools
from tests.unit.strategies import VIETNAMESE
from webapp.adapters.libreoffice import DOCX, PDF, PDF_A, ConversionError, convert, open_office
from webapp.documents.pdf.finishing import VIEW_COPY, finish, is_whole
from webapp.documents.pdf.letters import main_family, missing_letters, other_faces
from webapp.documents.pdf.reading import read_pages
from webapp.documents.pdf.structure import read_structure
from webapp.documents.render import render
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, MarkerKind, Orientation, Run
from webapp.domain.stages import Stage

HEAD = heading(MarkerKind.ROMAN, "II.", "Tổ chức thực hiện")
TEXT = paragraph("Các đơn vị báo cáo kết quả trước ngày 30 tháng 11.")
BREAK = Block(BlockKind.PAGE_BREAK)
TABLE = a_table(30)
assert TABLE.table is not None
BARE = replace(TABLE, table=replace(TABLE.table, header_rows=0))
NOTED = replace(HEAD, runs=(Run("Tổ chức thực hiện", note="Theo Nghị quyết số 5."),))
PLANS = {
    "good": a_plan(body=(HEAD, TEXT, HEAD, TABLE, TEXT), code_number=115),
    "landscape": a_plan(
        body=(HEAD, TEXT),
        appendixes=(Appendix("Danh mục", (TEXT, TABLE), Orientation.LANDSCAPE),),
    ),
    "letters": a_plan(body=(paragraph(" ".join(VIETNAMESE)),)),
    "alone": a_plan(body=(HEAD, TEXT, BREAK), closing=()),
    "orphan": a_plan(body=(TEXT, HEAD, BREAK, TEXT)),
    "orphan with a note": a_plan(body=(TEXT, NOTED, BREAK, TEXT)),
    "bare table": a_plan(body=(HEAD, BARE, TEXT)),
}

LINES = range(8, 14)
"""About as many as one page has room for."""
PLANS |= {
    f"ends with a table after {lines}": a_plan(
        body=(*[paragraph("Việc cần làm ngay.")] * lines, HEAD, a_table(1)), closing=()
    )
    for lines in LINES
}


@pytest.fixture(scope="module")
def made():
    """Every plan as PDF, in one batch."""
    need_the_tools()
    papers = [render(plan, shipped(), Stage.ISSUED) for plan in PLANS.values()]
    with open_office() as office:
        files = office.convert_all(papers, ".docx", PDF, is_whole)
    return dict(zip(PLANS, files, strict=True))


@pytest.fixture(scope="module")
def archival():
    """One plan as PDF/A-2b."""
    need_the_tools()
    paper = render(PLANS["good"], shipped(), Stage.ISSUED)
    return convert(paper, ".docx", PDF_A)


def remarks(made, name, plan=None):
    told = finish(made[name], plan or PLANS[name], archival=False).remarks
    return [remark for remark in told if remark != VIEW_COPY]


@pytest.mark.parametrize("name", ["good", "landscape", "letters"])
def test_our_papers_break_well_and_are_in_one_face(made, name):
    assert remarks(made, name) == []


def test_the_last_row_of_a_table_at_the_end_stays_with_the_signature_block(made):
    assert [remarks(made, f"ends with a table after {lines}") for lines in LINES] == [[]] * 6
    assert {len(read_pages(made[f"ends with a table after {lines}"])) for lines in LINES} == {1, 2}


def test_a_signature_block_alone_on_its_page_is_seen(made):
    (remark,) = remarks(made, "alone")

    assert "Khối chữ ký đứng một mình ở trang 2" in remark


@pytest.mark.parametrize("name", ["orphan", "orphan with a note"])
def test_a_heading_at_the_foot_of_its_page_is_seen(made, name):
    (remark,) = remarks(made, name)

    assert remark.startswith("Đề mục «II. TỔ CHỨC THỰC HIỆN")
    assert "cuối trang 1" in remark


def test_a_table_that_goes_on_without_its_head_is_seen(made):
    (remark,) = remarks(made, "bare table", a_plan(body=(HEAD, TABLE, TEXT)))

    assert remark.startswith("Bảng ở trang 1 sang trang 2 mà không lặp lại hàng tiêu đề")


def test_every_vietnamese_letter_stays_in_the_face_of_the_text(made):
    pages = read_pages(made["letters"])

    assert main_family(pages) in {"TimesNewRoman", "LiberationSerif"}
    assert missing_letters(pages) == ""
    assert list(other_faces(pages)) == []


def test_what_is_not_in_times_new_roman_says_that_it_is_a_view_copy(made):
    finished = finish(made["good"], PLANS["good"], archival=False)

    is_copy = main_family(read_pages(made["good"])) != "TimesNewRoman"
    with pikepdf.open(BytesIO(finished.data)) as pdf, pdf.open_metadata() as metadata:
        title = str(metadata["dc:title"])
        assert str(pdf.docinfo.Title) == title
    assert (VIEW_COPY in finished.remarks, title.startswith("Bản xem – ")) == (is_copy, is_copy)
    assert "Kế hoạch số 115/KH-UBND: Kiểm tra công tác văn thư" in title


def test_an_archival_file_has_what_the_standard_asks_for_after_its_title_too(archival):
    finished = finish(archival, PLANS["good"], archival=True)

    for data in (archival, finished.data):
        structure = read_structure(data)
        assert structure is not None
        assert (structure.level, structure.has_output_intent) == ("2B", True)
        assert structure.strange_fonts == ()
    with pikepdf.open(BytesIO(finished.data)) as pdf:
        assert not pdf.is_encrypted
        assert pdf.trailer.get("/ID") is not None
        with pdf.open_metadata() as metadata:
            assert str(metadata["dc:title"]) == str(pdf.docinfo.Title)


def test_a_plain_pdf_is_not_taken_for_an_archival_one(made):
    with pytest.raises(InvalidInputError, match="PDF/A-2b"):
        finish(made["good"], PLANS["good"], archival=True)


def test_letters_that_the_font_lacks_are_found_though_their_text_is_right():
    pages = read_pages((Path(__file__).parent / "boxes.pdf").read_bytes())

    assert "Kế hoạch về việc số hóa" in pages[0].lines[0].text
    assert "«ơạềệốồ» ở trang 1 in sai" in missing_letters(pages)


def with_changes(docx, changes):
    """Change words in parts of a paper."""
    changed = BytesIO()
    with ZipFile(BytesIO(docx)) as archive, ZipFile(changed, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name)
            if name in changes:
                before, after = changes[name]
                text = text.decode().replace(before, after, 1).encode()
            copy.writestr(name, text)
    return changed.getvalue()


def with_strange_letter(docx):
    """Give one letter in the middle of a word another font."""
    font = '<w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono"/>'
    run = f"</w:t></w:r><w:r><w:rPr>{font}</w:rPr><w:t>ế</w:t></w:r><w:r><w:t>"
    return with_changes(docx, {"word/document.xml": ("kết quả", f"k{run}t quả")})


def test_a_letter_in_another_face_than_its_word_is_found():
    need_the_tools()
    docx = with_strange_letter(render(PLANS["orphan"], shipped(), Stage.ISSUED))

    pages = read_pages(convert(docx, ".docx", PDF))

    assert "«ế» ở trang 1 in sai" in missing_letters(pages)
    assert "«LiberationMono»" in "".join(other_faces(pages))


@pytest.fixture
def asked_for():
    """What somebody fetched from a server on this machine, and the server's address."""
    fetched = []

    class Answer(BaseHTTPRequestHandler):
        def handle(self):
            fetched.append(self.client_address)

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield fetched, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def with_linked_picture(docx, address):
    """Put a picture into the paper that lies on a server."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    size = '<a:ext cx="900000" cy="900000"/>'
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="a"/><a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}">'
        f'<pic:pic xmlns:pic="{pic}"><pic:nvPicPr><pic:cNvPr id="1" name="a"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:link="rId99"/></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/>{size}</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    link = (
        '<Relationship Id="rId99" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="{address}/hinh.png"/></Relationships>'
    )
    changes = {
        "word/document.xml": ("<w:body>", f"<w:body>{picture}"),
        "word/_rels/document.xml.rels": ("</Relationships>", link),
    }
    return with_changes(docx, changes)


def test_nothing_that_a_file_points_to_is_fetched(asked_for):
    need_the_tools()
    fetched, address = asked_for
    docx = with_linked_picture(render(PLANS["orphan"], shipped(), Stage.ISSUED), address)

    assert is_whole(convert(docx, ".docx", PDF))

    assert fetched == []


def test_a_web_page_under_another_name_is_no_word_file(asked_for):
    need_the_tools()
    fetched, address = asked_for

    with pytest.raises(ConversionError):
        convert(f'<html><img src="{address}/a.png">chữ</html>'.encode(), ".doc", DOCX)

    assert fetched == []


def test_an_old_word_file_becomes_a_new_one():
    need_the_tools()
    old = convert(render(PLANS["good"], shipped(), Stage.ISSUED), ".docx", "doc:MS Word 97")

    new = convert(old, ".doc", DOCX)

    with ZipFile(BytesIO(new)) as archive:
        assert "Các đơn vị báo cáo kết quả" in archive.read("word/document.xml").decode()
