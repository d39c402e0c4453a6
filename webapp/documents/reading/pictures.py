"""Pictures of a Word file: the bytes inside the package, as large as the paper shows them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from webapp.documents.images import MOST_BYTES, MOST_REDRAWN, WHOLE, ImageFile, Shown, read_image
from webapp.documents.pictures import EMU_A_MILLIMETRE
from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import Element, whole
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.report import Report
from webapp.domain.plan import Picture
from webapp.domain.plan_json import LONGEST_SIDE
from webapp.domain.text import clean

MOST_PICTURES = 200
MOST_REDRAWN_TOGETHER = 4 * MOST_REDRAWN
"""Points of all pictures of a file that are converted, cut or turned; the rest is only checked."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WP, _A, _PIC = (f"{{{_DRAWING}/{name}}}" for name in ("wordprocessingDrawing", "main", "picture"))
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
DRAWN, VML_DRAWN = f"{_PIC}pic", f"{_VML}imagedata"
_HOLDERS = frozenset({f"{_WP}inline", f"{_WP}anchor"})
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|mm|cm|px)", re.IGNORECASE)
_MILLIMETRES = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96}
_EMBEDDED = ("embed", "id")
_VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_FULL, _VML_FULL = 100_000, 65_536
_QUARTER, _ROUND = 90, 360
_A_DEGREE = 60_000

_ELSEWHERE = "không nằm trong tệp mà nối tới nơi khác"
_TOO_MANY = f"vượt quá {MOST_PICTURES} hình của một tệp"
_TOO_LARGE = f"quá lớn (hơn {MOST_BYTES // 1_000_000} MB hoặc quá nhiều điểm ảnh)"
_UNKNOWN = "ở dạng chỉ Word vẽ được (EMF, WMF, SVG) hoặc bị hỏng"

Size = tuple[float, float]


@dataclass(slots=True)
class PictureLosses:
    """Which pictures did not come in, and which came in changed."""

    read: int = 0
    """How many were found in the text, wherever they stand there."""
    in_cells: int = 0
    around: int = 0
    """In headers, footers and notes."""
    graphics: int = 0
    beside_words: int = 0
    tilted: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    """How many were left out for each reason."""

    def tell(self, report: Report, taken: int) -> None:
        """Put everything into the report; `taken` pictures stand in the plan."""
        lost = (
            (self.in_cells, "trong ô bảng không được đưa vào; hãy chèn thành dòng riêng."),
            (self.around, "ở đầu trang, chân trang hoặc chú thích không được đưa vào."),
            *((n, f"{why} nên không được đưa vào; hãy chèn lại.") for why, n in _told(self.unread)),
        )
        for number, message in lost:
            if number:
                report.add("removed", "body", f"{number} hình {message}")
        if self.graphics:
            message = "biểu đồ hoặc sơ đồ Word vẽ không được đưa vào; hãy chụp thành hình rồi chèn."
            report.add("removed", "body", f"{self.graphics} {message}")
        if left := self.read - self.in_cells - taken:
            message = "ở phần đầu hoặc khối chữ ký là của văn bản gốc, không đưa vào kế hoạch mới."
            report.add("original", "signer", f"{left} hình {message}")
        if taken and self.beside_words:
            message = "đứng cùng dòng với chữ được đặt thành dòng riêng; chữ giữ nguyên."
            report.add("kept_as_is", "body", f"{self.beside_words} hình {message}")
        if taken and self.tilted:
            message = f"{self.tilted} hình xoay nghiêng được đưa vào ở thế thẳng; hãy xem lại."
            report.add("kept_as_is", "body", message)


def _told(reasons: Counter[str]) -> list[tuple[str, int]]:
    return sorted(reasons.items())


