"""Rules about capitals in sentences and common names that need no dictionary (PL2 I, III, V)."""

import re
from collections.abc import Callable, Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, hint, warning
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import each, quoted
from webapp.domain.plan import BlockKind

SMALL_WORD = warning("ND30-PL2-I", "PL2 I", "Từ nối trong câu không viết hoa")
LINE_START = warning("ND30-PL2-I-dau-dong", "PL2 I", "Khi xuống dòng viết hoa chữ cái đầu câu")
AFTER_STOP = warning("ND30-PL2-I-sau-dau-cham", "PL2 I", "Sau dấu chấm câu viết hoa chữ cái đầu")
AFTER_SEMICOLON = hint(
    "ND30-PL2-I-sau-cham-phay", "PL2 I", "Sau dấu chấm phẩy không viết hoa động từ"
)
STATE = error("ND30-PL2-V.1", "PL2 V.1", "Viết «Nhà nước», không viết hoa chữ «nước»")
PARTY = warning("ND30-PL2-V.4", "PL2 V.4", "Viết hoa «Đảng» khi chỉ Đảng Cộng sản Việt Nam")
HOLIDAY = error("ND30-PL2-V.5", "PL2 V.5", "Viết hoa chữ cái đầu tên ngày lễ, ngày kỷ niệm")
NEW_YEAR = error(
    "ND30-PL2-V.8b", "PL2 V.8b", "Tên ngày tết viết hoa chữ đầu: tết Nguyên đán, tết Trung thu"
)
WEEKDAY = error(
    "ND30-PL2-V.8c", "PL2 V.8c", "Ngày trong tuần viết bằng chữ thì viết hoa: thứ Hai, thứ Tư"
)
MONTH = warning(
    "ND30-PL2-V.8c-thang", "PL2 V.8c", "Tháng viết bằng chữ thì viết hoa: tháng Năm, tháng Tám"
)
HONOUR = warning(
    "ND30-PL2-V.2", "PL2 V.2", "Danh hiệu viết hoa: Nghệ sĩ Nhân dân, Anh hùng Lao động"
)

_VERBS = (
    "Chủ trì|Chủ động|Phối hợp|Tham mưu|Xây dựng|Thực hiện|Tăng cường|Đẩy mạnh|Chỉ đạo|Hướng dẫn"
    "|Rà soát|Tiếp tục|Kịp thời|Tiếp nhận|Khuyến khích|Lập|Sớm|Gắn|Rèn luyện|Đồng thời|Báo cáo"
)
_Pattern = tuple[re.Pattern[str], Rule, Callable[[re.Match[str]], str]]


def _capital(found: re.Match[str]) -> str:
    return found["word"][:1].upper() + found["word"][1:]


def _small(found: re.Match[str]) -> str:
    return found["word"][:1].lower() + found["word"][1:]


