"""Rules under Tiêu ngữ, issuer and subject: there, solid, as long as the decree says (PL1 II)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from webapp.documents.layout.geometry import width_of
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.shapes import Shape
from webapp.documents.layout.sheet import Line, Sheet
from webapp.documents.layout.telling import quote_of, tell
from webapp.documents.text_width import BOLD, REGULAR, lines_of, width
from webapp.domain.form_rules.findings import Finding, Rule, error, warning

MOTTO_RULE = error(
    "ND30-PL1-II.1b-duong-ke", "PL1 II.1b", "Dưới Tiêu ngữ có đường kẻ ngang, nét liền"
)
ORGAN_RULE = error(
    "ND30-PL1-II.2b-duong-ke", "PL1 II.2b", "Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền"
)
SUBJECT_RULE = error(
    "ND30-PL1-II.5b-duong-ke", "PL1 II.5b", "Dưới trích yếu có đường kẻ ngang, nét liền"
)
MOTTO_LENGTH = error(
    "ND30-PL1-II.1b-do-dai", "PL1 II.1b", "Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ"
)
ORGAN_LENGTH = error(
    "ND30-PL1-II.2b-do-dai",
    "PL1 II.2b",
    "Đường kẻ dưới tên cơ quan ban hành ngắn hơn dòng chữ",
)
SUBJECT_LENGTH = error(
    "ND30-PL1-II.5b-do-dai", "PL1 II.5b", "Đường kẻ dưới trích yếu ngắn hơn dòng chữ"
)
NEAR_LENGTH = warning(
    "TL-do-dai-duong-ke",
    "PL1 II.2b, PL1 II.5b",
    "Đường kẻ dưới tên cơ quan, dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ",
)
SOLID = error(
    "ND30-PL1-V-net-lien", "PL1 V", "Đường kẻ là nét liền, không đứt, không chấm, không kép"
)
BALANCED = error(
    "ND30-PL1-V-can-doi", "PL1 II.2b, PL1 II.5b", "Đường kẻ đặt cân đối so với dòng chữ"
)
UNDER_TYPE = error(
    "ND30-PL1-II.5b-duong-ke-ten-loai",
    "PL1 II.5b",
    "Đường kẻ ở dưới trích yếu, không ở dưới tên loại",
)
UNDERLINED = error(
    "ND30-PL1-V-gach-chan", "PL1 V", "Đường kẻ là đường riêng, không dùng chữ gạch chân"
)
RULES = (
    MOTTO_RULE, ORGAN_RULE, SUBJECT_RULE, MOTTO_LENGTH, ORGAN_LENGTH, SUBJECT_LENGTH, NEAR_LENGTH,
    SOLID, BALANCED, UNDER_TYPE, UNDERLINED,
)  # fmt: skip

_FAR = 6
"""Lines below which a rule no longer belongs to the words above it."""
_SOLID = frozenset({"single", "thick", "thinThickSmallGap", "inset", "outset"})
_TYPED = re.compile(r"[_\u2014\u2015\u2500\u2501]{3,}")
"""Signs that join to a line; hyphens, dots and stars leave gaps."""
OFF = 850
"""Twips from the middle that everybody sees: 15 mm."""
_NEAR = 300
"""Twips: not yet the next line."""
_HEAD = 30
"""Lines of a head without a subject."""
_WORST = 40
"""Twips: what two programs may differ in the width of a line."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the decree says of one of the three rules."""

    role: Role
    missing: Rule
    length: Rule
    name: str
    range: tuple[float, float]
    """Of the width of the words above it; well around what the decree says."""
    outer: tuple[float, float]
    """What is wrong for certain: the forms of the decree have rules of one length under names of
    any length."""
    wanted: str = "kẻ dài từ 1/3 đến 1/2 dòng chữ"


