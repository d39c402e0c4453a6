"""The head of the paper as it is printed: fixed words, rules, number, date (PL1 II.1 to 5)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.looks import short
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.domain.form_rules.findings import Finding, Rule, error, warning

NATION = error("ND30-PL1-II.1a", "PL1 II.1a", "Có Quốc hiệu, viết đúng chữ")
MOTTO = error("ND30-PL1-II.1b", "PL1 II.1b", "Có Tiêu ngữ, giữa các cụm từ có gạch nối và cách chữ")
MOTTO_RULE = error(
    "ND30-PL1-II.1b-duong-ke", "PL1 II.1b", "Dưới Tiêu ngữ có đường kẻ ngang, nét liền"
)
ORGAN_RULE = error(
    "ND30-PL1-II.2b-duong-ke", "PL1 II.2b", "Dưới tên cơ quan ban hành có đường kẻ ngang"
)
SUBJECT_RULE = error("ND30-PL1-II.5b-duong-ke", "PL1 II.5b", "Dưới trích yếu có đường kẻ ngang")
UNDERLINED = error(
    "ND30-PL1-V-gach-chan", "PL1 V", "Đường kẻ là đường riêng, không dùng chữ gạch chân"
)
NUMBER_FORM = error("ND30-PL1-II.3c-so", "PL1 II.3c", "Sau chữ «Số» có dấu hai chấm")
NUMBER_ZERO = error("ND30-PL1-II.3c-so-0", "PL1 II.3c", "Số nhỏ hơn 10 ghi thêm số 0 phía trước")
DATE_ZERO = error(
    "ND30-PL1-II.4b-so-0", "PL1 II.4b", "Ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước"
)
DATE_COMMA = error("ND30-PL1-II.4c-phay", "PL1 II.4c", "Sau địa danh có dấu phẩy")
PAIRED = error(
    "ND30-PL1-V-co-chu-dong-bo", "PL1 V", "Cỡ chữ Quốc hiệu, Tiêu ngữ, thời gian đi cùng nhau"
)
BROKEN = warning("TL-quoc-hieu-mot-dong", "Thông lệ trình bày", "Quốc hiệu viết trên một dòng")
RULES = (
    NATION, MOTTO, MOTTO_RULE, ORGAN_RULE, SUBJECT_RULE, UNDERLINED, NUMBER_FORM, NUMBER_ZERO,
    DATE_ZERO, DATE_COMMA, PAIRED, BROKEN,
)  # fmt: skip

_NATIONS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_COLON = re.compile(r"S[ốỐ]\s?:")
_SMALL_NUMBER = re.compile(r"S[ốỐ]\s*:?\s*[1-9]\s*/")
_SMALL_DAY = re.compile(r"\bngày\s+[1-9]\s+tháng", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+(\d{1,2})\b", re.IGNORECASE)
_COMMA = re.compile(r"^[^,]+,\s*ngày\b", re.IGNORECASE)
_ZEROED = {"1": "01", "2": "02"}
_PAIRS = {13: 14, 12: 13}
"""The size of Tiêu ngữ, place and date for the size of Quốc hiệu (footnote of PL1 V)."""
_RULED = (
    (Role.MOTTO, MOTTO_RULE, "Tiêu ngữ"),
    (Role.ORGAN_NAME, ORGAN_RULE, "tên cơ quan ban hành"),
    (Role.SUBJECT, SUBJECT_RULE, "trích yếu"),
)
_FAR = 6
"""Lines below which a rule no longer belongs to the words above it."""


def check_header(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the head of the paper."""
    yield from _formulas(lines)
    for role, rule, name in _RULED:
        yield from _ruled(lines, role, rule, name)
    yield from _paired(lines)
    for one in lines:
        if one.role is Role.NUMBER:
            yield from _number(one)
        elif one.role is Role.DATE:
            yield from _date(one)


