"""The document type and the subject under it (PL1 II.5)."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from webapp.domain.outline.header import is_header_line
from webapp.domain.outline.headings import all_italic, in_capitals
from webapp.domain.outline.inline import Piece, parted, runs_of, tidy
from webapp.domain.outline.lines import Line, joined_pieces
from webapp.domain.outline.markers import find_marker
from webapp.domain.plan import MarkerKind, Run, Runs, plain

DEFAULT_TYPE = "KẾ HOẠCH"
_TYPES = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO",
    "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "TỜ TRÌNH",
    "BIÊN BẢN", "HỢP ĐỒNG", "CÔNG ĐIỆN", "GIẤY MỜI", "KẾT LUẬN",
)  # fmt: skip
_TIGHT = {name.replace(" ", ""): name for name in _TYPES}
_BASE = re.compile(
    r"(?:[-–+]\s*)?(?:Căn cứ|Thực hiện|Theo đề nghị|Theo|Xét đề nghị|Xét|Thi hành"
    r"|Triển khai thực hiện|Để|Nhằm|Trên cơ sở|Tiếp tục)\b"
)
_FIRST_LINES = 60
_LONGEST_HEADER_LINE = 200
_LONGEST_SUBJECT = 500
_LONGEST_NOTE = 500
_CLOSED = (".", ";", ":")
_ISSUED_WITH = re.compile(
    r"\s*(?P<note>\((?:ban hành\s+)?kèm theo\b(?:[^()]|\([^()]*\))*\)\.?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Title:
    """Where the type stands, what it is, and the lines of the subject."""

    place: int
    """How many lines stand above the type."""
    document_type: str
    subject: Runs
    end: int
    """The place of the first line below the subject."""
    note: str = ""
    """What stands in brackets below the subject proper, and ends it here."""


def read_title(lines: list[Line]) -> Title | None:
    """Find the type near the beginning, with the subject and the note that follow it."""
    title = find_title(lines)
    return title and with_note(title, lines)


def with_note(title: Title, lines: list[Line]) -> Title:
    """Return the title with a line in brackets under the subject, «(Kèm theo …)», at its end."""
    end = _note_end(lines, title.end) if title.subject else title.end
    note = light_note(_upright(runs_of(joined_pieces(lines[title.end : end]))))
    if not note:
        return title
    subject = tidy((*title.subject, Run(" "), *note))
    return replace(title, subject=subject, end=end, note=plain(note))


def part_subject(subject: Runs) -> tuple[Runs, Runs]:
    """Return the subject proper, and «(Ban hành kèm theo …)» at its end, on a line of its own."""
    match = _ISSUED_WITH.search(plain(subject))
    if match is None or not match.start():
        return subject, ()
    before, _ = parted(subject, match.start())
    _, note = parted(subject, match.start("note"))
    return before, note


def light_note(note: Runs) -> Runs:
    """Return the note without the italics that its form gives it anyway."""
    return tidy(replace(run, italic=False) for run in note) if all_italic(note) else note


def _note_end(lines: list[Line], start: int) -> int:
    """Return where the line in brackets ends that begins at `start`; that where none does."""
    if start >= len(lines) or not lines[start].text.startswith("(") or _marked(lines[start]):
        return start
    said = ""
    for end in range(start, len(lines)):
        said += f" {lines[end].text}"
        if len(said) > _LONGEST_NOTE:
            break
        if said.count("(") <= said.count(")"):
            return end + 1 if said.rstrip(".").endswith(")") else start
    return start


def _marked(line: Line) -> bool:
    return find_marker(line.text) is not None


def find_title(lines: list[Line]) -> Title | None:
    """Find the type near the beginning, with the subject proper that follows it."""
    place = _type_place(lines)
    if place is None:
        return None
    name, rest = _type_of(lines[place])
    end = place + 1
    while end < len(lines) and _goes_on(lines, place, end, has_text=bool(rest)):
        end += 1
    below = joined_pieces(lines[place + 1 : end])
    space = [Piece(" ")] if rest and below else []
    return Title(place, name, _upright(runs_of([*rest, *space, *below])), end)


def _type_place(lines: list[Line]) -> int | None:
    """Return the line that is a type and nothing else, or that begins with one."""
    first = list(takewhile(_may_stand_above, lines[:_FIRST_LINES]))
    candidates = [place for place, line in enumerate(first) if _type_of(line)[0]]
    alone = [place for place in candidates if not _type_of(first[place])[1]]
    for place in (alone or candidates)[:1]:
        if all(len(line.text) <= _LONGEST_HEADER_LINE for line in first[:place]):
            return place
    return None


def _may_stand_above(line: Line) -> bool:
    """Tell whether a line can stand in the head of a paper; its text begins with marks or bases."""
    found = find_marker(line.text)
    items = {MarkerKind.DASH, MarkerKind.PLUS}
    return not line.text.startswith("Căn cứ") and (found is None or found[0].kind in items)


def _type_of(line: Line) -> tuple[str, tuple[Piece, ...]]:
    """Return the type that a line begins with, and what follows it on the line."""
    tight = _TIGHT.get(line.text.replace(" ", "").upper().strip("*_:."))
    if tight and line.text[:1].isupper():
        return tight, ()
    for name in _TYPES:
        if line.text.startswith(name + " ") and not is_header_line(line):
            return name, _cut(line.pieces, len(name) + 1)
    return "", ()


def _cut(pieces: tuple[Piece, ...], length: int) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    for piece in pieces:
        kept.append(Piece(piece.text[length:], piece.look, piece.forced, piece.note))
        length = max(0, length - len(piece.text))
    return tuple(kept)


def _goes_on(lines: list[Line], place: int, end: int, *, has_text: bool) -> bool:
    """Tell whether the line at `end` still belongs to the subject."""
    line = lines[end]
    if end == place + 1 and not has_text:
        return _may_begin(line)
    length = sum(len(one.text) + 1 for one in lines[place + 1 : end + 1])
    before = lines[end - 1]
    if length > _LONGEST_SUBJECT or before.text.endswith(_CLOSED) or not _may_follow(line):
        return False
    if not line.gap:
        return True
    lower = line.text[:1].islower()
    return (before.bold and line.bold) or (lower and not line.text.endswith(_CLOSED))


def _may_begin(line: Line) -> bool:
    """Tell whether a line can be the first of a subject."""
    if find_marker(line.text) or line.text.startswith("Căn cứ") or line.text.endswith((";", ":")):
        return False
    return len(line.text) <= _LONGEST_SUBJECT and not is_header_line(line)


def _may_follow(line: Line) -> bool:
    """Tell whether a line can be a further one of a subject."""
    if find_marker(line.text) or _BASE.match(line.text) or line.text.startswith("("):
        return False
    return not line.text.endswith((";", ":")) and not _begins_body(line)


def _begins_body(line: Line) -> bool:
    return in_capitals(line.text) and line.gap and not line.bold


def _upright(runs: Runs) -> Runs:
    """Return the subject without the bold that its form gives it anyway."""
    return tidy(replace(run, bold=False) for run in runs)
