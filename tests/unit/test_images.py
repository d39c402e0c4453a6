"""Files of pictures: told by their bytes, kept or converted, refused where they are no picture."""

from io import BytesIO

import pytest
from PIL import Image

from webapp.documents import images
from webapp.documents.images import Shown, read_image, thumbnail
from webapp.domain.errors import InvalidInputError


def drawn(kind, size=(40, 20), mode="RGB", **more):
    """Return a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    saved = BytesIO()
    image.convert(mode).save(saved, kind, **more)
    return saved.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


def is_red(colour):
    red, _, blue = colour[:3]
    return red > 200 and blue < 60


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_png_and_jpeg_stay_as_they_are(kind, media):
    data = drawn(kind)

    file = read_image(data)

    assert (file.data, file.media_type, file.columns, file.rows) == (data, media, 40, 20)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_become_png(kind):
    file = read_image(drawn(kind))

    assert file.media_type == "image/png"
    assert opened(file.data).size == (40, 20)


@pytest.mark.parametrize("mode", ["CMYK", "F", "I;16"])
def test_colours_that_a_png_does_not_know_are_converted(mode):
    image = Image.new(mode, (4, 4))
    saved = BytesIO()
    image.save(saved, "TIFF")

    assert opened(read_image(saved.getvalue()).data).mode in {"RGB", "I;16"}


def test_a_picture_that_can_be_seen_through_stays_so():
    saved = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 90)).save(saved, "WEBP")

    file = read_image(saved.getvalue())

    assert opened(file.data).mode == "RGBA"


def test_the_file_says_how_large_it_is_on_paper():
    assert read_image(drawn("PNG", (300, 150), dpi=(300, 300))).width == pytest.approx(
        25.4, abs=0.1
    )
    assert read_image(drawn("PNG", (96, 48))).height == 12.7
    assert read_image(drawn("PNG", (96, 48), dpi=(1, 1))).width == 25.4


def test_only_the_part_that_is_shown_is_kept():
    file = read_image(drawn("PNG"), Shown(crop=(0.5, 0.0, 0.0, 0.5)))

    assert (file.columns, file.rows) == (20, 10)
    assert not is_red(opened(file.data).getpixel((5, 5)))


def test_a_crop_leaves_at_least_one_point():
    file = read_image(drawn("JPEG"), Shown(crop=(0.999, 0.999, 0.0, 0.0)))

    assert (file.columns, file.rows, file.media_type) == (1, 1, "image/jpeg")


def test_a_turned_picture_is_turned_clockwise():
    file = read_image(drawn("PNG"), Shown(turn=90))

    assert (file.columns, file.rows) == (20, 40)
    assert is_red(opened(file.data).getpixel((10, 5)))


def test_what_a_camera_noted_is_carried_out_when_asked():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = drawn("JPEG", exif=exif)

    assert read_image(data).data == data
    assert read_image(data, upright=True).rows == 40
    assert read_image(drawn("PNG"), upright=True).data == drawn("PNG")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"khong phai hinh",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        drawn("PNG")[:60],
        drawn("JPEG", (400, 400))[:1200],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF",
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(InvalidInputError, match="không phải hình đọc được"):
        read_image(data)


def test_a_picture_with_too_many_points_is_refused_unread():
    huge = drawn("PNG", (8000, 6000))

    with pytest.raises(InvalidInputError, match="40 triệu điểm ảnh"):
        read_image(huge)


def test_a_picture_with_twice_too_many_points_is_refused_alike():
    with pytest.raises(InvalidInputError, match="40 triệu điểm ảnh"):
        read_image(drawn("PNG", (10_000, 9_000), mode="1"))


def test_a_picture_too_large_to_be_drawn_anew_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MOST_REDRAWN", 100)

    assert read_image(drawn("PNG")).columns == 40
    assert read_image(drawn("GIF")).columns == 40
    with pytest.raises(InvalidInputError, match="quá lớn để chuyển đổi"):
        read_image(drawn("BMP"))


def test_a_file_too_large_is_refused():
    with pytest.raises(InvalidInputError, match="lớn hơn 10 MB"):
        read_image(b"\x89PNG" + bytes(images.MOST_BYTES))


def test_a_file_that_grows_too_large_as_png_is_refused(monkeypatch):
    noisy = Image.effect_noise((300, 300), 80)
    saved = BytesIO()
    noisy.save(saved, "WEBP", quality=1)
    monkeypatch.setattr(images, "MOST_BYTES", len(saved.getvalue()))

    with pytest.raises(InvalidInputError, match="sau khi chuyển sang PNG"):
        read_image(saved.getvalue())


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "1"])
def test_a_thumbnail_is_a_small_jpeg(mode):
    small = opened(thumbnail(drawn("PNG", (400, 200), mode=mode), 100))

    assert (small.format, small.size) == ("JPEG", (100, 50))
