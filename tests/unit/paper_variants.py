"""Variants of a paper made by program: other sections, another agency, other cuts and faults.

The builder knows what it did, so it also says what a reader must find.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"[#*\s]*(?P<mark>[IVX]+\.|\d{1,2}\.\d{1,2}\.|\d{1,2}\.|[a-zđ]\)|[-+])\s", re.MULTILINE
)
_STARTS_CUT = re.compile(r"(?:với chức|tiền lương|nghiệp vụ|tốt chế|12/12/2013)")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
AGENCIES = (
    ("KH-SNV", "Lào Cai", "SỞ NỘI VỤ", "GIÁM ĐỐC"),
    ("KH-BCĐ", "Hà Tĩnh", "BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
    ("KH-UBND", "Đắk Lắk", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("KH-SGDĐT", "Thừa Thiên Huế", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "PHÓ GIÁM ĐỐC"),
    ("KH-VP", "Thành phố Hồ Chí Minh", "VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
    ("KH-CATP", "Cần Thơ", "CÔNG AN THÀNH PHỐ", "GIÁM ĐỐC"),
)
NAMES = ("Nguyễn Thị Mỹ Ý", "Đỗ Ư", "H'Lan Êban", "Vàng A Páo", "Tôn Nữ Thị Thu Hà", "Lò Văn Ửng")
ITEMS = (
    "Tổ chức lớp bồi dưỡng kỹ năng tiếp công dân cho công chức bộ phận một cửa trong quý II.",
    "Lắp đặt hòm thư góp ý tại trụ sở và công khai kết quả xử lý hằng tháng;",
    "Rà soát, cập nhật danh bạ điện thoại đường dây nóng của các thôn, tổ dân phố.",
    "Phát động đợt thi đua cao điểm chào mừng các ngày lễ lớn, gắn với đánh giá cuối năm.",
)
PLACES = ("Như trên", "Báo và Đài PT-TH tỉnh", "Cổng TTĐT tỉnh", "Chủ tịch, các PCT (để b/c)")


@dataclass
class Variant:
    """A paper and what must be found in it."""

    text: str
    number: int
    notation: str
    place: str
    day: tuple[int, int, int]
    name: str
    position: str
    marks: list[str]
    paragraphs: int
    recipients: list[str]
    whole: list[str]
    """Words around each cut, as they stood before it."""


def paragraphs_of(text):
    """Return the paragraphs of a seed, with its own cuts closed."""
    parts = [" ".join(part.split("\n")).strip() for part in re.split(r"\n\s*\n", text)]
    whole: list[str] = []
    for part in filter(None, parts):
        if whole and _STARTS_CUT.match(part):
            whole[-1] += " " + part
        else:
            whole.append(part)
    return whole


def a_variant(seed, chance):
    """Make one variant of a seed by the drawings of a random generator."""
    before, body, after = _cut_in_three(paragraphs_of(seed))
    sections = _sections(body)
    _change_sections(sections, chance)
    numbered = [p for number, section in enumerate(sections) for p in _numbered(section, number)]
    notation, place, organ, position = chance.choice(AGENCIES)
    number, name = chance.randint(1, 1999), chance.choice(NAMES)
    day = (chance.randint(1, 28), chance.randint(1, 12), chance.randint(2019, 2027))
    recipients = _recipients(after, chance)
    cut, joints = _with_cuts(numbered, chance)
    space = chance.choice(("", "", " "))
    head = [
        f"Số: {number:02d}{space}/{notation}",
        f"{place}, ngày {day[0]:02d} tháng {day[1]} năm {day[2]}",
        *before,
    ]
    foot = _foot(recipients, position, name, (organ, chance))
    return Variant(
        text="\n\n".join([*head, *cut, *foot]),
        number=number,
        notation=notation,
        place=place,
        day=day,
        name=name,
        position=position,
        marks=[mark for p in numbered if (mark := mark_of(p))],
        paragraphs=len(numbered),
        recipients=recipients,
        whole=joints,
    )


def mark_of(paragraph):
    """Return the mark that a paragraph of a seed begins with."""
    match = _MARK.match(paragraph)
    return match["mark"] if match else None


def _cut_in_three(paragraphs):
    """Return title and opening; the body with closing; what follows from nơi nhận on."""
    start = next(n for n, p in enumerate(paragraphs) if mark_of(p) == "I.")
    end = next(n for n, p in enumerate(paragraphs) if "Nơi nhận" in p)
    head = next(n for n, p in enumerate(paragraphs) if "KẾ HOẠCH" in p)
    title = re.sub(r"\*\*\s+\*\*", "**  \n**", paragraphs[head])
    return [title, *paragraphs[head + 1 : start]], paragraphs[start:end], paragraphs[end:]


def _sections(body):
    sections: list[list[str]] = []
    for paragraph in body:
        if re.match(r"[#*\s]*[IVX]+\.\s", paragraph):
            sections.append([])
        sections[-1].append(paragraph)
    return sections


def _change_sections(sections, chance):
    """Remove one section but never the last, add one, and change the items of another."""
    if chance.random() < 0.4:
        del sections[chance.randrange(len(sections) - 1)]
    if chance.random() < 0.6:
        items = [f"{n}. {text}" for n, text in enumerate(chance.sample(ITEMS, 3), start=1)]
        look = chance.choice(("**{}**", "## {}", "{}", "### **{}**"))
        new = [look.format("I. KINH PHÍ VÀ LỘ TRÌNH"), *items]
        sections.insert(chance.randrange(len(sections)), new)
    section = chance.choice(sections)
    if chance.random() < 0.5 and len(section) > 3:
        del section[chance.randrange(1, len(section) - 1)]
    section.insert(chance.randrange(1, len(section)), "- " + chance.choice(ITEMS))


def _numbered(section, number):
    """Give the head of a section the number of its new place."""
    head = re.sub(r"[IVX]+\.", ROMANS[number] + ".", section[0], count=1)
    return [head, *section[1:]]


def _recipients(after, chance):
    lines = re.findall(r"- (.+?);", " ".join(after))
    kept = chance.sample(lines, chance.randint(2, len(lines)))
    return [*kept, *chance.sample(PLACES, chance.randint(0, 3))]


def _with_cuts(paragraphs, chance):
    """Cut some long paragraphs at a word in small letters or a date, as a page break does."""
    cut, joints = [], []
    for paragraph in paragraphs:
        spaces = [m.start() for m in re.finditer(r"(?<=[\w,]) (?=\w\w|\d+/)", paragraph)]
        places = [place for place in spaces if not paragraph[place + 1].isupper()]
        inner = [place for place in places if 60 < place < len(paragraph) - 40]
        if inner and len(paragraph) > 200 and chance.random() < 0.25:
            place = chance.choice(inner)
            gap = chance.choice(("\n\n", "\n\n\n\n", "\n\n"))
            cut.append(paragraph[:place] + gap + paragraph[place + 1 :])
            joints.append(paragraph[place - 12 : place + 12].replace("*", ""))
        else:
            cut.append(paragraph)
    return cut, joints


def _foot(recipients, position, name, rest):
    organ, chance = rest
    heading = chance.choice(("#### Nơi nhận:", "*Nơi nhận:*", "Nơi nhận:", "***Nơi nhận:***"))
    lines = [f"- {place};" for place in recipients]
    filing = chance.choice(
        ("- Lưu: VT, TH.", "- Lưu: VT, TH<sub>(AB)</sub>.", "- Lưu: VT, TH(05b).")
    )
    authority = f"**TM. {organ}  \n{position}**"
    return [heading, "\n".join([*lines, filing]), authority, f"**{name}**"]
