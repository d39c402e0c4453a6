"""Rules about letters: leftovers of the old fonts, and marks apart from their letter (PL1 I.4)."""

import re
import unicodedata
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import Paper, Passage
from webapp.domain.form_rules.quotes import each, quoted

OLD_FONT = error(
    "ND30-PL1-I.4", "PL1 I.4", "Chữ theo bộ mã Unicode TCVN 6909:2001, không còn TCVN3, VNI"
)
OTHER_D = error(
    "ND30-PL1-I.4-chu-d", "PL1 I.4", "Chữ «Đ» của tiếng Việt, không phải chữ giống nó của mã khác"
)
APART = warning(
    "ND30-PL1-I.4-dung-san", "PL1 I.4", "Chữ tiếng Việt dựng sẵn, dấu không tách khỏi chữ"
)

_ETH = re.compile(r"[Ðð]")
_TCVN3 = re.compile(r"[©®\u00b8µ¶¹¨¾¼½ª¬Ø§×ÞßÖÆËÎÏÐÑ](?:(?<=[A-Za-z].)|(?<=[©®§])(?=[a-z]))")
_VNI = re.compile(r"[âùøûõïåèä](?:(?<=[aeoAEO][âùøûåèä])|(?<=[aA][õï])|(?<=[uU][øûï]))")
"""Vowels in an order that no Vietnamese word has."""
_LEAST = 2
"""One alone may be a trade mark or a foreign name."""
_APART = re.compile("[\u0300-\u036f]+")


def letters_are_of_today(paper: Paper) -> Iterator[Finding]:
    """Point at words that another code page garbled, once a passage."""
    for passage in paper.passages:
        if passage.text.isascii():
            continue
        signs = [*each(_TCVN3, passage.text)]
        vowels = [*each(_VNI, passage.text)]
        if len({sign.group() for sign in signs}) >= _LEAST or len(vowels) >= _LEAST:
            first = (signs or vowels)[0]
            begin = passage.text.rfind(" ", 0, first.start()) + 1
            span = (begin, (passage.text + " ").index(" ", first.end()))
            yield quoted(OLD_FONT, passage, span, "Chữ của phông cũ; gõ lại bằng Unicode.")
        for eth in each(_ETH, passage.text):
            begin = passage.text.rfind(" ", 0, eth.start()) + 1
            yield quoted(OTHER_D, passage, (begin, eth.end()), "Gõ lại chữ «Đ» tiếng Việt.")
        if not unicodedata.is_normalized("NFC", passage.text):
            yield from _apart(passage)


def _apart(passage: Passage) -> Iterator[Finding]:
    for mark in each(_APART, passage.text):
        span = (mark.start() - 1, mark.end())
        right = unicodedata.normalize("NFC", passage.text[slice(*span)])
        if mark.start() and right != passage.text[slice(*span)]:
            yield quoted(APART, passage, span, "Viết bằng chữ dựng sẵn.", right)


RULES = (letters_are_of_today,)
