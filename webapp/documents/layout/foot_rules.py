"""The foot as it is printed: nơi nhận, the signature and how they stand (PL1 II.7, II.9)."""

from collections.abc import Iterator

from webapp.documents.layout.feet import FILED
from webapp.documents.layout.geometry import height_of
from webapp.documents.layout.header_rules import first_of
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line, Sheet
from webapp.documents.layout.telling import tell
from webapp.domain.form_rules.findings import Finding, error, warning

LABEL = error("ND30-PL1-II.9d-chu", "PL1 II.9d", "Trên danh sách nơi nhận có chữ «Nơi nhận:»")
LABEL_COLON = error("ND30-PL1-II.9d-hai-cham", "PL1 II.9d", "Sau chữ «Nơi nhận» có dấu hai chấm")
LABEL_ALONE = error("ND30-PL1-II.9d-dong-rieng", "PL1 II.9d", "Chữ «Nơi nhận» ở một dòng riêng")
ITEM_END = error(
    "ND30-PL1-II.9d-cuoi-dong", "PL1 II.9d", "Mỗi nơi nhận gạch đầu dòng, cuối dòng chấm phẩy"
)
FILING_DASH = error("ND30-PL1-II.9d-luu-gach", "PL1 II.9d", "Dòng «Lưu» có gạch đầu dòng")
SAME_LEVEL = error(
    "ND30-PL1-II.9d-ngang-hang",
    "PL1 II.9d",
    "Chữ «Nơi nhận» ngang hàng với quyền hạn, chức vụ của người ký",
)
SIDES = error("ND30-PL1-IV-ben", "PL1 IV", "Nơi nhận ở bên trái, quyền hạn và chữ ký ở bên phải")
ROOM_TO_SIGN = warning(
    "TL-cho-ky", "Thông lệ trình bày", "Giữa chức vụ và họ tên có chỗ để ký, đóng dấu"
)
RULES = (
    LABEL, LABEL_COLON, LABEL_ALONE, ITEM_END, FILING_DASH, SAME_LEVEL, SIDES, ROOM_TO_SIGN,
)  # fmt: skip

_LEVEL = 280
"""Twips: nearly a line; less may come from the size of the letters."""
_LEAST_ROOM = 560
"""Twips: 1 cm, which no signature fits in; neither does it in one empty line."""
_DASHES = ("-", "–", "—", "\u2212")
_LONGEST_LABEL = 14
"""Letters of «Nơi nhận:» with blanks."""


def check_foot(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the foot."""
    label = first_of(lines, Role.TO_PLACES_LABEL)
    if label is not None:
        yield from _label(label)
    elif any(FILED.match(one.line.text) for one in lines):
        yield LABEL.at("to_places", "Danh sách nơi nhận chưa có chữ «Nơi nhận:»; ghi ở trên cùng.")
    yield from _items(lines)
    authority = first_of(lines, Role.AUTHORITY)
    if label is not None and authority is not None:
        yield from _beside(sheet, lines, label, authority)
    yield from _room(lines)


def _label(label: Labelled) -> Iterator[Finding]:
    text = label.line.text
    if len(text) > _LONGEST_LABEL:
        yield tell(LABEL_ALONE, label, "viết liền nơi nhận", "xuống dòng sau «Nơi nhận:»")
    elif not text.endswith(":"):
        yield tell(LABEL_COLON, label, "thiếu dấu hai chấm", "ghi «Nơi nhận:»")


def _items(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    for item in _joined(lines):
        first, last = item[0].line, item[-1].line
        dashed = first.mark in _DASHES or first.text.startswith(_DASHES)
        if item[0].role is Role.TO_PLACE and not (dashed and last.text.endswith(";")):
            yield tell(
                ITEM_END, item[0], "chưa đúng cách ghi", "gạch đầu dòng và kết thúc bằng chấm phẩy"
            )
        elif item[0].role is Role.FILING_LINE and not dashed:
            yield tell(FILING_DASH, item[0], "thiếu gạch đầu dòng", "ghi «- Lưu: VT, …»")


def _joined(lines: tuple[Labelled, ...]) -> Iterator[list[Labelled]]:
    """Yield the recipients, each with the lines that it goes on in."""
    held: list[Labelled] = []
    for one in lines:
        if one.role not in {Role.TO_PLACE, Role.FILING_LINE} or not one.line.text:
            continue
        begins = one.line.mark or one.line.text.startswith((*_DASHES, "+", "*", "•"))
        if held and not begins and one.place == held[-1].place:
            held.append(one)
            continue
        if held:
            yield held
        held = [one]
    if held:
        yield held


def _beside(
    sheet: Sheet, lines: tuple[Labelled, ...], label: Labelled, authority: Labelled
) -> Iterator[Finding]:
    left, right = label.line.cell, authority.line.cell
    if left is None or right is None or left.table != right.table:
        return
    if left.column == right.column:
        return
    if right.column < left.column:
        yield tell(SIDES, authority, "ở bên trái nơi nhận", "chuyển sang bên phải")
        return
    if left.row != right.row:
        yield tell(SAME_LEVEL, label, "không ngang hàng với quyền hạn, chức vụ", "đặt cùng hàng")
        return
    highest = next(one for one in lines if one.line.text and _same_cell(one.line, authority.line))
    away = _above(sheet, lines, label.line) - _above(sheet, lines, highest.line)
    if abs(away) > _LEVEL:
        side = "thấp" if away > 0 else "cao"
        yield tell(SAME_LEVEL, label, f"{side} hơn quyền hạn, chức vụ", "đặt ngang hàng")


def _above(sheet: Sheet, lines: tuple[Labelled, ...], line: Line) -> float:
    """Return how much stands above a line in its cell."""
    total = 0.0
    for one in lines:
        if one.line is line:
            break
        if _same_cell(one.line, line):
            total += height_of(sheet, one.line)
    return total + (line.setting.before if line.first else 0)


def _same_cell(one: Line, other: Line) -> bool:
    if one.cell is None or other.cell is None or one.box is not None:
        return False
    places = [(cell.table, cell.row, cell.column) for cell in (one.cell, other.cell)]
    return places[0] == places[1]


def _room(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Demand room for the signature between title and name."""
    for name in crowded_names(lines):
        yield tell(ROOM_TO_SIGN, name, "sát chức vụ", "để cách khoảng 2 - 3 cm")


def crowded_names(lines: tuple[Labelled, ...]) -> Iterator[Labelled]:
    """Yield the names that stand right below the title in one cell."""
    for place, name in enumerate(lines):
        if name.role is not Role.NAME or name.line.cell is None:
            continue
        own = [n for n in range(place) if _same_cell(lines[n].line, name.line)]
        titles = [n for n in own if lines[n].role is Role.AUTHORITY]
        between = [lines[n].line for n in own if titles and n > titles[-1]]
        drawn = any(line.shapes for line in (*between, name.line))
        if not titles or drawn or any(line.text for line in between):
            continue
        gap = name.line.setting.before + lines[titles[-1]].line.setting.after
        if gap < _LEAST_ROOM and len(between) <= 1:
            yield name
