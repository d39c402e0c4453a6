"""The head of the paper as it is printed: fixed words, number, date, sizes (PL1 II.1 to 5)."""

import re
from collections.abc import Iterator

from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.telling import points, quote_of, short, tell
from webapp.domain.form_rules.findings import Finding, error

NATION = error("ND30-PL1-II.1a", "PL1 II.1a", "Có Quốc hiệu, viết đúng chữ")
MOTTO = error("ND30-PL1-II.1b", "PL1 II.1b", "Có Tiêu ngữ, giữa các cụm từ có gạch nối và cách chữ")
NUMBER_FORM = error("ND30-PL1-II.3c-so", "PL1 II.3c", "Sau chữ «Số» có dấu hai chấm")
NUMBER_WORD = error("ND30-PL1-II.3c-chu-so", "PL1 II.3c", "Từ «Số» viết bằng chữ in thường")
NUMBER_ZERO = error("ND30-PL1-II.3c-so-0", "PL1 II.3c", "Số nhỏ hơn 10 ghi thêm số 0 phía trước")
NUMBER_SPACES = error(
    "ND30-PL1-II.3c-cach-chu", "PL1 II.3c", "Trong số, ký hiệu không cách chữ ở dấu / và dấu -"
)
DATE_ZERO = error(
    "ND30-PL1-II.4b-so-0", "PL1 II.4b", "Ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước"
)
DATE_WORDS = error(
    "ND30-PL1-II.4b-day-du", "PL1 II.4b", "Thời gian ban hành ghi đủ «ngày … tháng … năm …»"
)
DATE_COMMA = error("ND30-PL1-II.4c-phay", "PL1 II.4c", "Sau địa danh có dấu phẩy")
PAIRED = error(
    "ND30-PL1-V-co-chu-dong-bo", "PL1 V", "Cỡ chữ Quốc hiệu, Tiêu ngữ, thời gian đi cùng nhau"
)
LETTER_SUBJECT = error(
    "ND30-PL1-II.5b-ve-viec", "PL1 II.5b", "Văn bản có tên loại không ghi «V/v» dưới số, ký hiệu"
)
RULES = (
    NATION, MOTTO, NUMBER_FORM, NUMBER_WORD, NUMBER_ZERO, NUMBER_SPACES, DATE_ZERO, DATE_WORDS,
    DATE_COMMA, PAIRED, LETTER_SUBJECT,
)  # fmt: skip

