"""Files of pictures: told by their bytes, bounded in size, turned into what every reader shows."""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from webapp.domain.errors import InvalidInputError

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
"""A page of A4 scanned at 600 dots an inch has 35 million."""
MOST_REDRAWN = 16_000_000
"""Points of a picture in colour that is converted, cut or turned: each takes memory and time."""

_MOST_MEGAPIXELS = MOST_PIXELS // 1_000_000
_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_SHOWN_BY_PNG = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_ONE_BAND = frozenset({"1", "L", "P"})
_UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_DOTS_AN_INCH, _LEAST_DOTS, _INCH = 96.0, 30.0, 25.4
_SCREEN_QUALITY, _PAPER_QUALITY = 80, 92

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow only warns up to twice its limit; here the limit holds for every image of the process.
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture as a file that Word, browsers and printers show."""

    data: bytes
    media_type: str
    """`image/png` or `image/jpeg`."""
    columns: int
    rows: int
    """Pixels."""
    width: float
    height: float
    """Millimetres, as the file itself gives them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of a picture a paper shows, and how."""

    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Shares cut off at the left, the top, the right and the bottom."""
    turn: int = 0
    """Degrees clockwise: 0, 90, 180 or 270."""


WHOLE = Shown()


def read_image(data: bytes, shown: Shown = WHOLE, *, upright: bool = False) -> ImageFile:
    """Return the picture, PNG and JPEG byte by byte as they are where the paper shows them whole.

    With `upright`, the turn that a camera only noted in a JPEG is carried out.
    """
    if len(data) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise _refused(f"Hình lớn hơn {megabytes} MB; hãy giảm kích thước rồi chèn lại.")
    try:
        with Image.open(BytesIO(data), formats=_READ) as image:
            return _read(image, data, shown, upright=upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused(
            f"Hình có hơn {_MOST_MEGAPIXELS} triệu điểm ảnh; hãy giảm kích thước rồi chèn lại."
        ) from error
    except _UNREADABLE as error:
        raise _refused(
            "Tệp không phải hình đọc được; hãy mở hình, lưu lại thành PNG hoặc JPEG rồi chèn."
        ) from error


def thumbnail(data: bytes, side: int) -> bytes:
    """Return a small JPEG of a picture that was read before, at most `side` pixels a side."""
    with Image.open(BytesIO(data)) as image:
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        whole = image.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole)
        return _saved(paper, "JPEG", _SCREEN_QUALITY)


def _read(image: Image.Image, data: bytes, shown: Shown, *, upright: bool) -> ImageFile:
    dots = _dots(image)
    kind = _KEPT.get(image.format or "", "")
    turned = upright and kind == "image/jpeg" and image.getexif().get(_ORIENTATION, 1) != 1
    if kind and shown == WHOLE and not turned:
        size = image.size
        _try_out(image)
        return _file(data, kind, size, dots)
    if image.width * image.height > (MOST_PIXELS if image.mode in _ONE_BAND else MOST_REDRAWN):
        raise _refused("Hình quá lớn để chuyển đổi; hãy giảm kích thước rồi chèn lại.")
    wanted = _as_shown(ImageOps.exif_transpose(image) if turned else image, shown)
    if kind != "image/jpeg" and wanted.mode not in _SHOWN_BY_PNG:
        wanted = wanted.convert("RGBA" if wanted.has_transparency_data else "RGB")
    name = "JPEG" if kind == "image/jpeg" else "PNG"
    made = _saved(wanted, name, _PAPER_QUALITY)
    return _file(made, _KEPT[name], wanted.size, dots)


def _try_out(image: Image.Image) -> None:
    """Raise where the file is damaged, at the least cost that shows it."""
    if image.format == "PNG":
        image.verify()
        return
    image.draft("RGB", (image.width // 8, image.height // 8))
    image.load()


def _as_shown(image: Image.Image, shown: Shown) -> Image.Image:
    left, top, right, bottom = shown.crop
    across, down = image.size
    x, y = (min(round(left * across), across - 1), min(round(top * down), down - 1))
    end_x, end_y = round((1 - right) * across), round((1 - bottom) * down)
    cut = image.crop((x, y, max(x + 1, end_x), max(y + 1, end_y)))
    return cut.transpose(_TURNS[shown.turn]) if shown.turn else cut


def _saved(image: Image.Image, name: str, quality: int) -> bytes:
    kept = BytesIO()
    image.save(kept, name, quality=quality)
    return kept.getvalue()


def _file(data: bytes, media_type: str, size: tuple[int, int], dots: float) -> ImageFile:
    if len(data) > MOST_BYTES:
        raise _refused("Hình quá lớn sau khi chuyển sang PNG; hãy giảm kích thước rồi chèn lại.")
    columns, rows = size
    width, height = (max(0.1, round(side / dots * _INCH, 1)) for side in size)
    return ImageFile(data, media_type, columns, rows, width, height)


def _dots(image: Image.Image) -> float:
    """Return the dots an inch that the file gives; a screen's where it gives none."""
    given = image.info.get("dpi", (0, 0))
    across = float(given[0]) if isinstance(given, tuple) else 0.0
    return across if across >= _LEAST_DOTS else _DOTS_AN_INCH


def _refused(sentence: str) -> InvalidInputError:
    return InvalidInputError(sentence, field="picture")
