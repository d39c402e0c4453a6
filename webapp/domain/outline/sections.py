"""What stands between subject and nơi nhận: căn cứ, opening, body, closing (PL1 II.6)."""

import re
from dataclasses import dataclass, replace

from webapp.domain.outline.headings import all_italic
from webapp.domain.outline.inline import tidy
from webapp.domain.outline.joins import Paragraph
from webapp.domain.plan import BlockKind, MarkerKind, Run, Runs, plain

_SURE_BASE = re.compile(r"(?:Căn cứ|CĂN CỨ)\b")
_BASE = re.compile(
    r"(?:Căn cứ|Thực hiện|Thi hành|Triển khai|Theo|Xét|Tiếp theo|Trên cơ sở|Sau khi)\b"
)
_CITED = re.compile(r"\bsố\s*\d|\b(?:Luật|Pháp lệnh|Nghị quyết|Chỉ thị|Kết luận|Quyết định)\b")
_NAMED_BASE = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kết luận|Kế hoạch"
    r"|Chương trình|Đề án|Hướng dẫn|Công văn|Công điện|Thông báo|Văn bản)\b.*\bsố\s*\d"
)
"""A căn cứ without the word, among others that have it or in their italics."""
_PROPOSED = re.compile(r"(?:Theo|Xét) (?:đề nghị|đề xuất|ý kiến|yêu cầu) của\b")
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|cụ thể)\s*:?\s*$")
_CLOSING = re.compile(
    r"(?:Trên đây|Kế hoạch này|Trong quá trình|Yêu cầu|Đề nghị|Giao|Nhận được|Quá trình"
    r"|[^,.;:]{3,60} (?:yêu cầu|đề nghị))\b"
)
_ITEM_MARKS = {MarkerKind.DASH, MarkerKind.PLUS}
_END = "./."


@dataclass(frozen=True, slots=True)
class Sections:
    """The paragraphs of a paper, sorted by what they are for."""

    legal_bases: tuple[Paragraph, ...]
    opening: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    closing: tuple[Paragraph, ...]


def sort_paragraphs(paragraphs: list[Paragraph], *, titled: bool) -> Sections:
    """Sort the paragraphs; `titled` tells that a type and subject stand above them."""
    bases = 0
    while bases < len(paragraphs) and (
        _is_base(paragraphs[bases], titled=titled)
        or (titled and _is_nameless_base(paragraphs, bases))
    ):
        bases += 1
    return split_sections(paragraphs, bases, titled=titled or bases > 0)


def split_sections(paragraphs: list[Paragraph], bases: int, *, titled: bool) -> Sections:
    """Split the paragraphs, of which the first `bases` are căn cứ."""
    start = _body_start(paragraphs, bases, titled=titled)
    end = max(start, _body_end(paragraphs))
    return Sections(
        tuple(paragraphs[:bases]),
        tuple(paragraphs[bases:start]),
        tuple(paragraphs[start:end]),
        tuple(paragraphs[end:]),
    )


def base_runs(paragraph: Paragraph) -> Runs:
    """Return a căn cứ without dash and without the italics that its form gives it anyway."""
    runs = paragraph.block.runs
    return tidy(replace(run, italic=False) for run in runs) if all_italic(runs) else runs


def text_runs(paragraph: Paragraph) -> Runs:
    """Return a paragraph with its mark as part of the text, for fields that know no marks."""
    block = paragraph.block
    if block.marker is None:
        return block.runs
    look = replace(block.runs[0], text=f"{block.marker.text} ", note="") if block.runs else None
    return tidy((look or Run(block.marker.text), *block.runs))


def _is_base(paragraph: Paragraph, *, titled: bool) -> bool:
    """Tell a căn cứ by its first words and how it is closed."""
    block = paragraph.block
    text = plain(block.runs).strip()
    marked = block.marker is not None and block.marker.kind not in _ITEM_MARKS
    if marked or block.kind is BlockKind.HEADING or text.endswith(":") or _ANNOUNCES.search(text):
        return False
    if _SURE_BASE.match(text):
        return True
    closed = text.endswith(";") or (titled and text.endswith((".", ",")))
    return closed and bool(_BASE.match(text)) and bool(_CITED.search(text))


def _is_nameless_base(paragraphs: list[Paragraph], place: int) -> bool:
    """Tell a căn cứ that only its neighbours and its look tell from the opening."""
    block = paragraphs[place].block
    text = plain(block.runs).strip()
    marked = block.marker is not None and block.marker.kind not in _ITEM_MARKS
    if marked or block.kind is not BlockKind.PARAGRAPH or not text.endswith((";", ".", ",")):
        return False
    if place and _PROPOSED.match(text):
        return True
    named = bool(_NAMED_BASE.match(text)) and text.endswith((";", "."))
    return named and (place > 0 or all_italic(block.runs))


def _body_start(paragraphs: list[Paragraph], bases: int, *, titled: bool) -> int:
    """Return where the opening ends: at «như sau:», else at the first mark or heading."""
    for place in range(bases, len(paragraphs)):
        block = paragraphs[place].block
        structural = block.kind is not BlockKind.PARAGRAPH or (
            block.marker is not None and block.marker.kind not in _ITEM_MARKS
        )
        if structural:
            return place if titled else bases
        text = plain(block.runs).strip()
        if _ANNOUNCES.search(text) or (titled and text.endswith(":") and not block.marker):
            return place + 1
    return bases


def _body_end(paragraphs: list[Paragraph]) -> int:
    """Return where the closing begins: unmarked paragraphs that end the paper."""
    first = len(paragraphs)
    while first > 0 and _is_plain(paragraphs[first - 1]):
        first -= 1
    trailing = range(first, len(paragraphs))
    for place in trailing:
        if plain(paragraphs[place].block.runs).startswith("Trên đây"):
            return place
    last = len(paragraphs) - 1
    return last if last in trailing and _closes(paragraphs, last) else len(paragraphs)


def _is_plain(paragraph: Paragraph) -> bool:
    block = paragraph.block
    return block.marker is None and block.kind is BlockKind.PARAGRAPH


def _closes(paragraphs: list[Paragraph], last: int) -> bool:
    """Tell a closing from the last paragraph of a section."""
    text = plain(paragraphs[last].block.runs).strip()
    if not text.endswith(_END) or last == 0:
        return False
    before = paragraphs[last - 1].block
    after_item = before.kind is BlockKind.PARAGRAPH and before.marker is not None
    return after_item or bool(_CLOSING.match(text))
