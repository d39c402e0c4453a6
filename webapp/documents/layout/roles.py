"""What the lines of a paper are: the components of the decree's drawing (PL1 I.IV)."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.documents.layout.sheet import Line
from webapp.domain.plan import Block


class Role(StrEnum):
    """The components of the drawing, and what has no ô of its own."""

    NATION = "nation"  # Quốc hiệu, ô 1
    MOTTO = "motto"  # Tiêu ngữ, ô 1
    ORGAN_IN_CHARGE = "organ_in_charge"  # ô 2
    ORGAN_NAME = "organ_name"  # ô 2
    NUMBER = "number"  # ô 3
    DATE = "date"  # ô 4
    TYPE = "type"  # ô 5a
    SUBJECT = "subject"  # ô 5a
    LETTER_SUBJECT = "letter_subject"  # ô 5b, of a công văn
    ADDRESSEE = "addressee"  # ô 9a, of a công văn
    LEGAL_BASE = "legal_base"  # ô 6
    PARAGRAPH = "paragraph"  # ô 6
    HEADING_LABEL = "heading_label"  # «Phần I», «Chương I», «Mục 1» on a line of their own
    HEADING_TITLE = "heading_title"  # the title below such a label
    ARTICLE = "article"  # «Điều 1. …»
    ROMAN = "roman"  # «I. …»
    CLAUSE = "clause"  # «1. …», «1.1. …» with a title
    HEADING = "heading"  # any other heading
    CAPTION = "caption"  # of a table or picture: practice, the decree is silent
    AUTHORITY = "authority"  # ô 7a
    NAME = "name"  # ô 7b
    SECOND_TITLE = "second_title"  # ô 7b
    TO_PLACES_LABEL = "to_places_label"  # ô 9b
    TO_PLACE = "to_place"  # ô 9b
    FILING_LINE = "filing_line"  # ô 9b
    URGENCY = "urgency"  # ô 10b
    CIRCULATION = "circulation"  # ô 11
    TYPER = "typer"  # ô 12
    DRAFT_MARK = "draft_mark"
    APPENDIX_LABEL = "appendix_label"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_GUIDE = "appendix_guide"
    APPENDIX_TEXT = "appendix_text"
    CELL = "cell"
    RULE = "rule"
    BLANK = "blank"
    OTHER = "other"


HEADINGS = frozenset(
    {
        Role.HEADING_LABEL,
        Role.HEADING_TITLE,
        Role.ARTICLE,
        Role.ROMAN,
        Role.CLAUSE,
        Role.HEADING,
    }
)
TEXT = (Role.PARAGRAPH, Role.LEGAL_BASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with what it is."""

    line: Line
    role: Role
    place: str
    """The place of a finding about it; empty where the plan has none."""
    block: Block | None = None
    piece: bool = False
    """Whether tabs or spaces part it from others in its paragraph."""
    marked: bool = False
    """Whether its mark is typed before it on the same line."""
    nested: int = 0
    """How many levels it stands under items of its own sign, which its indent alone tells."""
