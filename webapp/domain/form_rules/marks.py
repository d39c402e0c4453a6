"""Rules about the marks themselves: `1.`, `a)`, «Điều 1.», «Chương I» (PL1 II.6đ, V.6)."""

import re
from collections.abc import Callable, Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, warning
from webapp.domain.form_rules.letters import is_capitals, marked_words
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import Words, quoted, whole
from webapp.domain.outline.markers import LETTERS, from_roman
from webapp.domain.plan import BlockKind, Marker, MarkerKind

POINT_SIGN = error(
    "ND30-PL1-II.6đ-ngoac", "PL1 II.6đ", "Sau chữ cái của điểm có dấu đóng ngoặc đơn, như «a)»"
)
CLAUSE_SIGN = error(
    "ND30-PL1-II.6đ-khoan", "PL1 II.6đ", "Sau số thứ tự của khoản có dấu chấm, như «1.»"
)
ARTICLE_SIGN = error("ND30-PL1-II.6đ-dieu", "PL1 II.6đ", "Sau số thứ tự của điều có dấu chấm")
DIVISION_NUMBER = error(
    "ND30-PL1-II.6đ-chu-so", "PL1 II.6đ", "Phần, chương đánh số La Mã; mục, tiểu mục số Ả Rập"
)
DIVISION_SMALL = error(
    "ND30-PL1-II.6đ-in-thuong", "PL1 II.6đ", "Từ «Phần», «Chương», «Mục», «Điều» viết chữ thường"
)
ROMAN_SIGN = warning("ND30-PL1-II.6đ-muc", "PL1 V.6b", "Sau số La Mã của mục có dấu chấm, như «I.»")
TITLE_SMALL = error(
    "ND30-PL1-II.6đ-tieu-de", "PL1 II.6đ", "Tiêu đề của khoản, điều viết chữ thường"
)
NO_ROMAN = error("ND30-PL1-II.6đ-la-ma", "PL1 II.6đ", "Số La Mã viết đúng: IV, không phải IIII")
TWO_MARKS = warning("TL-hai-dau-dong", "Thông lệ soạn thảo", "Đầu đoạn chỉ có một ký hiệu")

_WORD = re.compile(r"(?P<word>PHẦN|CHƯƠNG|MỤC|TIỂU MỤC|ĐIỀU)\b")
_ROMAN_DIVISIONS = frozenset({MarkerKind.PART, MarkerKind.CHAPTER})
_ARABIC_DIVISIONS = frozenset({MarkerKind.SECTION, MarkerKind.SUBSECTION})
_NUMBER = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục) (?P<number>\S+)", re.IGNORECASE)
_FALSE_ROMAN = re.compile(r"\s*(?P<number>[IVXLC]{2,8})[.)]?\s+(?=[^\W\d_]{2})")
_FALSE_POINT = re.compile(rf"(?P<mark>(?P<letter>[{LETTERS}])[,:])\s+(?=[^\W\d_]{{2}})")
"""No sentence begins with one small letter and a sign."""
_SECOND_MARK = re.compile(r"\s*(?P<mark>[-–+•]\s+)")
_OVER_CLAUSES = frozenset({MarkerKind.ROMAN, MarkerKind.SECTION, MarkerKind.ARTICLE})


def marks_have_their_form(paper: Paper) -> Iterator[Finding]:
    """Hold each mark of the text to the letters and signs that the decree gives it.

    Of what an appendix looks like inside, the decree says nothing.
    """
    above: MarkerKind | None = None
    for passage in paper.of(Part.BODY):
        if passage.in_table:
            continue
        if passage.marker is None:
            yield from _unmarked(passage)
            continue
        kind = passage.marker.kind
        yield from _marked(passage, passage.marker, in_clauses=above in _OVER_CLAUSES)
        if kind in _OVER_CLAUSES or kind in _ROMAN_DIVISIONS:
            above = kind


