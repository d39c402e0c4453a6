"""«Phiếu trình giải quyết công việc»: the matter on one sheet for the one who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from webapp.documents.report_looks import (
    BOLD,
    HEADING,
    IN_CELL,
    ITALIC,
    JUSTIFIED,
    SMALL,
    centred,
    facts,
    listing,
)
from webapp.documents.report_parts import cell, file_of, paragraph, row, table
from webapp.documents.word_xml import Xml
from webapp.domain.dates import date_words

_TITLE = "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC"
_BIG = f'{BOLD}<w:sz w:val="28"/><w:szCs w:val="28"/>'
_TO = '<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>'
_CENTRE = '<w:jc w:val="center"/>'
_BODY = f'<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/>{JUSTIFIED}'
_WORDS = {"Người cho ý kiến": 3000, "Ý kiến": 4454, "Lúc": 1900}
_FEET = (4677, 4677)
_KEPT = "<w:keepNext/>"
"""The words of the leader never stand on another page than the name below them."""
_NONE = "Chưa có."
_DOTS = "." * 110


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said at a step."""

    who: str
    """«Ngô Thanh Mai (Kiểm tra thể thức)»."""
    said: str
    at: datetime
    """Vietnamese time."""


@dataclass(frozen=True, slots=True)
class BriefSheet:
    """What the sheet says."""

    organ_name: str
    """The agency, lines parted by a line feed."""
    addressee: str
    """«Chủ tịch Phạm Quốc Toản»; empty while no signer is chosen."""
    facts: dict[str, str]
    summary: str
    assessment: str
    proposal: str
    papers: tuple[str, ...]
    """Of the hồ sơ trình, a line each."""
    words: tuple[Word, ...]
    """Of those who agreed so far."""
    decision: Word | None
    """Of the one who approves."""
    author: str
    written_on: date
    made_at: datetime


def make_brief_sheet(sheet: BriefSheet) -> bytes:
    """Return the sheet as a .docx whose bytes depend on what it says alone."""
    body = "".join(
        (
            *_head(sheet),
            *_part("I. Tóm tắt nội dung trình", sheet.summary),
            *_papers(sheet.papers),
            *_words(sheet.words),
            *_part("IV. Ý kiến thẩm tra", sheet.assessment),
            *_part("V. Kiến nghị", sheet.proposal),
            *_decision(sheet),
        )
    )
    return file_of(body, _TITLE, sheet.made_at)


def _head(sheet: BriefSheet) -> Iterator[Xml]:
    for line in sheet.organ_name.splitlines():
        yield paragraph(line, BOLD)
    yield paragraph(_TITLE, _BIG, f'<w:spacing w:before="240"/>{_CENTRE}')
    addressee = f"Kính gửi: {sheet.addressee}" if sheet.addressee else "Kính gửi: người ký văn bản"
    yield paragraph(addressee, setting=_TO)
    yield facts(sheet.facts)


def _part(heading: str, text: str) -> Iterator[Xml]:
    yield paragraph(heading, BOLD, HEADING)
    for line in text.splitlines() or [_NONE]:
        if line.strip():
            yield paragraph(line, setting=_BODY)


def _papers(papers: tuple[str, ...]) -> Iterator[Xml]:
    yield paragraph("II. Hồ sơ kèm theo", BOLD, HEADING)
    for number, paper in enumerate(papers, start=1):
        yield paragraph(f"{number}. {paper}", setting=_BODY)
    if not papers:
        yield paragraph(_NONE, setting=_BODY)


def _words(words: tuple[Word, ...]) -> Iterator[Xml]:
    yield paragraph("III. Ý kiến của người đã xem xét", BOLD, HEADING)
    if words:
        yield listing(_WORDS, (_word_row(one) for one in words))
    else:
        yield paragraph(_NONE, setting=_BODY)


def _word_row(word: Word) -> Xml:
    who, said, at = _WORDS.values()
    return row(
        cell(paragraph(word.who, SMALL, IN_CELL), who),
        cell("".join(paragraph(line, SMALL, IN_CELL) for line in word.said.splitlines()), said),
        cell(centred(f"{word.at:%H:%M %d/%m/%Y}"), at),
    )


def _decision(sheet: BriefSheet) -> Iterator[Xml]:
    yield paragraph("VI. Ý kiến của lãnh đạo", BOLD, HEADING)
    if sheet.decision is None:
        for _ in range(3):
            yield paragraph(_DOTS, setting=_KEPT)
    else:
        word = sheet.decision
        said = f"{word.who}: {word.said} ({word.at:%H:%M} {date_words(word.at.date())})."
        yield paragraph(said, setting=f"<w:keepNext/>{_BODY}")
    day = f"{date_words(sheet.written_on)[0].upper()}{date_words(sheet.written_on)[1:]}"
    block = "".join(
        (
            paragraph(day, ITALIC, f'<w:keepNext/><w:spacing w:before="240"/>{_CENTRE}'),
            paragraph("NGƯỜI LẬP PHIẾU", BOLD, f"<w:keepNext/>{_CENTRE}"),
            paragraph(sheet.author, BOLD, f'<w:spacing w:before="1100"/>{_CENTRE}'),
        )
    )
    left, right = _FEET
    yield table(_FEET, row(cell(paragraph(""), left), cell(block, right)), framed=False)
