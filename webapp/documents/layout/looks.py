"""How the letters of each component look (PL1 V), and the rules that follow, one an aspect."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.layout.geometry import rows_of, span_of
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line, Sheet, Stretch
from webapp.documents.layout.telling import points, tell_each
from webapp.domain.form_rules.findings import Finding, Rule, error, hint, warning

BY_CHANCE = hint(
    "TL-canh-giua-bang-dinh-dang",
    "PL1 V",
    "Dòng ở giữa được canh giữa bằng định dạng đoạn, không nhờ phím cách hay độ rộng của ô",
)
OFF_CENTRE = warning(
    "TL-lech-giua", "Thông lệ trình bày", "Dòng canh giữa không lùi đầu dòng, không lệch một bên"
)

_TOLERANCE = 0.25
"""Points: half of Word's smallest step."""
_BESIDE = 85
"""Twips from the left that a line begins: 1.5 mm."""
_OFF = 284
"""Twips from the middle that nobody sees: 5 mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the decree says of one component."""

    name: str
    """In a sentence: «Quốc hiệu»."""
    source: str
    sizes: tuple[int, int]
    """The least and the most, in points."""
    said: str = ""
    """Words of: bold or light, italic or upright, capitals or small, centred, at-left."""
    several: int = 6
    """Letters: fewer in capitals may be a short name; words that are fixed are none."""

    def says(self, yes: str, no: str = "") -> bool | None:
        """Return whether the first word is said, or the second; None where neither is."""
        words = self.said.split()
        return True if yes in words else False if no in words else None


LOOKS = {
    Role.NATION: Look("Quốc hiệu", "PL1 II.1a", (12, 13), "bold upright capitals centred"),
    Role.MOTTO: Look("Tiêu ngữ", "PL1 II.1b", (13, 14), "bold upright small centred"),
    Role.ORGAN_IN_CHARGE: Look(
        "Tên cơ quan chủ quản", "PL1 II.2b", (12, 13), "light upright capitals centred"
    ),
    Role.ORGAN_NAME: Look(
        "Tên cơ quan ban hành", "PL1 II.2b", (12, 13), "bold upright capitals centred"
    ),
    Role.NUMBER: Look("Số, ký hiệu", "PL1 II.3c", (13, 13), "light upright centred"),
    Role.DATE: Look("Địa danh và thời gian", "PL1 II.4c", (13, 14), "light italic small centred"),
    Role.TYPE: Look("Tên loại", "PL1 II.5b", (13, 14), "bold upright capitals centred"),
    Role.SUBJECT: Look("Trích yếu", "PL1 II.5b", (13, 14), "bold upright small centred"),
    Role.LETTER_SUBJECT: Look(
        "Trích yếu công văn", "PL1 II.5b", (12, 13), "light upright small centred"
    ),
    Role.ADDRESSEE: Look("Phần «Kính gửi»", "PL1 II.9d", (13, 14), "light upright small"),
    Role.LEGAL_BASE: Look("Căn cứ", "PL1 II.6a", (13, 14), "light italic small"),
    Role.PARAGRAPH: Look("Nội dung", "PL1 II.6e", (13, 14)),
    Role.HEADING_LABEL: Look(
        "Chữ «Phần», «Chương», «Mục»", "PL1 II.6đ", (13, 14), "bold upright small centred", 3
    ),
    Role.HEADING_TITLE: Look(
        "Tiêu đề của phần, chương, mục", "PL1 II.6đ", (13, 14), "bold upright capitals centred"
    ),
    Role.ARTICLE: Look("Số thứ tự và tiêu đề điều", "PL1 II.6đ", (13, 14), "bold upright small"),
    Role.ROMAN: Look("Số thứ tự và tiêu đề mục", "PL1 V", (13, 14), "bold upright capitals"),
    Role.CLAUSE: Look("Số thứ tự và tiêu đề khoản", "PL1 II.6đ", (13, 14), "upright"),
    Role.HEADING: Look("Tiêu đề", "PL1 II.6e", (13, 14)),
    Role.AUTHORITY: Look(
        "Quyền hạn, chức vụ người ký", "PL1 II.7đ", (13, 14), "bold upright capitals centred"
    ),
    Role.NAME: Look("Họ tên người ký", "PL1 II.7đ", (13, 14), "bold upright small centred"),
    Role.TO_PLACES_LABEL: Look(
        "Chữ «Nơi nhận»", "PL1 II.9d", (12, 12), "bold italic small at-left"
    ),
    Role.TO_PLACE: Look("Danh sách nơi nhận", "PL1 II.9d", (11, 11), "light upright at-left"),
    Role.FILING_LINE: Look("Dòng «Lưu»", "PL1 II.9d", (11, 11), "light upright at-left"),
    Role.URGENCY: Look("Dấu chỉ mức độ khẩn", "PL1 III.2b", (13, 14), "bold upright capitals"),
    Role.CIRCULATION: Look(
        "Chỉ dẫn phạm vi lưu hành", "PL1 III.2c", (13, 14), "bold upright capitals"
    ),
    Role.TYPER: Look("Ký hiệu người soạn thảo", "PL1 III.3", (11, 11), "light upright capitals"),
    Role.APPENDIX_LABEL: Look(
        "Chữ «Phụ lục»", "PL1 III.1b", (14, 14), "bold upright small centred"
    ),
    Role.APPENDIX_TITLE: Look(
        "Tên Phụ lục", "PL1 III.1b", (13, 14), "bold upright capitals centred"
    ),
    Role.APPENDIX_GUIDE: Look(
        "Dòng «Kèm theo»", "PL1 III.1c", (13, 14), "light italic small centred"
    ),
}
_ASPECTS = {
    "co-chu": "Cỡ chữ của {name} {sizes}",
    "dam": "{name} {bold}",
    "nghieng": "{name} {italic}",
    "hoa": "{name} {capitals}",
    "canh": "{name} {place}",
}


