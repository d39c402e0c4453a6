"""Which component of the paper each line is, and the place in the plan that it shows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from webapp.documents.layout.columns import columns_of
from webapp.documents.layout.feet import Foot, find_foot
from webapp.documents.layout.passages import Passages, key
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line, Sheet
from webapp.domain.letters import is_letter
from webapp.domain.outline.markers import find_marker
from webapp.domain.plan import BlockKind, Plan
from webapp.domain.text import fold

_NATION = re.compile(r"cong\s?hoa\b.*x|(?:xa hoi )?chu nghia viet nam$|viet nam$")
_MOTTO = re.compile(r"doc lap\b|.*\btu do\b.*\bhanh phuc\b")
_NUMBER = re.compile(r"S[ốỐ]\b\s*[:.]?(?:\s|\d|/|$)")
_DATE = re.compile(
    r"[^/;]{0,60}\bngày\b.{0,30}\btháng\b.{0,20}\bnăm\b.{0,12}"
    r"|[^/;]{0,60}(?:,|\bngày)\s*\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(r"\d{1,2}\s*:\s*\d{2}")
"""An hour: the line says when a copy was signed (ô 14), and is no number of the paper."""
_APPENDIX = re.compile(r"phu luc\b(?: so)?[ \divxlc.:…]*$")
_APPENDIX_AND_TITLE = re.compile(r"phu luc\b(?: so)?(?: [\divxlc]+)?\s*[-–.:]?\s+\S")
_GUIDE = re.compile(r"\((?:ban hanh )?kem theo\b")
_SPECIAL = frozenset("pP(")
"""First letters of the lines that are told by their own words wherever they stand."""
_DRAFT = re.compile(r"\W*(?:ban )?du thao\b(?: lan(?: thu)? \w+)?.{0,40}")
_ABOUT = re.compile(r"V\s?/\s?v\b", re.IGNORECASE)
_TO = re.compile(r"kính gửi\b", re.IGNORECASE)
_UNDERSCORES = re.compile(r"[_\-–—―─━*=.~ ]{3,}")
_URGENCIES = frozenset({"khan", "thuong khan", "hoa toc"})
_CIRCULATIONS = frozenset({"xem xong tra lai", "luu hanh noi bo", "tai lieu thu hoi"})
_LONGEST_HEAD = 60
"""Lines; a head is shorter."""
_LONGEST_LABEL = 250


def label(sheet: Sheet, plan: Plan) -> tuple[Labelled, ...]:
    """Return every line of the file with its role, in the order of the file."""
    labelling = _Labelling(plan, find_foot(sheet.lines, plan))
    groups = groupby(enumerate(sheet.lines), key=lambda pair: id(pair[1].element))
    return tuple(one for _, group in groups for one in labelling.of_paragraph([*group]))


def mark_of(text: str) -> Role | None:
    """Return which mark of the paper's margins a line is, or None."""
    folded = key(text)
    if folded in _URGENCIES:
        return Role.URGENCY
    if folded in _CIRCULATIONS:
        return Role.CIRCULATION
    return Role.DRAFT_MARK if _DRAFT.fullmatch(folded) else None


