"""Page numbers: in the head, in the middle, upright, from 1, hidden on page 1 (PL1 I.7)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.geometry import flow_of, span_of
from webapp.documents.layout.roles import HEADINGS, TEXT, Labelled, Role
from webapp.documents.layout.sheet import Field, Line, Section, Sheet
from webapp.domain.form_rules.findings import Finding, error, warning

NUMBERED = error("ND30-PL1-I.7", "PL1 I.7", "Từ trang thứ hai có số trang ở lề trên")
NUMBER_PLACE = error("ND30-PL1-I.7-vi-tri", "PL1 I.7", "Số trang canh giữa trong lề trên")
NUMBER_LOOK = error("ND30-PL1-I.7-kieu", "PL1 I.7", "Số trang cỡ chữ 13 - 14, kiểu chữ đứng")
NUMBER_ARABIC = error("ND30-PL1-I.7-a-rap", "PL1 I.7", "Số trang dùng chữ số Ả Rập")
NUMBER_FIRST = error("ND30-PL1-I.7-trang-dau", "PL1 I.7", "Trang thứ nhất không hiển thị số trang")
NUMBER_START = error("ND30-PL1-I.7-tu-1", "PL1 I.7", "Số trang đánh từ số 1")
NUMBER_ALONE = warning(
    "TL-so-trang-kem-chu", "PL1 V", "Số trang chỉ gồm chữ số, không kèm chữ, gạch, tổng số trang"
)
NUMBER_AGAIN = error(
    "ND30-PL1-III.1đ", "PL1 III.1đ", "Số trang của Phụ lục được đánh số riêng theo từng Phụ lục"
)
RULES = (
    NUMBERED, NUMBER_PLACE, NUMBER_LOOK, NUMBER_ARABIC, NUMBER_FIRST, NUMBER_START, NUMBER_ALONE,
    NUMBER_AGAIN,
)  # fmt: skip

_SIZES = (12.75, 14.25)
_OFF = 567
"""Twips from the middle that nobody calls beside it: 1 cm."""
_SURELY = 1.06
"""Of a page: a text that is estimated to take so much takes a second one."""
_MOST_LETTERS = 3000
"""On a page, where a file does not say how large its pages are."""
OTHER_FIGURES = re.compile(r"\\\*\s*(?:roman|alphabetic|ordtext|cardtext)", re.IGNORECASE)
_ARABIC = frozenset({"decimal", "numberInDash", "decimalZero"})
_MAIN = HEADINGS | {*TEXT, Role.AUTHORITY, Role.NAME, Role.TO_PLACE, Role.FILING_LINE}
_TOTALS = ("NUMPAGES", "SECTIONPAGES")


def check_numbers(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the page numbers of the text, then of those of the appendixes."""
    first = sheet.sections[0]
    heads = _numbers(sheet.heads_in_use(first))
    feet = _numbers(sheet.feet_in_use(first))
    if not heads:
        yield from _without_head(sheet, lines, feet)
        return
    for line, number in heads:
        yield from _look(sheet, first, line, number)
    if sheet.habits.even_differs and not _of_kind(first.heads, "even"):
        yield NUMBERED.at("page", "Trang chẵn chưa có số trang; chèn số trang ở giữa lề trên.")
    yield from _first_page(first)
    yield from _start(sheet, lines)
    yield from _appendixes(sheet, lines)


def _numbers(lines: dict[str, tuple[Line, ...]]) -> list[tuple[Line, Field]]:
    """Return the lines with page numbers on the pages behind the first."""
    return [*_of_kind(lines, "default"), *_of_kind(lines, "even")]


def _of_kind(lines: dict[str, tuple[Line, ...]], kind: str) -> list[tuple[Line, Field]]:
    pairs = ((line, line.page_number) for line in lines.get(kind, ()))
    return [(line, number) for line, number in pairs if number is not None]


def _without_head(
    sheet: Sheet, lines: tuple[Labelled, ...], feet: list[tuple[Line, Field]]
) -> Iterator[Finding]:
    if feet:
        yield NUMBER_PLACE.at("page", "Số trang đặt ở chân trang; đưa lên giữa lề trên.")
        yield from _first_page(sheet.sections[0])
    elif not _typed(sheet) and _takes_two_pages(sheet, lines):
        yield NUMBERED.at("page", "Văn bản chưa có số trang; chèn số trang ở giữa lề trên.")


def _typed(sheet: Sheet) -> bool:
    """Tell whether somebody typed a number into the head instead of a field."""
    lines = (line for one in sheet.sections for part in one.heads.values() for line in part)
    return any(line.text.strip("- ").isdigit() for line in lines)


