"""Letters wherever they stand: font, colour, and what a finished paper does not show (PL1 I.4)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from webapp.documents.layout.letters import Letters
from webapp.documents.layout.roles import TEXT, Labelled, Role
from webapp.documents.layout.sheet import SOFT_HYPHEN, Line, Sheet, Stretch
from webapp.documents.layout.telling import short, tell, tell_each
from webapp.documents.reading.old_fonts import encoding_of
from webapp.domain.form_rules.findings import Finding, Rule, error, hint, warning
from webapp.domain.form_rules.typing_slips import DOUBLE_SPACE

FONT = error("ND30-PL1-I.4-phong", "PL1 I.4", "Phông chữ Times New Roman, bộ mã Unicode")
FACE_NAME = warning("TL-ten-phong", "PL1 I.4", "Tên phông đúng là «Times New Roman»")
COLOR = error("ND30-PL1-I.4-mau", "PL1 I.4", "Chữ màu đen")
NEARLY_BLACK = hint("ND30-PL1-I.4-gan-den", "PL1 I.4", "Chữ màu đen, không dùng màu gần đen")
COMPOSED = warning("TL-dung-san", "TCVN 6909:2001", "Chữ có dấu ở dạng dựng sẵn")
HIGHLIGHTED = warning("TL-nen-chu", "Thông lệ trình bày", "Chữ không có nền màu")
STRUCK = warning("TL-gach-ngang-chu", "Thông lệ trình bày", "Văn bản không còn chữ gạch ngang")
HIDDEN = warning("TL-chu-an", "Thông lệ trình bày", "Văn bản không có chữ ẩn")
UNDERLINED = warning(
    "TL-gach-chan-thanh-phan", "PL1 V", "Các thành phần thể thức không gạch chân chữ"
)
UNDERLINED_TEXT = hint("TL-gach-chan-noi-dung", "PL1 V", "Nội dung không gạch chân chữ")
SMALL_CAPITALS = warning(
    "TL-chu-hoa-nho", "PL1 V", "Chữ in hoa và in thường viết thật, không dùng kiểu chữ hoa nhỏ"
)
SPACED = hint("TL-gian-chu", "Thông lệ trình bày", "Chữ không giãn, nén hay kéo dãn")
EFFECTS = warning("TL-hieu-ung", "PL1 V", "Chữ không có hiệu ứng viền, bóng, nổi, chìm")
BROKEN_WORD = hint("TL-gach-noi-ngat-tu", "Thông lệ trình bày", "Không chèn gạch nối ngắt từ")
RULES = (
    FONT, FACE_NAME, COLOR, NEARLY_BLACK, COMPOSED, HIGHLIGHTED, STRUCK, HIDDEN, UNDERLINED,
    UNDERLINED_TEXT, SMALL_CAPITALS, SPACED, EFFECTS, BROKEN_WORD,
)  # fmt: skip

_FACE = re.compile(r"times ?new ?roman")
_CUT = re.compile(r"times ?new ?roman[ -]+(?:bold|italic|regular|đậm|nghiêng)")
"""Names of cuts, which no machine knows as a font: each shows another face instead."""
_SIGNS = re.compile(
    r"symbol|segoe ui symbol|wingdings|webdings|mt extra|cambria math|monotype sorts|zapf dingbats"
)
"""Fonts of signs and formulas, which Times New Roman does not have."""
_DARK = 0x40
_MOST_SPACING = 20
"""Twips a letter; closer settings help a line to fit and are not seen."""
_SCALES = range(90, 111)
_RULED_ROLES = frozenset({Role.MOTTO, Role.ORGAN_NAME, Role.SUBJECT})
"""Where an underline stands for a rule that is a line of its own: another rule says it."""
_COMPONENTS = frozenset(Role) - _RULED_ROLES - {
    *TEXT, Role.CELL, Role.OTHER, Role.BLANK, Role.RULE, Role.APPENDIX_TEXT, Role.HEADING,
    Role.CLAUSE, Role.ROMAN, Role.ARTICLE,
}  # fmt: skip
_OPEN = frozenset({Role.NUMBER, Role.DATE, Role.APPENDIX_GUIDE, Role.OTHER, Role.CELL})
"""Where room may be left for what is filled in later, or columns are made of blanks."""
_DOUBLE_SPACE = re.compile(r"[^\W_]  +[^\W_]")
_CLICKED = re.compile(r"https?://|www\.|\S+@\S+\.\S+")
"""Addresses, which Word underlines by itself."""


def check_letters(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield the faults of letters in the text, in heads, feet and footnotes."""
    everywhere = (*lines, *around(sheet))
    yield from _fonts(everywhere)
    yield from _colors(everywhere)
    total = sum(1 for one in lines if one.line.text)
    for rule, fault, is_faulty in SIGHTS:
        yield from tell_each(rule, filter(is_faulty, everywhere), total, fault)
    for one in lines:
        if one.line.first and one.line.hidden.strip():
            yield _hidden(one)


def around(sheet: Sheet) -> Iterator[Labelled]:
    """Yield the lines beside the text: of heads, feet and footnotes, each part once."""
    seen: set[int] = set()
    parts = (
        part
        for section in sheet.sections
        for kinds in (sheet.heads_in_use(section), sheet.feet_in_use(section))
        for part in kinds.values()
    )
    for part in (*parts, sheet.notes):
        for line in part:
            if id(line.element) not in seen or not line.first:
                seen.add(id(line.element))
                yield Labelled(line, Role.OTHER, "page")


