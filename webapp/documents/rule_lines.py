"""Lines whose look depends on how wide a text is: the rules of the paper, and its date line."""

import re
from functools import lru_cache

from webapp.documents.text_width import BOLD, ITALIC, balanced_lines, widest_line, width
from webapp.documents.word_xml import Xml, clean, text_xml
from webapp.domain.outline.title import part_subject
from webapp.domain.plan import Runs, plain

RULE_STYLES = ("DuongKe", "DuongKeTrichYeu")
"""Paragraph styles with the border; a template has to define them."""

_SIZE_OF_ISSUER, _SIZE_OF_SUBJECT, _SIZE_OF_DATE = 13, 14, 14
_SHARE = 0.4
"""Between 1/3 and 1/2 of the text above the rule (PL1 II.2b, II.5)."""
_BEFORE_PLACE = re.compile(
    r"(?<!THỊ) (?=(?:TỈNH|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|PHƯỜNG|ĐẶC KHU|XÃ (?!HỘI)))",
    re.IGNORECASE,
)
"""Where a long name of an organ breaks best: before the place it governs."""
_SUBJECT_INDENTS = 2 * 567
_UNDER_APPENDIX = 1540
"""Twips: the eleven underscores of Mẫu 2.1 in size 14."""
_SURELY = 0.97
"""Of the room: how wide letters fall differs a little between readers."""
_MOST_CONDENSED = 14
"""Twips taken from each letter; closer than that, a long place name breaks its line instead."""


@lru_cache(maxsize=256)
def issuer_lines(name: str, room: int) -> tuple[str, ...]:
    """Return an organ's name; a long line becomes several of about one length (PL1 II.2b).

    A line that goes on in the next one ends with a space, so that a reader knows its own lines.
    """
    lines = [clean(line).strip() for line in name.split("\n")]
    return tuple(part for line in lines for part in _going_on(_fitting(line, room)))


def _going_on(parts: list[str]) -> list[str]:
    return [*(f"{part} " for part in parts[:-1]), *parts[-1:]]


def _fitting(line: str, room: int) -> list[str]:
    if width(line.upper(), BOLD, _SIZE_OF_ISSUER) <= room:
        return [line] if line else []
    return [part for piece in _BEFORE_PLACE.split(line) for part in _balanced(piece, room)]


def _balanced(line: str, room: int) -> list[str]:
    words = iter(line.split())
    parts = balanced_lines(line.upper(), BOLD, _SIZE_OF_ISSUER, room)
    return [" ".join(next(words) for _ in part.split()) for part in parts]


@lru_cache(maxsize=256)
def rule_under_issuer(lines: tuple[str, ...], room: int) -> Xml:
    """Return the rule under the issuer's name, centred in a cell of `room` twips (PL1 II.2b)."""
    widths = (widest_line(line.strip().upper(), BOLD, _SIZE_OF_ISSUER, room) for line in lines)
    return _rule(RULE_STYLES[0], max(widths, default=0.0), room)


@lru_cache(maxsize=256)
def rule_under_subject(subject: Runs, room: int) -> Xml:
    """Return the rule under the subject, centred in a text `room` twips wide (PL1 II.5)."""
    within = room - _SUBJECT_INDENTS
    parts = zip(part_subject(subject), (BOLD, ITALIC), strict=True)
    longest = max(widest_line(plain(part), face, _SIZE_OF_SUBJECT, within) for part, face in parts)
    return _rule(RULE_STYLES[1], longest, room)


def rule_under_appendix(room: int) -> Xml:
    """Return the short rule under the head of an appendix (PL3, Mẫu 2.1)."""
    return _rule(RULE_STYLES[1], _UNDER_APPENDIX / _SHARE, room)


@lru_cache(maxsize=256)
def date_line_xml(line: str, room: int) -> Xml:
    """Return the place and date line on one line where closer letters make it fit."""
    over = width(line, ITALIC, _SIZE_OF_DATE) - room * _SURELY
    if over <= 0:
        return Xml(text_xml(line))
    closer = int(over / len(line)) + 1
    if closer > _MOST_CONDENSED:
        return Xml(text_xml(line))
    return Xml(text_xml(line, f'<w:spacing w:val="-{closer}"/>'))


def _rule(style: str, text_width: float, room: int) -> Xml:
    """Return an empty paragraph whose border is as long as its indents leave room for."""
    if not text_width:
        return Xml("<w:p/>")
    indent = round((room - text_width * _SHARE) / 2)
    properties = f'<w:pStyle w:val="{style}"/><w:ind w:left="{indent}" w:right="{indent}"/>'
    return Xml(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")