def _takes_two_pages(sheet: Sheet, lines: tuple[Labelled, ...]) -> bool:
    """Tell whether the text surely goes on on a second page."""
    if sheet.breaks or any(one.line.starts_page for one in lines if one.line.section == 0):
        return True
    first = sheet.sections[0]
    flowing = flow_of(sheet, (one.line for one in lines if one.line.section == 0))
    if first.text_height <= 0:
        return sum(len(one.line.text) for one in lines) > _MOST_LETTERS
    return flowing > first.text_height * _SURELY


def _look(sheet: Sheet, section: Section, line: Line, number: Field) -> Iterator[Finding]:
    if _beside_middle(sheet, section, line):
        yield NUMBER_PLACE.at("page", "Số trang chưa canh giữa; canh giữa trong lề trên.")
    letters = number.letters
    least, most = _SIZES
    if not least <= letters.size <= most or letters.italic or letters.bold:
        yield NUMBER_LOOK.at(
            "page", "Số trang chưa đúng kiểu; đặt cỡ 13 - 14, kiểu chữ đứng, không đậm."
        )
    if section.number_format not in _ARABIC or OTHER_FIGURES.search(number.code):
        yield NUMBER_ARABIC.at("page", "Số trang không dùng chữ số Ả Rập; đặt kiểu 1, 2, 3.")
    if section.number_format == "numberInDash" or _is_dressed(line):
        yield NUMBER_ALONE.at("page", f"Số trang «{line.text}» có kèm chữ hoặc dấu; chỉ để chữ số.")


def _is_dressed(line: Line) -> bool:
    """Tell «Trang 2/5» and «- 2 -»."""
    totalled = any(one.code.upper().startswith(_TOTALS) for one in line.fields)
    others = "".join(sign for sign in line.text if not sign.isspace() and not sign.isdigit())
    dashes = bool(others) and not others.strip("-–—")
    return totalled or dashes or others.casefold().startswith("trang")


def _beside_middle(sheet: Sheet, section: Section, line: Line) -> bool:
    """Tell whether the number surely stands beside the middle of the text."""
    box = line.box
    if box is not None:
        return box.across in {"left", "right", "inside", "outside"}
    setting = line.setting
    if setting.framed:
        return setting.framed in {"left", "right", "inside", "outside"}
    room = sheet.room(line) if line.cell is not None else section.text_width
    start = 0.0 if line.cell is None else line.cell.start
    if room is None or start is None:
        return False
    span = span_of(line, room, sheet.habits.tab)
    if span is None:  # a field without a result has no width
        return not line.raw.strip(" ") and setting.align != "center"
    return abs(start + sum(span) / 2 - section.text_width / 2) > _OFF


def _first_page(section: Section) -> Iterator[Finding]:
    if section.first_differs:
        own = (*section.heads.get("first", ()), *section.feet.get("first", ()))
        shown = any(line.page_number is not None for line in own)
    else:
        both = (*_of_kind(section.heads, "default"), *_of_kind(section.feet, "default"))
        shown = any(not number.nested for _, number in both)
    if shown:
        yield NUMBER_FIRST.at("page", "Trang thứ nhất đang hiện số trang; ẩn số ở trang đầu.")


def _start(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    first = sheet.sections[0]
    if first.starts_at not in {None, 1}:
        yield NUMBER_START.at("page", f"Số trang bắt đầu từ {first.starts_at}; đặt lại từ 1.")
    for _ in counted_anew(sheet, lines):
        yield NUMBER_START.at(
            "page", "Số trang đánh lại ở giữa văn bản; đánh liên tục từ trang đầu."
        )


def counted_anew(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Section]:
    """Yield the sections inside the text, but its first, whose page numbers begin again."""
    last = max((one.line.section for one in lines if _is_main(one)), default=0)
    yield from (one for one in sheet.sections[1 : last + 1] if one.starts_at is not None)


def _is_main(one: Labelled) -> bool:
    return one.role in _MAIN


def _appendixes(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Demand a section of its own with numbers from 1 for each appendix."""
    for one, _ in appendixes_going_on(sheet, lines):
        yield NUMBER_AGAIN.at(
            one.place,
            f"«{one.line.text}»: số trang đánh tiếp; ngắt phần mới, đánh lại từ 1.",
            one.line.text,
        )


def appendixes_going_on(
    sheet: Sheet, lines: tuple[Labelled, ...]
) -> Iterator[tuple[Labelled, bool]]:
    """Yield the labels of appendixes whose numbers go on, and whether a section is theirs."""
    begun = {one.line.section: one for one in lines if _is_main(one)}
    for one in lines:
        if one.role is not Role.APPENDIX_LABEL:
            continue
        section = sheet.sections[one.line.section]
        numbered = _numbers(sheet.heads_in_use(section)) or _numbers(sheet.feet_in_use(section))
        is_apart = one.line.section not in begun
        begun[one.line.section] = one
        if numbered and not (is_apart and section.starts_at is not None):
            yield one, is_apart
