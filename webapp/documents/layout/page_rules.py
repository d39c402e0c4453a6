"""The page: paper, margins, direction, and what lies behind the text (PL1 I)."""

from collections.abc import Iterator

from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Section, Sheet
from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.stages import Stage
from webapp.domain.text import fold

PAPER = error("ND30-PL1-I.1", "PL1 I.1", "Khổ giấy A4 (210 mm x 297 mm)")
MARGIN = error(
    "ND30-PL1-I.3", "PL1 I.3", "Lề trên, dưới 20 - 25 mm; trái 30 - 35 mm; phải 15 - 20 mm"
)
LANDSCAPE = error("ND30-PL1-I.2", "PL1 I.2", "Văn bản không có bảng, biểu trình bày theo chiều dọc")
MIRRORED = hint("TL-le-doi-xung", "PL1 I.3", "Mọi trang có lề trái 30 - 35 mm, lề phải 15 - 20 mm")
COLUMNS = warning("TL-chia-cot", "Thông lệ trình bày", "Nội dung không chia thành nhiều cột")
BORDER = warning("TL-khung-trang", "Thông lệ trình bày", "Trang văn bản không có khung viền")
BACKGROUND = warning("TL-nen-trang", "Thông lệ trình bày", "Trang văn bản không có màu nền")
WATERMARK = warning(
    "TL-hinh-mo", "Thông lệ trình bày", "Bản trình ký, phát hành không có chữ chìm dưới nội dung"
)
RULES = (
    PAPER, MARGIN, LANDSCAPE, MIRRORED, COLUMNS, BORDER, BACKGROUND, WATERMARK,
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


def check_page(sheet: Sheet, lines: tuple[Labelled, ...], stage: Stage) -> Iterator[Finding]:
    """Yield the faults of paper and margins."""
    places = _places(sheet, lines)
    for place, section in zip(places, sheet.sections, strict=True):
        yield from _paper(section, place)
        if not section.landscape:  # the decree names no margins for pages that lie
            yield from _margins(sheet, section, place)
    yield from _direction(sheet, lines, places)
    yield from _behind(sheet, stage)


def _places(sheet: Sheet, lines: tuple[Labelled, ...]) -> list[str]:
    """Return where findings on each section point: an appendix has pages of its own."""
    found = ["page"] * len(sheet.sections)
    for one in lines:
        if one.role is Role.APPENDIX_LABEL and one.line.section:
            found[one.line.section] = one.place
    for number in range(1, len(found)):
        if found[number] == "page":
            found[number] = found[number - 1]
    return found


def _paper(section: Section, place: str) -> Iterator[Finding]:
    if not is_a4(section):
        shown = f"{section.width:.0f} x {section.height:.0f} mm"
        yield PAPER.at(place, f"Khổ giấy {shown}; đặt khổ A4 (210 x 297 mm).")


def is_a4(section: Section) -> bool:
    """Tell whether the paper is A4, standing or lying."""
    sides = sorted((section.width, section.height))
    return all(abs(side - wanted) <= TOLERANCE for side, wanted in zip(sides, _A4, strict=True))


def _margins(sheet: Sheet, section: Section, place: str) -> Iterator[Finding]:
    on_top = sheet.habits.gutter_on_top
    for name, (side, least, most) in MARGINS.items():
        length = getattr(section, name)
        if name == ("top" if on_top else "left"):
            length += section.gutter
        if not least - TOLERANCE <= length <= most + TOLERANCE:
            shown = f"{length:.1f}".replace(".", ",")
            yield MARGIN.at(place, f"Lề {side} {shown} mm; đặt từ {least} đến {most} mm.")


def _direction(sheet: Sheet, lines: tuple[Labelled, ...], places: list[str]) -> Iterator[Finding]:
    """Refuse pages that lie without a table (PL1 I.2); those of an appendix may."""
    tables = {one.line.section for one in lines if one.role is Role.CELL}
    pictures = {one.line.section for one in lines if one.line.shapes}
    for number, section in enumerate(sheet.sections):
        if section.landscape and places[number] == "page" and number not in tables | pictures:
            yield LANDSCAPE.at("page", "Văn bản đặt giấy ngang mà không có bảng; chuyển sang dọc.")


def _behind(sheet: Sheet, stage: Stage) -> Iterator[Finding]:
    if sheet.habits.mirrored:
        yield MIRRORED.at("page", "Lề trang chẵn và lẻ đổi bên; bỏ chọn lề đối xứng.")
    if sheet.habits.background:
        yield BACKGROUND.at("page", f"Trang có màu nền #{sheet.habits.background}; bỏ màu nền.")
    if any(section.bordered for section in sheet.sections):
        yield BORDER.at("page", "Trang có khung viền; bỏ khung viền.")
    if any(section.columns > 1 for section in sheet.sections):
        yield COLUMNS.at("page", "Nội dung chia cột; trình bày một cột.")
    for words in dict.fromkeys(_watermarks(sheet)):
        if stage is not Stage.DRAFT or "thao" not in fold(words):
            yield WATERMARK.at("page", f"Trang có chữ chìm «{words}»; bỏ chữ chìm.", words)


def _watermarks(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        for lines in section.heads.values():
            for line in lines:
                yield from (shape.art for shape in line.shapes if shape.art)
