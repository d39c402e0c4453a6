"""The head of a paper: agency, national name, number, place and date (PL1 II.1 to II.4)."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.lines import Line, a_line, cells
from webapp.domain.outline.lost_notes import report_notes
from webapp.domain.outline.report import Report
from webapp.domain.outline.signature import approves, is_name, is_signature_line
from webapp.domain.plan_json import MOST_NUMBER
from webapp.domain.text import fold, fold_letters, squeeze

_NATION = re.compile(r"cong\s*hoa\s*xa\s*hoi\s*chu\s*nghia(?:\s*viet\s*nam)?")
_MOTTO = re.compile(r"doc\s*lap\s*[-–—.]*\s*tu\s*do\s*[-–—.]*\s*hanh\s*phuc")
_PARTY = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
_NUMBER = re.compile(
    r"\bS[ốỐ]\s*[:.]?\s*(?P<number>\d{1,7}|[.…_]*)\s*(?P<slash>[-/])\s*"
    r"(?P<notation>[A-ZĐ0-9][\w.&]*(?:[-/][\w.&]+|\s?[-/]\s?[A-ZĐ]{2}[\w.&]*)*)"
)
_DATE = re.compile(
    r"(?P<place>.{0,60}?)\s*,?\s*\bngày\b"
    r"(?P<date>[\s\d.…_/-]*(?:tháng[\s\d.…_/-]*)?(?:năm[\s.…_]*\d{0,4})?)(?!\w)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})[\s.]*", re.IGNORECASE
)
_SECRECY = {"mat", "toi mat", "tuyet mat"}
_PRIORITY = {"khan", "thuong khan", "hoa toc"}
_CIRCULATION = {"xem xong tra lai", "luu hanh noi bo", "tai lieu thu hoi"}
"""PL1 III.2c."""
_NAMELESS = {"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "ban chi dao", "ban quan ly"}
"""What no agency is called without the words of the next line."""
_ORGANS = re.compile(
    r"(?:so|bo|uy ban|ubnd|hoi|hdnd|ban|van phong|truong|trung tam|chi cuc|cuc|tong cuc|phong|vien"
    r"|cong an|benh vien|dang|huyen uy|tinh uy|thanh uy|thi uy|quan uy|chi bo|dai hoc|hoc vien"
    r"|thanh tra|toa an|lien doan|doan|mat tran|kho bac|bao hiem|tap doan|tong cong ty|cong ty|vu"
    r"|ubmttq|ttct|to|doi|nha|quy|dai|bao|tram|chinh phu|thu tuong|thue|hai quan|khoa)\b"
)
_CONNECTED = re.compile(r".*(?:\bva|\bcua|,|-|\bcho|\bve)")
_LONGEST_ORGAN = 120


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a paper says; blank where it says nothing."""

    organ_in_charge: str = ""
    organ_name: str = ""
    code_number: int | None = None
    code_notation: str = ""
    promulgation_place: str = ""
    promulgated_on: date | None = None
    priority: str = ""
    secrecy: str = ""
    circulation_note: str = ""


@dataclass(slots=True)
class _Found:
    """What the cells have said so far."""

    header: Header = field(default_factory=Header)
    organs: list[Line] = field(default_factory=list)
    nation: bool = False
    dated: bool = False
    approving: bool = False
    """Whether the lines of another's approval are being read."""


def is_header_line(line: Line) -> bool:
    """Tell whether a line carries a part that only the head of a paper has."""
    if names_nation(line.text) or names_party(line.text):
        return True
    if match := _NUMBER.match(line.text):
        return len(line.text) - match.end() < _LONGEST_ORGAN
    date_line = _DATE.fullmatch(line.text.strip("*_ "))
    return bool(date_line and date_line["place"] and _dates(date_line))


def names_nation(text: str) -> bool:
    """Tell whether a text holds Quốc hiệu or Tiêu ngữ."""
    folded = fold_letters(text)
    return bool(_NATION.search(folded) or _MOTTO.search(folded))


def names_party(text: str) -> bool:
    """Tell whether a text is the name of the Party, which heads its papers."""
    return bool(_PARTY.fullmatch(fold_letters(text).strip(" *")))


def read_header(lines: list[Line], report: Report) -> Header:
    """Return what the lines above the document type say."""
    found = _Found()
    report_notes(lines, "header", "phần đầu văn bản", report)
    for line in lines:
        for cell in cells(line):
            _read_cell(cell, found, report)
    in_charge, name = _organs(found.organs)
    header = replace(found.header, organ_in_charge=in_charge, organ_name=name)
    _report_missing(header, found, report)
    return header


def _read_cell(cell: Line, found: _Found, report: Report) -> None:
    """Take one part after another out of a cell, then name what is left."""
    rest = cell.text.strip("* _")
    rest = _without_formulas(rest, found, report)
    rest = _without_number(rest, found, report)
    rest = _without_date(rest, found, report)
    if rest:
        bold = cell.bold
        _read_rest(replace(a_line(rest), pieces=cell.pieces if bold else ()), found, report)


def _without_formulas(text: str, found: _Found, report: Report) -> str:
    """Leave out Quốc hiệu and Tiêu ngữ, which every paper gets from its form (PL1 II.1)."""
    for pattern in (_NATION, _MOTTO, _PARTY):
        if match := pattern.search(fold_letters(text)):
            found.nation = True
            said = text[match.start() : match.end()]
            report.add("removed", "header", _formula_message(pattern), said)
            text = _without(text, match)
    return text


