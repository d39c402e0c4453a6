"""«Phụ lục I» above a title: what rendering writes by itself is no part of the title."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from webapp.domain.outline.markers import from_roman, to_roman
from webapp.domain.outline.report import Report
from webapp.domain.outline.title import light_note
from webapp.domain.plan import Appendix, Block, BlockKind, Run, plain

_LABEL = re.compile(
    r"\s*(?P<words>(?i:phụ\s+lục))(?:\s+(?P<order>(?i:số))(?:\s*:)?(?=[\s\dIVXL]))?\s*"
    r"(?P<number>(?:[IVXL]+(?:[.-]\d+)*|[ivxl]+|\d{1,3}[A-Za-zđ]?(?:[.-]\d+)*|[A-Za-zĐđ]\d?)"
    r"(?![\w/]))?"
    r"\s*(?P<sign>[.:)]+|[-–—](?=\s))?\s*"
)
_TITLES = re.compile(
    r"(?:DANH (?:SÁCH|MỤC)|BẢNG|BIỂU|MẪU|TỔNG HỢP|KẾ HOẠCH|LỊCH|TIẾN ĐỘ|PHÂN (?:CÔNG|BỔ)|NỘI DUNG"
    r"|CHỈ TIÊU|CÁC|MỘT SỐ|NHIỆM VỤ|KINH PHÍ|DỰ (?:TOÁN|KIẾN)|CHI TIẾT|ĐỀ CƯƠNG|HƯỚNG DẪN|THỐNG KÊ"
    r"|THÀNH PHẦN|KẾT QUẢ|CHƯƠNG TRÌNH|QUY TRÌNH|SƠ ĐỒ)\b"
)
"""What a title in capitals begins with; «PHỤ LỤC HỢP ĐỒNG» is a title as a whole."""
GUIDE = re.compile(r"\(\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
"""How the line under the title begins (PL1 III.1c)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a title says before the title proper."""

    text: str
    """«Phụ lục số 01», as it is printed: in small letters, without a sign behind (PL1 III.1b)."""
    number: str
    said: str
    """As the paper has it."""
    rest: str
    """The title proper."""


def label_of(title: str) -> Label | None:
    """Return the label that a title begins with, on a line of its own or before its words."""
    first, _, below = title.partition("\n")
    match = _LABEL.match(first)
    if match is None:
        return None
    rest = first[match.end() :].rstrip()
    if rest and not _is_parted(match, rest):
        return None
    if match["order"] and not match["number"]:
        return None
    order = " số" if match["order"] else ""
    number = match["number"] or ""
    written = "\n".join(filter(None, (rest, below.strip())))
    return Label(f"Phụ lục{order} {number}".strip(), number, match[0].strip(), written)


def _is_parted(label: re.Match[str], rest: str) -> bool:
    """Tell words that follow a label from those that belong to one phrase with it."""
    if label["sign"] or GUIDE.match(rest):
        return True
    if label["number"]:
        return rest[0].isupper() or rest[0] in "“\"'«("
    return label["words"].isupper() and bool(_TITLES.match(rest))


def automatic_label(place: int, total: int) -> str:
    """Return the label that this place among the appendixes gives.

    Numbers are roman and stand only where there are two appendixes or more (PL1 III.1a).
    """
    return f"Phụ lục {to_roman(place) or place}" if total > 1 else "Phụ lục"


def without_label(title: str, place: int, total: int) -> str:
    """Return a title of our own paper without the label that its place gives it anyway."""
    first, _, rest = title.partition("\n")
    said = " ".join(first.split()).rstrip(".: ").casefold()
    return rest if said == automatic_label(place, total).casefold() else title


def without_labels(
    appendixes: tuple[Appendix, ...], report: Report, new_id: Callable[[], str]
) -> tuple[Appendix, ...]:
    """Return the appendixes of another's paper without the labels that printing gives again.

    A label with another number stays, as it is printed.
    """
    kept: list[Appendix] = []
    for place, one in enumerate(map(_with_light_guide, appendixes), start=1):
        label = label_of(one.title)
        if label is None:
            kept.append(one)
            continue
        given = automatic_label(place, len(appendixes))
        stays = bool(label.number) and _worth(label.number) != (place, len(appendixes) > 1)
        _tell(label, given, f"appendixes/{place - 1}", report, stays=stays)
        kept.append(_relabelled(one, label, new_id, stays=stays))
    return tuple(kept)


def _with_light_guide(appendix: Appendix) -> Appendix:
    """Return the appendix with «(Kèm theo …)» below its title without italics of its own."""
    first = appendix.body[0] if appendix.body else None
    if first is None or first.marker or not GUIDE.match(plain(first.runs)):
        return appendix
    light = replace(first, runs=light_note(first.runs))
    return replace(appendix, body=(light, *appendix.body[1:]))


def _worth(number: str) -> tuple[int, bool]:
    """Return the place that a number stands for; a place with a number is one of several."""
    return (int(number) if number.isdecimal() else from_roman(number.upper()), True)


def _tell(label: Label, given: str, place: str, report: Report, *, stays: bool) -> None:
    if stays:
        message = f"Số thứ tự của phụ lục khác «{given}» được đánh tự động; được giữ nguyên."
        report.add("kept_as_is", place, message, label.said)
    else:
        message = f"«Phụ lục» và số thứ tự được in tự động thành «{given}»."
        report.add("removed", place, message, label.said)


def _relabelled(
    appendix: Appendix, label: Label, new_id: Callable[[], str], *, stays: bool
) -> Appendix:
    """Return the appendix with the label only where it stays, and the guide below its title."""
    title, body = label.rest, appendix.body
    if GUIDE.match(title):
        guide, _, title = title.partition("\n")
        body = (Block(BlockKind.PARAGRAPH, (Run(guide),), id=new_id()), *body)
    written = "\n".join(filter(None, (label.text if stays else "", title)))
    return replace(appendix, title=written, body=body)