_PATTERNS: tuple[_Pattern, ...] = (
    (
        re.compile(
            rf"(?P<word>Và|Của|Với|Hoặc) (?=[{LOWER}{UPPER}])(?:(?<=[{LOWER}{UPPER}] Và )"
            rf"|(?<=[{LOWER}{UPPER}] (?:Của|Với) )|(?<=[{LOWER}{UPPER}] Hoặc ))"
        ),
        SMALL_WORD,
        _small,
    ),
    (re.compile(rf"; (?P<word>{_VERBS})\b(?= [{LOWER}])"), AFTER_SEMICOLON, _small),
    (re.compile(r"Nhà (?P<word>Nước)\b"), STATE, _small),
    (
        re.compile(
            r"(?P<word>đảng)(?:(?<=của đảng)|(?<=do đảng)|(?<=với đảng)|(?<=theo đảng))"
            r"(?=[,.;)]|$| (?:và|về|ta|lãnh đạo)\b)"
        ),
        PARTY,
        _capital,
    ),
    (re.compile(r"ngày (?P<word>quốc (?:khánh|tế lao động|tế phụ nữ))\b"), HOLIDAY, _capital),
    (re.compile(r"[Tt]ết (?P<word>nguyên đán|trung thu|đoan ngọ)\b"), NEW_YEAR, _capital),
    (
        re.compile(r"[Tt]ết (?P<word>Nguyên Đán|Trung Thu|Đoan Ngọ)\b"),
        NEW_YEAR,
        lambda found: found["word"].capitalize(),
    ),
    (
        re.compile(
            r"thứ (?P<word>hai|ba|tư|năm|sáu|bảy)\b(?:(?<=(?:sáng| tối) thứ (?:hai|năm|sáu|bảy))"
            r"|(?<=(?:sáng| tối) thứ (?:ba|tư))"
            r"|(?= (?:hằng|hàng) tuần\b|,? ngày \d| đến (?:hết )?thứ (?:[Ss]áu|[Bb]ảy)\b))"
        ),
        WEEKDAY,
        _capital,
    ),
    (
        re.compile(
            r"tháng(?:(?<=trong tháng)|(?<=(?:giữa|cuối) tháng)|(?<=(?:đầu|hết|đến|vào) tháng)"
            r"|(?<=từ tháng)) (?P<word>giêng|hai|ba|tư|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)"
            r"(?=[,.;)]|$| (?:năm \d|và|hằng năm|hàng năm)\b)"
        ),
        MONTH,
        _capital,
    ),
    (
        re.compile(r"(?:Nghệ sĩ|Nhà giáo|Thầy thuốc) (?P<word>nhân dân|ưu tú)\b"),
        HONOUR,
        _capital,
    ),
    (re.compile(r"Anh hùng (?P<word>lao động)\b"), HONOUR, _capital),
)
_NAMES_BEFORE = re.compile(r"\b(?:Thị|Văn|A) $")
_SENTENCES = frozenset({Part.OPENING, Part.BODY, Part.CLOSING, Part.TO_PLACES})
_STOP = re.compile(rf"\. +(?!(?:ngày|tháng|tr|trang|v\.v)\b)[{LOWER}]")
_SENTENCE_WORD = re.compile(
    rf"(?:[{LOWER}]{{3}}|(?<![a-z])[{LOWER}]*[{LOWER[3:]}][{LOWER}]*|\d{{4}}|[)”%])$"
)
"""No abbreviation and no number of a list: three letters, a letter with a mark, a year."""
_SMALL_START = re.compile(rf"\s*(?P<word>[{LOWER}](?!,)[{LOWER}]*)(?=[ ,])")
"""One letter before a comma is a point whose mark is mistyped, as «a,»."""


def capitals_follow_the_decree(paper: Paper) -> Iterator[Finding]:
    """Look for capitals that are always wrong, and for those that are missing (PL2)."""
    for passage in paper.passages:
        if passage.part is not Part.FILING_LINE:
            yield from _in(passage)


def _in(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for pattern, rule, corrected in _PATTERNS:
        for found in each(pattern, text):
            begin, end = found.span("word")
            if rule is SMALL_WORD and _NAMES_BEFORE.search(text, 0, begin):
                continue
            # The word before shows which of several is meant.
            start = text.rfind(" ", 0, max(begin - 1, 0)) + 1
            shown = text[start:begin] + corrected(found)
            yield quoted(rule, passage, (start, end), f"Viết «{shown}».", shown)


def sentences_begin_with_capitals(paper: Paper) -> Iterator[Finding]:
    """Begin a sentence with a capital, behind a stop and on a new line (PL2 I)."""
    before: Passage | None = None
    for passage in paper.passages:
        for found in each(_STOP, passage.text):
            if _SENTENCE_WORD.search(passage.text, max(found.start() - 20, 0), found.start()):
                word_end = passage.text.find(" ", found.end())
                end = word_end if word_end > 0 else len(passage.text)
                span = (passage.text.rfind(" ", 0, found.start()) + 1, end)
                advice = "Sau dấu chấm viết hoa, hoặc thay dấu chấm."
                yield quoted(AFTER_STOP, passage, span, advice)
        if _begins_a_sentence(passage, before):
            begun = _SMALL_START.match(passage.text)
            if begun:
                right = begun["word"].capitalize()
                yield quoted(LINE_START, passage, begun.span("word"), f"Viết «{right}».", right)
        before = passage


def _begins_a_sentence(passage: Passage, before: Passage | None) -> bool:
    """Tell whether a line begins a sentence; a list goes on in small letters."""
    if passage.part not in _SENTENCES or passage.in_table:
        return False
    if passage.kind is BlockKind.HEADING or passage.part is Part.TO_PLACES:
        return True
    if before is None or before.part is not passage.part or before.kind is BlockKind.HEADING:
        return True
    return before.text.rstrip()[-1:] in {".", "?", "!"}


RULES = (capitals_follow_the_decree, sentences_begin_with_capitals)
