"""Hints about words: style, words written twice, syllables without their mark."""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from webapp.domain.form_rules.findings import Finding, hint
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import WORDING, Paper
from webapp.domain.form_rules.quotes import each, quoted, whole
from webapp.domain.plan import BlockKind

ENSURE = hint("TL-dam-bao", "Văn phong hành chính", "Dùng «bảo đảm» thay cho «đảm bảo»")
TWICE = hint("TL-lap-tu", "Chính tả", "Không viết lặp một từ")
NO_MARK = hint("TL-thieu-dau-thanh", "Chính tả", "Âm tiết kết thúc bằng c, ch, p, t có dấu thanh")
AGAIN = hint("TL-doan-lap", "Kỹ thuật soạn thảo", "Một đoạn không viết lại ngay dưới nó")
NO_STOP = hint("TL-thieu-dau-cuoi", "Kỹ thuật soạn thảo", "Cuối đoạn văn có dấu câu")

_ENSURE = re.compile(r"[Đđ]ảm bảo\b")
_TWICE = re.compile(r"(?<!bên )\b(trong|và|của|các|những|với|đã|sẽ|bởi|được) \1\b")
"""No word that may end one word and begin the next: «tồn tại tại», «các tổ chức tổ chức»."""
_TONELESS = re.compile(rf"[ăâêôơư](?:ch|[ptc])(?![{LOWER}{UPPER}-])")
_SYLLABLE = re.compile(rf"(?<![{LOWER}{UPPER}'’-])[{LOWER}]{{1,6}}$")
_LEAST_WORDS = 8


def words_are_well_chosen(paper: Paper) -> Iterator[Finding]:
    """Point at «đảm bảo», at words written twice and at syllables that Vietnamese has not."""
    for passage in paper.passages:
        text = passage.text
        for found in each(_ENSURE, text):
            yield quoted(ENSURE, passage, found.span(), "Nên viết «bảo đảm».")
        words = text.split()
        if any(map(eq, words, words[1:])):
            for found in each(_TWICE, text):
                yield quoted(TWICE, passage, found.span(), "Bỏ bớt một từ.")
        for found in each(_TONELESS, text):
            begun = _SYLLABLE.search(text, max(found.start() - 6, 0), found.end())
            if begun:
                span = (begun.start(), found.end())
                yield quoted(NO_MARK, passage, span, "Thiếu dấu thanh; kiểm tra chính tả.")


def paragraphs_stand_once(paper: Paper) -> Iterator[Finding]:
    """Point at a paragraph that says the very words of the one above it."""
    for above, below in pairwise(paper.of(*WORDING)):
        is_text = not (above.in_table or below.in_table)
        if is_text and below.text == above.text and len(below.text.split()) >= _LEAST_WORDS:
            yield whole(AGAIN, below, "Trùng đoạn ngay trên; xóa một đoạn.")


def paragraphs_end_with_a_sign(paper: Paper) -> Iterator[Finding]:
    """Point at long paragraphs of the text whose last sign was forgotten."""
    for passage in paper.of(*WORDING):
        text = passage.text.rstrip()
        if passage.kind not in {None, BlockKind.PARAGRAPH} or passage.in_table:
            continue
        if len(text.split()) >= _LEAST_WORDS and text[-1].isalnum():
            span = (text.rfind(" ", 0, max(text.rfind(" ") - 1, 0)) + 1, len(text))
            yield quoted(NO_STOP, passage, span, "Thêm dấu câu ở cuối đoạn.")


RULES = (words_are_well_chosen, paragraphs_stand_once, paragraphs_end_with_a_sign)
