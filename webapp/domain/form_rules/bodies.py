"""Rules about names of organs, titles and kinds of documents, from a closed list (PL2 IV, V)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, Rule, error, warning
from webapp.domain.form_rules.letters import LOWER, UPPER
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import each, quoted

BODY_NAME = error(
    "ND30-PL2-IV.1", "PL2 IV.1a", "Tên cơ quan chỉ viết hoa chữ cái đầu của từ chỉ loại hình"
)
PEOPLES = warning(
    "ND30-PL2-IV.1-nhan-dan", "PL2 IV.1a", "Viết «Ủy ban nhân dân», «Hội đồng nhân dân»"
)
FIELD = error(
    "ND30-PL2-IV.1-linh-vuc", "PL2 IV.1a", "Viết hoa chữ cái đầu của từ chỉ lĩnh vực: Sở Tài chính"
)
KIND = error("ND30-PL2-IV.1-so", "PL2 IV.1a", "Viết hoa chữ «Sở» trong tên một sở")
TITLE = error("ND30-PL2-V.3", "PL2 V.3", "Chức vụ viết hoa chữ cái đầu: Chủ tịch, Giám đốc")
TYPE = error("ND30-PL2-V.6-ten-loai", "PL2 V.6", "Tên loại văn bản chỉ viết hoa chữ cái đầu")
LAW = error("ND30-PL2-V.6-luat", "PL2 V.6", "Viết hoa chữ đầu của tên luật: Luật Đất đai")
PEOPLE = error("ND30-PL2-V.1-nhan-dan", "PL2 V.1", "Viết «Nhân dân» hoặc «nhân dân»")

_PEOPLES = re.compile(
    r"(?P<kind>[ỦUủu][ỷy] [Bb]an|[Hh]ội [Đđ]ồng) (?P<of>[Nn]hân [Dd]ân)\b"
    r"|(?:[ỦU][ỷy] Ban|Hội Đồng)\b"
)
_PEOPLE = re.compile(r"Nhân Dân\b(?<!áo Nhân Dân)(?<!Đội Nhân Dân)(?<!Công An Nhân Dân)")
"""Newspapers write themselves so."""
_OF_THE_PEOPLE = ("án ", "Án ", "sát ", "Sát ")
"""«Tòa án nhân dân», «Viện kiểm sát nhân dân», in which it is no noun."""
_DEPARTMENTS = (
    "Tài chính", "Nội vụ", "Tư pháp", "Y tế", "Xây dựng", "Công Thương", "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo", "Nông nghiệp và Môi trường", "Văn hóa, Thể thao và Du lịch",
    "Văn hoá, Thể thao và Du lịch", "Ngoại vụ", "Dân tộc và Tôn giáo", "Quốc phòng", "Công an",
    "Ngoại giao", "Kế hoạch và Đầu tư", "Tài nguyên và Môi trường", "Giao thông vận tải",
    "Thông tin và Truyền thông", "Lao động - Thương binh và Xã hội",
    "Nông nghiệp và Phát triển nông thôn",
)  # fmt: skip
_OFFICIAL = {name.lower(): name for name in _DEPARTMENTS}
_ALSO = frozenset(
    {
        "Công thương",
        "xây dựng",
        "Giao thông Vận tải",
        "Nông nghiệp và Phát triển Nông thôn",
    }
)
"""Written so by offices, or a verb: «Sở xây dựng kế hoạch»."""
_NAMES = "|".join(map(re.escape, sorted(_DEPARTMENTS, key=len, reverse=True)))
_DEPARTMENT = re.compile(rf"(?P<kind>[Ss]ở|Bộ) (?P<name>(?i:{_NAMES}))\b")
_NO_DEPARTMENT = ("cơ ", "trụ ", "công ", "Cơ ", "Trụ ", "Công ")

_KINDS = (
    "chi cục|tổng cục|văn phòng|thanh tra|trung tâm|chính phủ|quốc hội|mặt trận"
    "|thường trực|thường vụ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|đảng ủy|đảng uỷ"
    "|liên đoàn|chỉ đạo|chỉ huy|kho bạc|công an"
)
_TITLES = "chủ tịch|giám đốc|bí thư|thủ tướng|bộ trưởng|thứ trưởng|hiệu trưởng"
_TYPES = (
    "nghị quyết|nghị định|quyết định|chỉ thị|thông tư|thông báo|kế hoạch|công văn|công điện"
    "|kết luận|chương trình|báo cáo|tờ trình|hướng dẫn|pháp lệnh|bộ luật|quy định|quy chế"
)
_FIELDS = (
    "tài chính|nội vụ|tư pháp|xây dựng|y tế|khoa học|công nghệ|giáo dục|đào tạo|nông nghiệp"
    "|môi trường|văn hóa|văn hoá|thể thao|du lịch|ngoại vụ|dân tộc|tôn giáo|kinh tế|hạ tầng"
    "|đô thị|xã hội|quân sự|quản lý|hành chính|lao động|đầu tư|thanh niên|phụ nữ|nông dân|tổ quốc"
)
_PAIRS: dict[str, Rule] = {
    **dict.fromkeys(_KINDS.split("|"), BODY_NAME),
    **dict.fromkeys(_TITLES.split("|"), TITLE),
    **dict.fromkeys(_TYPES.split("|"), TYPE),
    **dict.fromkeys(_FIELDS.split("|"), FIELD),
}
_PAIR = re.compile(rf"[{UPPER}](?=[{LOWER}]+ [{UPPER}][{LOWER}])")
_PAIR_HERE = re.compile(rf"[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+(?![{UPPER}])")
"""Two words that both begin with capitals; searched for by their first letter, for speed."""
_HEAD = re.compile(
    r"\b(?:Sở|Bộ|Phòng|Ban|Cục|Chi cục|Trung tâm|Viện|Đoàn|Hội|Mặt [Tt]rận)"
    r"(?: [^\s.;]+){0,6} $"
)
_NAME_BEFORE = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh"
    r"|Lâm|Mai|Trịnh|Đào|Hà|Cao|Vương|Lương|Tạ|Thái|Châu|Tô|Lò|Quàng|Giàng|Vàng)"
    rf"(?: [{UPPER}][{LOWER}]*){{0,2}} $"
)
_OWN_STYLE = re.compile(
    r"\b(?:Công ty|Doanh nghiệp|Hợp tác xã|HTX|Ngân hàng|Tập đoàn|Tổng công ty|Báo(?! cáo)"
    r"|Tạp chí|Khách sạn|Trường(?! hợp))\b"
)
"""Bodies that the decree's capitals do not bind, or whose names are long."""
_REACH = 80
_LAWS = (
    "đất đai|đầu tư công|đầu tư|doanh nghiệp|ngân sách nhà nước|bảo vệ môi trường"
    "|phòng cháy|phòng, chống|tổ chức chính quyền|tổ chức Chính phủ|cán bộ|viên chức|lưu trữ"
    "|giáo dục|khiếu nại|tố cáo|tiếp công dân|hộ tịch|cư trú|nhà ở|khoáng sản"
    "|địa chất|điện lực|trẻ em|người cao tuổi|bình đẳng giới|thanh tra|kiểm toán|đấu thầu"
    "|quản lý thuế|an ninh mạng|giao dịch điện tử|bảo hiểm|việc làm|thi đua|di sản|du lịch"
    "|giao thông|trật tự|phòng thủ|dân quân|nghĩa vụ|thủ đô|hòa giải|trợ giúp"
)
_LAW = re.compile(
    rf"(?:Luật (?P<word>{_LAWS})|Bộ luật (?P<code>dân sự|hình sự|lao động|tố tụng|hàng hải))\b"
)