NATIONS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_COLON = re.compile(r"S[ốỐ]\s?:")
_SMALL_NUMBER = re.compile(r"S[ốỐ]\s*:?\s*[1-9]\s*/")
_SPACED = re.compile(r"\d\s+/|/\s+[A-ZĐ]|[A-Za-zĐ]\s+-|-\s+[A-ZĐ]")
_SMALL_DAY = re.compile(r"\bngày\s+[1-9]\s+tháng", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+(\d{1,2})\b", re.IGNORECASE)
_COMMA = re.compile(r".+,\s*ngày\b", re.IGNORECASE)
"""A place may hold a comma of its own."""
_WORDS = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_ABOUT = re.compile(r"V\s?/\s?v\b", re.IGNORECASE)
_ZEROED = {"1": "01", "2": "02"}
_PAIRS = {13: 14, 12: 13}
"""The size of Tiêu ngữ, place and date for the size of Quốc hiệu (footnote of PL1 V)."""
_TOLERANCE = 0.25


def check_header(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of the head of the paper."""
    yield from _nation(lines)
    yield from _motto(first_of(lines, Role.MOTTO))
    yield from _paired(lines)
    titled = False
    for one in lines:
        titled = titled or one.role in {Role.TYPE, Role.LETTER_SUBJECT}
        if one.role is Role.NUMBER:
            yield from _number(one)
        elif one.role is Role.DATE:
            yield from _date(one)
        elif not titled and one.line.cell is not None and _ABOUT.match(one.line.text):
            message = f"«{short(one.line.text)}» chỉ có ở công văn; ghi trích yếu dưới tên loại."
            yield LETTER_SUBJECT.at("subject", message, quote_of(one))


def first_of(lines: tuple[Labelled, ...], role: Role) -> Labelled | None:
    """Return the first line of a role."""
    return next((one for one in lines if one.role is role), None)


def _nation(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    held = [one for one in lines if one.role is Role.NATION]
    if not held:
        yield NATION.at("header", f"Chưa có Quốc hiệu; ghi «{NATIONS[0]}».")
        return
    words = " ".join(one.line.text for one in held)
    if words.upper() not in NATIONS:
        yield tell(NATION, held[0], "chưa đúng chữ Quốc hiệu", f"ghi «{NATIONS[0]}»")


def _motto(motto: Labelled | None) -> Iterator[Finding]:
    if motto is None:
        yield MOTTO.at("header", f"Chưa có Tiêu ngữ; ghi «{_MOTTO}».")
    elif motto.line.text.casefold() != _MOTTO.casefold():
        yield tell(MOTTO, motto, "chưa đúng Tiêu ngữ", f"ghi «{_MOTTO}»")
    elif motto.line.text != _MOTTO and motto.line.text != _MOTTO.upper():
        yield tell(MOTTO, motto, "viết hoa chưa đúng", f"ghi «{_MOTTO}»")


def _paired(lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    nation = first_of(lines, Role.NATION)
    wanted = None if nation is None else _PAIRS.get(int(_size_of(nation)))
    names = {Role.MOTTO: "Tiêu ngữ", Role.DATE: "thời gian ban hành"}
    for role, name in names.items():
        one = first_of(lines, role)
        if one is None or nation is None or wanted is None or not _size_of(one):
            continue
        if abs(_size_of(one) - wanted) > _TOLERANCE and _is_legal(_size_of(one)):
            yield PAIRED.at(
                one.place,
                f"Quốc hiệu cỡ {points(_size_of(nation))} mà {name} cỡ {points(_size_of(one))};"
                f" đặt cỡ {wanted}.",
                quote_of(one),
            )


def _is_legal(size: float) -> bool:
    """Tell a size that its own rule lets pass; for others that rule speaks."""
    least, most = min(_PAIRS.values()), max(_PAIRS.values())
    return least - _TOLERANCE <= size <= most + _TOLERANCE


def _size_of(one: Labelled) -> float:
    return one.line.words[0].letters.size if one.line.words else 0


def _number(one: Labelled) -> Iterator[Finding]:
    text = one.line.text
    if not _COLON.match(text):
        yield tell(NUMBER_FORM, one, "thiếu dấu hai chấm sau chữ «Số»", "ghi «Số:»")
    if one.line.printed.startswith("SỐ"):
        yield tell(NUMBER_WORD, one, "viết hoa chữ «Số»", "ghi «Số:»")
    if _SMALL_NUMBER.match(text):
        yield tell(NUMBER_ZERO, one, "có số nhỏ hơn 10", "ghi thêm số 0 phía trước")
    if spaced := _SPACED.search(text):
        yield tell(NUMBER_SPACES, one, f"cách chữ ở «{spaced.group().strip()}»", "viết liền")


def _date(one: Labelled) -> Iterator[Finding]:
    text = one.line.text
    month = _MONTH.search(text)
    written = month[1] if month else ""
    needless = written.startswith("0") and written not in _ZEROED.values()
    if not _WORDS.search(text):
        yield tell(DATE_WORDS, one, "viết tắt ngày, tháng, năm", "ghi «ngày … tháng … năm …»")
    elif _SMALL_DAY.search(text) or written in _ZEROED or needless:
        yield DATE_ZERO.at(
            one.place,
            f"«{short(text, 60)}»: chỉ ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước.",
            quote_of(one),
        )
    if not _COMMA.match(text) and "ngày" in text.casefold():
        yield tell(DATE_COMMA, one, "thiếu dấu phẩy giữa địa danh và ngày", "thêm dấu phẩy")