def _formula_message(pattern: re.Pattern[str]) -> str:
    if pattern is _PARTY:
        return "Tiêu đề của văn bản Đảng được bỏ; hãy kiểm tra lại thể thức của văn bản này."
    return "Quốc hiệu và Tiêu ngữ được in theo mẫu, không lấy từ bản gốc."


def _without_number(text: str, found: _Found, report: Report) -> str:
    match = _NUMBER.search(text)
    if match is None or found.header.code_notation:
        return text
    number = int(match["number"]) if match["number"].isdigit() else 0
    notation = re.sub(r"\s+", "", match["notation"]).rstrip(".")
    given = match[0].split(":")[-1].strip().removeprefix("Số").strip()
    if number and re.search(r"\s", given):
        report.add(
            "repaired",
            "code_notation",
            f"Đã bỏ khoảng trắng thừa trong số, ký hiệu «{given}».",
            given,
        )
    if match["number"].isdigit() and not 0 < number <= MOST_NUMBER:
        report.add("kept_as_is", "code_number", "Số của bản gốc không dùng được.", match["number"])
    if match["slash"] == "-":
        report.add(
            "kept_as_is",
            "code_notation",
            "Số, ký hiệu viết theo thể thức văn bản của Đảng; hãy sửa theo Nghị định 30.",
            match[0],
        )
    found.header = replace(
        found.header,
        code_number=number if 0 < number <= MOST_NUMBER else None,
        code_notation=notation,
    )
    return _without(text, match)


def _without_date(text: str, found: _Found, report: Report) -> str:
    match = _DATE.match(text)
    if match is None or found.dated or not _dates(match):
        return text
    found.dated = True
    day = _day(match["date"])
    place = match["place"].strip(" ,")
    found.header = replace(found.header, promulgation_place=place, promulgated_on=day)
    if day is None:
        report.add(
            "kept_as_is",
            "promulgated_on",
            "Ngày ban hành của bản gốc thiếu hoặc không có thật nên để trống.",
            squeeze(match[0].removeprefix(match["place"])).lstrip(" ,"),
        )
    return _without(text, match)


def _dates(match: re.Match[str]) -> bool:
    """Tell the line of place and date from a sentence that names a day."""
    place = match["place"].strip()
    starts_well = place[:1].isupper() or not place
    return starts_well and ("," in match[0] or "tháng" in match["date"].lower())


def _day(text: str) -> date | None:
    """Return a day that exists in the calendar."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without(text: str, match: re.Match[str]) -> str:
    return squeeze(text[: match.start()] + " " + text[match.end() :]).strip("* _")


def _read_rest(rest: Line, found: _Found, report: Report) -> None:
    """Name what is left of a cell: a stamp, a draft mark, an agency, or nothing we know."""
    folded = fold(rest.text)
    if folded in _SECRECY and not found.header.secrecy:
        found.header = replace(found.header, secrecy=rest.text)
    elif folded in _PRIORITY and not found.header.priority:
        found.header = replace(found.header, priority=rest.text)
    elif folded in _CIRCULATION and not found.header.circulation_note:
        found.header = replace(found.header, circulation_note=rest.text)
    elif folded == "viet nam" and found.nation:
        report.add("removed", "header", _formula_message(_NATION), rest.text)
    elif folded.startswith("du thao"):
        report.add(
            "removed", "header", "Dấu dự thảo được in theo giai đoạn của văn bản.", rest.text
        )
    elif not _is_approval(rest.text, found) and _is_organ(rest.text, folded):
        found.organs.append(rest)
    elif any(letter.isalnum() for letter in folded):
        report.add(
            "not_understood",
            "header",
            "Không hiểu dòng này ở phần đầu văn bản; dòng không được đưa vào kế hoạch.",
            rest.text,
        )


def _is_approval(text: str, found: _Found) -> bool:
    """Tell «PHÊ DUYỆT» above the head, with the position and name below it."""
    signs = found.approving and (is_signature_line(text) or is_name(text))
    found.approving = approves(text) or signs
    return found.approving


def _is_organ(text: str, folded: str) -> bool:
    if len(text) > _LONGEST_ORGAN or ":" in text or text.endswith((".", ";")):
        return False
    return in_capitals(text) or bool(_ORGANS.match(folded) and text[0].isupper())


def _organs(lines: list[Line]) -> tuple[str, str]:
    """Return the lines of the superior's and of the issuer's name (PL1 II.2)."""
    names: list[list[Line]] = []
    for line in lines:
        if names and not _begins_organ(line, names[-1][-1]):
            names[-1].append(line)
        else:
            names.append([line])
    written = ["\n".join(line.text for line in name) for name in names]
    return "\n".join(written[:-1]), "".join(written[-1:])


def _begins_organ(line: Line, before: Line) -> bool:
    """Tell a new name from the second line of a long one."""
    if fold(before.text) in _NAMELESS:
        return False
    if line.bold != before.bold:
        return True
    folded = fold(line.text)
    return bool(_ORGANS.match(folded)) and not _CONNECTED.fullmatch(fold(before.text))


def _report_missing(header: Header, found: _Found, report: Report) -> None:
    if not found.nation:
        report.add("missing", "header", "Bản gốc không có Quốc hiệu và Tiêu ngữ.")
    if not header.organ_name:
        report.add("missing", "organ_name", "Bản gốc không có tên cơ quan ban hành.")
    if header.code_number is None:
        report.add("missing", "code_number", "Bản gốc không có số.")
    if not header.code_notation:
        report.add("missing", "code_notation", "Bản gốc không có ký hiệu.")
    if not header.promulgation_place:
        report.add("missing", "promulgation_place", "Bản gốc không có địa danh.")
    if not found.dated:
        report.add("missing", "promulgated_on", "Bản gốc không có ngày ban hành.")
