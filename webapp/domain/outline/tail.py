"""The foot of a paper: nơi nhận, the Lưu line and the signature block (PL1 II.7, II.9)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from webapp.domain.outline.appendix_labels import GUIDE, label_of
from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.inline import Piece, runs_of
from webapp.domain.outline.lines import Line, a_line, cells
from webapp.domain.outline.lost_notes import report_notes
from webapp.domain.outline.report import Report
from webapp.domain.outline.signature import approves, is_name, is_signature_line, read_signer
from webapp.domain.plan import Runs, Signer, plain
from webapp.domain.text import fold, fold_letters

_TO_PLACES = re.compile(r"[\W_]*noi\s+nhan\s*(?::|[\W_]*$)")
_FILING = re.compile(r"luu\s*(?:[:;,]|vt\b|van thu\b|van phong\b|ho so\b)")
_DASH = re.compile(r"[-–—\u2212•·+*\uf0b7\uf02d]\s*(?=\w|\()")
_COUNTED = re.compile(r"\d{1,2}[.)/]\s*(?=[^\W\d])")
"""«1. », which some write for the dash."""
_SEVERAL = re.compile(r"(?<=;)\s*[-–]\s+")
_APPENDIX = re.compile(r"phu luc\b")
_TYPER = re.compile(r"(?P<notation>[A-ZĐ]{1,6})?\.?\s?\((?P<amount>[1-9]\d{0,3})\)\.?")
"""«PL.(300)»: who typed it, and how many copies (PL1 III.3)."""
_NOBODY = Signer()
_FILING_NEAR = 80
_HEAD = 60
_LONGEST_TITLE, _LONGEST_LABELLED = 120, 300
_LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Tail:
    """What the foot of a paper says."""

    to_places: tuple[Runs, ...] = ()
    filing_line: Runs = ()
    unit: str = ""
    signer: Signer = _NOBODY
    after: tuple[Line, ...] = ()
    """Lines below the signature."""
    typer_notation: str = ""
    promulgation_amount: int | None = None


@dataclass(slots=True)
class _Reading:
    """The two columns while they are read."""

    places: list[list[Piece]] = field(default_factory=list)
    filing: list[Piece] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    typer: re.Match[str] | None = None
    named: bool = False
    """Whether the words «Nơi nhận» have been read."""
    numbers: list[str] = field(default_factory=list)
    """Those that stood before places."""


def tail_start(lines: list[Line]) -> int:
    """Return where the foot of the paper begins: nơi nhận, or the signature above it."""
    places = [place for place, line in enumerate(lines) if names_places(line)]
    filings = [place for place, line in enumerate(lines) if _is_filing(line)] if places else []
    filed = [place for place in places if _has_filing(filings, place)]
    start = (filed[:1] or places[-1:] or [len(lines)])[0]
    return _signature_above(lines, start)


def read_tail(lines: list[Line], report: Report) -> Tail:
    """Return what the lines from nơi nhận or the signature on say."""
    reading = _Reading()
    for place, line in enumerate(lines):
        if is_appendix(line) and (reading.filing or reading.signature):
            reading.after = lines[place:]
            break
        reading.named = reading.named or names_places(line)
        for cell in cells(line):
            for part in _parts(cell):
                _read_part(part, reading)
    if reading.numbers:
        message = "Số thứ tự trước các nơi nhận được thay bằng gạch đầu dòng."
        report.add("removed", "to_places", message, " ".join(reading.numbers))
    report_notes(reading.signature, "tail", "chữ ký", report)
    signer, left = read_signer(reading.signature, report)
    filing = runs_of(reading.filing)
    unit = unit_of(plain(filing))
    tail = Tail(
        tuple(filter(None, map(_place_runs, reading.places))),
        filing,
        unit,
        signer,
        (*left, *reading.after),
        (reading.typer["notation"] or "") if reading.typer else "",
        int(reading.typer["amount"]) if reading.typer else None,
    )
    _report_missing(tail, report)
    return tail


def is_appendix(line: Line) -> bool:
    """Tell whether a line is the head of an appendix."""
    if not _APPENDIX.match(fold(line.text[:_HEAD])):
        return False
    label = label_of(line.text)
    if len(line.text) >= (_LONGEST_LABELLED if label else _LONGEST_TITLE):
        return False
    return line.bold or in_capitals(line.text) or bool(label and _is_titled(label.rest))


def _is_titled(rest: str) -> bool:
    """Tell the title behind a plain label from a sentence about an appendix."""
    if not rest or GUIDE.match(rest):
        return True
    return rest[0].isupper() and not rest.endswith((".", ";", ",", ":"))


def _folded(line: Line) -> str:
    return fold_letters(line.text[:_HEAD])


def names_places(line: Line) -> bool:
    """Tell whether a line begins with the words «Nơi nhận»."""
    if "nhan" not in _folded(line):
        return False
    return bool(_TO_PLACES.match(_folded(cells(line)[0])))


def _is_filing(line: Line) -> bool:
    return bool(_FILING.match(fold_letters(line.text[:_HEAD]).lstrip("-–+*•.)/ 0123456789")))


def _has_filing(filings: list[int], place: int) -> bool:
    """Tell whether a Lưu line follows soon."""
    following = filings[(at := bisect_left(filings, place)) : at + 1]
    return bool(following) and following[0] < place + _FILING_NEAR


def _signature_above(lines: list[Line], start: int) -> int:
    """Return the place of a signature block that stands above nơi nhận or at the very end."""
    first = max(0, start - _LAST_LINES)
    for place in range(first, start):
        if is_signature_line(lines[place].text) and _only_signature(lines[place:start]):
            return place
    if start == len(lines) and start > 1 and _signs_alone(lines[-2], lines[-1]):
        return start - 1
    return start


def _only_signature(lines: list[Line]) -> bool:
    return all(is_signature_line(line.text) or is_name(line.text) for line in lines)


def _signs_alone(before: Line, last: Line) -> bool:
    """Tell a name that stands alone under the end of the text."""
    return before.text.endswith("./.") and is_name(last.text)


def _parts(cell: Line) -> Iterator[Line]:
    """Yield the parts of a cell: the words «Nơi nhận:» go, several recipients on a line part."""
    match = _TO_PLACES.match(_folded(cell))
    if match is None and not _SEVERAL.search(cell.text):
        yield cell
        return
    raw = cell.raw.strip()
    rest = raw.split(":", 1)[1] if match and ":" in raw else "" if match else raw
    for number, part in enumerate(_SEVERAL.split(rest)):
        if words := part.strip(" *_"):
            yield a_line(f"- {words}" if number else words)


def _read_part(part: Line, reading: _Reading) -> None:
    """Put one part where it belongs."""
    if not part.pieces:
        return
    text = part.text
    dash = _sign_before(text, reading)
    length = dash.end() if dash else 0
    words = text[length:]
    pieces = _without(part.pieces, length)
    signs = not dash and _signs(text, reading)
    if reading.filing and not reading.typer and (typer := _TYPER.fullmatch(text)):
        reading.typer = typer
    elif signs:
        reading.signature.append(part)
    elif _FILING.match(fold(words)) and not reading.filing:
        reading.filing = pieces
    elif reading.filing:
        _read_after_filing(part, reading)
    elif reading.signature and not reading.named and not dash:
        reading.signature.append(part)
    elif dash or not reading.places or _is_closed(reading.places[-1]):
        reading.places.append(pieces)
    else:
        reading.places[-1] += [Piece(" "), *pieces]


def _sign_before(text: str, reading: _Reading) -> re.Match[str] | None:
    """Return the dash before a place, or the number that stands for it."""
    counted = _COUNTED.match(text) if reading.named and not reading.filing else None
    if counted:
        reading.numbers.append(counted[0].strip())
    return counted or _DASH.match(text)


def _signs(text: str, reading: _Reading) -> bool:
    """Tell a line of the signature; a name alone only where no list of places is open."""
    if is_signature_line(text):
        return True
    free = bool(reading.signature) or not reading.named
    return (free and is_name(text)) or (not reading.named and approves(text))


def _read_after_filing(part: Line, reading: _Reading) -> None:
    """Take the rest of a long Lưu line, or what belongs to the signature."""
    last = reading.filing[-1].text.rstrip()
    goes_on = last.endswith(",") or last.rfind("(") > last.rfind(")")
    if goes_on and not reading.signature and not part.gap:
        reading.filing += [Piece(" "), *part.pieces]
    else:
        reading.signature.append(part)


def _is_closed(pieces: list[Piece]) -> bool:
    return pieces[-1].text.rstrip().endswith((";", "."))


def _without(pieces: tuple[Piece, ...], length: int) -> list[Piece]:
    """Return the pieces without their first letters."""
    kept: list[Piece] = []
    for piece in pieces:
        kept.append(Piece(piece.text[length:], piece.look, piece.forced, piece.note))
        length = max(0, length - len(piece.text))
    return kept


def _place_runs(pieces: list[Piece]) -> Runs:
    """Return a recipient without the sign that closes its line."""
    runs = runs_of(pieces)
    if not any(letter.isalnum() for letter in plain(runs)):
        return ()
    while runs and not (bare := runs[-1].text.rstrip(" ;,").removesuffix(".")):
        runs = runs[:-1]
    return (*runs[:-1], replace(runs[-1], text=bare))


def unit_of(filing: str) -> str:
    """Return the unit that the Lưu line names after VT: «Lưu: VT, NC(AB).» gives NC (PL1 II.9)."""
    last = filing.partition(",")[2].rpartition(",")[2].strip()
    capitals = "".join(takewhile(lambda letter: letter.isupper() or letter in "&-.", last))
    rest = last[len(capitals) :]
    return (capitals[:-1] if rest[:1].islower() else capitals).strip("&-.")


def _report_missing(tail: Tail, report: Report) -> None:
    if not tail.to_places:
        report.add("missing", "to_places", "Bản gốc không có nơi nhận.")
    if not tail.filing_line:
        report.add("missing", "filing_line", "Bản gốc không có dòng «Lưu».")
    elif not tail.unit:
        report.add(
            "missing",
            "unit",
            "Dòng «Lưu» không nêu chữ viết tắt của đơn vị soạn thảo.",
            plain(tail.filing_line),
        )