def _rules_of(role: Role, look: Look) -> Iterator[tuple[tuple[Role, str], Rule]]:
    bold, italic = look.says("bold", "light"), look.says("italic", "upright")
    capitals, centred = look.says("capitals", "small"), look.says("centred", "at-left")
    least, most = look.sizes
    words = {
        "name": look.name,
        "sizes": f"là {least}" if least == most else f"từ {least} đến {most}",
        "bold": "in đậm" if bold else "không in đậm",
        "italic": "in nghiêng" if italic else "kiểu chữ đứng",
        "capitals": "in hoa" if capitals else "in thường",
        "place": "canh giữa" if centred else "sát lề trái",
    }
    said = {"dam": bold, "nghieng": italic, "hoa": capitals, "canh": centred}
    for aspect, title in _ASPECTS.items():
        if said.get(aspect, True) is not None:
            name = f"ND30-{look.source.replace(' ', '-')}-{role.replace('_', '-')}-{aspect}"
            yield (role, aspect), error(name, look.source, title.format(**words))


RULES = dict(pair for role, look in LOOKS.items() for pair in _rules_of(role, look))
"""The rule of each role's aspect."""
CATALOGUE = (*RULES.values(), OFF_CENTRE, BY_CHANCE)


def check_looks(sheet: Sheet, lines: tuple[Labelled, ...]) -> Iterator[Finding]:
    """Yield what each component shows otherwise than the decree says."""
    found: dict[tuple[Rule, str], list[Labelled]] = {}
    totals: dict[Role, int] = {}
    for one in lines:
        totals[one.role] = totals.get(one.role, 0) + 1
        for rule, shown in faults(sheet, one):
            found.setdefault((rule, shown), []).append(one)
    for (rule, shown), faulty in found.items():
        yield from tell_each(rule, faulty, totals[faulty[0].role], shown)


