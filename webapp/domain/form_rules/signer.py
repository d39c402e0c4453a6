"""Rules about the signer's title and name (PL1 II.7c, II.7đ)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.letters import LOWER, is_capitals
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted

SHORT_TITLE = error(
    "ND30-PL1-II.7c-viet-tat", "PL1 II.7c", "Chức vụ ghi đầy đủ chức vụ lãnh đạo chính thức"
)
DEGREE = error(
    "ND30-PL1-II.7c-hoc-vi", "PL1 II.7c", "Trước họ tên không ghi học hàm, học vị, danh hiệu"
)
WITH_BODY = warning(
    "TL-chuc-vu-co-quan", "Mẫu 1.4 PL3", "Chức vụ không kèm tên cơ quan đã ghi ở trên"
)
NAME_SIGNS = warning("TL-ho-ten-dau", "Mẫu 1.4 PL3", "Họ tên người ký chỉ gồm chữ")
NAME_CAPITALS = error("ND30-PL1-II.7đ-ho-ten", "PL1 II.7đ", "Họ tên người ký viết chữ thường")
NAME_INITIALS = error("ND30-PL2-II.1", "PL2 II.1", "Viết hoa chữ cái đầu mọi âm tiết của họ tên")

_SHORTS = r"(?:CT|GĐ|TGĐ|TP|CVP|TB|HT|BT|CCT|CN)"
_SHORT_TITLE = re.compile(
    rf"(?:P\.? ?)?{_SHORTS}(?: (?:UBND|HĐND|SỞ)\b.*)?|PHÓ(?: {_SHORTS})?|PT(?:GĐ|P|B)"
    r"|P\. ?(?:GIÁM|CHỦ|HIỆU|TRƯỞNG|CHÁNH|CỤC|VIỆN|TỔNG)\b.*"
)
_SHORT_HEAD = re.compile(rf"(?:KT|TL|TUQ|Q)\.?\s*(?P<title>{_SHORTS})\b\.?", re.IGNORECASE)
_DEGREE = re.compile(
    r"\s*(?:(?:GS|PGS|TS|TSKH|ThS|Ths|Th\.S|BS|BSCKI+|CKI+|KS|KTS|LS|DS|CN|Dr|NGƯT|NGND|NSƯT|NSND"
    r"|TTƯT)\b[.,]?"
    r"|(?:Giáo sư|Phó [Gg]iáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư|Cử nhân|Dược sĩ"
    r"|Nhà giáo [ƯN]\w+ (?:tú|dân))\b"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\b|(?:Ông|Bà|Đ/c|Đồng chí)\b)"
)
_WITH_BODY = re.compile(r"\b(?:UBND|HĐND|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\b")
_NAME_SIGNS = re.compile(r"[^\w\s'’.-]|\d|[.,;:-]+$")
_MAY_ADD_RANK = re.compile(
    r"TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|VIỆN|BỆNH|Y TẾ|GIÁO DỤC|KHOA HỌC|CÔNG AN|QUÂN|QUỐC PHÒNG|BIÊN PHÒNG"
)
_SMALL = re.compile(rf"(?:(?<=\s)|^)[{LOWER}]")


def is_short(title: str) -> bool:
    """Tell whether a title is abbreviated: «PCT», «P. GIÁM ĐỐC»."""
    return bool(_SHORT_TITLE.fullmatch(title.upper()))


def title_is_complete(paper: Paper) -> Iterator[Finding]:
    """Refuse abbreviated titles (PL1 II.7c)."""
    signer = paper.plan.signer
    position = Words("signer.position", signer.position.strip())
    if is_short(position.text):
        yield quoted(SHORT_TITLE, position, (0, len(position.text)), "Ghi đầy đủ chức vụ.")
    body = _WITH_BODY.search(position.text.upper())
    if body and not is_short(position.text):
        yield quoted(WITH_BODY, position, body.span(), "Chỉ ghi chức vụ, như «CHỦ TỊCH».")
    for text in signer.authority:
        short = _SHORT_HEAD.fullmatch(text.strip())
        if short:
            line = Words("signer.authority", text.strip())
            yield quoted(SHORT_TITLE, line, short.span("title"), "Ghi đầy đủ chức vụ.")


def name_stands_alone(paper: Paper) -> Iterator[Finding]:
    """Hold the name to itself: no degree, no capitals (PL1 II.7c, II.7đ)."""
    name = Words("signer.full_name", paper.plan.signer.full_name.strip())
    degree = _DEGREE.match(name.text)
    if degree and not _MAY_ADD_RANK.search(paper.plan.organ_name.upper()):
        yield quoted(DEGREE, name, degree.span(), "Bỏ phần này trước họ tên.")
    span = (degree.end() if degree else 0, len(name.text))
    bare = name.text[slice(*span)]
    signs = _NAME_SIGNS.search(bare)
    if signs:
        span_of_signs = (span[0] + signs.start(), span[0] + signs.end())
        at_end = signs.end() == len(bare) and not signs.group().isdigit()
        advice = "Bỏ dấu và số trong họ tên."
        yield quoted(NAME_SIGNS, name, span_of_signs, advice, "" if at_end else None)
    if is_capitals(bare):
        right = bare.title()
        yield quoted(NAME_CAPITALS, name, span, f"Viết «{right.strip()}».", right)
    elif _SMALL.search(bare):
        right = _SMALL.sub(lambda found: found.group().upper(), bare)
        yield quoted(NAME_INITIALS, name, span, f"Viết «{right.strip()}».", right)


RULES = (title_is_complete, name_stands_alone)