class _Labelling:
    """Goes down the file and the plan side by side."""

    def __init__(self, plan: Plan, foot: Foot) -> None:
        self._plan = plan
        self._passages = Passages(plan)
        self._foot = foot
        self._letter = is_letter(plan)
        types = () if self._letter else map(key, plan.document_type.split("\n"))
        self._types = frozenset(one for one in types if one and not _DRAFT.fullmatch(one))
        self._titled = False
        self._national = False
        self._seen = 0
        self._place = ""
        self._appendix = -1
        self._guiding = False
        self._untitled = False
        """Whether a label of an appendix waits for its title."""
        self._organs = {
            name: key(getattr(plan, name).replace("\n", " "))
            for name in ("organ_in_charge", "organ_name")
        }
        self._unread = dict(self._organs)

    def of_paragraph(self, numbered: list[tuple[int, Line]]) -> Iterator[Labelled]:
        """Yield the lines of a paragraph with their roles."""
        self._seen += len(numbered)
        lines = [line for _, line in numbered]
        if self._in_head() or any(place in self._foot.lines for place, _ in numbered):
            for place, line in numbered:
                yield from self._of_columns(place, line)
            return
        text = " ".join(line.text for line in lines)
        whole = self._whole(lines, text) if len(lines) > 1 else None
        for line in lines:
            if whole is not None and line.text:
                yield replace(whole, line=line, marked=whole.marked and line.first)
            else:
                yield self._of_text(line)

    def _in_head(self) -> bool:
        return not self._titled and not self._passages.begun and self._seen < _LONGEST_HEAD

    def _whole(self, lines: list[Line], text: str) -> Labelled | None:
        """Return the role of a paragraph that breaks part into lines."""
        if not text.strip() or self._special(lines[0]) is not None:
            return None
        found = self._of_passage(lines[0], text)
        return found if found.block is not None or found.role is not Role.OTHER else None

    def _of_columns(self, place: int, line: Line) -> Iterator[Labelled]:
        parts = [line] if line.cell is not None else columns_of(line)
        for part in parts:
            found = self._header(part) if self._in_head() else None
            if found is None and place in self._foot.lines:
                found = self._foot.of(place, part)
            yield replace(found or self._of_text(part), piece=len(parts) > 1)

    def _of_text(self, line: Line) -> Labelled:
        if not line.text:
            ruled = any(shape.line for shape in line.shapes)
            return Labelled(line, Role.RULE if ruled else Role.BLANK, self._place)
        if _UNDERSCORES.fullmatch(line.text):
            return Labelled(line, Role.RULE, self._place)
        return self._special(line) or self._of_passage(line, line.text)

    def _header(self, line: Line) -> Labelled | None:
        folded = key(line.text)
        if folded in self._types and (line.cell is None or self._national):
            self._titled = True
            return Labelled(line, Role.TYPE, "document_type")
        if (found := _of_formula(folded, line.text)) is not None:
            self._national = self._national or found[0] is Role.NATION
            return Labelled(line, *found)
        if self._letter and (special := self._of_letter(line)) is not None:
            return special
        if (mark := mark_of(line.text)) is not None:
            place = {Role.URGENCY: "priority", Role.CIRCULATION: "circulation_note"}
            return Labelled(line, mark, place.get(mark, "header"))
        return self._organ(line, folded) if folded else None

    def _of_letter(self, line: Line) -> Labelled | None:
        """Return what only the head of a công văn has: «V/v …» and «Kính gửi: …»."""
        if _ABOUT.match(line.text):
            return Labelled(line, Role.LETTER_SUBJECT, "subject")
        if not _TO.match(line.text):
            return None
        self._titled = True  # below it stands the text, whose words may be those of an organ
        place = "addressees/0" if len(self._plan.addressees) == 1 else "addressees"
        return Labelled(line, Role.ADDRESSEE, place)

    def _organ(self, line: Line, folded: str) -> Labelled | None:
        """Return a line of an organ's name: the superior's comes first, both may take several."""
        for name, left in self._unread.items():
            if left.startswith(folded):
                self._unread[name] = left[len(folded) :].strip()
                return Labelled(line, Role(name), name)
        for name, whole in self._organs.items():
            if folded in whole:
                return Labelled(line, Role(name), name)
        return None

    def _special(self, line: Line) -> Labelled | None:
        """Return what a line is by its own words, wherever it stands."""
        if self._guiding:
            self._guiding = ")" not in line.text
            return Labelled(line, Role.APPENDIX_GUIDE, self._place_of_appendix())
        if line.text[:1] not in _SPECIAL:
            return None
        folded = fold(line.text)
        if line.cell is None and self._begins_appendix(line, folded):
            self._appendix += 1
            titled = not _APPENDIX.match(folded)
            self._untitled = not titled
            place = self._place_of_appendix()
            return Labelled(line, Role.APPENDIX_LABEL, place, marked=titled)
        if self._appendix >= 0 and _GUIDE.match(folded):
            self._untitled = False
            self._guiding = ")" not in line.text
            return Labelled(line, Role.APPENDIX_GUIDE, self._place_of_appendix())
        return None

    def _begins_appendix(self, line: Line, folded: str) -> bool:
        alone = _APPENDIX.match(folded)
        titled = _APPENDIX_AND_TITLE.match(folded) and len(line.text) < _LONGEST_LABEL
        if not alone and not titled:
            return False
        centred = line.setting.align == "center"
        behind = self._seen > self._foot.end
        bold = bool(line.words) and all(one.letters.bold for one in line.words)
        return (centred or line.starts_page or behind) and bool(alone or (behind and bold))

    def _place_of_appendix(self) -> str:
        known = self._appendix < len(self._plan.appendixes)
        return f"appendixes/{self._appendix}" if known else "appendixes"

    def _of_passage(self, line: Line, text: str) -> Labelled:
        found = self._passages.find(
            text, parts=self._titled or not self._types, appendixes=self._appendix >= 0
        )
        if found is None:
            title = self._title_of_appendix(line)
            return title or Labelled(line, self._unmatched(line), self._place)
        self._titled = self._titled or self._passages.begun
        self._place = found.place
        if (title := self._title_of_appendix(line)) is not None:
            return title
        role = found.role
        if found.block is not None and found.block.kind is BlockKind.TABLE:
            role = Role.CELL
        return Labelled(
            line, role, found.place, found.block, marked=found.marked, nested=found.nested
        )

    def _title_of_appendix(self, line: Line) -> Labelled | None:
        """Return a line right under «Phụ lục I» that looks like its title."""
        if not self._untitled or not line.words or line.cell is not None:
            return None
        self._untitled = False
        bold = all(one.letters.bold for one in line.words)
        short = len(line.text) < _LONGEST_LABEL and find_marker(line.text) is None
        titled = short and (bold or line.printed == line.printed.upper())
        place = self._place_of_appendix()
        return Labelled(line, Role.APPENDIX_TITLE, place) if titled else None

    def _unmatched(self, line: Line) -> Role:
        if line.cell is not None:
            return Role.CELL if self._place.startswith(("body", "appendixes")) else Role.OTHER
        if self._appendix >= 0 or self._place.startswith("appendixes"):
            return Role.APPENDIX_TEXT
        return Role.OTHER


def _of_formula(folded: str, text: str) -> tuple[Role, str] | None:
    """Return what a line of the header is by its fixed words."""
    if _NATION.match(folded):
        return Role.NATION, "header"
    if _MOTTO.match(folded):
        return Role.MOTTO, "header"
    if _SIGNED_AT.search(text):
        return None
    if _NUMBER.match(text):
        return Role.NUMBER, "code_number"
    return (Role.DATE, "promulgated_on") if _DATE.fullmatch(text) else None
