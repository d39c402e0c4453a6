"""What a printed page carries besides the paper: page numbers, running lines, e-signature notes."""

import re
from collections import Counter
from collections.abc import Iterator

from webapp.domain.outline.lines import Line
from webapp.domain.outline.report import Report
from webapp.domain.text import fold

_PAGE_NUMBER = re.compile(
    r"[-–—~.\s]*(?P<word>(?:trang|tr\.?|page)\s*)?(?P<number>\d{1,3})(?P<of>\s*/\s*\d{1,3})?"
    r"[-–—~.\s]*"
)
_SIGNED = re.compile(r"(?:nguoi ky|ky boi|nguoi ky so|duoc ky boi|thoi gian ky|ngay ky)\s*:")
_SIGNED_MORE = re.compile(r"(?:email|co quan|to chuc|chuc vu|ly do|vi tri|dia chi)\s*:")
_LEAST_ON_A_PAGE = 800
"""Characters; a page holds more, rows of a table that begin with a number hold less."""
_LONGEST_RUNNING = 120
_LOWER_START = re.compile(r"[\W_]*(?P<letter>\w)")


def without_furniture(lines: list[Line], report: Report) -> list[Line]:
    """Return the lines of the paper itself; what was left out stands in the report."""
    numbers = set(_page_numbers(lines))
    running = _running_lines(lines, numbers)
    signed = set(_signature_notes(lines))
    for place in sorted(numbers | running | signed):
        report.add("removed", "page", _reason(place, numbers, running), lines[place].text)
    gone = numbers | running | signed
    return [line for place, line in enumerate(lines) if place not in gone]


def _reason(place: int, numbers: set[int], running: set[int]) -> str:
    if place in numbers:
        return "Đã bỏ số trang của bản gốc; số trang mới được đánh tự động."
    if place in running:
        return "Đã bỏ dòng lặp lại ở đầu hoặc cuối trang của bản gốc."
    return "Đã bỏ thông tin chữ ký số của bản gốc."


def _page_numbers(lines: list[Line]) -> Iterator[int]:
    """Yield the places of page numbers: alone on a line, rising, a page apart."""
    latest, since = 0, 0
    for place, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(fold(line.text)) if len(line.text) < 20 else None  # noqa: PLR2004
        if match is None:
            since += len(line.text)
            continue
        said = bool(match["word"] or match["of"])
        rises = int(match["number"]) > latest
        if rises and place and (said or since >= _LEAST_ON_A_PAGE or _cuts(lines, place)):
            latest, since = int(match["number"]), 0
            yield place


def _cuts(lines: list[Line], place: int) -> bool:
    """Tell whether the line stands in the middle of a sentence."""
    if place + 1 >= len(lines):
        return False
    before, after = lines[place - 1].text, _LOWER_START.match(lines[place + 1].text)
    return bool(after and after["letter"].islower() and before[-1:].isalnum())


def _running_lines(lines: list[Line], numbers: set[int]) -> set[int]:
    """Return the places of lines that stand beside two page numbers or more."""
    beside = {place + step for place in numbers for step in (-1, 1)} - numbers
    beside = {p for p in beside if 0 <= p < len(lines) and len(lines[p].text) <= _LONGEST_RUNNING}
    names = {place: re.sub(r"\d+", "0", fold(lines[place].text)) for place in beside}
    often = Counter(names.values())
    return {place for place, name in names.items() if often[name] > 1}


def _signature_notes(lines: list[Line]) -> Iterator[int]:
    """Yield the places of lines that an electronic signature printed on the paper."""
    inside = False
    for place, line in enumerate(lines):
        folded = fold(line.text[:40])
        inside = bool(_SIGNED.match(folded) or (inside and _SIGNED_MORE.match(folded)))
        if inside:
            yield place
