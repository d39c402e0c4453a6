"""Where the parts of the head stand to each other (PL1 II.1 to 5, IV)."""

from collections.abc import Iterator

from webapp.documents.layout.geometry import height_of, row_height, rows_of
from webapp.documents.layout.header_rules import first_of
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.settings import SINGLE
from webapp.documents.layout.sheet import Line, Sheet
from webapp.documents.layout.telling import tell
from webapp.domain.form_rules.findings import Finding, Rule, error, warning

NATION_PLACE = error(
    "ND30-PL1-II.1a-vi-tri", "PL1 II.1a", "Quốc hiệu, Tiêu ngữ ở phía trên bên phải trang đầu"
)
NUMBER_PLACE = error(
    "ND30-PL1-II.3c-vi-tri", "PL1 II.3c", "Số, ký hiệu ở dưới tên cơ quan ban hành"
)
DATE_PLACE = error(
    "ND30-PL1-II.4c-vi-tri", "PL1 II.4c", "Địa danh và thời gian ở dưới Quốc hiệu và Tiêu ngữ"
)
SAME_LEVEL = error(
    "ND30-PL1-II.4c-cung-dong", "PL1 II.4c", "Địa danh và thời gian cùng một dòng với số, ký hiệu"
)
NEAR_LEVEL = warning(
    "TL-ngay-cung-dong-voi-so",
    "PL1 II.4c",
    "Địa danh và thời gian ngang dòng với số, ký hiệu",
)
BROKEN = warning("TL-quoc-hieu-mot-dong", "Thông lệ trình bày", "Quốc hiệu viết trên một dòng")
SINGLE_LINE = error("ND30-PL1-II.1c", "PL1 II.1c", "Quốc hiệu và Tiêu ngữ cách nhau dòng đơn")
SINGLE_LINE_ORGAN = error(
    "ND30-PL1-II.2b-dong-don", "PL1 II.2b", "Tên cơ quan chủ quản và ban hành cách nhau dòng đơn"
)
SUBJECT_BELOW = warning(
    "TL-trich-yeu-ngay-duoi", "PL1 II.5b", "Trích yếu đặt ngay dưới tên loại văn bản"
)
RULES = (
    NATION_PLACE, NUMBER_PLACE, DATE_PLACE, SAME_LEVEL, NEAR_LEVEL, BROKEN, SINGLE_LINE,
    SINGLE_LINE_ORGAN, SUBJECT_BELOW,
)  # fmt: skip

_LEVEL = 380
"""Twips: a whole line; what is less may come from sizes and gaps."""
_LOW = 120
"""Twips: half a line."""
_WIDER = 300
"""240ths of a line: above it lines stand visibly apart."""
_TWO = 2


def check_places(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the parts of the head that stand at a wrong place."""
    yield from _columns(lines)
    yield from _level(sheet, lines)
    yield from _one_line(sheet, lines)
    yield from _gaps(lines)


def _columns(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    nation, organ = first_of(lines, Role.NATION), first_of(lines, Role.ORGAN_NAME)
    if nation is None or organ is None:
        return
    right, left = nation.line.cell, organ.line.cell
    if right is None or left is None or right.table != left.table:
        return
    if right.column < left.column:
        yield tell(NATION_PLACE, nation, "ở bên trái", "đặt ở bên phải, tên cơ quan ở bên trái")
        return
    if right.column == left.column:
        return
    for role, rule, wrong in (
        (Role.NUMBER, NUMBER_PLACE, right),
        (Role.DATE, DATE_PLACE, left),
    ):
        one = first_of(lines, role)
        if one is not None and _cell_of(one) == (wrong.table, wrong.column):
            yield tell(rule, one, "ở sai cột")


def _level(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    number, date = first_of(lines, Role.NUMBER), first_of(lines, Role.DATE)
    if number is None or date is None or number.line.element is date.line.element:
        return
    left, right = number.line.cell, date.line.cell
    if left is None or right is None or left.table != right.table or left.column == right.column:
        return
    if left.row != right.row:
        yield tell(SAME_LEVEL, date, "ở khác hàng với số, ký hiệu")
        return
    away = _above(sheet, lines, date.line) - _above(sheet, lines, number.line)
    if abs(away) > _LEVEL:
        side = "thấp" if away > 0 else "cao"
        yield tell(NEAR_LEVEL, date, f"{side} hơn số, ký hiệu")


def _above(sheet: Sheet, lines: tuple[Labelled, ...], line: Line) -> float:
    """Return how much stands above a line in its cell."""
    cell = line.cell
    total = 0.0
    for one in lines:
        if one.line is line:
            break
        if one.line.cell is not None and cell is not None and one.line.box is None:
            same = (one.line.cell.table, one.line.cell.row, one.line.cell.column)
            if same == (cell.table, cell.row, cell.column):
                total += height_of(sheet, one.line)
    return total + (line.setting.before if line.first else 0)


def _one_line(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    held = [one for one in lines if one.role is Role.NATION]
    if not held:
        return
    room = sheet.room(held[0].line)
    if len(held) > 1 or (not held[0].piece and rows_of(held[0].line, room) >= _TWO):
        yield tell(BROKEN, held[0], "xuống dòng", "cho ô rộng hơn để Quốc hiệu ở một dòng")


def _gaps(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    for rule, one, between in neighbours(lines):
        blank = any(is_blank(held) for held in between)
        wide = one.role is not Role.SUBJECT and is_wide(one.line)
        if blank or wide:
            fault = "cách dòng trên một dòng trống" if blank else "giãn dòng rộng hơn dòng đơn"
            yield tell(rule, one, fault)


def neighbours(
    lines: tuple[Labelled, ...],
) -> Iterator[tuple[Rule, Labelled, tuple[Labelled, ...]]]:
    """Yield what stands right below something: the rule, its line, and what stands between."""
    for upper, below, rule in (
        (Role.NATION, Role.MOTTO, SINGLE_LINE),
        (Role.ORGAN_IN_CHARGE, Role.ORGAN_NAME, SINGLE_LINE_ORGAN),
        (Role.TYPE, Role.SUBJECT, SUBJECT_BELOW),
    ):
        one = first_of(lines, below)
        between = None if one is None else _between(lines, upper, one)
        if one is not None and between is not None:
            yield rule, one, between


def _between(
    lines: tuple[Labelled, ...], upper: Role, below: Labelled
) -> tuple[Labelled, ...] | None:
    """Return what stands between the last line of a role and a line below it."""
    end = next(place for place, one in enumerate(lines) if one is below)
    above = [place for place, one in enumerate(lines[:end]) if one.role is upper]
    if not above or _cell_of(lines[above[-1]]) != _cell_of(below):
        return None
    return lines[above[-1] + 1 : end]


def is_blank(one: Labelled) -> bool:
    """Tell an empty line from the low one that carries a rule."""
    line = one.line
    ruled = line.shapes or line.setting.above or line.setting.below
    return one.role is Role.BLANK and not ruled and row_height(line) > _LOW


def _cell_of(one: Labelled) -> tuple[int, int] | None:
    cell = one.line.cell
    return None if cell is None else (cell.table, cell.column)


def is_wide(line: Line) -> bool:
    """Tell whether the lines of a paragraph stand visibly further apart than single."""
    setting = line.setting
    return not setting.exact and not setting.least and setting.line > max(_WIDER, SINGLE)
