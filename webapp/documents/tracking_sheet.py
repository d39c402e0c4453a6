"""«Phiếu theo dõi quá trình xử lý»: every question put to somebody, with the text it was about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from webapp.documents.report_looks import (
    BOLD,
    HEADING,
    IN_CELL,
    SMALL,
    band,
    centred,
    closing,
    facts,
    listing,
    title,
)
from webapp.documents.report_parts import cell, file_of, paragraph, row
from webapp.documents.word_xml import Xml
from webapp.domain.dates import date_words

_TITLE = "PHIẾU THEO DÕI QUÁ TRÌNH XỬ LÝ"
_NOTE = "(Kèm theo hồ sơ trình; lập từ nhật ký của hệ thống)"
_CLOSING = (
    "Mã băm SHA-256 cho biết mỗi người đã quyết định trên bản nào: hai bản khác nhau dù một chữ thì"
    " mã khác nhau. Nhật ký chỉ ghi thêm, mỗi sự kiện nối vào sự kiện trước bằng mã băm."
)
_STEPS = {
    "Bước": 1800,
    "Người xử lý": 1700,
    "Nhận, hạn, xử lý": 2750,
    "Kết quả, ý kiến": 2204,
    "Bản": 900,
}
_TEXTS = {"Bản": 950, "Người lưu, lúc": 2700, "Mã băm SHA-256 của nội dung": 5704}
_HASH = '<w:sz w:val="20"/><w:szCs w:val="20"/>'
_MOMENT = "%H:%M %d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Tracked:
    """One question put to one person, or to nobody while the group is empty."""

    round: int
    step: str
    who: str
    since: datetime
    """Vietnamese time, as every moment of the sheet."""
    due_on: date | None
    decided_at: datetime | None
    outcome: str
    """«Đồng ý nội dung», «Đang chờ», with what was written."""
    revision: int | None
    """The text that it was decided on; None where none was."""
    held_for: int | None = None
    """The later text, with another signer alone, for which the decision holds."""


@dataclass(frozen=True, slots=True)
class SavedText:
    """One revision and the hash by which decisions know it."""

    ordinal: int
    author: str
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class TrackingSheet:
    """What the sheet says."""

    facts: dict[str, str]
    """By their names, in their order."""
    steps: tuple[Tracked, ...]
    texts: tuple[SavedText, ...]
    made_at: datetime
    last_event: str
    """The end of the audit chain: its ordinal and hash."""
    questions: tuple[Tracked, ...] = ()
    """What deciders asked others before they decided."""


def make_tracking_sheet(sheet: TrackingSheet) -> bytes:
    """Return the sheet as a .docx whose bytes depend on what it says alone."""
    moment = f"{sheet.made_at:%H giờ %M phút}, {date_words(sheet.made_at.date())}"
    body = "".join(
        (
            *title(_TITLE, _NOTE),
            facts({**sheet.facts, "Lập lúc": moment, "Nhật ký": sheet.last_event}),
            *_steps(sheet.steps),
            *_questions(sheet.questions),
            paragraph("Các bản nội dung", BOLD, HEADING),
            listing(_TEXTS, (_text_row(one) for one in sheet.texts)),
            closing(_CLOSING),
        )
    )
    return file_of(body, _TITLE, sheet.made_at)


def _steps(steps: tuple[Tracked, ...]) -> Iterator[Xml]:
    yield paragraph("Các bước", BOLD, HEADING)
    if steps:
        yield listing(_STEPS, _step_rows(steps))
    else:
        yield paragraph("Văn bản chưa được trình lần nào.")


def _questions(questions: tuple[Tracked, ...]) -> Iterator[Xml]:
    if questions:
        yield paragraph("Hỏi và trả lời trước khi quyết định", BOLD, HEADING)
        yield listing(_STEPS, _step_rows(questions))


def _step_rows(steps: tuple[Tracked, ...]) -> Iterator[Xml]:
    number = 0
    for lap, alike in groupby(steps, key=lambda one: one.round):
        yield band(f"Lần trình {lap}", _STEPS)
        for one in alike:
            number += 1
            yield _step_row(number, one)


def _step_row(number: int, one: Tracked) -> Xml:
    widths = tuple(_STEPS.values())
    times = [f"Nhận: {one.since:{_MOMENT}}"]
    if one.due_on is not None:
        times.append(f"Hạn: {one.due_on:%d/%m/%Y}")
    if one.decided_at is not None:
        times.append(f"Xử lý: {one.decided_at:{_MOMENT}}")
    columns = (
        _lines(f"{number}. {one.step}"),
        _lines(one.who),
        _lines(*times),
        _lines(one.outcome),
        "".join(centred(line) for line in _text_decided_on(one)),
    )
    return row(*(cell(text, width) for text, width in zip(columns, widths, strict=True)))


def _text_decided_on(one: Tracked) -> list[str]:
    lines = ["" if one.revision is None else f"Lần {one.revision}"]
    if one.held_for is not None:
        lines.append(f"(giữ cho lần {one.held_for})")
    return lines


def _text_row(one: SavedText) -> Xml:
    widths = tuple(_TEXTS.values())
    columns = (
        centred(f"Lần {one.ordinal}"),
        _lines(one.author, f"{one.at:{_MOMENT}}"),
        paragraph(one.sha256, _HASH, IN_CELL),
    )
    return row(*(cell(text, width) for text, width in zip(columns, widths, strict=True)))


def _lines(*texts: str) -> str:
    lines = [line for text in texts for line in text.splitlines()]
    return "".join(paragraph(line, SMALL, IN_CELL) for line in lines or [""])
