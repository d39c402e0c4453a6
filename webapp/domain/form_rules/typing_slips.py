"""Hints about typing: spaces and punctuation, each with its correction."""

import re
from collections.abc import Callable, Iterator

from webapp.domain.form_rules.findings import Finding, Rule, hint
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import each, quoted

DOUBLE_SPACE = hint("TL-hai-dau-cach", "Kỹ thuật soạn thảo", "Giữa hai từ chỉ có một dấu cách")
SPACE_BEFORE = hint(
    "TL-cach-truoc-dau", "Kỹ thuật soạn thảo", "Không có dấu cách trước dấu chấm, phẩy, hai chấm"
)
NO_SPACE_AFTER = hint(
    "TL-cach-sau-dau", "Kỹ thuật soạn thảo", "Có dấu cách sau dấu chấm, phẩy, chấm phẩy"
)
INDENT = hint("TL-thut-dong", "PL1 II.6e", "Không dùng dấu cách hay tab để thụt đầu dòng")
SIGN_TWICE = hint("TL-hai-dau-cau", "Kỹ thuật soạn thảo", "Không có hai dấu câu liền nhau")
BRACKET = hint(
    "TL-cach-ngoac",
    "Kỹ thuật soạn thảo",
    "Dấu ngoặc viết liền với chữ bên trong, cách chữ bên ngoài",
)
UNBALANCED = hint("TL-ngoac-le", "Kỹ thuật soạn thảo", "Dấu ngoặc mở và đóng đủ cặp")
DASH = hint("TL-gach-ngang-dai", "Thông lệ soạn thảo", "Dùng gạch nối (-), không dùng gạch dài (–)")

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_OPEN_BEFORE = frozenset({"số", "số:", "ngày", "tháng", "năm"})
_OPEN_BEHIND = ("/", "tháng", "năm", "của")
_INDENT = re.compile(r"[ \t]+")
_PATTERNS: tuple[tuple[re.Pattern[str], Rule, str, Callable[[str], str]], ...] = (
    (
        re.compile(
            rf" (?:(?<=[{LOWER}{UPPER}0-9)”] ) *(?:[,;.?](?=\s|$)|\./\.)"
            rf"|(?<=[{LOWER}{UPPER})”] ) *:(?=\s|$))"
        ),
        SPACE_BEFORE,
        "Bỏ dấu cách trước dấu câu.",
        str.lstrip,
    ),
    (
        re.compile(rf" [,;](?<=[{LOWER}{UPPER}0-9)”] .)(?=[{LOWER}{UPPER}]{{2}})"),
        SPACE_BEFORE,
        "Dấu cách đứng sau dấu câu.",
        lambda words: f"{words.lstrip()} ",
    ),
    (
        re.compile(
            rf"[,;:.](?:(?<=[{LOWER}][,;:])(?=[{LOWER}{UPPER}]{{2}})"
            rf"|(?<=[{LOWER}]{{2}}\.)(?=[{UPPER}][{LOWER}])|(?<=[0-9][,;])(?=[{LOWER}]{{2}}))"
        ),
        NO_SPACE_AFTER,
        "Thêm dấu cách sau dấu câu.",
        lambda words: f"{words} ",
    ),
    (
        re.compile(
            rf"[,;:.](?<=[{LOWER}{UPPER}0-9)”].)(?:(?<=,),+|(?<=;);+|(?<=:):+|(?<=\.)\.(?!\.)"
            r"|(?<=,)(?:;|\.(?![.v]))|(?<=;)[,.])"
        ),
        SIGN_TWICE,
        "Chỉ ghi một dấu câu.",
        lambda words: words[0] if len(set(words)) == 1 else "",
    ),
    (
        re.compile(rf"\( +(?=\S)| \)(?<=[{LOWER}{UPPER}0-9] \))"),
        BRACKET,
        "Bỏ dấu cách bên trong ngoặc.",
        str.strip,
    ),
    (
        re.compile(rf"\((?<=[{LOWER}]{{2}}\()(?=[{LOWER}{UPPER}]{{2}})"),
        BRACKET,
        "Thêm dấu cách trước ngoặc.",
        lambda words: f" {words}",
    ),
    (
        re.compile(
            rf"[–—](?:(?<=[{LOWER}{UPPER}0-9)”] .)(?= )|(?<=[0-9].)(?=[0-9])"
            rf"|(?<=[{LOWER}].)(?=[{LOWER}{UPPER}]))"
        ),
        DASH,
        "Dùng gạch nối (-).",
        lambda _: "-",
    ),
)
_NET = re.compile(r"@|www\.|https?:|\.(?:vn|com|gov|edu|org)\b")
_LISTED = re.compile(r"(?:^|[\s(,;])(?:[^\W\d_]|\d{1,2}|[ivxIVX]{1,4})$")
_MOST_SHOWN = 40
"""Letters of the word at each side; a text without spaces is no word."""
_PAIRS = (("(", ")"), ("“", "”"))


