"""Marks beside the text: urgency, circulation, draft, address at the foot (PL1 III.2 to III.4)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.labelling import mark_of
from webapp.documents.layout.looks import LOOKS, faults
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line, Sheet
from webapp.documents.layout.telling import points, short, tell
from webapp.domain.form_rules.findings import Finding, error, hint
from webapp.domain.stages import Stage

FRAMED = error(
    "ND30-PL1-III.2b-khung", "PL1 III.2b", "Dấu chỉ mức độ khẩn ở trong khung chữ nhật viền đơn"
)
FRAMED_NOTE = error(
    "ND30-PL1-III.2c-khung", "PL1 III.2c", "Chỉ dẫn phạm vi lưu hành ở trong khung viền đơn"
)
DRAFT_LEFT = error(
    "ND30-D11-du-thao-le", "Điều 11", "Bản trình ký, phát hành không còn dấu «Dự thảo»"
)
ADDRESS = error(
    "ND30-PL1-III.4", "PL1 III.4", "Địa chỉ ở chân trang thứ nhất cỡ chữ từ 11 đến 12, kiểu đứng"
)
ADDRESS_RULE = error(
    "ND30-PL1-III.4-duong-ke", "PL1 III.4", "Trên địa chỉ ở chân trang có đường kẻ nét liền"
)
FOREIGN_HEAD = hint("TL-chu-o-dau-trang", "PL1 I.7", "Lề trên chỉ có số trang, không có chữ khác")
RULES = (FRAMED, FRAMED_NOTE, DRAFT_LEFT, ADDRESS, ADDRESS_RULE, FOREIGN_HEAD)

_ADDRESS = re.compile(
    r"\b(?:địa chỉ|điện thoại|đt|fax|e-?mail|thư điện tử|website|trang thông tin)\b\s*:?|@|www\.",
    re.IGNORECASE,
)
_OWN_MARK = re.compile(r"DỰ THẢO – bản \d+")
_CHECKERS = re.compile(r"Điều 12\.[12]: .+, \d\d:\d\d \d\d/\d\d/\d{4}")
"""Our signing copies name who checked them, for their initials."""
_FRAMES = {Role.URGENCY: FRAMED, Role.CIRCULATION: FRAMED_NOTE}
_SIZES = (10.75, 12.25)
"""Of the address, with what rounding takes."""


def check_marks(sheet: Sheet, lines: tuple[Labelled, ...], stage: Stage) -> Iterator[Finding]:
    """Yield the faults of what stands beside the text."""
    beside = tuple(in_heads(sheet))
    for one in (*lines, *beside):
        if (rule := _FRAMES.get(one.role)) is not None and not _is_framed(one.line):
            yield tell(rule, one, "chưa đóng khung", "đặt trong khung chữ nhật viền đơn")
        if one.role is Role.DRAFT_MARK and stage is not Stage.DRAFT:
            yield tell(DRAFT_LEFT, one, "còn ở bản trình ký, phát hành", "bỏ dấu dự thảo")
    for one in beside:
        if one.role in LOOKS:
            for rule, shown in faults(sheet, one):
                yield tell(rule, one, shown)
    yield from _foreign(sheet)
    yield from _address(sheet)


def is_own_draft(sheet: Sheet) -> bool:
    """Tell a draft that was rendered here by the mark that each of its pages carries."""
    heads = sheet.sections[0].heads.values()
    return any(_OWN_MARK.match(line.text) for part in heads for line in part)


def in_heads(sheet: Sheet) -> Iterator[Labelled]:
    """Yield the lines of heads and feet with the marks that they are, each part once."""
    seen: set[int] = set()
    for section in sheet.sections:
        heads, feet = sheet.heads_in_use(section), sheet.feet_in_use(section)
        for part in (*heads.values(), *feet.values()):
            for line in part:
                if id(line) in seen or not line.text:
                    continue
                seen.add(id(line))
                role = mark_of(line.text) or Role.OTHER
                place = "circulation_note" if role is Role.CIRCULATION else "page"
                yield Labelled(line, role, place)


def _is_framed(line: Line) -> bool:
    if line.box is not None:
        return line.box.bordered
    if line.setting.boxed or line.shapes or any(word.letters.framed for word in line.words):
        return True
    return line.cell is not None and line.cell.framed


def _foreign(sheet: Sheet) -> Iterator[Finding]:
    """Point at words in the head of the pages behind the first."""
    for section in sheet.sections[:1]:
        heads = sheet.heads_in_use(section)
        for kind in ("default", "even"):
            for line in heads.get(kind, ()):
                lettered = sum(map(str.isalpha, line.text)) > 1
                ours = mark_of(line.text) is not None or _CHECKERS.match(line.text)
                if lettered and line.page_number is None and not ours:
                    message = f"Lề trên có chữ «{short(line.text)}»; chỉ để số trang."
                    yield FOREIGN_HEAD.at("page", message, line.printed)


def address_of(sheet: Sheet) -> list[Labelled]:
    """Return the lines of the address at the foot of the first page."""
    held = _first_foot(sheet)
    begins = next((n for n, line in enumerate(held) if _ADDRESS.search(line.text)), len(held))
    return [Labelled(line, Role.OTHER, "foot_address") for line in held[begins:]]


def _first_foot(sheet: Sheet) -> tuple[Line, ...]:
    first = sheet.sections[0]
    return first.feet.get("first" if first.first_differs else "default", ())


def _address(sheet: Sheet) -> Iterator[Finding]:
    own = address_of(sheet)
    if not own:
        return
    held = _first_foot(sheet)
    ruled = any(
        line.setting.above or line.shapes or line.setting.below or "___" in line.text
        for line in held[: len(held) - len(own) + 1]
    )
    if not ruled and (cell := own[0].line.cell) is not None:
        ruled = bool(cell.lines[0])
    if not ruled:
        message = "Địa chỉ ở chân trang chưa có đường kẻ phía trên; kẻ nét liền hết chiều ngang."
        yield ADDRESS_RULE.at("foot_address", message, own[0].line.printed)
    for line in (one.line for one in own):
        letters = [word.letters for word in line.words]
        sizes = sorted({one.size for one in letters if not _SIZES[0] <= one.size <= _SIZES[1]})
        if sizes or any(one.italic for one in letters):
            shown = f"cỡ chữ {'; '.join(map(points, sizes))}" if sizes else "in nghiêng"
            message = f"«{short(line.text)}» ở chân trang {shown}; đặt cỡ 11 - 12, kiểu chữ đứng."
            yield ADDRESS.at("foot_address", message, line.printed)
