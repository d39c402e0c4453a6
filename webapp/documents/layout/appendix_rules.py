"""Heads of appendixes as they are printed: label, title, «(Kèm theo …)» (PL1 III.1)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.telling import tell
from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

OWN_LINE = error(
    "ND30-PL1-III.1b-dong-rieng",
    "PL1 III.1b",
    "Chữ «Phụ lục» và số thứ tự ở một dòng riêng, tên Phụ lục ở dòng dưới",
)
ROMAN = error(
    "ND30-PL1-III.1a-so-La-Ma", "PL1 III.1a", "Từ hai Phụ lục trở lên đánh số bằng chữ số La Mã"
)
NUMBERED = error(
    "ND30-PL1-III.1a-so-thu-tu", "PL1 III.1a", "Từ hai Phụ lục trở lên thì các Phụ lục có số thứ tự"
)
GUIDE = error(
    "ND30-PL1-III.1c", "PL1 III.1c", "Dưới tên Phụ lục có dòng «(Kèm theo … số … ngày … của …)»"
)
GUIDE_FILLED = error(
    "ND30-PL1-III.1c-ghi-du",
    "PL1 III.1c",
    "Văn bản giấy ghi đủ số, ký hiệu, thời gian trong dòng «Kèm theo»",
)
NEW_PAGE = warning("TL-phu-luc-trang-moi", "Mẫu 2.1 PL3", "Mỗi Phụ lục bắt đầu ở trang mới")
RULES = (OWN_LINE, ROMAN, NUMBERED, GUIDE, GUIDE_FILLED, NEW_PAGE)

_NUMBER = re.compile(r"phụ lục\s*(?:số)?\s*:?\s*([\dIVXLC]*)", re.IGNORECASE)
_OPEN = re.compile(r"số\s*[…._]*\s*/|ngày\s*[…._]*\s*tháng|tháng\s*[…._]*\s*năm\b", re.IGNORECASE)
_PUSHED = 10
"""Empty lines above a label, with which people fill a page."""
_HEAD = 12
"""Lines of an appendix in which its head ends."""


def check_appendixes(
    lines: tuple[Labelled, ...], stage: Stage, medium: Medium
) -> Iterator[Finding]:
    """Yield the faults of the heads of appendixes."""
    places = [n for n, one in enumerate(lines) if one.role is Role.APPENDIX_LABEL]
    for number, place in enumerate(places):
        label = lines[place]
        ends = min([*places[number + 1 : number + 2], place + _HEAD, len(lines)])
        if label.marked:
            yield tell(OWN_LINE, label, "viết liền tên Phụ lục", "xuống dòng sau số thứ tự")
        if len(places) > 1:
            yield from _number(label)
        yield from _guide(label, lines[place + 1 : ends], stage, medium)
    for label in labels_inside_pages(lines):
        yield tell(NEW_PAGE, label, "không ở đầu trang", "ngắt trang trước Phụ lục")


def labels_inside_pages(lines: tuple[Labelled, ...]) -> Iterator[Labelled]:
    """Yield the labels of appendixes that no page begins with."""
    for place, one in enumerate(lines):
        if one.role is Role.APPENDIX_LABEL and not _starts_page(lines, place):
            yield one


def _number(label: Labelled) -> Iterator[Finding]:
    found = _NUMBER.match(label.line.text)
    number = found[1] if found else ""
    if number.isdigit():
        yield tell(ROMAN, label, "đánh số bằng chữ số Ả Rập", "ghi I, II, III")
    elif not number:
        yield tell(NUMBERED, label, "chưa có số thứ tự", "ghi «Phụ lục I», «Phụ lục II»")


def _guide(
    label: Labelled, below: tuple[Labelled, ...], stage: Stage, medium: Medium
) -> Iterator[Finding]:
    guides = [one for one in below if one.role is Role.APPENDIX_GUIDE]
    if not guides:
        message = f"«{label.line.text}» chưa có dòng «(Kèm theo …)»; ghi ngay dưới tên Phụ lục."
        yield GUIDE.at(label.place, message, label.line.printed)
    elif stage is Stage.ISSUED and medium is Medium.PAPER:
        text = " ".join(one.line.text for one in guides)
        if _OPEN.search(text):
            yield tell(GUIDE_FILLED, guides[0], "còn để trống", "ghi đủ số, ngày, tháng, năm")


def _starts_page(lines: tuple[Labelled, ...], place: int) -> bool:
    """Tell whether a page begins with the label; only blanks may stand above it."""
    if lines[place].line.starts_page:
        return True
    above = lines[max(0, place - _PUSHED) : place]
    if not any(one.line.text for one in above):
        return True  # empty lines push it there
    for one in reversed(above):
        if one.line.section != lines[place].line.section:
            return False  # a section that begins on the same page
        if one.line.text:
            return False
        if one.line.starts_page:
            return True
    return True
