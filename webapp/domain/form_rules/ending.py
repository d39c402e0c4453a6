"""Rules about the end of the text, what was left open, and the appendixes (PL1 III.1)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage
from webapp.domain.outline.markers import from_roman, to_roman

END = error("ND30-PL3-ket-thuc", "Mẫu 1.4 PL3", "Nội dung kết thúc bằng «./.»")
END_ONCE = warning("TL-ket-thuc-giua", "Mẫu 1.4 PL3", "Dấu «./.» chỉ đứng ở cuối nội dung")
DRAFT_MARK = error(
    "ND30-D11-du-thao", "Điều 11", "Văn bản trình ký, phát hành không còn chữ «Dự thảo»"
)
LEFT_OPEN = warning("TL-cho-trong", "Thông lệ soạn thảo", "Văn bản không còn chỗ để trống chờ điền")
APPENDIX_UNNAMED = error(
    "ND30-PL1-III.1a", "PL1 III.1a", "Trong văn bản có chỉ dẫn về từng Phụ lục kèm theo"
)
APPENDIX_ARABIC = error(
    "ND30-PL1-III.1a-la-ma", "PL1 III.1a", "Từ hai Phụ lục trở lên đánh số bằng chữ số La Mã"
)
APPENDIX_ABSENT = warning(
    "ND30-PL1-III.1a-thieu", "PL1 III.1a", "Phụ lục được dẫn trong văn bản có kèm theo"
)

_END = re.compile(r"\./\.\W{0,20}$")
_DRAFT_MARK = re.compile(
    r"\W*dự thảo(?: lần(?: thứ)? \w+)?(?: ngày [\d/]+)?\W*|.*\(dự thảo(?: lần \w+)?\)\W*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[[^\[\]\d][^\[\]]*\]|\[\s*\]|<[^<>\d\s][^<>]*>|\b(?:xxx+|XXX+)\b|_{3,}")
_DOTS = re.compile(
    r"(?:^|[\s(:/])(?:\.{4,}|…{2,}|…\.+)"
    r"|\b(?:ngày[ ]?(?:…|\.{2,})[ ]?(?:tháng|/)|tháng[ ]?(?:…|\.{2,})[ ]?năm)"
    r"|\bsố[ ]?(?:…|\.{2,})\s*/"
)
_APPENDIX = re.compile(r"\bphụ lục\b", re.IGNORECASE)
_APPENDIX_ARABIC = re.compile(r"\b[Pp]hụ lục (?:số )?(\d+)\b(?! của)")
_APPENDIX_NUMBERS = re.compile(
    r"\b[Pp](?:hụ lục|HỤ LỤC)(?: số)? ((?:[IVXL]+|\d{1,2})"
    r"(?:\s*(?:,|;|và|đến|[-–])\s*(?:[Pp]hụ lục )?(?:[IVXL]+|\d{1,2})\b)*)(?!\w)"
)
_APPENDIX_NUMBER = re.compile(r"(đến|[-–])?\s*(?:[Pp]hụ lục )?\b([IVXL]+|\d{1,2})\b")
_APPENDIX_COMES = re.compile(
    r"\b[Pp]hụ lục(?: [IVX]+)? (?:kèm theo(?! (?:Nghị|Thông|Quyết|Luật))|đính kèm)"
)


def text_ends_with_its_sign(paper: Paper) -> Iterator[Finding]:
    """Demand `./.` behind the last word of the text, as every Mẫu shows."""
    written = [p for p in paper.of(*WORDING) if p.text.strip()]
    if not paper.plan.body or not written:
        return
    last = written[-1]
    if not _END.search(last.text):
        yield END.at(last.place, "Kết thúc nội dung bằng dấu «./.».")
    for passage in written[:-1]:
        if _END.search(passage.text):
            yield END_ONCE.at(passage.place, "Bỏ dấu «./.» ở đây; chỉ ghi ở cuối nội dung.")


def no_draft_mark_is_left(paper: Paper) -> Iterator[Finding]:
    """Refuse a leftover «Dự thảo» once the paper is printed for its signature."""
    if not paper.is_final:
        return
    for passage in paper.of(Part.SUBJECT, *WORDING):
        if _DRAFT_MARK.fullmatch(passage.text.strip()):
            yield DRAFT_MARK.at(passage.place, "Bỏ chữ «Dự thảo» trước khi trình ký.")
    if "dự thảo" in paper.plan.document_type.lower():
        yield DRAFT_MARK.at("document_type", "Bỏ chữ «Dự thảo» ở tên loại trước khi trình ký.")


def nothing_is_left_open(paper: Paper) -> Iterator[Finding]:
    """Point at blanks that somebody meant to fill in; a form in an appendix may have dots.

    A line drawn with underscores is a rule, and «(Kèm theo …)» may wait for number and date.
    """
    for passage in paper.passages:
        if passage.is_enclosure_note or not passage.text.strip("_ "):
            continue
        found = _BRACKETS.search(passage.text) or _open_dots(passage)
        if found:
            yield LEFT_OPEN.at(
                passage.place, f"Còn chỗ để trống «{found.group().strip()}»; điền hoặc bỏ đi."
            )


def _open_dots(passage: Passage) -> re.Match[str] | None:
    if passage.part is Part.APPENDIXES or passage.in_table:
        return None
    return _DOTS.search(passage.text)


def appendixes_are_announced(paper: Paper) -> Iterator[Finding]:
    """Announce each appendix, with Roman numbers from two on (PL1 III.1a)."""
    count = len(paper.plan.appendixes)
    wording = paper.of(*WORDING)
    texts = [passage.text for passage in wording if _APPENDIX.search(passage.text)]
    if count and not texts:
        yield APPENDIX_UNNAMED.at("appendixes", "Nội dung chưa có chỉ dẫn về Phụ lục kèm theo.")
    elif count > 1:
        yield from _unnamed(paper, texts)
    for passage in wording:
        arabic = _APPENDIX_ARABIC.search(passage.text)
        if count > 1 and arabic:
            yield APPENDIX_ARABIC.at(
                passage.place, f"«{arabic.group()}»: đánh số Phụ lục bằng chữ số La Mã."
            )
        if not count and _APPENDIX_COMES.search(passage.text):
            yield APPENDIX_ABSENT.at(passage.place, "Đoạn này dẫn Phụ lục, nhưng chưa có Phụ lục.")


def _unnamed(paper: Paper, texts: list[str]) -> Iterator[Finding]:
    """Yield each appendix that the text passes over while it names others by their numbers."""
    if any(_APPENDIX.search(_APPENDIX_NUMBERS.sub("", text)) for text in texts):
        return  # «các Phụ lục kèm theo» names them all
    named = {number for text in texts for number in _numbers(text)}
    for place, appendix in enumerate(paper.plan.appendixes):
        if place + 1 not in named and not _APPENDIX.match(appendix.title):
            label = f"Phụ lục {to_roman(place + 1)}"
            yield APPENDIX_UNNAMED.at(
                f"appendixes/{place}", f"Nội dung chưa có chỉ dẫn về {label}."
            )


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of the appendixes that a text names, those of «I đến IV» too."""
    for found in _APPENDIX_NUMBERS.finditer(text):
        last = 0
        for goes_on, numeral in _APPENDIX_NUMBER.findall(found[1]):
            number = int(numeral) if numeral.isdigit() else from_roman(numeral) or 0
            yield from range(last + 1 if goes_on else number, number + 1)
            last = number


RULES = (
    text_ends_with_its_sign,
    no_draft_mark_is_left,
    nothing_is_left_open,
    appendixes_are_announced,
)
