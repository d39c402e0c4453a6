"""Rules about the end of the text and a leftover «Dự thảo» (Mẫu 1.4 PL3, Điều 11)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import WORDING, Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, each, quoted

END = error("ND30-PL3-ket-thuc", "Mẫu 1.4 PL3", "Nội dung kết thúc bằng «./.»")
END_ONCE = warning("TL-ket-thuc-giua", "Mẫu 1.4 PL3", "Dấu «./.» chỉ đứng ở cuối nội dung")
DRAFT_MARK = error(
    "ND30-D11-du-thao", "Điều 11", "Văn bản trình ký, phát hành không còn chữ «Dự thảo»"
)

_SIGN = re.compile(r"\./\.")
_END = re.compile(r"(?<![./])\./\.[\s”\"’')\]]{0,20}$")
_CLOSING = ")]”’\"'"
_DRAFT_MARK = re.compile(
    r"\W*dự thảo(?: lần(?: thứ)? \w+)?(?: ngày [\d/]+)?\W*|.*\(dự thảo(?: lần \w+)?\)\W*",
    re.IGNORECASE,
)


def text_ends_with_its_sign(paper: Paper) -> Iterator[Finding]:
    """Demand `./.` behind the last word of the text, as every Mẫu shows; there and once alone."""
    written = [one for one in paper.of(*WORDING) if one.text.strip("_ \t\n")]
    if not paper.plan.body or not written:
        return
    last = _last(written)
    ended = _END.search(last.text)
    if not ended:
        yield _without_sign(last)
    for passage in written:
        for found in each(_SIGN, passage.text):
            if passage is last and (ended is None or found.start() >= ended.start()):
                continue
            span = (passage.text.rfind(" ", 0, found.start()) + 1, found.end())
            right = passage.text[span[0] : found.start()] + "."
            yield quoted(END_ONCE, passage, span, "Chỉ ghi «./.» ở cuối nội dung.", right)


def _last(written: list[Passage]) -> Passage:
    """Return where the text ends: its last line, before a table that closes it too."""
    lines = [one for one in written if not one.in_table]
    if written[-1].in_table and (_END.search(written[-1].text) or not lines):
        return written[-1]
    return lines[-1]


def _without_sign(last: Passage) -> Finding:
    text = last.text
    end = len(text.rstrip(" \t\n./;,"))
    begin = text.rfind(" ", 0, end) + 1
    certain = begin < end and (text[end - 1].isalnum() or text[end - 1] in _CLOSING)
    right = text[begin:end] + "./." if certain else None
    return quoted(END, last, (begin, len(text)), "Kết thúc nội dung bằng dấu «./.».", right)


def no_draft_mark_is_left(paper: Paper) -> Iterator[Finding]:
    """Refuse a leftover «Dự thảo» once the paper is printed for its signature."""
    if not paper.is_final:
        return
    for passage in paper.of(Part.SUBJECT, Part.LEGAL_BASES, *WORDING):
        if _DRAFT_MARK.fullmatch(passage.text.strip()):
            span = (0, len(passage.text))
            yield quoted(DRAFT_MARK, passage, span, "Bỏ chữ «Dự thảo» trước khi trình ký.")
    name = Words("document_type", paper.plan.document_type)
    if "dự thảo" in name.text.lower():
        advice = "Bỏ chữ «Dự thảo» ở tên loại trước khi trình ký."
        yield quoted(DRAFT_MARK, name, (0, len(name.text)), advice)


RULES = (text_ends_with_its_sign, no_draft_mark_is_left)