def _formulas(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    nation, motto = (_first(lines, role) for role in (Role.NATION, Role.MOTTO))
    if nation is None:
        yield NATION.at("header", f"Chưa có Quốc hiệu; ghi «{_NATIONS[0]}».")
    elif nation.line.text.upper() not in _NATIONS:
        whole = " ".join(one.line.text for one in lines[: lines.index(nation) + 2])
        broken = any(whole.upper().endswith(text) for text in _NATIONS)
        rule, fault = (BROKEN, "xuống dòng") if broken else (NATION, "chưa đúng chữ")
        yield rule.at("header", f"Quốc hiệu «{nation.line.text}» {fault}; ghi «{_NATIONS[0]}».")
    if motto is None:
        yield MOTTO.at("header", f"Chưa có Tiêu ngữ; ghi «{_MOTTO}».")
    elif motto.line.text != _MOTTO:
        yield MOTTO.at("header", f"Tiêu ngữ «{motto.line.text}» chưa đúng; ghi «{_MOTTO}».")


def _first(lines: tuple[Labelled, ...], role: Role) -> Labelled | None:
    return next((one for one in lines if one.role is role), None)


def _ruled(lines: tuple[Labelled, ...], role: Role, rule: Rule, name: str) -> Iterator[Finding]:
    places = [place for place, one in enumerate(lines) if one.role is role]
    if not places:
        return
    last = lines[places[-1]]
    if any(word.letters.underline for word in last.line.words):
        yield UNDERLINED.at(last.place, f"Chữ của {name} gạch chân; bỏ gạch chân, kẻ đường riêng.")
    elif not _has_rule(lines, places[0], places[-1]):
        yield rule.at(last.place, f"Dưới {name} chưa có đường kẻ ngang; kẻ một đường nét liền.")


def _has_rule(lines: tuple[Labelled, ...], first: int, last: int) -> bool:
    """Tell whether a rule of any kind follows: a border, a drawn line, a row of underscores."""
    own = lines[last].line
    if any(one.line.drawn_rule for one in lines[first : last + 1]) or own.setting.ruled_below:
        return True
    for one in lines[last + 1 : last + _FAR]:
        if one.line.cell is not None and not _same_column(one.line, own):
            continue
        if one.role is Role.RULE or one.line.drawn_rule or one.line.setting.ruled_above:
            return True
        if one.role is Role.BLANK:
            if one.line.setting.ruled_below:
                return True
        elif not one.line.text.startswith("("):
            return False
    return False


def _same_column(one: Line, other: Line) -> bool:
    if one.cell is None or other.cell is None:
        return one.cell is other.cell
    return (one.cell[0], one.cell[2]) == (other.cell[0], other.cell[2])


def _paired(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    sizes = {}
    for role in (Role.NATION, Role.MOTTO, Role.DATE):
        found = _first(lines, role)
        if found is not None and found.line.words:
            sizes[role] = found.line.words[0].letters.size
    wanted = _PAIRS.get(int(sizes.get(Role.NATION, 0)))
    names = {Role.MOTTO: "Tiêu ngữ", Role.DATE: "Địa danh và thời gian"}
    for role, name in names.items():
        if wanted and role in sizes and sizes[role] != wanted:
            yield PAIRED.at(
                "header",
                f"Quốc hiệu cỡ {sizes[Role.NATION]:g} mà {name.lower()} cỡ {sizes[role]:g}; "
                f"đặt cỡ {wanted}.",
            )


def _number(one: Labelled) -> Iterator[Finding]:
    text = one.line.text
    if not _COLON.match(text):
        yield NUMBER_FORM.at(
            one.place, f"«{short(text)}» thiếu dấu hai chấm sau chữ «Số»; ghi «Số:»."
        )
    if _SMALL_NUMBER.match(text):
        yield NUMBER_ZERO.at(one.place, f"«{short(text)}»: số nhỏ hơn 10 ghi thêm số 0 phía trước.")


def _date(one: Labelled) -> Iterator[Finding]:
    text = one.line.text
    month = _MONTH.search(text)
    written = month[1] if month else ""
    fault = _SMALL_DAY.search(text) or written in _ZEROED
    needless = written.startswith("0") and written not in _ZEROED.values()
    if fault or needless:
        yield DATE_ZERO.at(
            one.place,
            f"«{short(text, 60)}»: chỉ ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước.",
        )
    if not _COMMA.match(text):
        yield DATE_COMMA.at(one.place, f"«{short(text, 60)}» thiếu dấu phẩy giữa địa danh và ngày.")
