"""The lines of a pasted paper: without rules and number signs, with emphasis closed on each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.domain.outline.headings import all_bold
from webapp.domain.outline.inline import Piece, parse_pieces, runs_of
from webapp.domain.plan import Runs

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RULE = re.compile(r"[-_=*~─━—–•·|:\s]{2,}")
_STARS = re.compile(r"(?<!\\)\*+")
_OPENING = re.compile(r"\*{1,3}(?=[\w“\"(+-])")
_WIDE = re.compile(r"[ \t]{2,}|\t")
_CELLS = re.compile(r"\t+|[ ]{3,}|[ \t]*\|[ \t]*")
_BLANK = re.compile(r"(\bSố\s?[:.]?|\b[Nn]gày|\btháng|\bnăm)[ \t]{2,}(?=[-/\d]|tháng|năm)")
"""The empty place of a number or day, which keeps no columns apart."""
_BROKEN_WORD = re.compile(r"[A-ZĐ0-9]-$")
"""A notation such as PL-UBTVQH, broken behind its hyphen."""
_LONGEST_EMPHASIS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds words."""

    raw: str
    """As it was given, without number signs before it."""
    pieces: tuple[Piece, ...]
    text: str
    """The words without emphasis, with single spaces."""
    gap: bool
    """Whether an empty line, or the beginning of the paper, stands before."""

    @property
    def runs(self) -> Runs:
        """Return the line as runs."""
        return runs_of(self.pieces)

    @property
    def bold(self) -> bool:
        """Tell whether the whole line is bold."""
        return all_bold(self.runs)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a paper that hold words."""
    lines: list[Line] = []
    gap = True
    for raw in _with_closed_emphasis(_BREAK.sub("\n", text).split("\n")):
        bare = raw.strip(" \t").lstrip("# \t")
        line = a_line(raw.lstrip("#").rstrip(), gap=gap)
        gap = bool(_RULE.fullmatch(bare)) or not _says_something(line)
        if not gap:
            lines.append(line)
    return lines


def a_line(raw: str, *, gap: bool = False) -> Line:
    """Return one line of a paper."""
    bare = raw.strip(" \t").lstrip("# \t")
    pieces = tuple(parse_pieces(_WIDE.sub(" ", bare)))
    return Line(raw, pieces, "".join(piece.text for piece in pieces), gap)


def _says_something(line: Line) -> bool:
    return any(piece.text.strip() or piece.note for piece in line.pieces)


def cells(line: Line) -> list[Line]:
    """Return the cells of a line that two columns share; a plain line is its own cell."""
    parts = _CELLS.split(_BLANK.sub(r"\1 ", line.raw.strip()))
    parts = [part for part in parts if part.strip(" *_")]
    if len(parts) < 2:  # noqa: PLR2004 - a line of one cell is no table
        return [line]
    return [a_line(_without_stray_stars(part), gap=line.gap) for part in parts]


def _without_stray_stars(cell: str) -> str:
    """Leave out stars whose partner stands in another cell."""
    odd = len(_STARS.findall(cell)) % 2
    return _STARS.sub("", cell) if odd and not cell.lstrip().startswith("* ") else cell


def _with_closed_emphasis(lines: list[str]) -> Iterator[str]:
    """Yield the lines with emphasis that spans several of them closed and opened on each."""
    pending: list[str] = []
    stars = ""
    for line in lines:
        if pending:
            pending.append(line)
            ends = _ends_emphasis(line, stars)
            if ends or _STARS.search(line) or len(pending) > _LONGEST_EMPHASIS:
                yield from _closed(pending, stars) if ends else pending
                pending = []
            continue
        stars = _opens_emphasis(line)
        if stars:
            pending.append(line)
        else:
            yield line
    yield from pending


def _opens_emphasis(line: str) -> str:
    """Return the stars that a line opens and does not close."""
    runs = list(_STARS.finditer(line)) if "*" in line else []
    match = _OPENING.search(line, runs[-1].start()) if len(runs) % 2 else None
    before = line[: runs[-1].start()].lstrip("#")[-1:] if match else ""
    return match[0] if match and (not before or before in ' \t(“"') else ""


def _ends_emphasis(line: str, stars: str) -> bool:
    """Tell whether the first stars of a line close what was opened before it."""
    match = _STARS.search(line)
    if match is None or match[0] != stars or len(_STARS.findall(line)) % 2 == 0:
        return False
    return not line[: match.start()].endswith((" ", "\t")) and match.start() > 0


def _closed(lines: list[str], stars: str) -> Iterator[str]:
    """Yield the lines, each with its own opening and closing stars."""
    last = len(lines) - 1
    for place, line in enumerate(lines):
        bare = line.strip(" \t").lstrip("# \t" if place else "")
        opened = stars if place and bare else ""
        closed = stars if place < last and bare else ""
        yield opened + bare + closed


def joined_pieces(lines: Iterable[Line]) -> list[Piece]:
    """Return the pieces of lines that are one paragraph."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces and line.text != "./." and not _BROKEN_WORD.search(pieces[-1].text):
            same = pieces[-1].look == line.pieces[0].look
            pieces.append(Piece(" ", pieces[-1].look) if same else Piece(" "))
        pieces += line.pieces
    return pieces
