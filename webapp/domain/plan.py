"""What a plan is: a frozen tree of plain values that documents, services and pages share."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    sub: bool = False
    sup: bool = False
    note: str = ""
    """The text of a footnote that hangs on the end of this run."""


Runs = tuple[Run, ...]
"""One paragraph of text; empty when nothing is written."""

PRIORITIES = ("", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
"""Mức độ khẩn, the most urgent last (PL1 III.2b)."""


class MarkerKind(StrEnum):
    """The marks that begin a heading or a paragraph (PL1 II.6đ); dashes are practice."""

    PART = "part"  # Phần I
    CHAPTER = "chapter"  # Chương I
    SECTION = "section"  # Mục 1
    SUBSECTION = "subsection"  # Tiểu mục 1
    ARTICLE = "article"  # Điều 1.
    ROMAN = "roman"  # I.
    ARABIC = "arabic"  # 1.
    DECIMAL = "decimal"  # 1.1. (1.1.1. too)
    LETTER = "letter"  # a)
    PAREN = "paren"  # (1)
    DASH = "dash"  # -
    PLUS = "plus"  # +

    __hash__ = str.__hash__  # of enumerations it is Python code, and every mark is looked up often


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark as the reader sees it, without the space after it."""

    kind: MarkerKind
    text: str
    fixed: bool = False
    """True where the mark differs from what numbering gives, and is kept as it stands."""


class BlockKind(StrEnum):
    """What a block of a body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    PICTURE = "picture"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: paragraphs, and how many columns and rows it covers."""

    paragraphs: tuple[Runs, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; widths are shares of the text width, header rows repeat on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a line of its own; its bytes travel beside the text, known by their hash."""

    sha256: str
    media_type: str
    """`image/png` or `image/jpeg`."""
    width: float
    """Millimetres on the paper."""
    height: float
    description: str = ""
    """What a person who cannot see it is told."""
    data: bytes = field(default=b"", compare=False, repr=False)
    """Empty where only the text matters; a renderer needs it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, table, picture or page break of a body."""

    kind: BlockKind
    runs: Runs = ()
    marker: Marker | None = None
    level: int = 0
    """Depth of the mark in the outline, from 1; 0 for text that hangs on no mark."""
    table: Table | None = None
    picture: Picture | None = None
    id: str = field(default="", compare=False)
    """Random and stable through edits; neither equality nor the hash looks at it."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The signature block (PL1 II.7): authority lines, title, name, in that order."""

    authority: tuple[str, ...] = ()
    """«TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH»: one entry a line."""
    position: str = ""
    full_name: str = ""
    second_title: str = ""
    """The agency title above the name when an advisory body's paper uses the agency's seal."""


class Medium(StrEnum):
    """How the original is made."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Orientation(StrEnum):
    """How an appendix lies on A4."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Appendix:
    """A body of its own with its title; page numbers restart (PL1 III.1đ)."""

    title: str = ""
    body: tuple[Block, ...] = ()
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One thing an import wants a person to know."""

    kind: str
    """about | missing | not_understood | original | kept_as_is | joined | removed | repaired."""
    place: str
    """The field's key, or `body/<block id>` for a block."""
    message: str
    """One Vietnamese sentence."""
    text: str = ""
    """The words of the input that the sentence is about."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as structure; what the paper does not say is blank, never invented."""

    organ_in_charge: str = ""
    organ_name: str = ""
    """Lines of the issuer's name, parted by a line feed."""
    code_number: int | None = None
    code_notation: str = ""
    promulgation_place: str = ""
    promulgated_on: date | None = None
    document_type: str = "KẾ HOẠCH"
    subject: Runs = ()
    """Without «V/v», which the paper of a công văn writes before it."""
    addressees: tuple[Runs, ...] = ()
    """Whom a công văn asks to act, behind «Kính gửi:» (ô 9a, PL1 II.9d)."""
    legal_bases: tuple[Runs, ...] = ()
    opening: tuple[Runs, ...] = ()
    body: tuple[Block, ...] = ()
    closing: tuple[Runs, ...] = ()
    """Paragraphs after the last section; `./.` stands in the text where it is written."""
    to_places: tuple[Runs, ...] = ()
    """Recipients without the leading dash and the closing semicolon."""
    filing_line: Runs = ()
    """«Lưu: VT, NC(NVD).» verbatim, without the leading dash."""
    signer: Signer = Signer()
    unit: str = ""
    """Abbreviation of the drafting unit, as the Lưu line gives it; blank when not stated."""
    priority: str = ""
    secrecy: str = ""
    circulation_note: str = ""
    """«XEM XONG TRẢ LẠI», «LƯU HÀNH NỘI BỘ» (ô 11, PL1 III.2c)."""
    typer_notation: str = ""
    """Mark of who wrote the paper, «PL» in «PL.(300)» (ô 12, PL1 III.3)."""
    promulgation_amount: int | None = None
    """How many copies are issued, 300 in «PL.(300)»."""
    foot_address: str = ""
    """Lines of the foot of page 1, parted by a line feed; blank for none (ô 13, PL1 III.4)."""
    medium: Medium = Medium.PAPER
    appendixes: tuple[Appendix, ...] = ()
    attachments: tuple[str, ...] = ()
    report: tuple[ReportItem, ...] = field(default=(), compare=False)


def plain(runs: Runs) -> str:
    """Return the words of a paragraph without emphasis."""
    return "".join(run.text for run in runs)