def _fonts(lines: Iterable[Labelled]) -> Iterator[Finding]:
    wrong: dict[str, list[Labelled]] = {}
    loose: list[Labelled] = []
    cut: list[Labelled] = []
    total = 0
    for one in lines:
        total += bool(one.line.text)
        for font in dict.fromkeys(font for word in one.line.stretches for font in faces(word)):
            wrong.setdefault(font, []).append(one)
        if not _is_composed(one.line):
            loose.append(one)
        if any(is_cut(word.letters) for word in one.line.words):
            cut.append(one)
    for font, faulty in wrong.items():
        old = encoding_of(font)
        fault = f"dùng phông «{font}»" + (f" của bảng mã {old}" if old else "")
        yield from tell_each(FONT, faulty, total, fault, "đổi sang Times New Roman, mã Unicode")
    yield from tell_each(
        COMPOSED, loose, total, "có dấu tách rời chữ", "gõ lại bằng Unicode dựng sẵn"
    )
    yield from tell_each(
        FACE_NAME, cut, total, "dùng tên của một kiểu chữ làm tên phông", "chọn «Times New Roman»"
    )


def is_cut(letters: Letters) -> bool:
    """Tell letters whose font has the name of a cut, such as «Times New Roman Italic»."""
    return any(_CUT.match(font.casefold()) for font in (letters.font, letters.other_font))


def faces(word: Stretch) -> Iterator[str]:
    """Yield the fonts that the letters of a word show, if they are others than the decree's."""
    letters = word.letters
    if all(not font or _is_right(font) for font in {letters.font, letters.other_font}):
        return
    shown = {
        letters.font if sign.isascii() else letters.other_font
        for sign in word.text
        if sign.isalnum()
    }
    yield from (font for font in shown if font and not _is_right(font))


def _is_right(font: str) -> bool:
    folded = font.casefold()
    return bool(_FACE.match(folded) or _SIGNS.match(folded))


def _is_composed(line: Line) -> bool:
    raw = line.raw
    return raw.isascii() or unicodedata.is_normalized("NFC", raw)


def _colors(lines: Iterable[Labelled]) -> Iterator[Finding]:
    found: dict[tuple[Rule, str], list[Labelled]] = {}
    total = 0
    for one in lines:
        total += bool(one.line.text)
        colors = {word.letters.color for word in one.line.words if word.letters.color}
        for color in sorted(colors):
            dark = is_dark(color)
            if dark is None or (one.role is Role.URGENCY and not dark):
                continue  # a stamp of urgency is red (PL1 III.2b)
            found.setdefault((NEARLY_BLACK if dark else COLOR, color), []).append(one)
    for (rule, color), faulty in found.items():
        yield from tell_each(rule, faulty, total, f"có chữ màu #{color}", "đổi sang màu đen")


def is_dark(color: str) -> bool | None:
    """Tell whether a colour is nearly black; None where it is no colour."""
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return None
    return max(red, green, blue) < _DARK


def _any(is_faulty: Callable[[Stretch], bool]) -> Callable[[Labelled], bool]:
    def found(one: Labelled) -> bool:
        return any(is_faulty(word) for word in one.line.words)

    return found


def _is_highlighted(one: Labelled) -> bool:
    filled = one.line.setting.filled and bool(one.line.text)
    return filled or any(word.letters.background for word in one.line.words)


def _is_underlined(word: Stretch) -> bool:
    return word.letters.underline and not _CLICKED.search(word.text)


def _is_spaced(word: Stretch) -> bool:
    letters = word.letters
    return abs(letters.spacing) > _MOST_SPACING or letters.scale not in _SCALES


SIGHTS: tuple[tuple[Rule, str, Callable[[Labelled], bool]], ...] = (
    (HIGHLIGHTED, "có nền màu", _is_highlighted),
    (STRUCK, "có chữ gạch ngang", _any(lambda word: word.letters.struck)),
    (
        UNDERLINED,
        "có chữ gạch chân",
        lambda one: one.role in _COMPONENTS and _any(_is_underlined)(one),
    ),
    (
        UNDERLINED_TEXT,
        "có chữ gạch chân",
        lambda one: one.role not in _COMPONENTS | _RULED_ROLES and _any(_is_underlined)(one),
    ),
    (SMALL_CAPITALS, "dùng kiểu chữ hoa nhỏ", _any(lambda word: word.letters.small_caps)),
    (SPACED, "có chữ giãn hoặc nén", _any(_is_spaced)),
    (
        DOUBLE_SPACE,
        "có hai dấu cách liền nhau",
        lambda one: one.role not in _OPEN and bool(_DOUBLE_SPACE.search(one.line.raw)),
    ),
    (EFFECTS, "có chữ viền, bóng hoặc nổi", _any(lambda word: word.letters.effects)),
    (BROKEN_WORD, "có gạch nối ngắt từ", lambda one: SOFT_HYPHEN in one.line.raw),
)
"""What is seen at once of a line: the rule, what the line shows, and whether it does."""


def _hidden(one: Labelled) -> Finding:
    words = short(one.line.hidden)
    if one.line.text:
        return tell(HIDDEN, one, f"có chữ ẩn «{words}»", "xóa chữ ẩn hoặc cho hiện")
    return HIDDEN.at(one.place or "page", f"Có chữ ẩn «{words}»; xóa chữ ẩn hoặc cho hiện.")
