"""Pictures on the paper: on a line of their own, whole, within the margins, the same every time."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from PIL import Image, ImageDraw

from tests.golden.papers import NOTE, a_plan, paragraph, rendered, shipped, words
from tests.golden.word_reader import W
from tests.unit.docx_samples import package
from webapp.documents.pictures import types_xml
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Picture
from webapp.domain.stages import Stage

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
EMU = 36_000
TEXT_WIDTH = 165


def drawn(kind="PNG", colour="navy"):
    """Return a chart of three bars as the bytes of a picture file."""
    image = Image.new("RGB", (320, 200), "white")
    pen = ImageDraw.Draw(image)
    for place, height in enumerate((60, 110, 170)):
        pen.rectangle((40 + 90 * place, 190 - height, 100 + 90 * place, 190), fill=colour)
    saved = BytesIO()
    image.save(saved, kind)
    return saved.getvalue()


def picture(data, width, height, description=""):
    kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    shown = Picture(sha256(data).hexdigest(), kind, width, height, description, data)
    return Block(BlockKind.PICTURE, picture=shown)


PNG, JPEG = drawn(), drawn("JPEG", "darkred")
TREND = picture(PNG, 120.0, 75.0, 'Biểu đồ "tỷ lệ" hồ sơ <đúng hạn> & quá hạn')
MAP = picture(JPEG, 300.0, 187.5, "Bản đồ các điểm trực")
ILLUSTRATED = a_plan(
    body=(
        paragraph("Tỷ lệ hồ sơ đúng hạn qua ba năm:"),
        TREND,
        paragraph("Tỷ lệ tăng đều."),
        TREND,
        MAP,
    ),
    appendixes=(
        Appendix("Sơ đồ tổ chức", (paragraph("Sơ đồ như sau:"), TREND)),
        Appendix("Bản đồ", (MAP,), Orientation.LANDSCAPE),
    ),
)


def drawings(paper):
    return list(paper.body.iter(f"{WP}inline"))


def members(docx):
    with ZipFile(BytesIO(docx)) as archive:
        return {
            info.filename: (archive.read(info), info.compress_type) for info in archive.filelist
        }


def size(inline):
    extent = inline.find(f"{WP}extent")
    return round(int(extent.get("cx")) / EMU, 1), round(int(extent.get("cy")) / EMU, 1)


def test_a_picture_stands_at_its_place_in_the_middle_of_its_own_line():
    paper = rendered(a_plan(body=(paragraph("Trước hình:"), TREND, paragraph("Sau hình."))))

    (inline,) = drawings(paper)
    line = next(inline.iterancestors(f"{W}p"))

    assert "".join(line.itertext()) == ""
    assert line.find(f"{W}pPr/{W}jc").get(f"{W}val") == "center"
    before = [p for p in paper.body.iter(f"{W}p") if p is line or "hình" in "".join(p.itertext())]
    assert before.index(line) == 1


def test_a_picture_has_its_size_and_what_it_shows_in_words():
    (inline,) = drawings(rendered(a_plan(body=(TREND,))))

    assert size(inline) == (120.0, 75.0)
    assert inline.find(f"{WP}docPr").get("descr") == TREND.picture.description


def test_a_picture_wider_than_the_text_shrinks_with_its_shape():
    (inline,) = drawings(rendered(a_plan(body=(MAP,))))

    assert size(inline) == (TEXT_WIDTH, pytest.approx(TEXT_WIDTH * 187.5 / 300, abs=0.1))


def test_a_landscape_appendix_gives_a_picture_more_room():
    appendix = Appendix("Bản đồ", (picture(PNG, 300.0, 100.0),), Orientation.LANDSCAPE)

    (inline,) = drawings(rendered(a_plan(appendixes=(appendix,))))

    assert size(inline) == (252, 84)


@pytest.mark.parametrize(
    ("orientation", "most"), [(Orientation.PORTRAIT, 257), (Orientation.LANDSCAPE, 175)]
)
def test_a_picture_higher_than_the_page_shrinks_with_its_shape(orientation, most):
    appendix = Appendix("Sơ đồ", (picture(PNG, 50.0, 500.0),), orientation)

    (inline,) = drawings(rendered(a_plan(appendixes=(appendix,))))
    width, height = size(inline)

    assert most - 45 < height < most
    assert width == pytest.approx(height / 10, abs=0.1)


def test_each_file_is_kept_once_and_as_it_is():
    docx = members(render(ILLUSTRATED, shipped(), Stage.ISSUED, NOTE))

    media = {name: held for name, held in docx.items() if name.startswith("word/media/")}

    assert media == {
        f"word/media/{TREND.picture.sha256}.png": (PNG, ZIP_STORED),
        f"word/media/{MAP.picture.sha256}.jpeg": (JPEG, ZIP_STORED),
    }


def test_drawings_are_numbered_through_and_lead_to_their_files():
    paper = rendered(ILLUSTRATED)

    numbers = [inline.find(f"{WP}docPr").get("id") for inline in drawings(paper)]
    embeds = [blip.get(EMBED) for blip in paper.body.iter(f"{A}blip")]

    assert numbers == ["1001", "1002", "1003", "1004", "1005"]
    assert embeds[0] == embeds[1] == embeds[3] != embeds[2] == embeds[4]


def test_pictures_are_read_back_at_their_place():
    read = read_docx(render(ILLUSTRATED, shipped(), Stage.ISSUED))
    fitted = replace(MAP, picture=replace(MAP.picture, width=165.0, height=103.1))

    assert read.body == (*ILLUSTRATED.body[:-1], fitted)
    assert [one.body[-1].kind for one in read.appendixes] == [BlockKind.PICTURE] * 2
    assert not any("hình" in item.message for item in read.report)


def test_pictures_of_a_paper_that_word_saved_again_come_back():
    paper = render(ILLUSTRATED, shipped(), Stage.ISSUED)
    parts = {name: content for name, (content, _) in members(paper).items()}
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("<w:p>", '<w:p w:rsidR="00AA11BB">')

    assert read_docx(package(parts)).body == read_docx(paper).body


def test_the_same_pictures_give_the_same_bytes():
    papers = {render(ILLUSTRATED, shipped(), Stage.SIGNING, NOTE) for _ in range(3)}

    assert len(papers) == 1


def test_a_paper_without_pictures_says_nothing_of_them():
    docx = members(render(a_plan(), shipped(), Stage.ISSUED, NOTE))

    assert not any(name.startswith("word/media") for name in docx)
    assert b"image" not in docx["[Content_Types].xml"][0]
    assert b"image" not in docx["word/_rels/document.xml.rels"][0]


def test_a_template_that_has_pictures_of_its_own_names_their_kind_once():
    known = '<Types><Default Extension="PNG" ContentType="image/png"/>'

    added = types_xml((TREND.picture, MAP.picture, TREND.picture), known)

    assert added == '<Default Extension="jpeg" ContentType="image/jpeg"/>'


def test_the_description_of_a_picture_is_text_not_code():
    block = picture(PNG, 50.0, 30.0, 'a "b" <c> & {{ d }} {% e %}\n\x0b')

    (inline,) = drawings(rendered(a_plan(body=(block, paragraph("x")), opening=(words("Mở:"),))))

    assert inline.find(f"{WP}docPr").get("descr") == 'a "b" <c> & {{ d }} {% e %}  '
