"""How the letters of each component look (PL1 V), and the rules that follow, one an aspect."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.layout.sheet import Line
from webapp.domain.form_rules.findings import Finding, Rule, error

_TOLERANCE = 0.25
"""Points: half of Word's smallest step."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the decree says of one component."""

    name: str
    """In a sentence: «Quốc hiệu»."""
    source: str
    sizes: tuple[int, int]
    """The least and the most, in points."""
    said: str = ""
    """Words of: bold or light, italic or upright, capitals or small, centred."""

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
    Role.DATE: Look("Địa danh và thời gian", "PL1 II.4c", (13, 14), "italic small centred"),
    Role.TYPE: Look("Tên loại", "PL1 II.5b", (13, 14), "bold upright capitals centred"),
    Role.SUBJECT: Look("Trích yếu", "PL1 II.5b", (13, 14), "bold upright small centred"),
    Role.LEGAL_BASE: Look("Căn cứ", "PL1 II.6a", (13, 14), "italic small"),
    Role.PARAGRAPH: Look("Nội dung", "PL1 II.6e", (13, 14)),
    Role.HEADING: Look("Tiêu đề mục", "PL1 II.6đ", (13, 14), "bold"),
    Role.AUTHORITY: Look(
        "Quyền hạn, chức vụ người ký", "PL1 II.7đ", (13, 14), "bold upright capitals centred"
    ),
    Role.NAME: Look("Họ tên người ký", "PL1 II.7đ", (13, 14), "bold upright small centred"),
    Role.TO_PLACES_LABEL: Look("Chữ «Nơi nhận»", "PL1 II.9d", (12, 12), "bold italic small"),
    Role.TO_PLACE: Look("Danh sách nơi nhận", "PL1 II.9d", (11, 11), "light upright"),
    Role.FILING_LINE: Look("Dòng «Lưu»", "PL1 II.9d", (11, 11), "light upright"),
    Role.APPENDIX_LABEL: Look(
        "Chữ «Phụ lục»", "PL1 III.1b", (14, 14), "bold upright small centred"
    ),
    Role.APPENDIX_TITLE: Look("Tên Phụ lục", "PL1 III.1b", (13, 14), "bold capitals centred"),
    Role.APPENDIX_GUIDE: Look("Dòng «Kèm theo»", "PL1 III.1c", (13, 14), "italic centred"),
}
_ASPECTS = {
    "co-chu": "Cỡ chữ của {name} {sizes}",
    "dam": "{name} {bold}",
    "nghieng": "{name} {italic}",
    "hoa": "{name} {capitals}",
    "canh": "{name} canh giữa",
}


def _rules_of(role: Role, look: Look) -> Iterator[tuple[tuple[Role, str], Rule]]:
    bold, italic = look.says("bold", "light"), look.says("italic", "upright")
    capitals = look.says("capitals", "small")
    least, most = look.sizes
    words = {
        "name": look.name,
        "sizes": f"là {least}" if least == most else f"từ {least} đến {most}",
        "bold": "in đậm" if bold else "không in đậm",
        "italic": "in nghiêng" if italic else "kiểu chữ đứng",
        "capitals": "in hoa" if capitals else "in thường",
    }
    said = {"co-chu": True, "dam": bold, "nghieng": italic, "hoa": capitals}
    for aspect, title in _ASPECTS.items():
        if said.get(aspect, look.says("centred")) is not None:
            name = f"ND30-{look.source.replace(' ', '-')}-{role.replace('_', '-')}-{aspect}"
            yield (role, aspect), error(name, look.source, title.format(**words))


_RULES = dict(pair for role, look in LOOKS.items() for pair in _rules_of(role, look))
CATALOGUE = tuple(_RULES.values())


def faults(labelled: Labelled) -> Iterator[tuple[Rule, str]]:
    """Yield each rule that a line breaks, with what it shows instead."""
    look = LOOKS.get(labelled.role)
    if look is None or not labelled.line.words:
        return
    for aspect, shown in _differences(labelled.line, look):
        yield _RULES[labelled.role, aspect], shown


def finding(labelled: Labelled, rule: Rule, shown: str) -> Finding:
    """Return the finding on one line."""
    message = f"«{short(labelled.line.text)}»: {shown}; {rule.title[:1].lower()}{rule.title[1:]}."
    return rule.at(labelled.place or "header", message)


def short(text: str, most: int = 40) -> str:
    """Return the beginning of a line, as a sentence quotes it."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def _differences(line: Line, look: Look) -> Iterator[tuple[str, str]]:
    words = [one.letters for one in line.words]
    least, most = look.sizes
    wrong = {w.size for w in words if not least - _TOLERANCE <= w.size <= most + _TOLERANCE}
    if wrong:
        yield "co-chu", f"cỡ chữ {', '.join(f'{size:g}' for size in sorted(wrong))}"
    bold, italic = look.says("bold", "light"), look.says("italic", "upright")
    if bold is not None and any(w.bold is not bold for w in words):
        yield "dam", "chưa in đậm" if bold else "đang in đậm"
    if italic is not None and any(w.italic is not italic for w in words):
        yield "nghieng", "chưa in nghiêng" if italic else "đang in nghiêng"
    capitals = look.says("capitals", "small")
    if capitals is not None and _in_capitals(line) is not capitals:
        yield "hoa", "chưa viết hoa" if capitals else "đang viết hoa cả dòng"
    if look.says("centred") and line.setting.align != "center":
        yield "canh", "chưa canh giữa"


def _in_capitals(line: Line) -> bool:
    """Tell whether every letter shows as a capital; names in capitals inside stay small text."""
    letters = [one for one in line.words if any(sign.isalpha() for sign in one.text)]
    return all(one.letters.caps or one.text.upper() == one.text for one in letters)