def names_of_bodies_follow_the_decree(paper: Paper) -> Iterator[Finding]:
    """Hold names of organs, titles, types and laws to the capitals that PL2 gives them."""
    for passage in paper.passages:
        if passage.part is not Part.FILING_LINE:
            yield from _peoples(passage)
            yield from _departments(passage)
            yield from _pairs(passage)
            yield from _laws(passage)


def _peoples(passage: Passage) -> Iterator[Finding]:
    bodies: list[tuple[int, int]] = []
    for found in each(_PEOPLES, passage.text):
        words = found.group()
        right = words[0] + words[1:].lower()
        bodies.append(found.span())
        if words != right:
            only_people = found["of"] == "Nhân dân" and found["kind"].split()[1].islower()
            rule = PEOPLES if only_people else BODY_NAME
            yield quoted(rule, passage, found.span(), f"Viết «{right}».", right)
    for found in each(_PEOPLE, passage.text):
        if not any(begin <= found.start() < end for begin, end in bodies):
            adjective = passage.text.endswith(_OF_THE_PEOPLE, 0, found.start())
            right = "nhân dân" if adjective else "Nhân dân"
            yield quoted(PEOPLE, passage, found.span(), f"Viết «{right}».", right)


def _departments(passage: Passage) -> Iterator[Finding]:
    for found in each(_DEPARTMENT, passage.text):
        if passage.text.endswith(_NO_DEPARTMENT, 0, found.start()):
            continue
        kind, name = found["kind"], found["name"]
        official = _OFFICIAL[name.lower()]
        if kind == "sở":
            rule, is_right = KIND, name.islower()
        else:
            rule, is_right = FIELD, name in {official, *_ALSO} or name.isupper()
        if not is_right:
            right = f"{kind.capitalize()} {official}"
            yield quoted(rule, passage, found.span(), f"Viết «{right}».", right)


def _pairs(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for first in each(_PAIR, text):
        begin = first.start()
        pair = _PAIR_HERE.match(text, begin)
        rule = _PAIRS.get(pair.group().lower()) if pair else None
        if pair is None or rule is None or _is_elsewhere(text, begin, rule):
            continue
        right = pair.group().capitalize()
        yield quoted(rule, passage, pair.span(), f"Viết «{right}».", right)


def _is_elsewhere(text: str, begin: int, rule: Rule) -> bool:
    """Tell whether the words belong to a person, a firm, or a department looked at as a whole."""
    start = max(begin - _REACH, 0)
    if _NAME_BEFORE.search(text, start, begin) or _OWN_STYLE.search(text, start, begin):
        return True
    department = _DEPARTMENT.search(text, start)
    if department and department.start() < begin < department.end():
        return True
    return rule is FIELD and not _HEAD.search(text, start, begin)


def _laws(passage: Passage) -> Iterator[Finding]:
    for found in each(_LAW, passage.text):
        begin = found.start("word" if found["word"] else "code") - found.start()
        words = found.group()
        right = words[:begin] + words[begin].upper() + words[begin + 1 :]
        yield quoted(LAW, passage, found.span(), f"Viết «{right}».", right)


RULES = (names_of_bodies_follow_the_decree,)