def faults(sheet: Sheet, labelled: Labelled) -> Iterator[tuple[Rule, str]]:
    """Yield each rule that a line breaks, with what it shows instead."""
    look = LOOKS.get(labelled.role)
    if look is None or not labelled.line.words or _holds_more(labelled):
        return
    for aspect, shown in _differences(labelled.line, look):
        yield RULES[labelled.role, aspect], shown
    if look.says("centred") and not labelled.piece:
        yield from _off_centre(sheet, labelled)
    elif look.says("centred", "at-left") is False and not labelled.piece:
        yield from _away_from_left(sheet, labelled)


def _holds_more(labelled: Labelled) -> bool:
    """Tell «Phụ lục I. DANH SÁCH …», whose label and title should be two lines."""
    return labelled.role is Role.APPENDIX_LABEL and labelled.marked


def _differences(line: Line, look: Look) -> Iterator[tuple[str, str]]:
    words = _lettered(line)
    least, most = look.sizes
    sizes = {one.letters.size for one in words if not one.letters.raised}
    wrong = [size for size in sizes if not least - _TOLERANCE <= size <= most + _TOLERANCE]
    if wrong:
        yield "co-chu", f"cỡ chữ {'; '.join(map(points, sorted(wrong)))}"
    bold, italic = look.says("bold", "light"), look.says("italic", "upright")
    if bold is not None and any(one.letters.bold is not bold for one in words):
        yield "dam", "chưa in đậm" if bold else "đang in đậm"
    if italic is not None and any(one.letters.italic is not italic for one in words):
        yield "nghieng", "chưa in nghiêng" if italic else "đang in nghiêng"
    capitals = look.says("capitals", "small")
    letters = [sign for one in words for sign in one.printed if sign.isalpha()]
    if capitals is True and any(sign != sign.upper() for sign in letters):
        yield "hoa", "chưa viết hoa"
    if capitals is False and len(letters) >= look.several and not any(map(str.islower, letters)):
        yield "hoa", "đang viết hoa cả dòng"


def _lettered(line: Line) -> list[Stretch]:
    """Return the stretches with letters or digits: a blank or a dash has no look to see."""
    return [one for one in line.stretches if any(map(str.isalnum, one.text))]


def _off_centre(sheet: Sheet, labelled: Labelled) -> Iterator[tuple[Rule, str]]:
    line, room = labelled.line, sheet.room(labelled.line)
    away = _from_middle(line, room, sheet.habits.tab)
    centred = line.setting.align == "center"
    if abs(away) <= _OFF or line.setting.framed == "center":
        if not centred and not line.setting.framed:
            yield BY_CHANCE, "ở giữa nhưng chưa canh giữa"
        return
    if centred:
        yield OFF_CENTRE, f"lệch khỏi giữa {abs(away) / 56.7:.0f} mm"
    else:
        yield RULES[labelled.role, "canh"], "chưa canh giữa"


def _from_middle(line: Line, room: float | None, tab: int) -> float:
    """Return how far the middle of the words is from that of the room, as far as one can tell."""
    centred = line.setting.align == "center"
    if room is None:
        return 0.0 if centred else _OFF + 1
    span = span_of(line, room, tab)
    if span is not None:
        return sum(span) / 2 - room / 2
    setting = line.setting
    if centred:  # several rows, or tabs
        return (setting.left + setting.first_line - setting.right) / 2
    return 0.0 if rows_of(line, room) == 1 else _OFF + 1


def _away_from_left(sheet: Sheet, labelled: Labelled) -> Iterator[tuple[Rule, str]]:
    line, room = labelled.line, sheet.room(labelled.line)
    if line.setting.align in {"left", "justify"} or line.cell is None:
        return
    span = None if room is None else span_of(line, room, sheet.habits.tab)
    if span is None or span[0] > _BESIDE:
        yield RULES[labelled.role, "canh"], "chưa canh trái"
