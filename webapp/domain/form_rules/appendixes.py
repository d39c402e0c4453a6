"""Rules about appendixes: announced, numbered, labelled, joined to their paper (PL1 III.1)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, each, quoted
from webapp.domain.outline.markers import from_roman, to_roman
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

UNNAMED = error(
    "ND30-PL1-III.1a", "PL1 III.1a", "Trong văn bản có chỉ dẫn về từng Phụ lục kèm theo"
)
ARABIC = error(
    "ND30-PL1-III.1a-la-ma", "PL1 III.1a", "Từ hai Phụ lục trở lên đánh số bằng chữ số La Mã"
)
NUMBERED_ALONE = warning(
    "ND30-PL1-III.1a-mot", "PL1 III.1a", "Chỉ đánh số Phụ lục khi có từ hai, bằng chữ số La Mã"
)
ABSENT = warning(
    "ND30-PL1-III.1a-thieu", "PL1 III.1a", "Phụ lục được dẫn trong văn bản có kèm theo"
)
LABEL = warning("ND30-PL1-III.1b", "PL1 III.1b", "Từ «Phụ lục» viết chữ thường")
OTHER_PAPER = error(
    "ND30-PL1-III.1c-dung-van-ban",
    "PL1 III.1c",
    "Dòng «Kèm theo» ghi đúng số, ký hiệu và ngày của văn bản",
)
NOTE_OPEN = error(
    "ND30-PL1-III.1c-de-trong", "PL1 III.1c", "Văn bản giấy ghi đủ số, ngày ở dòng «Kèm theo»"
)
NO_ISSUER = error(
    "ND30-PL1-III.1c-co-quan", "PL1 III.1c", "Dòng «Kèm theo» ghi tên cơ quan ban hành văn bản"
)

_APPENDIX = re.compile(r"\bphụ lục\b", re.IGNORECASE)
_ARABIC = re.compile(r"\b[Pp]hụ lục (?:số )?(\d+)\b")
_GUIDED = re.compile(
    r"\b(?:biểu|bảng|danh mục|đề cương|mẫu|phân công|chương trình|kịch bản|lịch|dự toán)\b"
    r"[^.;]{0,60}?\b(?:kèm theo|đính kèm)|\b(?:kèm theo|đính kèm)\b[^.;]{0,30}?"
    r"\b(?:biểu|bảng|danh mục|đề cương|mẫu|phân công|lịch|dự toán)\b",
    re.IGNORECASE,
)
"""Speaks of what comes with the paper by another name than «Phụ lục»."""
_NUMBERS = re.compile(
    r"\b[Pp](?:hụ lục|HỤ LỤC)(?: số)? ((?:[IVXL]+|\d{1,2})"
    r"(?:\s*(?:,|;|và|đến|[-–])\s*(?:[Pp]hụ lục )?(?:[IVXL]+|\d{1,2})\b)*)(?!\w)"
)
_OF_ANOTHER = re.compile(
    r"[\s,(]*(?:(?:ban hành )?kèm theo |của )?"
    r"(?:Nghị định|Nghị quyết|Thông tư|Quyết định|Luật|Quy chuẩn)"
)
_NUMBER = re.compile(r"(đến|[-–])?\s*(?:[Pp]hụ lục )?\b([IVXL]+|\d{1,2})\b")
_COMES = re.compile(
    r"(?:Phụ lục|(?:theo|tại) phụ lục)(?: [IVX]+)?"
    r" (?:kèm theo(?! (?:Nghị|Thông|Quyết|Luật))|đính kèm)"
)
_LABEL = re.compile(
    r"\s*(?P<word>[Pp]hụ [Ll]ục|PHỤ LỤC)(?: (?:số|SỐ))?\s*(?P<number>[IVXLC]+|\d+)?[ .:]*(?=\n|$)"
)
_NOTE_NUMBER = re.compile(r"\bsố:?\s*(?P<number>\d{1,9})\s*/\s*(?P<notation>[A-ZĐ][\w&-]*)")
_NOTE_BLANK = re.compile(
    r"\bsố:?[\s.…]*/|\bngày[\s.…]*tháng|\btháng[\s.…]*năm|\bnăm[\s.…]*(?:của|\)|$)"
)
_NOTE_DATE = re.compile(r"\bngày\s*(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})")
_NOTE_ISSUER = re.compile(r"\b(?:của|do)\b")
_NOTE_ENDS = re.compile(r"(?:\d|\bnăm[\s.…]*|/[A-ZĐ][\w&-]*)\s*\)?\s*$")
"""Behind the number or the date nobody is named."""


def appendixes_are_announced(paper: Paper) -> Iterator[Finding]:
    """Announce each appendix, with Roman numbers from two on (PL1 III.1a)."""
    count = len(paper.plan.appendixes)
    wording = [one for one in paper.of(*WORDING) if _APPENDIX.search(one.text)]
    if count and not wording:
        if any(_GUIDED.search(passage.text) for passage in paper.of(*WORDING)):
            return
        yield UNNAMED.at("appendixes", "Nội dung chưa có chỉ dẫn về Phụ lục kèm theo.")
    elif count > 1:
        yield from _unnamed(paper, [passage.text for passage in wording])
    for passage in wording:
        arabic = _ARABIC.search(passage.text)
        if count > 1 and arabic and not _OF_ANOTHER.match(passage.text, arabic.end()):
            yield quoted(ARABIC, passage, arabic.span(), "Đánh số Phụ lục bằng chữ số La Mã.")
        yield from _beyond(passage, count)
        comes = _COMES.search(passage.text)
        if not count and comes:
            yield quoted(
                ABSENT, passage, comes.span(), "Chưa có Phụ lục; kèm theo hoặc bỏ lời dẫn."
            )


def _beyond(passage: Passage, count: int) -> Iterator[Finding]:
    """Yield a number that is above the last appendix, unless another document's is meant."""
    for found in each(_NUMBERS, passage.text):
        of_another = _OF_ANOTHER.match(passage.text, found.end())
        if count > 1 and not of_another and max(_numbers(found.group()), default=0) > count:
            yield quoted(ABSENT, passage, found.span(), f"Chỉ có {count} Phụ lục kèm theo.")