_SHARES, _OUTER = (0.24, 0.66), (0.08, 1.05)
_WHOLE = (0.75, 1.25)
KINDS = (
    Kind(Role.MOTTO, MOTTO_RULE, MOTTO_LENGTH, "Tiêu ngữ", _WHOLE, _WHOLE, "kẻ dài bằng dòng chữ"),
    Kind(Role.ORGAN_NAME, ORGAN_RULE, ORGAN_LENGTH, "tên cơ quan ban hành", _SHARES, _OUTER),
    Kind(Role.SUBJECT, SUBJECT_RULE, SUBJECT_LENGTH, "trích yếu", _SHARES, _OUTER),
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule that was found; lengths in twips."""

    lengths: tuple[float, ...] = ()
    """Of the lines that it may be; empty where nobody can tell."""
    solid: bool = True
    off: float = 0.0
    """How far its middle is from that of the room."""
    carrier: Line | None = None
    """The line of the file that it is typed in, or a border of; None for drawings and tables."""
    drawn: Shape | None = None
    """The drawing that it surely is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A component with a rule under it, and what was found there."""

    kind: Kind
    own: list[Labelled]
    """Its lines; the last one stands above the rule."""
    ruled: Ruled | None
    doubtful: bool
    """Whether the head has something that may be the missing rule."""

    @property
    def last(self) -> Labelled:
        """Return the line above the rule."""
        return self.own[-1]


_UNKNOWN = Ruled()
"""Something that may be a rule, of which nothing is certain."""


def check_ruling(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the three rules of the head."""
    under_type = _under_type(sheet, lines)
    if under_type is not None:
        yield tell(UNDER_TYPE, under_type, "có đường kẻ ở dưới", "chuyển xuống dưới trích yếu")
    for one in rules_of_head(sheet, lines):
        yield from _faults(sheet, one)


def rules_of_head(sheet: Sheet, lines: tuple[Labelled, ...]) -> list[Found]:
    """Return the components of the head that a rule stands under, each with the one found.

    A subject whose rule stands above it has none of its own.
    """
    misplaced = _under_type(sheet, lines) is not None
    claimed: set[int] = set()
    found: list[tuple[Kind, list[Labelled], Ruled | None]] = []
    for kind in KINDS:
        places = [place for place, one in enumerate(lines) if one.role is kind.role]
        if places and not (misplaced and kind.role is Role.SUBJECT):
            notes = _notes(lines, places[-1] + 1) if kind.role is Role.SUBJECT else []
            own = [*notes, *(lines[place] for place in places)]
            found.append((kind, own, _rule_below(sheet, lines, places, claimed)))
    doubtful = _has_others(lines, claimed)
    return [Found(*one, doubtful) for one in found]


def _notes(lines: tuple[Labelled, ...], place: int) -> list[Labelled]:
    """Return the lines of «(Ban hành kèm theo …)» under a subject: the rule may follow either."""
    return list(takewhile(lambda one: one.role is Role.APPENDIX_GUIDE, lines[place:]))


def _faults(sheet: Sheet, ruled: Found) -> Iterator[Finding]:
    kind, found, last = ruled.kind, ruled.ruled, ruled.last
    place, quote = last.place, quote_of(last)
    if any(word.letters.underline for word in last.line.words):
        yield tell(UNDERLINED, last, "có chữ gạch chân", "bỏ gạch chân, kẻ đường riêng")
    elif found is None:
        message = f"Dưới {kind.name} chưa có đường kẻ ngang; kẻ một đường nét liền."
        yield from () if ruled.doubtful else (kind.missing.at(place, message, quote),)
    else:
        if not found.solid:
            message = f"Đường kẻ dưới {kind.name} không phải nét liền; kẻ lại bằng nét liền."
            yield SOLID.at(place, message, quote)
        for rule, shares in ((kind.length, kind.outer), (NEAR_LENGTH, kind.range)):
            if (fault := length_fault(sheet, ruled, shares)) is not None:
                message = f"Đường kẻ dưới {kind.name} quá {fault}; {kind.wanted}."
                yield rule.at(place, message, quote)
                break
        if abs(found.off) > OFF:
            message = f"Đường kẻ dưới {kind.name} lệch một bên; đặt cân đối so với dòng chữ."
            yield BALANCED.at(place, message, quote)


def length_fault(
    sheet: Sheet, ruled: Found, shares: tuple[float, float] | None = None
) -> str | None:
    """Return «ngắn» or «dài» where no line that may be the rule has a length near the right one."""
    kind, found, widths = ruled.kind, ruled.ruled, widths_of(sheet, ruled.own)
    if found is None or not found.lengths or not widths:
        return None
    few, many = shares or kind.range
    shortest, longest = min(widths), max(widths)
    least, most = max(few * shortest, few / 2 * longest) - _WORST, many * longest + _WORST
    if any(least <= length <= most for length in found.lengths):
        return None
    return "ngắn" if max(found.lengths) < least else "dài"


def widths_of(sheet: Sheet, own: list[Labelled]) -> list[float]:
    """Return how wide the rows of the words are: a long line takes several."""
    found: list[float] = []
    for one in own:
        room, wide = sheet.room(one.line), width_of(one.line.stretches)
        if room is None or one.piece or wide <= room or not one.line.words:
            found.append(wide)
            continue
        letters = one.line.words[0].letters
        face = BOLD if letters.bold else REGULAR
        rows = lines_of(one.line.printed, face, letters.size, room)
        found += [width(row, face, letters.size) for row in rows]
    return [wide for wide in found if wide]


def _rule_below(
    sheet: Sheet, lines: tuple[Labelled, ...], places: list[int], claimed: set[int]
) -> Ruled | None:
    """Return the rule that follows, of any kind."""
    own = lines[places[-1]].line
    for place in places:
        if (drawn := _drawn(lines[place], claimed)) is not None:
            return drawn
    if own.setting.below and not own.setting.boxed:
        return _bordered(sheet, own, own.setting.below)
    for one in lines[places[-1] + 1 : places[-1] + _FAR]:
        if one.line.cell is not None and not _same_column(one.line, own):
            continue
        found = _above_row(one.line, own) or _of_line(sheet, one, claimed)
        if found is not None:
            return found
        if one.role is not Role.BLANK and not one.line.text.startswith("("):
            return None
    return _below_cell(own)


def _of_line(sheet: Sheet, one: Labelled, claimed: set[int]) -> Ruled | None:
    line = one.line
    if (drawn := _drawn(one, claimed)) is not None:
        return drawn
    if one.role is Role.RULE:
        return _UNKNOWN if one.piece else _typed(sheet, line)
    if line.setting.above and not line.setting.boxed:
        return _bordered(sheet, line, line.setting.above)
    if one.role is Role.BLANK and line.setting.below:
        return _bordered(sheet, line, line.setting.below)
    return None


def _drawn(one: Labelled, claimed: set[int]) -> Ruled | None:
    """Return the line that hangs on a paragraph as a shape; other drawings may hold one."""
    shapes = [shape for shape in one.line.shapes if not shape.boxes]
    drawn = [shape for shape in shapes if shape.line]
    claimed |= {id(shape) for shape in shapes}
    if not shapes:
        return None
    if not drawn or one.piece:
        return _UNKNOWN
    known = all(shape.width is not None for shape in drawn)
    lengths = tuple(shape.width or 0 for shape in drawn) if known else ()
    only = drawn[0] if len(drawn) == 1 else None
    return Ruled(lengths, all(shape.solid for shape in drawn), drawn=only)


def _typed(sheet: Sheet, line: Line) -> Ruled:
    room = sheet.room(line)
    length = width_of([one for one in line.stretches if one.text.strip()])
    at_left = line.setting.align in {"left", "justify"} and line.raw == line.raw.lstrip()
    off = (room - length) / 2 if at_left and room is not None else 0.0
    return Ruled((length,), bool(_TYPED.fullmatch(line.text.replace(" ", ""))), off, line)


def _bordered(sheet: Sheet, line: Line, kind: str) -> Ruled:
    room, setting = sheet.room(line), line.setting
    lengths = () if room is None else (room - setting.left - setting.right,)
    return Ruled(lengths, kind in _SOLID, (setting.left - setting.right) / 2, line)


def _below_cell(line: Line) -> Ruled | None:
    """Return the line below the cell, where nothing else stands between it and the words."""
    cell = line.cell
    if cell is None or cell.framed or not cell.lines[1]:
        return None
    return Ruled(() if cell.room is None else (cell.room,), cell.lines[1] in _SOLID)


def _above_row(line: Line, own: Line) -> Ruled | None:
    """Return the line between two rows of a table."""
    upper, cell = own.cell, line.cell
    if upper is None or cell is None or cell.row == upper.row or cell.framed:
        return None
    kind = cell.lines[0] or upper.lines[1]
    if not kind:
        return None
    return Ruled(() if cell.room is None else (cell.room,), kind in _SOLID)


def _same_column(one: Line, other: Line) -> bool:
    if one.cell is None or other.cell is None:
        return one.cell is other.cell
    return (one.cell.table, one.cell.column) == (other.cell.table, other.cell.column)


def _has_others(lines: tuple[Labelled, ...], claimed: set[int]) -> bool:
    """Tell whether the head has a drawing or a line of a cell that may be the missing rule."""
    place = next((n for n, one in enumerate(lines) if one.role is Role.SUBJECT), _HEAD)
    for one in lines[: place + _FAR]:
        if any(not shape.boxes and id(shape) not in claimed for shape in one.line.shapes):
            return True
        cell = one.line.cell
        if cell is not None and (cell.lines[0] or cell.lines[1]) and not cell.framed:
            return True
    return False


def _under_type(sheet: Sheet, lines: tuple[Labelled, ...]) -> Labelled | None:
    """Return the type name where the rule stands between it and the subject."""
    place = next((n for n, one in enumerate(lines) if one.role is Role.TYPE), None)
    if place is None:
        return None
    below = next((n for n, one in enumerate(lines) if one.role is Role.SUBJECT), place)
    between = lines[place + 1 : below]
    if any(one.role not in {Role.BLANK, Role.RULE} for one in between):
        return None
    own = lines[place].line.setting.below or lines[below].line.setting.above
    ruled = any(
        _is_near(one.line) if one.line.shapes else _of_line(sheet, one, set()) is not None
        for one in between
    )
    return lines[place] if own or ruled else None


def _is_near(line: Line) -> bool:
    """Tell whether a drawn line stands in its own paragraph, and not further down."""
    return any(
        shape.line and shape.down is not None and abs(shape.down) < _NEAR for shape in line.shapes
    )
