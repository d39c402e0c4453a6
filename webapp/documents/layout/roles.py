"""Which component of the paper each line is, and the place in the plan that it shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from webapp.documents.layout.sheet import Line, Sheet
from webapp.domain.form_rules.paper import Paper, Part, block_place
from webapp.domain.outline.captions import is_caption, is_unit
from webapp.domain.outline.markers import find_marker
from webapp.domain.outline.title import part_subject
from webapp.domain.plan import Block, BlockKind, Plan, plain
from webapp.domain.stages import Stage
from webapp.domain.text import fold

_NATION, _MOTTO = "cong hoa xa hoi chu nghia", "doc lap"
_NUMBER = re.compile(r"S[ốỐ]\b\s*[:.]?(?:\s|\d|/|$)")
_DATE = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_TO_PLACES = re.compile(r"noi nhan\b")
_APPENDIX = re.compile(r"phu luc\b(?: so)?[ \divxlc.:]*$")
_FORM = re.compile(r"(?:bieu|mau)\b")
_GUIDE = re.compile(r"\((?:ban hanh )?kem theo\b")
_UNDERSCORES = re.compile(r"[_\-–—─━*=. ]{3,}")
_EDGES = " \t-–—+•.;:,()"
_PARTS = {
    Part.SUBJECT: "subject",
    Part.LEGAL_BASES: "legal_base",
    Part.OPENING: "paragraph",
    Part.BODY: "paragraph",
    Part.CLOSING: "paragraph",
    Part.TO_PLACES: "to_place",
    Part.FILING_LINE: "filing_line",
    Part.APPENDIXES: "appendix_text",
}


class Role(StrEnum):
    """The components of the decree's drawing (PL1 I.IV), and what has no ô of its own."""

    NATION = "nation"  # Quốc hiệu, ô 1
    MOTTO = "motto"  # Tiêu ngữ, ô 1
    ORGAN_IN_CHARGE = "organ_in_charge"  # ô 2
    ORGAN_NAME = "organ_name"  # ô 2
    NUMBER = "number"  # ô 3
    DATE = "date"  # ô 4
    TYPE = "type"  # ô 5a
    SUBJECT = "subject"  # ô 5a
    LEGAL_BASE = "legal_base"  # ô 6
    PARAGRAPH = "paragraph"  # ô 6
    HEADING = "heading"  # ô 6
    CAPTION = "caption"  # of a table or picture: practice, the decree is silent
    AUTHORITY = "authority"  # ô 7a
    NAME = "name"  # ô 7b
    SECOND_TITLE = "second_title"  # ô 7b
    TO_PLACES_LABEL = "to_places_label"  # ô 9b
    TO_PLACE = "to_place"  # ô 9b
    FILING_LINE = "filing_line"  # ô 9b
    APPENDIX_LABEL = "appendix_label"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_GUIDE = "appendix_guide"
    APPENDIX_TEXT = "appendix_text"
    CELL = "cell"
    RULE = "rule"
    BLANK = "blank"
    OTHER = "other"


_UNDER_TYPE = (Role.SUBJECT, Role.APPENDIX_GUIDE)
"""«(Ban hành kèm theo …)» looks alike under every title."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with what it is."""

    line: Line
    role: Role
    place: str
    """The place of a finding about it; empty where the plan has none."""
    block: Block | None = None


def label(sheet: Sheet, plan: Plan) -> tuple[Labelled, ...]:
    """Return every line of the file with its role, in the order of the file."""
    labelling = _Labelling(plan)
    return tuple(labelling.of(line) for line in sheet.lines)


