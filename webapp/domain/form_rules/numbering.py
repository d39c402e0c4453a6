"""Rules about the outline: order of marks, one kind under one parent, titles (PL1 II.6c-đ)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.domain.form_rules.findings import Finding, Rule, error, hint, warning
from webapp.domain.form_rules.paper import Paper, block_place, bodies
from webapp.domain.outline.markers import from_roman
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, plain

ORDER = error("ND30-PL1-II.6đ", "PL1 II.6đ", "Số thứ tự liên tục, không nhảy, không trùng")
ALPHABET = error(
    "ND30-PL1-II.6đ-diem",
    "PL1 II.6đ",
    "Điểm theo thứ tự bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k",
)
PREFIX = warning(
    "TL-so-thap-phan", "Thông lệ đánh số", "Số như 4.1 bắt đầu bằng số của mục chứa nó"
)
MIXED = warning(
    "ND30-PL1-II.6c", "PL1 II.6c", "Dưới một mục chỉ dùng một loại số thứ tự, theo một trình tự"
)
TITLE = error("ND30-PL1-II.6d", "PL1 II.6d", "Phần, chương, mục, tiểu mục, điều có tiêu đề")
EMPTY = hint("TL-doan-trong", "PL1 II.6e", "Không dùng đoạn trống để giãn cách")

ALPHABET_OF_POINTS = "abcdđeghiklmnopqrstuvxy"
_ORDERED = frozenset(MarkerKind) - {MarkerKind.DASH, MarkerKind.PLUS}
_TITLED = frozenset(
    {
        MarkerKind.PART,
        MarkerKind.CHAPTER,
        MarkerKind.SECTION,
        MarkerKind.SUBSECTION,
        MarkerKind.ARTICLE,
        MarkerKind.ROMAN,
    }
)
_LAST_WORD = re.compile(r"([0-9IVXLCa-zđA-ZĐ]{1,9})[.):/ –-]*$")
_LETTERED_PART = re.compile(r"[A-ZĐ]\W*")
"""«A.» as the largest division is practice; the decree gives it no order."""


def ordinal(marker: Marker) -> int | None:
    """Return which in the order a mark is, from 1; None when it says no order."""
    found = _LAST_WORD.search(marker.text.strip())
    if found is None or marker.kind not in _ORDERED:
        return None
    word = found.group(1)
    if word.isdigit():
        return int(word)
    if marker.kind is MarkerKind.LETTER:
        return ALPHABET_OF_POINTS.find(word.lower()) + 1 or None
    return from_roman(word) or None


_MOST_COUNTS = 8
"""Counts that may go on behind wrong marks; more would make a long faulty paper endless."""


@dataclass(slots=True)
class _Level:
    """What stands open at one depth of the outline."""

    level: int
    marker: Marker
    last: dict[MarkerKind, list[int]] = field(default_factory=dict)
    """Of each kind among the children the last ordinal; behind a wrong one the right one too."""


def marks_are_in_order(paper: Paper) -> Iterator[Finding]:
    """Walk body and appendixes; each mark follows the one before it under its parent."""
    for appendix, body in bodies(paper.plan):
        yield from _walk(body, appendix)


def _walk(blocks: tuple[Block, ...], appendix: int | None) -> Iterator[Finding]:
    root = _Level(0, Marker(MarkerKind.DASH, ""))
    open_levels = [root]
    ever: dict[MarkerKind, int] = {}
    for i, block in enumerate(blocks):
        marker = block.marker
        if marker is None:
            continue
        level = max(block.level, 1)
        while open_levels[-1].level >= level:
            open_levels.pop()
        parent = open_levels[-1]
        yield from _against(marker, parent, ever, block_place(block, i, appendix))
        open_levels.append(_Level(level, marker))


def _against(
    marker: Marker, parent: _Level, ever: dict[MarkerKind, int], place: str
) -> Iterator[Finding]:
    if marker.kind not in _ORDERED or _is_lettered(marker):
        return
    before, here = parent.last.get(marker.kind), ordinal(marker)
    # Under a new parent the count begins anew, or goes on through the paper as articles do.
    expected = [1, ever.get(marker.kind, 0) + 1] if before is None else [one + 1 for one in before]
    fits = here in expected
    if here is None:
        yield _unreadable(marker, place)
    else:
        if parent.last and before is None:
            advice = "khác loại với các mục cùng cấp ở trên; dùng một loại số thứ tự"
            yield _at(MIXED, place, marker, advice)
        if not fits:
            yield _out_of_order(marker, here, before[0] if before else None, place)
        yield from _prefix(marker, parent, place)
        ever[marker.kind] = here
    known = [] if here is None else [here]
    parent.last[marker.kind] = known if fits else [*known, *expected][:_MOST_COUNTS]


def _is_lettered(marker: Marker) -> bool:
    return marker.kind is MarkerKind.PART and bool(_LETTERED_PART.fullmatch(marker.text.strip()))


def _at(rule: Rule, place: str, marker: Marker, advice: str) -> Finding:
    return rule.at(place, f"«{marker.text}» {advice}.", marker.text)


def _unreadable(marker: Marker, place: str) -> Finding:
    if marker.kind is MarkerKind.LETTER:
        advice = "không theo bảng chữ cái tiếng Việt: a) b) c) d) đ) e) g)"
        return _at(ALPHABET, place, marker, advice)
    return _at(ORDER, place, marker, "không phải số thứ tự; đánh lại thứ tự")


def _out_of_order(marker: Marker, here: int, before: int | None, place: str) -> Finding:
    if marker.kind is MarkerKind.LETTER and (before or 0) < here:
        missing = ALPHABET_OF_POINTS[before or 0]
        advice = f"đứng sau chỗ thiếu «{missing})»; đánh lại thứ tự điểm"
        return _at(ALPHABET, place, marker, advice)
    if before == here:
        return _at(ORDER, place, marker, "bị trùng số; đánh lại thứ tự")
    after = "đầu tiên" if before is None else f"sau số {before}"
    return _at(ORDER, place, marker, f"đứng {after} nên nhảy số; đánh lại thứ tự")


def _prefix(marker: Marker, parent: _Level, place: str) -> Iterator[Finding]:
    if marker.kind is not MarkerKind.DECIMAL:
        return
    if parent.marker.kind not in {MarkerKind.ARABIC, MarkerKind.DECIMAL}:
        return
    own = marker.text.strip().rstrip(".)").rpartition(".")[0]
    expected = parent.marker.text.strip().rstrip(".)")
    if own != expected:
        advice = f"nằm trong mục {expected}; đánh lại số theo mục {expected}"
        yield _at(PREFIX, place, marker, advice)


def divisions_have_titles(paper: Paper) -> Iterator[Finding]:
    """Demand a title of each phần, chương, mục, tiểu mục and điều (PL1 II.6d)."""
    for appendix, body in bodies(paper.plan):
        for i, block in enumerate(body):
            marker = block.marker
            if marker is None or marker.kind not in _TITLED or plain(block.runs).strip():
                continue
            if not _is_title(body[i + 1 : i + 2]):
                place = block_place(block, i, appendix)
                yield _at(TITLE, place, marker, "chưa có tiêu đề; ghi tiêu đề")


def _is_title(following: tuple[Block, ...]) -> bool:
    return any(
        block.kind is BlockKind.HEADING and block.marker is None and plain(block.runs).strip()
        for block in following
    )


def paragraphs_are_not_empty(paper: Paper) -> Iterator[Finding]:
    """Point at paragraphs that hold nothing."""
    for i, block in enumerate(paper.plan.body):
        is_text = block.kind is BlockKind.PARAGRAPH and block.marker is None
        if is_text and not plain(block.runs).strip():
            yield EMPTY.at(block_place(block, i), "Xóa đoạn trống này.")


RULES = (marks_are_in_order, divisions_have_titles, paragraphs_are_not_empty)