def typing_is_clean(paper: Paper) -> Iterator[Finding]:
    """Point at each slip of the keyboard, with the words around it."""
    for passage in paper.passages:
        yield from _spaces(passage)
        in_mail = _NET.search(passage.text) is not None
        for pattern, rule, advice, corrected in _PATTERNS:
            if in_mail and rule is NO_SPACE_AFTER:
                continue
            if passage.part is Part.FILING_LINE and rule in {BRACKET, NO_SPACE_AFTER}:
                continue
            for found in each(pattern, passage.text):
                yield _slip(passage, found, rule, advice, corrected(found.group()))
        yield from _pairs(passage)


def _slip(passage: Passage, found: re.Match[str], rule: Rule, advice: str, right: str) -> Finding:
    """Return the finding with the word before and the word behind the signs."""
    text = passage.text
    begin = text.rfind(" ", 0, max(found.start() - 1, 0)) + 1
    begin = max(begin, found.start() - _MOST_SHOWN)
    end = (text + " ").find(" ", max(found.end() - 1, found.start() + 1))
    end = max(min(end, found.end() + _MOST_SHOWN), found.end())
    before, behind = text[begin : found.start()], text[found.end() : end]
    whole = before + right + behind if right else None
    return quoted(rule, passage, (begin, end), advice, whole)


def _spaces(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    indent = _INDENT.match(text)
    if indent and text.strip():
        span = (0, (text + " ").index(" ", indent.end()))
        right = text[slice(*span)].lstrip()
        yield quoted(INDENT, passage, span, "Bỏ dấu cách, tab ở đầu đoạn.", right)
    if "  " not in text or passage.is_enclosure_note:
        return
    for found in each(_SPACES, text):
        span = (text.rfind(" ", 0, found.start()) + 1, (text + " ").index(" ", found.end()))
        left, right = text[span[0] : found.start()], text[found.end() : span[1]]
        if left.lower() in _OPEN_BEFORE and right.startswith(_OPEN_BEHIND):
            continue  # room for a number or a date, which is another fault
        yield quoted(DOUBLE_SPACE, passage, span, "Bỏ bớt dấu cách.", f"{left} {right}")


def _pairs(passage: Passage) -> Iterator[Finding]:
    if passage.in_table or passage.part is Part.APPENDIXES:
        return
    for opening, closing in _PAIRS:
        lone = _lone(passage.text, opening, closing)
        if lone is not None:
            span = (max(lone - 10, 0), lone + 10)
            advice = f"Thiếu một dấu của cặp «{opening} {closing}»."
            yield quoted(UNBALANCED, passage, span, advice)


def _lone(text: str, opening: str, closing: str) -> int | None:
    """Return where a sign stands without its pair; `a)` needs none."""
    opened: list[int] = []
    for found in re.finditer(f"[{opening}{closing}]", text):
        if found.group() == opening:
            opened.append(found.start())
        elif opened:
            opened.pop()
        elif not _LISTED.search(text, max(found.start() - 5, 0), found.start()):
            return found.start()
    return opened[-1] if opened else None


RULES = (typing_is_clean,)