class _Labelling:
    """Goes down the file and the plan side by side."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._blocks = dict(_places_of(plan))
        self._passages: dict[str, list[tuple[int, str, Role]]] = {}
        for order, (text, place, role) in enumerate(self._texts()):
            self._passages.setdefault(_key(text), []).append((order, place, role))
        self._reached = -1
        self._place = ""
        self._titled = False
        self._in_appendix = False
        self._signer = _signer_lines(plan)

    def of(self, line: Line) -> Labelled:
        """Return the line with its role."""
        text = line.text
        if not text:
            return Labelled(line, Role.RULE if line.drawn_rule else Role.BLANK, self._place)
        if _UNDERSCORES.fullmatch(text):
            return Labelled(line, Role.RULE, self._place)
        found = self._header(line, text) if not self._titled else None
        return found or self._foot(line, text) or self._body(line, text)

    def _header(self, line: Line, text: str) -> Labelled | None:
        folded, plan = fold(text), self._plan
        if folded == fold(plan.document_type):
            self._titled = True
            return Labelled(line, Role.TYPE, "document_type")
        found = _of_formula(folded, text)
        for name in ("organ_name", "organ_in_charge") if found is None else ():
            if folded in fold(getattr(plan, name).replace("\n", " ")):
                return Labelled(line, Role(name), name)
        return Labelled(line, *found) if found else None

    def _foot(self, line: Line, text: str) -> Labelled | None:
        folded = fold(text)
        if _TO_PLACES.match(folded):
            return Labelled(line, Role.TO_PLACES_LABEL, "to_places")
        if self._titled and not self._in_appendix and folded in self._signer:
            role, place = self._signer[folded]
            return Labelled(line, role, place)
        if _APPENDIX.match(folded) and line.setting.align == "center":
            self._in_appendix = True
            return Labelled(line, Role.APPENDIX_LABEL, "appendixes")
        if self._in_appendix and _GUIDE.match(folded):
            return Labelled(line, Role.APPENDIX_GUIDE, "appendixes")
        return None

    def _body(self, line: Line, text: str) -> Labelled:
        found = self._passage(text)
        if found is None:
            role = Role.OTHER if self._reached < 0 else self._unmatched(line)
            return Labelled(line, role, self._place)
        self._reached, self._place, role = found
        block = self._blocks.get(self._place)
        if block is not None and block.table is not None:
            role = Role.CELL
        elif role is Role.PARAGRAPH and block is not None and block.kind is BlockKind.HEADING:
            role = Role.HEADING
        elif role is Role.PARAGRAPH and (is_caption(text) or is_unit(text)):
            role = Role.CAPTION
        return Labelled(line, role, self._place, block)

    def _unmatched(self, line: Line) -> Role:
        if line.cell is not None:
            return Role.CELL if self._place.startswith(("body", "appendixes")) else Role.OTHER
        if self._in_appendix:
            return Role.APPENDIX_TEXT
        return Role.PARAGRAPH if self._place.startswith("body") else Role.OTHER

    def _passage(self, text: str) -> tuple[int, str, Role] | None:
        """Return the next passage of these words, with or without the mark before them."""
        marked = find_marker(text, whole=False)
        keys = [_key(text), *([_key(text[marked[1] :])] if marked else [])]
        for key in keys:
            known = self._passages.get(key, [])
            ahead = [one for one in known if one[0] > self._reached]
            if key and known:
                return (ahead or known)[0]
        return self._part_of_subject(text)

    def _part_of_subject(self, text: str) -> tuple[int, str, Role] | None:
        """Return what a line under the type is: subject, or the note that a subject ends with."""
        parts = zip(part_subject(self._plan.subject), _UNDER_TYPE, strict=True)
        for part, role in parts if self._reached <= 0 and _key(text) else ():
            if _key(text) in _key(plain(part)):
                return 0, "subject", role
        return None

    def _texts(self) -> Iterator[tuple[str, str, Role]]:
        paper = Paper(self._plan, Stage.DRAFT, self._plan.medium)
        for passage in paper.passages:
            role = Role(_PARTS[passage.part])
            if passage.in_table:
                role = Role.CELL
            elif passage.part is Part.APPENDIXES and passage.place.count("/") == 1:
                for line in passage.text.split("\n"):
                    form = _FORM.match(fold(line))
                    yield line, passage.place, Role.APPENDIX_TEXT if form else Role.APPENDIX_TITLE
                continue
            yield passage.text, passage.place, role


def _of_formula(folded: str, text: str) -> tuple[Role, str] | None:
    """Return what a line of the header is by its fixed words."""
    if folded.startswith(_NATION):
        return Role.NATION, "header"
    if folded.startswith(_MOTTO):
        return Role.MOTTO, "header"
    if _NUMBER.match(text):
        return Role.NUMBER, "code_number"
    return (Role.DATE, "promulgated_on") if _DATE.search(text) else None


def _places_of(plan: Plan) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(plan.body):
        yield block_place(block, position), block
    for number, appendix in enumerate(plan.appendixes):
        for position, block in enumerate(appendix.body):
            yield block_place(block, position, number), block


def _signer_lines(plan: Plan) -> dict[str, tuple[Role, str]]:
    signer = plan.signer
    lines = (
        *((one, Role.AUTHORITY, "signer.authority") for one in signer.authority),
        (signer.position, Role.AUTHORITY, "signer.position"),
        (signer.second_title, Role.SECOND_TITLE, "signer.second_title"),
        (signer.full_name, Role.NAME, "signer.full_name"),
    )
    return {fold(text): (role, place) for text, role, place in lines if text}


def _key(text: str) -> str:
    return fold(text).strip(_EDGES)
