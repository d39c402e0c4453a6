"""Rules about the signature block (PL1 II.7, Điều 13)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.letters import UPPER, is_capitals
from webapp.domain.form_rules.paper import Paper

ABBREVIATION = error(
    "ND30-PL1-II.7b", "PL1 II.7b", "Quyền hạn ghi TM., Q., KT., TL. hoặc TUQ., có dấu chấm"
)
PARTY = error(
    "ND30-PL1-II.7b-van-ban-dang", "PL1 II.7b", "Không dùng T/M, K/T, T/L của văn bản Đảng"
)
SHORT_BODY = warning(
    "ND30-PL1-II.7b-ten-tap-the", "PL1 II.7b", "Tên tập thể lãnh đạo ghi đầy đủ sau «TM.»"
)
SHORT_TITLE = error(
    "ND30-PL1-II.7c-viet-tat", "PL1 II.7c", "Chức vụ ghi đầy đủ chức vụ lãnh đạo chính thức"
)
DEPUTY = error("ND30-D13-KT", "Điều 13, PL1 II.7b", "Cấp phó ký thay ghi «KT.» cấp trưởng")
NOT_DEPUTY = warning("ND30-D13-KT-cap-truong", "Điều 13", "Người ký thay là cấp phó")
COLLECTIVE = error("ND30-PL1-II.7b-TM", "PL1 II.7b", "Ký thay mặt tập thể ghi «TM.» và tên tập thể")
DEGREE = error(
    "ND30-PL1-II.7c-hoc-vi", "PL1 II.7c", "Trước họ tên không ghi học hàm, học vị, danh hiệu"
)
NAME_CAPITALS = error("ND30-PL1-II.7đ-ho-ten", "PL1 II.7đ", "Họ tên người ký viết chữ thường")
NAME_INITIALS = error("ND30-PL2-II.1", "PL2 II.1", "Viết hoa chữ cái đầu mọi âm tiết của họ tên")

_PARTY = re.compile(r"\b(?:T/M|K/T|T/L|T/UQ)\b", re.IGNORECASE)
_WELL_BEGUN = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. \S")
_BEGUN = re.compile(r"(?P<mark>TM|KT|TL|TUQ|Q)(?P<sign>[./:,]?)\s*(?=\S)", re.IGNORECASE)
_SHORT_BODY = re.compile(r"\b(?:UBND|HĐND|BCĐ|BQL|HĐQT)\b")
_SHORT_TITLES = re.compile(
    r"(?:P\.?)?(?:CT|GĐ|TGĐ|TP|CVP|TB|HT|BT|CCT)"
    r"|PHÓ(?: (?:CT|GĐ|TGĐ|TP|CVP|TB|HT|BT|CCT))?|PT(?:GĐ|P|B)"
)
_DEPUTY = re.compile(r"^(?:PHÓ|THỨ TRƯỞNG|P\.)")
_ADVISORY = re.compile(r"PHÓ TRƯỞNG BAN|PHÓ CHỦ TỊCH HỘI ĐỒNG|TỔ PHÓ")
_COLLECTIVE_ISSUER = re.compile(r"^\s*(?:[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)")
_CHAIR = re.compile(r"^(?:Q\. )?(?:PHÓ )?CHỦ TỊCH$")
_DEGREE = re.compile(
    r"^\s*(?:(?:GS|PGS|TS|TSKH|ThS|Ths|BS|BSCKI+|CKI+|KS|LS|NGƯT|NGND|NSƯT|NSND)\b[.,]?"
    r"|(?:Giáo sư|Phó [Gg]iáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư|Cử nhân)\b"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\b|(?:Ông|Bà|Đ/c|Đồng chí)\b)"
)
_MAY_ADD_RANK = re.compile(
    r"TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|VIỆN|BỆNH|Y TẾ|GIÁO DỤC|KHOA HỌC|CÔNG AN|QUÂN|QUỐC PHÒNG|BIÊN PHÒNG"
)


def authority_is_abbreviated_right(paper: Paper) -> Iterator[Finding]:
    """Hold each authority line to one of the five abbreviations (PL1 II.7b)."""
    for line in paper.plan.signer.authority:
        if _PARTY.search(line):
            yield PARTY.at(
                "signer.authority", f"«{line}» là mẫu của văn bản Đảng; ghi «TM.», «KT.», «TL.»."
            )
            continue
        begun = _BEGUN.match(line)
        if begun and not _WELL_BEGUN.match(line) and _is_mark(line, begun):
            yield ABBREVIATION.at(
                "signer.authority",
                f"«{line}»: ghi «{begun['mark'].upper()}. » có dấu chấm và một dấu cách.",
            )
        if _SHORT_BODY.search(line):
            yield SHORT_BODY.at("signer.authority", f"«{line}»: ghi đầy đủ tên sau chữ viết tắt.")


def _is_mark(line: str, begun: re.Match[str]) -> bool:
    # «QUYỀN GIÁM ĐỐC» begins with a Q that is no abbreviation.
    return bool(begun["sign"]) or line[begun.end("mark")].isspace()


def title_is_complete(paper: Paper) -> Iterator[Finding]:
    """Refuse abbreviated titles (PL1 II.7c)."""
    position = paper.plan.signer.position.strip()
    if _SHORT_TITLES.fullmatch(position.upper()):
        yield SHORT_TITLE.at("signer.position", f"«{position}» viết tắt; ghi đầy đủ chức vụ.")


def deputies_sign_for_their_head(paper: Paper) -> Iterator[Finding]:
    """Join KT. and a deputy's title (Điều 13.1, 13.2)."""
    signer = paper.plan.signer
    position = signer.position.strip().upper()
    lines = [line.strip().upper() for line in signer.authority]
    signs_for_head = any(line.startswith("KT") for line in lines)
    delegated = any(line.startswith("TUQ") for line in lines)
    is_deputy = bool(_DEPUTY.match(position))
    advisory = bool(signer.second_title or _ADVISORY.search(position))
    if is_deputy and not (signs_for_head or delegated or advisory):
        yield DEPUTY.at(
            "signer.authority", f"«{position}» là cấp phó; thêm dòng «KT.» và chức vụ cấp trưởng."
        )
    if signs_for_head and position and not is_deputy:
        yield NOT_DEPUTY.at(
            "signer.position", f"Ký thay (KT.) mà chức vụ «{position}» không phải cấp phó."
        )