def _marked(passage: Passage, marker: Marker, *, in_clauses: bool) -> Iterator[Finding]:
    fault = _sign(marker, in_clauses=in_clauses)
    if fault is not None:
        rule, right = fault
        yield _mark(rule, passage, marker, right)
    yield from _division(passage, marker)
    second = _SECOND_MARK.match(passage.text)
    if second:
        yield quoted(TWO_MARKS, passage, second.span("mark"), "Bỏ bớt một ký hiệu.", "")
    if _has_small_title(passage, marker, in_clauses=in_clauses):
        yield whole(TITLE_SMALL, passage, f"«{marker.text}»: viết tiêu đề bằng chữ thường.")


def _sign(marker: Marker, *, in_clauses: bool) -> tuple[Rule, str] | None:
    """Return the rule that a mark breaks by its sign, and the right mark."""
    text = marker.text.strip()
    wanted = _SIGNS.get(marker.kind)
    if wanted is None or (marker.kind is MarkerKind.ARABIC and not in_clauses):
        return None
    rule, right = wanted
    corrected = right(text)
    return None if corrected == text else (rule, corrected)


def _with_stop(text: str) -> str:
    return text.rstrip(" .)/:-–") + "."


def _with_bracket(text: str) -> str:
    return text if text.endswith(")") else text.rstrip(" .") + ")"


_SIGNS: dict[MarkerKind, tuple[Rule, Callable[[str], str]]] = {
    MarkerKind.LETTER: (POINT_SIGN, _with_bracket),
    MarkerKind.ARABIC: (CLAUSE_SIGN, _with_stop),
    MarkerKind.ARTICLE: (ARTICLE_SIGN, _with_stop),
    MarkerKind.ROMAN: (ROMAN_SIGN, _with_stop),
}


def _mark(rule: Rule, passage: Passage, marker: Marker, right: str) -> Finding:
    written = Words(passage.place, marker.text)
    return quoted(rule, written, (0, len(marker.text)), f"Viết «{right}».", right)


def _division(passage: Passage, marker: Marker) -> Iterator[Finding]:
    word = _WORD.match(marker.text)
    if word:
        right = word["word"].capitalize() + marker.text[word.end() :]
        yield _mark(DIVISION_SMALL, passage, marker, right)
    found = _NUMBER.match(marker.text)
    number = found["number"].rstrip(".:") if found else ""
    in_words = number.lower() in {"thứ", "nhất"}
    if marker.kind in _ROMAN_DIVISIONS and (number.isdigit() or in_words):
        advice = "đánh số bằng chữ số La Mã"
    elif marker.kind in _ARABIC_DIVISIONS and from_roman(number):
        advice = "đánh số bằng chữ số Ả Rập"
    else:
        return
    yield DIVISION_NUMBER.at(passage.place, f"«{marker.text}»: {advice}.", marker.text)


def _has_small_title(passage: Passage, marker: Marker, *, in_clauses: bool) -> bool:
    is_titled = marker.kind is MarkerKind.ARTICLE or (
        marker.kind is MarkerKind.ARABIC and in_clauses
    )
    is_heading = passage.kind is BlockKind.HEADING or marker.kind is MarkerKind.ARTICLE
    if not is_titled or not is_heading:
        return False
    return is_capitals(passage.text) and marked_words(passage.text) > 1


def _unmarked(passage: Passage) -> Iterator[Finding]:
    point = _FALSE_POINT.match(passage.text)
    if point:
        right = f"{point['letter']})"
        yield quoted(POINT_SIGN, passage, point.span("mark"), f"Viết «{right}».", right)
    found = _FALSE_ROMAN.match(passage.text)
    if found and not from_roman(found["number"]) and passage.text[found.end("number")] in ".)":
        advice = "Không có số La Mã này; đánh lại thứ tự."
        yield quoted(NO_ROMAN, passage, found.span("number"), advice)


RULES = (marks_have_their_form,)
