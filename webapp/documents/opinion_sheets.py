"""«Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý» and «Phiếu lấy ý kiến» as Word files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from webapp.documents.report_looks import (
    BOLD,
    CENTRED,
    HEADING,
    IN_CELL,
    ITALIC,
    JUSTIFIED,
    SMALL,
    band,
    centred,
    listing,
)
from webapp.documents.report_parts import cell, file_of, paragraph, row, table
from webapp.documents.word_xml import Xml
from webapp.domain.dates import date_words

_TABLE_TITLE = "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý"
_POLL_TITLE = "PHIẾU LẤY Ý KIẾN"
_BIG = f'{BOLD}<w:sz w:val="28"/><w:szCs w:val="28"/>'
_COLUMNS = {
    "STT": 800,
    "Cơ quan/người góp ý": 3400,
    "Nội dung góp ý": 5043,
    "Tiếp thu/giải trình": 5043,
}
_ANSWERS = {"STT": 700, "Thành viên": 2900, "Trả lời": 1700, "Ý kiến": 2554, "Lúc": 1500}
_WIDE, _NARROW = sum(_COLUMNS.values()), sum(_ANSWERS.values())
_TITLE = f'<w:spacing w:before="240"/>{CENTRED}'
_BELOW = f'<w:spacing w:after="200"/>{CENTRED}'
_BODY = f'<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/>{JUSTIFIED}'
_RULE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
_NOT_YET = "Chưa có ý kiến nào."
_BOX = "\N{BALLOT BOX}"


@dataclass(frozen=True, slots=True)
class Line:
    """One opinion of the table."""

    who: str
    said: str
    """Answer and words, parted by line feeds."""
    explanation: str


@dataclass(frozen=True, slots=True)
class Part:
    """Opinions that came the same way, with what they come to."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OpinionTable:
    """What the table says."""

    organ_in_charge: str
    """The agency above; may be empty."""
    organ_name: str
    """The agency, lines parted by a line feed."""
    subject: str
    """«Kế hoạch Tuyên truyền … năm 2026»."""
    summary: str
    parts: tuple[Part, ...]
    made_at: datetime
    """Vietnamese time."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One member's answer, or his silence."""

    who: str
    answer: str
    text: str
    at: datetime | None
    """Vietnamese time."""


@dataclass(frozen=True, slots=True)
class PollSheet:
    """What a phiếu says."""

    organ_in_charge: str
    organ_name: str
    subject: str
    question: str
    due_on: date
    asked: str
    """«Lê Thị Hạnh gửi 14:00 02/03/2026, hỏi về bản soạn lần 3»."""
    choices: tuple[str, ...]
    result: str
    answers: tuple[GivenAnswer, ...]
    made_at: datetime


def make_opinion_table(sheet: OpinionTable) -> bytes:
    """Return the table as a .docx, A4 lying, its head row on every page."""
    body = "".join(
        (
            _letterhead(sheet, _WIDE),
            paragraph(_TABLE_TITLE, _BIG, _TITLE),
            paragraph(f"đối với dự thảo {sheet.subject}", BOLD, CENTRED),
            paragraph(f"({sheet.summary})", ITALIC, _BELOW),
            listing(_COLUMNS, _rows(sheet.parts)),
        )
    )
    return file_of(body, f"{_TABLE_TITLE}: {sheet.subject}", sheet.made_at, landscape=True)


def make_poll_sheet(sheet: PollSheet) -> bytes:
    """Return the phiếu with the question and the answers as a .docx."""
    body = "".join(
        (
            _letterhead(sheet, _NARROW),
            paragraph(_POLL_TITLE, _BIG, _TITLE),
            paragraph(f"về dự thảo {sheet.subject}", BOLD, _BELOW),
            *_question(sheet),
            *_answers(sheet),
        )
    )
    return file_of(body, f"{_POLL_TITLE}: {sheet.subject}", sheet.made_at)


def _letterhead(sheet: OpinionTable | PollSheet, width: int) -> Xml:
    """Return the agency beside quốc hiệu and tiêu ngữ (PL1 II.1, II.2)."""
    left = width * 2 // 5
    agency = [paragraph(one, SMALL, CENTRED) for one in sheet.organ_in_charge.splitlines()]
    agency += [paragraph(one, BOLD + SMALL, CENTRED) for one in sheet.organ_name.splitlines()]
    agency.append(_rule(left, left // 3))
    country = (
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD + SMALL, CENTRED),
        paragraph("Độc lập - Tự do - Hạnh phúc", BOLD, CENTRED),
        _rule(width - left, 3000),
    )
    pair = row(cell("".join(agency), left), cell("".join(country), width - left))
    return table((left, width - left), pair, framed=False)


def _rule(width: int, length: int) -> Xml:
    """Return a line in the middle of its cell: a border, which every reader shows."""
    side = max(0, (width - 170 - length) // 2)
    return paragraph("", setting=f'{_RULE}<w:ind w:left="{side}" w:right="{side}"/>')


def _rows(parts: tuple[Part, ...]) -> Iterator[Xml]:
    number = 0
    widths = tuple(_COLUMNS.values())
    for part in parts:
        yield band(part.title, _COLUMNS)
        for line in part.lines:
            number += 1
            yield row(
                cell(centred(str(number)), widths[0]),
                cell(_paragraphs(line.who, ""), widths[1]),
                cell(_paragraphs(line.said), widths[2]),
                cell(_paragraphs(line.explanation), widths[3]),
                long=True,
            )
    if not number:
        yield row(cell(centred(_NOT_YET), _WIDE, len(widths)))


def _paragraphs(text: str, edges: str = JUSTIFIED) -> str:
    lines = [one for one in text.splitlines() if one.strip()] or [""]
    return "".join(paragraph(one, SMALL, IN_CELL + edges) for one in lines)


def _question(sheet: PollSheet) -> Iterator[Xml]:
    yield paragraph("I. Nội dung xin ý kiến", BOLD, HEADING)
    for line in sheet.question.splitlines():
        yield paragraph(line, setting=_BODY)
    due = f"Hạn trả lời: hết {date_words(sheet.due_on)}. {sheet.asked}."
    yield paragraph(due, ITALIC, _BODY)
    yield paragraph("Mỗi thành viên chọn một trong các cách trả lời:", setting=_BODY)
    for choice in sheet.choices:
        yield paragraph(f"{_BOX} {choice}", setting=_BODY)


def _answers(sheet: PollSheet) -> Iterator[Xml]:
    yield paragraph("II. Kết quả", BOLD, HEADING)
    yield paragraph(f"{sheet.result}.", setting=_BODY)
    yield paragraph("III. Trả lời của từng thành viên", BOLD, HEADING)
    yield listing(_ANSWERS, (_answer(n, one) for n, one in enumerate(sheet.answers, start=1)))


def _answer(number: int, given: GivenAnswer) -> Xml:
    widths = tuple(_ANSWERS.values())
    at = f"{given.at:%H:%M %d/%m/%Y}" if given.at else ""
    return row(
        cell(centred(str(number)), widths[0]),
        cell(paragraph(given.who, SMALL, IN_CELL), widths[1]),
        cell(centred(given.answer), widths[2]),
        cell(_paragraphs(given.text), widths[3]),
        cell(centred(at), widths[4]),
        long=True,
    )