def a_collective_is_signed_for(paper: Paper) -> Iterator[Finding]:
    """Demand TM. where a people's committee or council issues and its chair signs."""
    plan = paper.plan
    position = plan.signer.position.strip().upper()
    if not _COLLECTIVE_ISSUER.match(plan.organ_name.upper()) or not _CHAIR.match(position):
        return
    marks = ("TM", "T/M", "TL", "TUQ")
    if not any(line.strip().upper().startswith(marks) for line in plan.signer.authority):
        yield COLLECTIVE.at(
            "signer.authority", "Văn bản của tập thể; thêm dòng «TM.» và tên cơ quan ban hành."
        )


def name_stands_alone(paper: Paper) -> Iterator[Finding]:
    """Hold the name to itself: no degree, no capitals (PL1 II.7c, II.7đ)."""
    name = paper.plan.signer.full_name.strip()
    degree = _DEGREE.match(name)
    if degree and not _MAY_ADD_RANK.search(paper.plan.organ_name.upper()):
        yield DEGREE.at("signer.full_name", f"Bỏ «{degree.group().strip()}» trước họ tên.")
    if is_capitals(name):
        yield NAME_CAPITALS.at("signer.full_name", f"«{name}»: viết «{name.title()}».")
    elif any(not re.match(rf"[{UPPER}]", word) for word in _DEGREE.sub("", name).split()):
        yield NAME_INITIALS.at("signer.full_name", f"«{name}»: viết hoa chữ cái đầu mọi âm tiết.")


RULES = (
    authority_is_abbreviated_right,
    title_is_complete,
    deputies_sign_for_their_head,
    a_collective_is_signed_for,
    name_stands_alone,
)
