"""The foot of a paper: nơi nhận on the left, the signature on the right (PL1 II.7, II.9)."""

import re
from dataclasses import dataclass, field

from webapp.documents.layout.passages import key
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.domain.plan import Plan, plain
from webapp.domain.text import fold

_LABEL = "noi nhan"
_FIRST = frozenset("nN")
"""How it begins: most lines need no closer look."""
_FILING = re.compile(r"luu\b")
FILED = re.compile(r"\W*Lưu\s*:\s*VT\b")
"""The last recipient, which tells a foot whose words «Nơi nhận» are missing."""
_TYPER = re.compile(r"(?:[A-ZĐ]{1,6}\.?\s?)?\([1-9]\d{0,3}\)\.?", re.IGNORECASE)
_NOTATION = re.compile(r"[A-ZĐ]{1,6}\.?")
"""Of who typed the paper, where the number of copies is not given."""
_DASHES = "-–—\u2212•+*"
_NEAR = 8
"""Lines below the words «Nơi nhận» in which a recipient stands."""
_LONGEST = 60
_SIGNATURE = 14
"""Lines above «Nơi nhận» where a signature may stand without a table."""
_WIDEST = 4
"""Columns; a table with more is no foot."""


@dataclass(slots=True)
class Foot:
    """Where the foot stands and what its lines are."""

    lines: range = range(0)
    """Places of its lines in the sheet."""
    label: int = -1
    """The line with the words «Nơi nhận»."""
    begins: int = -1
    """The line from which on recipients may stand."""
    column: tuple[int, int] | None = None
    """Table and column of the recipients; None outside of tables."""
    signer: dict[str, tuple[Role, str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """The recipients of the plan by their words."""
    filing: str = ""
    """The words of the last line."""
    _place: str = "to_places"
    _signed: tuple[int, int] | None = None
    _title: str = ""

    @property
    def end(self) -> int:
        """Return the place behind the last line."""
        return self.lines.stop

    def of(self, number: int, line: Line) -> Labelled | None:
        """Return what a line in the foot is; None where it is not known."""
        folded = key(line.text)
        if not folded:
            return None
        if number == self.label and folded.startswith(_LABEL):
            return Labelled(line, Role.TO_PLACES_LABEL, "to_places")
        if self.column is not None and self._receives(number, line):
            return self._recipient(line, folded)
        itemised = bool(line.mark) or line.text.startswith(tuple(_DASHES))
        if folded in self.signer and not itemised and not _is_wide(line):
            return self._of_signer(line, *self.signer[folded])
        if self._receives(number, line):
            return self._recipient(line, folded)
        more = self._more_of_title(line)
        return more or (None if line.cell is None else Labelled(line, Role.OTHER, "signer"))

    def _of_signer(self, line: Line, role: Role, place: str) -> Labelled:
        if line.cell is not None:
            self._signed = (line.cell.table, line.cell.column)
        self._title = place if role is Role.AUTHORITY else ""
        return Labelled(line, role, place)

    def _receives(self, number: int, line: Line) -> bool:
        if self.begins < 0 or number < self.begins:
            return False
        if self.column is None:
            return line.cell is None
        return line.cell is not None and (line.cell.table, line.cell.column) == self.column

    def _recipient(self, line: Line, folded: str) -> Labelled:
        bare = line.text.lstrip(f"{_DASHES} ")
        filed = self._place == "filing_line"
        if _TYPER.fullmatch(bare) or (filed and _NOTATION.fullmatch(bare)):
            return Labelled(line, Role.TYPER, "typer_notation")
        if _FILING.match(folded) or folded == self.filing:
            self._place = "filing_line"
            return Labelled(line, Role.FILING_LINE, self._place)
        if folded in self.places:
            self._place = f"to_places/{self.places[folded]}"
        elif line.mark or line.text.startswith(tuple(_DASHES)):
            self._place = "to_places"
        role = Role.FILING_LINE if self._place == "filing_line" else Role.TO_PLACE
        return Labelled(line, role, self._place)

    def _more_of_title(self, line: Line) -> Labelled | None:
        """Return a line in capitals under the signer's title: a long title takes several."""
        if line.cell is None or (line.cell.table, line.cell.column) != self._signed:
            return None
        capital = line.printed == line.printed.upper() and any(map(str.isalpha, line.text))
        return Labelled(line, Role.AUTHORITY, self._title) if capital and self._title else None


def find_foot(lines: tuple[Line, ...], plan: Plan) -> Foot:
    """Return the foot of a file that the plan was read from."""
    signer = _signer_lines(plan)
    places = {key(plain(one)): n for n, one in enumerate(plan.to_places)}
    label = _label_of(lines, places)
    if label is None:
        return _unnamed_foot(lines, plan, signer, places)
    around, cell = _around(lines, label, signer), lines[label].cell
    near = range(max(0, around.start - _SIGNATURE), min(len(lines), around.stop + _LONGEST))
    name = _name_of(lines, plan, around) or _name_of(lines, plan, near)
    if name is not None and name not in around:
        other = _around(lines, name, signer)
        around = range(min(around.start, other.start), max(around.stop, other.stop))
    column = None if cell is None else (cell.table, cell.column)
    return Foot(around, label, label, column, signer, places, key(plain(plan.filing_line)))


def _unnamed_foot(
    lines: tuple[Line, ...],
    plan: Plan,
    signer: dict[str, tuple[Role, str]],
    places: dict[str, int],
) -> Foot:
    """Return a foot without the words «Nơi nhận»: around the signer's name, or the last line."""
    filed = (n for n, line in enumerate(lines) if line.cell and FILED.match(line.text))
    anchor = next(filed, None)
    name = _name_of(lines, plan, range(len(lines)))
    place = name if anchor is None else anchor
    if place is None:
        return Foot(signer=signer, places=places)
    around = _around(lines, place, signer)
    cell = None if anchor is None else lines[anchor].cell
    column = None if cell is None else (cell.table, cell.column)
    begins = -1 if cell is None else around.start
    return Foot(around, -1, begins, column, signer, places, key(plain(plan.filing_line)))


def _label_of(lines: tuple[Line, ...], places: dict[str, int]) -> int | None:
    """Return the line with the words «Nơi nhận» that recipients follow.

    Of several the one with the colon: a table of corrections may name the place as well.
    """
    found = [n for n, line in enumerate(lines) if _names_places(line)]
    likely = [n for n in found if _has_recipients(lines[n + 1 : n + 1 + _NEAR], places)]
    closed = (n for n in likely if lines[n].text.endswith(":"))
    return next(closed, likely[0] if likely else found[-1] if found else None)


def _has_recipients(below: tuple[Line, ...], places: dict[str, int]) -> bool:
    words = (key(line.text) for line in below)
    return any(one in places or bool(_FILING.match(one)) for one in words if one)


def _names_places(line: Line) -> bool:
    if line.text[:1] not in _FIRST or _is_wide(line):
        return False
    first = line.raw.strip().partition("\t")[0]
    named = fold(first)
    return named.strip(": ") == _LABEL or named.startswith(f"{_LABEL}:") or _has_gap(line)


def _has_gap(line: Line) -> bool:
    raw = line.raw
    return line.cell is None and key(raw[:10]) == _LABEL and raw[10:16].isspace()


def _is_wide(line: Line) -> bool:
    return line.cell is not None and line.cell.columns_of_table > _WIDEST


def _name_of(lines: tuple[Line, ...], plan: Plan, near: range) -> int | None:
    """Return the line nearby that holds the signer's name."""
    name = key(plan.signer.full_name)
    found = (n for n in near if name and key(lines[n].text) == name and not _is_wide(lines[n]))
    return next(found, None)


def _around(lines: tuple[Line, ...], place: int, signer: dict[str, tuple[Role, str]]) -> range:
    """Return the lines of the table around a line, or those near it."""
    cell = lines[place].cell
    if cell is None:
        above = range(max(0, place - _SIGNATURE), place)
        known = (n for n in above if lines[n].cell is None and key(lines[n].text) in signer)
        return range(next(known, place), min(len(lines), place + _LONGEST))
    own = [n for n, line in enumerate(lines) if line.cell and line.cell.table == cell.table]
    return range(own[0], own[-1] + 1)


def _signer_lines(plan: Plan) -> dict[str, tuple[Role, str]]:
    signer = plan.signer
    lines = (
        *((one, Role.AUTHORITY, "signer.authority") for one in signer.authority),
        (signer.position, Role.AUTHORITY, "signer.position"),
        (signer.second_title, Role.SECOND_TITLE, "signer.second_title"),
        (signer.full_name, Role.NAME, "signer.full_name"),
    )
    return {key(text): (role, place) for text, role, place in lines if text}
