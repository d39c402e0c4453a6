"""Pictures of Word files: taken at their place and size, or told why not."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from tests.unit.docx_samples import (
    bold,
    cell,
    docx,
    foot,
    head,
    members,
    p,
    package,
    row,
    table,
)  # fmt: skip
from tests.unit.strategies import png
from webapp.documents.reading import pictures
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import BlockKind, plain

EMU = 36_000
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PNG, OTHER = png(7), png(200)


def blip(number=0, more=""):
    """Return the inside of a picture that shows a file by its relation."""
    return (
        f'<pic:blipFill><a:blip xmlns:a="{DRAWING}/main" r:embed="r{number}"/>{more}</pic:blipFill>'
    )


def drawing(number=0, size=(50, 30), about='descr="Sơ đồ"', inner=None, kind="inline"):
    """Return a run with a drawing in the line or hung on it."""
    cx, cy = (round(side * EMU) for side in size)
    return (
        f'<w:r><w:drawing><wp:{kind} xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="Picture 1" {about}/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f"{inner or '<pic:pic>' + blip(number) + '</pic:pic>'}"
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def vml(style="width:72pt;height:1in", crop=""):
    return (
        f'<w:r><w:pict><v:shape style="{style}" alt="Bản đồ"><v:imagedata r:id="r0" {crop}/>'
        "</v:shape></w:pict></w:r>"
    )


def read(body, *files, links=()):
    """Read a paper with this body; each file is a picture that relations r0, r1 … lead to."""
    names = [f"media/image{number}.bin" for number in range(len(files))]
    rows = (*((("image"), name, False) for name in names), *links)
    made = members(body, tuple(rows))
    made |= {f"word/{name}": data for name, data in zip(names, files, strict=True)}
    return read_docx(package(made))


def text(*body):
    return head() + p(bold("I. Mục đích")) + "".join(body) + foot()


def shown(plan):
    """Return the body as words, pictures as their description."""
    return [b.picture.description if b.picture else plain(b.runs) for b in plan.body]


def the_picture(plan):
    (found,) = [block.picture for block in plan.body if block.kind is BlockKind.PICTURE]
    return found


def messages(plan):
    return " ".join(
        one.message for one in plan.report if "hình" in one.message or "đồ" in one.message
    )


@pytest.mark.parametrize("kind", ["inline", "anchor"])
def test_a_picture_comes_in_at_its_place_with_bytes_size_and_description(kind):
    plan = read(text(p("Trước hình."), p(drawing(kind=kind)), p("Sau hình.")), PNG)

    assert shown(plan)[1:] == ["Trước hình.", "Sơ đồ", "Sau hình."]
    found = the_picture(plan)
    assert (found.data, found.sha256) == (PNG, sha256(PNG).hexdigest())
    assert (found.media_type, found.width, found.height) == ("image/png", 50.0, 30.0)
    assert messages(plan) == ""


def test_a_size_is_kept_to_a_tenth_of_a_millimetre():
    found = the_picture(read(text(p(drawing(size=(50.04, 33.37)))), PNG))

    assert (found.width, found.height) == (50.0, 33.4)


def test_words_beside_a_picture_stay_whole_and_in_order():
    plan = read(text(p("Hình 1 ", drawing(), "cho thấy kết quả."), p("Tiếp theo.")), PNG)

    assert shown(plan)[1:] == ["Hình 1 cho thấy kết quả.", "Sơ đồ", "Tiếp theo."]
    assert "1 hình đứng cùng dòng với chữ" in messages(plan)


def test_a_picture_before_the_words_of_its_paragraph_stays_before():
    plan = read(text(p(drawing(), "Hình 1. Sơ đồ tổ chức.")), PNG)

    assert shown(plan)[1:] == ["Sơ đồ", "Hình 1. Sơ đồ tổ chức."]


def test_a_picture_behind_a_page_break_stays_behind_it():
    plan = read(text(p("Một."), p('<w:r><w:br w:type="page"/></w:r>', drawing()), p("Hai.")), PNG)

    kinds = [block.kind for block in plan.body][-3:]
    assert kinds == [BlockKind.PAGE_BREAK, BlockKind.PICTURE, BlockKind.PARAGRAPH]


def test_a_picture_that_starts_a_page_does_so_before_it():
    body = text(p("Một."), p(drawing(), more="<w:pageBreakBefore/>"), p("Hai."))

    kinds = [block.kind for block in read(body, PNG).body][-3:]
    assert kinds == [BlockKind.PAGE_BREAK, BlockKind.PICTURE, BlockKind.PARAGRAPH]


def test_a_vml_picture_comes_in_with_its_size():
    found = the_picture(read(text(p(vml())), PNG))

    assert (found.description, found.width, found.height) == ("Bản đồ", 25.4, 25.4)


@pytest.mark.parametrize("style", ["", "width:3000;height:200", "width:1.2.3pt;height:2pt"])
def test_a_vml_picture_without_a_size_takes_that_of_its_file(style):
    found = the_picture(read(text(p(vml(style))), PNG))

    assert (found.width, found.height) == (0.3, 0.3)


def a_photo(size=(100, 50), kind="PNG"):
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    saved = BytesIO()
    image.save(saved, kind)
    return saved.getvalue()


def test_a_cropped_picture_comes_in_as_the_paper_shows_it():
    crop = f'<a:srcRect xmlns:a="{DRAWING}/main" l="50000" b="-2000"/>'
    inner = f"<pic:pic>{blip(more=crop)}</pic:pic>"

    found = the_picture(read(text(p(drawing(inner=inner))), a_photo()))

    assert Image.open(BytesIO(found.data)).size == (50, 50)


@pytest.mark.parametrize("crop", ['cropleft="32768f"', 'cropleft=".5"'])
def test_a_cropped_vml_picture_comes_in_as_the_paper_shows_it(crop):
    found = the_picture(read(text(p(vml(crop=crop))), a_photo()))

    assert Image.open(BytesIO(found.data)).size == (50, 50)


@pytest.mark.parametrize("crop", ['cropleft="x"', 'cropleft="65536f"'])
def test_a_crop_that_leaves_nothing_is_none(crop):
    data = a_photo()

    assert the_picture(read(text(p(vml(crop=crop))), data)).data == data


def turned(degrees):
    frame = f'<pic:spPr><a:xfrm xmlns:a="{DRAWING}/main" rot="{degrees * 60_000}"/></pic:spPr>'
    return f"<pic:pic>{blip()}{frame}</pic:pic>"


def test_a_picture_turned_by_a_quarter_comes_in_turned():
    found = the_picture(read(text(p(drawing(inner=turned(90), size=(60, 30)))), a_photo()))

    assert (found.width, found.height) == (30.0, 60.0)
    assert Image.open(BytesIO(found.data)).size == (50, 100)


def test_a_tilted_picture_comes_in_upright_and_is_told():
    plan = read(text(p(drawing(inner=turned(12)))), PNG)

    assert the_picture(plan).data == PNG
    assert "1 hình xoay nghiêng" in messages(plan)


def grouped(scale="", own='<a:ext cx="360000" cy="720000"/>'):
    return (
        f'<wpg:wgp xmlns:wpg="urn:wpg" xmlns:a="{DRAWING}/main">{scale}'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="p" title="Ảnh thứ nhất"/></pic:nvPicPr>'
        f"{blip()}<pic:spPr><a:xfrm>{own}</a:xfrm></pic:spPr></pic:pic></wpg:wgp>"
    )


SCALED = (
    "<wpg:grpSpPr><a:xfrm><a:ext cx='720000' cy='720000'/><a:chExt cx='360000' cy='720000'/>"
    "</a:xfrm></wpg:grpSpPr>"
)


@pytest.mark.parametrize(
    ("group", "size"),
    [
        (grouped(), (10.0, 20.0)),
        (grouped(SCALED), (20.0, 20.0)),
        (grouped(own='<a:ext cx="0" cy="-5"/>'), (0.3, 0.3)),
        (grouped(own=""), (0.3, 0.3)),
    ],
)
def test_a_picture_in_a_group_has_its_own_size_and_name(group, size):
    found = the_picture(read(text(p(drawing(inner=group))), PNG))

    assert (found.width, found.height) == size
    assert found.description == "Ảnh thứ nhất"


def test_a_picture_without_an_extent_or_a_name_takes_what_the_file_has():
    inner = f"<w:r><w:drawing><pic:pic>{blip()}</pic:pic></w:drawing></w:r>"

    found = the_picture(read(text(p(inner)), PNG))

    assert (found.width, found.height, found.description) == (0.3, 0.3, "")


def test_a_file_shown_twice_is_read_once_and_stands_twice():
    plan = read(text(p(drawing()), p(drawing())), PNG)

    assert shown(plan)[1:] == ["Sơ đồ", "Sơ đồ"]


def test_a_picture_in_a_text_box_comes_in_where_the_box_hangs():
    box = (
        "<w:r><w:drawing><wps:wsp><wps:txbx><w:txbxContent>"
        + p(drawing())
        + "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
    )
    plan = read(text(p("Trước."), p("Có hộp.", box), p("Sau.")), PNG)

    assert shown(plan)[1:] == ["Trước.", "Có hộp.", "Sơ đồ", "Sau."]


def test_a_picture_goes_to_the_appendix_it_stands_in():
    heads = p(bold("PHỤ LỤC"), align="center") + p(bold("SƠ ĐỒ TỔ CHỨC"), align="center")
    plan = read(text(p("Nội dung.")) + heads + p(drawing()) + p("Ghi chú."), PNG)

    (appendix,) = plan.appendixes
    assert "SƠ ĐỒ TỔ CHỨC" in appendix.title
    assert [block.kind for block in appendix.body] == [BlockKind.PICTURE, BlockKind.PARAGRAPH]
    assert messages(plan) == ""


def test_a_page_with_nothing_but_a_picture_behind_the_signature_is_an_appendix():
    plan = read(text(p("Nội dung.")) + p(drawing(), more="<w:pageBreakBefore/>"), PNG)

    (appendix,) = plan.appendixes
    assert [block.kind for block in appendix.body] == [BlockKind.PICTURE]


def test_a_picture_under_a_list_number_keeps_the_number_of_the_next():
    plan = read(text(p("a) Một;"), p(drawing()), p("b) Hai.")), PNG)

    assert shown(plan)[1:] == ["Một;", "Sơ đồ", "Hai."]


def test_a_seal_in_the_signature_is_of_the_original():
    signed = table(row(cell("Nơi nhận:", "- Lưu: VT."), cell("GIÁM ĐỐC", p(drawing()), "Vừ A Của")))
    plan = read(head() + p("Nội dung.") + signed, PNG)

    assert all(block.picture is None for block in plan.body)
    assert "1 hình ở phần đầu hoặc khối chữ ký là của văn bản gốc" in messages(plan)


def test_a_logo_above_the_title_is_of_the_original():
    plan = read(p(drawing()) + text(p("Nội dung.")), PNG)

    assert all(block.picture is None for block in plan.body)
    assert "1 hình ở phần đầu" in messages(plan)


def test_pictures_in_the_cells_of_a_table_are_told():
    inner = table(row(cell(p(drawing()))))
    rows = row("TT", "Ảnh", "Ghi chú"), row("1", cell(p(drawing()), inner), "đạt")
    plan = read(text(p("Trước."), table(*rows), p("Sau.")), PNG)

    assert "2 hình trong ô bảng không được đưa vào" in messages(plan)
    assert "khối chữ ký" not in messages(plan)


def test_a_picture_of_a_page_head_is_told():
    made = docx(head() + p("Nội dung.") + foot(), (), header=p(drawing()))

    assert "1 hình ở đầu trang, chân trang" in messages(read_docx(made))


@pytest.mark.parametrize("graphic", ["chart", "diagram"])
def test_charts_and_diagrams_of_word_are_told(graphic):
    chart = f'<a:graphicData xmlns:a="{DRAWING}/main" uri="{DRAWING}/{graphic}"/>'
    plan = read(text(p("Chữ.", f"<w:r><w:drawing>{chart}</w:drawing></w:r>")))

    assert "1 biểu đồ hoặc sơ đồ Word vẽ" in messages(plan)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF", "EMF, WMF, SVG"),
        (b"\x89PNG\r\n\x1a\nhong", "EMF, WMF, SVG"),
        (a_photo((9000, 5000)), "quá lớn"),
    ],
)
def test_a_picture_that_cannot_be_read_is_told(data, reason):
    plan = read(text(p("Trước."), p(drawing()), p(drawing()), p("Sau.")), data)

    assert shown(plan)[1:] == ["Trước.", "Sau."]
    assert reason in messages(plan)
    assert "2 hình" in messages(plan)


def test_a_linked_picture_is_told_and_never_fetched():
    linked = (("image", "https://vi-du.vn/anh.png", True),)
    plan = read(text(p(drawing(0)), p("Chữ.")), links=linked)

    assert "1 hình không nằm trong tệp mà nối tới nơi khác" in messages(plan)


def test_pictures_beyond_the_limits_are_told(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    plan = read(text(p(drawing(0)), p(drawing(1))), PNG, OTHER)

    assert the_picture(plan).data == PNG
    assert "vượt quá" in messages(plan)


def test_points_beyond_the_limit_of_a_file_are_told(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_REDRAWN_TOGETHER", 0)
    body = text(p(drawing(0)), p(drawing(1)), p(drawing(2)))
    plan = read(body, PNG, a_photo(kind="GIF"), a_photo(kind="BMP"))

    assert len([one for one in plan.body if one.picture]) == 2
    assert "1 hình quá lớn" in messages(plan)
