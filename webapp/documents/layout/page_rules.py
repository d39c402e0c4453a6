"""The page: paper, margins, page numbers, font and colour (PL1 I)."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from webapp.documents.layout.looks import short
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line, Section, Sheet
from webapp.domain.form_rules.findings import Finding, error, hint, warning

PAPER = error("ND30-PL1-I.1", "PL1 I.1", "Khổ giấy A4 (210 mm x 297 mm)")
MARGIN = error(
    "ND30-PL1-I.3", "PL1 I.3", "Lề trên, dưới 20 - 25 mm; trái 30 - 35 mm; phải 15 - 20 mm"
)
LANDSCAPE = warning("ND30-PL1-I.2", "PL1 I.2", "Nội dung văn bản trình bày theo chiều dọc")
FONT = error("ND30-PL1-I.4-phong", "PL1 I.4", "Phông chữ Times New Roman, bộ mã Unicode")
COLOR = error("ND30-PL1-I.4-mau", "PL1 I.4", "Chữ màu đen")
NEARLY_BLACK = hint("ND30-PL1-I.4-gan-den", "PL1 I.4", "Chữ màu đen, không dùng màu gần đen")
COMPOSED = warning("TL-dung-san", "TCVN 6909:2001", "Chữ có dấu ở dạng dựng sẵn")
NUMBERED = error("ND30-PL1-I.7", "PL1 I.7", "Từ trang thứ hai có số trang ở lề trên")
NUMBER_PLACE = error("ND30-PL1-I.7-vi-tri", "PL1 I.7", "Số trang canh giữa trong lề trên")
NUMBER_LOOK = error("ND30-PL1-I.7-kieu", "PL1 I.7", "Số trang cỡ chữ 13 - 14, kiểu chữ đứng")
NUMBER_FIRST = error("ND30-PL1-I.7-trang-dau", "PL1 I.7", "Trang thứ nhất không hiển thị số trang")
NUMBER_START = error("ND30-PL1-I.7-tu-1", "PL1 I.7", "Số trang đánh từ số 1")
RULES = (
    PAPER, MARGIN, LANDSCAPE, FONT, COLOR, NEARLY_BLACK, COMPOSED,
    NUMBERED, NUMBER_PLACE, NUMBER_LOOK, NUMBER_FIRST, NUMBER_START,
)  # fmt: skip

TOLERANCE = 0.6
"""Millimetres: the decree's own pages differ so much from round figures."""
_A4 = (210.0, 297.0)
MARGINS = {
    "top": ("trên", 20, 25),
    "bottom": ("dưới", 20, 25),
    "left": ("trái", 30, 35),
    "right": ("phải", 15, 20),
}
"""The name, the least and the most of each, in millimetres."""
_FACE = "times new roman"
_SIGNS = ("symbol", "wingdings", "webdings", "mt extra", "cambria math")
"""Fonts of signs and formulas, which Times New Roman does not have."""
_ONE_PAGE = 1600
"""Letters; a shorter text may stand on one page, which has no number."""
_DARK = 0x40
_SIZES = (13, 14)


def check_page(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of paper, margins, page numbers and letters."""
    for section in sheet.sections:
        yield from _paper(section)
    yield from _direction(sheet, lines)
    yield from _fonts(sheet.lines)
    yield from _colors(lines)
    yield from _numbers(sheet)


def _paper(section: Section) -> Iterator[Finding]:
    if not is_a4(section):
        shown = f"{section.width:.0f} x {section.height:.0f} mm"
        yield PAPER.at("page", f"Khổ giấy {shown}; đặt khổ A4 (210 x 297 mm).")
    if section.landscape:
        return  # the decree names no margins for pages that lie
    for name, (side, least, most) in MARGINS.items():
        length = getattr(section, name)
        if not least - TOLERANCE <= length <= most + TOLERANCE:
            yield MARGIN.at("page", f"Lề {side} {length:.1f} mm; đặt từ {least} đến {most} mm.")


def is_a4(section: Section) -> bool:
    """Tell whether the paper is A4, standing or lying."""
    sides = sorted((section.width, section.height))
    return all(abs(side - wanted) <= TOLERANCE for side, wanted in zip(sides, _A4, strict=True))


def _direction(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    first = sheet.sections[0]
    if first.landscape and any(one.role is Role.TYPE for one in lines):
        yield LANDSCAPE.at(
            "page", "Văn bản đặt giấy ngang; chuyển sang dọc, bảng rộng làm Phụ lục."
        )


def _fonts(lines: Iterable[Line]) -> Iterator[Finding]:
    wrong: dict[str, str] = {}
    for line in lines:
        for stretch in line.words:
            for font in faces(stretch.text, stretch.letters.font, stretch.letters.other_font):
                wrong.setdefault(font, stretch.text.strip())
    for font, text in wrong.items():
        yield FONT.at("page", f"«{short(text)}» dùng phông «{font}»; đổi sang Times New Roman.")
    loose = next((line.text for line in lines if not _is_composed(line)), "")
    if loose:
        yield COMPOSED.at(
            "page", f"«{short(loose)}» có dấu tách rời chữ; gõ lại bằng Unicode dựng sẵn."
        )


def faces(text: str, font: str, other_font: str) -> Iterator[str]:
    """Yield the fonts that the letters of a text show, if they are others than the decree's."""
    shown = {font if sign.isascii() else other_font for sign in text if sign.isalnum()}
    for name in shown - {""}:
        folded = name.casefold()
        if not folded.startswith((_FACE, *_SIGNS)):
            yield name


def _is_composed(line: Line) -> bool:
    text = "".join(one.text for one in line.stretches)
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _colors(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    for one in lines:
        colors = Counter(w.letters.color for w in one.line.words if w.letters.color)
        for color in colors:
            dark = is_dark(color)
            if dark is None:
                continue
            rule = NEARLY_BLACK if dark else COLOR
            yield rule.at(
                one.place or "page",
                f"«{short(one.line.text)}» có chữ màu #{color}; đổi sang màu đen.",
            )


def is_dark(color: str) -> bool | None:
    """Tell whether a colour is nearly black; None where it is no colour."""
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return None
    return max(red, green, blue) < _DARK


def _numbers(sheet: Sheet) -> Iterator[Finding]:
    section = sheet.sections[0]
    heads = [line for line in section.heads.get("default", ()) if line.page_number]
    feet = [line for line in section.feet.get("default", ()) if line.page_number]
    if not heads:
        if feet:
            yield NUMBER_PLACE.at("page", "Số trang đặt ở chân trang; đưa lên giữa lề trên.")
        elif sum(len(line.text) for line in sheet.lines) > _ONE_PAGE:
            yield NUMBERED.at("page", "Văn bản chưa có số trang; chèn số trang ở giữa lề trên.")
        return
    if heads[0].setting.align != "center":
        yield NUMBER_PLACE.at("page", "Số trang chưa canh giữa; canh giữa trong lề trên.")
    letters = [one.letters for one in heads[0].words]
    if any(not _SIZES[0] <= one.size <= _SIZES[1] or one.italic for one in letters):
        yield NUMBER_LOOK.at("page", "Số trang chưa đúng kiểu; đặt cỡ 13 - 14, kiểu chữ đứng.")
    first = section.heads.get("first", ())
    if not section.first_differs or any(line.page_number for line in first):
        yield NUMBER_FIRST.at("page", "Trang thứ nhất đang hiện số trang; ẩn số ở trang đầu.")
    if section.starts_at not in {None, 1}:
        yield NUMBER_START.at("page", f"Số trang bắt đầu từ {section.starts_at}; đặt lại từ 1.")