def _unnamed(paper: Paper, texts: list[str]) -> Iterator[Finding]:
    """Yield each appendix that the text passes over while it names others by their numbers."""
    if any(_APPENDIX.search(_NUMBERS.sub("", text)) for text in texts):
        return  # «các Phụ lục kèm theo» names them all
    named = {number for text in texts for number in _numbers(text)}
    for place, appendix in enumerate(paper.plan.appendixes):
        if place + 1 not in named and not _APPENDIX.match(appendix.title):
            label = f"Phụ lục {to_roman(place + 1)}"
            yield UNNAMED.at(f"appendixes/{place}", f"Nội dung chưa có chỉ dẫn về {label}.")


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of the appendixes that a text names, those of «I đến IV» too."""
    for found in _NUMBERS.finditer(text):
        last = 0
        for goes_on, numeral in _NUMBER.findall(found[1]):
            number = int(numeral) if numeral.isdigit() else from_roman(numeral) or 0
            yield from range(last + 1 if goes_on else number, number + 1)
            last = number


def labels_have_their_form(paper: Paper) -> Iterator[Finding]:
    """Write «Phụ lục II»: small letters, Roman, and no number where there is one (PL1 III.1)."""
    titles = [
        Words(f"appendixes/{place}", one.title) for place, one in enumerate(paper.plan.appendixes)
    ]
    labels = [(title, found) for title in titles if (found := _LABEL.match(title.text))]
    for title, found in labels:
        if found["word"] != "Phụ lục":
            span = found.span("word")
            yield quoted(LABEL, title, span, "Viết «Phụ lục» bằng chữ thường.", "Phụ lục")
        number = found["number"] or ""
        if number.isdigit() and len(labels) > 1:
            yield quoted(ARABIC, title, found.span(), "Đánh số Phụ lục bằng chữ số La Mã.")
        elif number.isdigit() or (number and len(titles) == 1):
            advice = "Một Phụ lục thì bỏ số; từ hai Phụ lục đánh số La Mã."
            yield quoted(NUMBERED_ALONE, title, found.span(), advice)


def notes_name_their_paper(paper: Paper) -> Iterator[Finding]:
    """Compare «(Kèm theo …)» of each appendix with the number and date of the plan."""
    for passage in paper.of(Part.APPENDIXES):
        if passage.is_enclosure_note and not passage.in_table:
            yield from _note(paper, passage)


def _note(paper: Paper, passage: Passage) -> Iterator[Finding]:
    span = (0, len(passage.text))
    if not _NOTE_ISSUER.search(passage.text) and _NOTE_ENDS.search(passage.text):
        yield quoted(NO_ISSUER, passage, span, "Thêm tên cơ quan ban hành: «của …».")
    name = paper.plan.document_type.strip().lower()
    if paper.stage is not Stage.ISSUED or f"kèm theo {name}" not in passage.text.lower():
        return
    if paper.medium is Medium.PAPER and _NOTE_BLANK.search(passage.text):
        yield quoted(NOTE_OPEN, passage, span, "Ghi đủ số, ngày, tháng, năm của văn bản.")
    elif _is_of_another(paper, passage.text):
        yield quoted(OTHER_PAPER, passage, span, "Số hoặc ngày khác với văn bản; sửa cho đúng.")


def _is_of_another(paper: Paper, text: str) -> bool:
    plan = paper.plan
    number, day = _NOTE_NUMBER.search(text), _NOTE_DATE.search(text)
    written = plan.promulgated_on
    other_number = number is not None and (
        (plan.code_number is not None and int(number["number"]) != plan.code_number)
        or (plan.code_notation and number["notation"] != plan.code_notation)
    )
    day_written = (written.day, written.month, written.year) if written else None
    other_day = (
        day is not None and day_written is not None and tuple(map(int, day.groups())) != day_written
    )
    return bool(other_number or other_day)


RULES = (appendixes_are_announced, labels_have_their_form, notes_name_their_paper)