@dataclass(slots=True)
class PictureReader:
    """Takes pictures out of the package, each file once."""

    package: Package
    losses: PictureLosses
    _redrawn: int = 0
    _known: dict[tuple[str, Shown], ImageFile | str] = field(default_factory=dict)

    def read(self, element: Element) -> Picture | None:
        """Return what a drawing or a VML picture shows; None, and the reason noted, for none."""
        drawn = element.tag == DRAWN
        shown = self._shown(element) if drawn else Shown(_vml_crop(element))
        blip = element.find(f"{_PIC}blipFill/{_A}blip") if drawn else element
        file = _TOO_MANY if self.losses.read >= MOST_PICTURES else self._file(blip, shown)
        if isinstance(file, str):
            self.losses.unread[file] += 1
            return None
        self.losses.read += 1
        size = _extent(element) if drawn else _vml_size(element)
        if size and shown.turn % 180:
            size = size[::-1]
        width, height = size or (file.width, file.height)
        digest = sha256(file.data).hexdigest()
        description = _description(element) if drawn else _vml_description(element)
        return Picture(
            digest, file.media_type, _regular(width), _regular(height), description, file.data
        )

    def _shown(self, element: Element) -> Shown:
        source = element.find(f"{_PIC}blipFill/{_A}srcRect")
        frame = element.find(f"{_PIC}spPr/{_A}xfrm")
        sides = [0] * 4 if source is None else [whole(source.get(n, "0")) or 0 for n in "ltrb"]
        angle = 0 if frame is None else round((whole(frame.get("rot", "0")) or 0) / _A_DEGREE)
        tilted = angle % _QUARTER != 0
        self.losses.tilted += tilted
        return Shown(_crop([side / _FULL for side in sides]), 0 if tilted else angle % _ROUND)

    def _file(self, blip: Element | None, shown: Shown) -> ImageFile | str:
        """Return the file that a drawing shows, or why there is none."""
        named = [] if blip is None else [blip.get(f"{_RELATED}{one}", "") for one in _EMBEDDED]
        key = ("".join(named), shown)
        if key not in self._known:
            self._known[key] = self._checked(*key)
        return self._known[key]

    def _checked(self, name: str, shown: Shown) -> ImageFile | str:
        """Return the file of a relation; nothing that lies elsewhere is ever fetched."""
        data = self.package.file(name)
        if data is None:
            return _ELSEWHERE
        if self._redrawn > MOST_REDRAWN_TOGETHER:
            return _TOO_LARGE
        try:
            file = read_image(data, shown)
        except InvalidInputError as error:
            return _TOO_LARGE if "hãy giảm" in str(error) else _UNKNOWN
        if file.data is not data:
            self._redrawn += file.columns * file.rows
        return file


def _crop(sides: list[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in sides)
    possible = left + right < 1 and top + bottom < 1
    return (left, top, right, bottom) if possible else WHOLE.crop


def _vml_crop(element: Element) -> tuple[float, float, float, float]:
    return _crop([_share(element.get(name, "")) for name in _VML_SIDES])


def _share(text: str) -> float:
    """Return the share that VML writes as «6554f», of 65,536, or as «.1»."""
    try:
        return float(text.removesuffix("f")) / (_VML_FULL if text.endswith("f") else 1)
    except ValueError:
        return 0.0


def _extent(element: Element) -> Size | None:
    """Return the size on the paper: of the drawing, or of a picture in a group of drawings."""
    groups = [one for one in element.iterancestors() if str(one.tag).endswith(("}wgp", "}grpSp"))]
    holder = _holder(element)
    if not groups and holder is not None:
        return _side_lengths(holder.find(f"{_WP}extent"))
    own = _side_lengths(element.find(f"{_PIC}spPr/{_A}xfrm/{_A}ext"))
    if own is None:
        return None
    width, height = own
    for group in groups:
        frame = next((one for one in group.iter(f"{_A}xfrm")), None)
        outer = None if frame is None else _side_lengths(frame.find(f"{_A}ext"))
        inner = None if frame is None else _side_lengths(frame.find(f"{_A}chExt"))
        if outer and inner:
            width, height = width * outer[0] / inner[0], height * outer[1] / inner[1]
    return width, height


def _holder(element: Element) -> Element | None:
    return next((one for one in element.iterancestors() if one.tag in _HOLDERS), None)


def _side_lengths(extent: Element | None) -> Size | None:
    """Return width and height in millimetres; None where one is missing."""
    given = [] if extent is None else [whole(extent.get(name, "")) or 0 for name in ("cx", "cy")]
    if not given or min(given) <= 0:
        return None
    return given[0] / EMU_A_MILLIMETRE, given[1] / EMU_A_MILLIMETRE


def _vml_size(element: Element) -> Size | None:
    shape = element.getparent()
    style = "" if shape is None else shape.get("style", "")
    sides: dict[str, float] = {}
    for name, number, unit in _LENGTH.findall(style):
        try:
            sides[name.lower()] = float(number) * _MILLIMETRES[unit.lower()]
        except ValueError:  # «1.2.3»
            return None
    width, height = sides.get("width", 0), sides.get("height", 0)
    return (width, height) if width and height else None


def _regular(side: float) -> float:
    """Return a length to a tenth of a millimetre, within what a plan holds."""
    return min(max(round(side, 1), 0.1), float(LONGEST_SIDE))


def _description(element: Element) -> str:
    holder = _holder(element)
    named = element.find(f"{_PIC}nvPicPr/{_PIC}cNvPr")
    outer = None if holder is None else holder.find(f"{_WP}docPr")
    told = (one.get(key, "") for one in (named, outer) if one is not None for key in _TOLD)
    return _one_line(next(filter(None, told), ""))


_TOLD = ("descr", "title")


def _vml_description(element: Element) -> str:
    shape = element.getparent()
    alternative = "" if shape is None else shape.get("alt", "")
    return _one_line(alternative or element.get(f"{_OFFICE}title", ""))


def _one_line(text: str) -> str:
    return clean(text).text.replace("\n", " ").replace("\t", " ").strip()
