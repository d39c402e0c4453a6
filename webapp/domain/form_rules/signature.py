"""Rules about the lines of authority in the signature block (PL1 II.7b, Điều 13)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted
from webapp.domain.form_rules.signer import is_short

ABBREVIATION = error(
    "ND30-PL1-II.7b", "PL1 II.7b", "Quyền hạn ghi TM., Q., KT., TL. hoặc TUQ., có dấu chấm"
)
PARTY = error(
    "ND30-PL1-II.7b-van-ban-dang", "PL1 II.7b", "Không dùng T/M, K/T, T/L của văn bản Đảng"
)
SHORT_BODY = warning(
    "ND30-PL1-II.7b-ten-tap-the", "PL1 II.7b", "Tên tập thể lãnh đạo ghi đầy đủ sau «TM.»"
)
DEPUTY = error("ND30-D13-KT", "Điều 13, PL1 II.7b", "Cấp phó ký thay ghi «KT.» cấp trưởng")
NOT_DEPUTY = warning("ND30-D13-KT-cap-truong", "Điều 13", "Người ký thay là cấp phó")
OTHER_HEAD = warning(
    "ND30-D13-KT-khac-chuc-vu", "Điều 13", "Sau «KT.» là chức vụ cấp trưởng của người ký"
)
BY_ORDER = error(
    "ND30-D13-TL", "Điều 13 khoản 4", "Ký thừa lệnh là người đứng đầu đơn vị, không phải cấp phó"
)
COLLECTIVE = error("ND30-PL1-II.7b-TM", "PL1 II.7b", "Ký thay mặt tập thể ghi «TM.» và tên tập thể")
OTHER_BODY = error(
    "ND30-PL1-II.7b-TM-khac", "PL1 II.7b", "Sau «TM.» là tên tập thể của cơ quan ban hành"
)
ONE_HEAD = warning(
    "ND30-D13-thu-truong", "Điều 13", "Cơ quan theo chế độ thủ trưởng không ghi «TM.»"
)
LINES = warning("TL-thu-tu-quyen-han", "Thông lệ soạn thảo", "Dòng «TM.» đứng trên dòng «KT.»")

_PARTY = re.compile(r"\b(?:T/M|K/T|T/L|T/UQ)\b", re.IGNORECASE)
_WELL_BEGUN = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. \S")
_BEGUN = re.compile(
    r"(?P<mark>TM|KT|TL|TUQ|Q|T\.\s?M|K\.\s?T|T\.\s?L|T\.\s?UQ)(?P<sign>[./:,-]?)\s*(?=\S)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"(?P<said>THAY MẶT|KÝ THAY|THỪA LỆNH|THỪA [ỦU][ỶY] QUYỀN)\b", re.IGNORECASE)
_SHORT_OF = {"THAY MẶT": "TM.", "KÝ THAY": "KT.", "THỪA LỆNH": "TL."}
_SHORT_BODY = re.compile(r"\b(?:UBND|HĐND|BCĐ|BQL|HĐQT)\b")
_DEPUTY = re.compile(r"^(?:PHÓ|THỨ TRƯỞNG|P\.)")
_ADVISORY = re.compile(r"PHÓ TRƯỞNG BAN|PHÓ CHỦ TỊCH HỘI ĐỒNG|TỔ PHÓ")
_COLLECTIVE_ISSUER = re.compile(r"^\s*(?:[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)")
_CHAIR = re.compile(r"^(?:Q\. )?(?:PHÓ )?CHỦ TỊCH$")
_BODIES = (
    (re.compile(r"[ỦU][ỶY] BAN NHÂN DÂN\b"), re.compile(r"HỘI ĐỒNG NHÂN DÂN\b")),
    (re.compile(r"HỘI ĐỒNG NHÂN DÂN\b"), re.compile(r"[ỦU][ỶY] BAN NHÂN DÂN\b")),
)
"""Issuers, and the collectives that are certainly another."""


def authority_is_abbreviated_right(paper: Paper) -> Iterator[Finding]:
    """Hold each authority line to one of the five abbreviations (PL1 II.7b)."""
    for text in paper.plan.signer.authority:
        line = Words("signer.authority", text)
        party = _PARTY.search(text)
        if party:
            advice = "Mẫu của văn bản Đảng; ghi «TM.», «KT.», «TL.»."
            yield quoted(PARTY, line, party.span(), advice)
            continue
        yield from _abbreviated(line)
        short = _SHORT_BODY.search(text)
        if short:
            yield quoted(SHORT_BODY, line, short.span(), "Ghi đầy đủ tên sau chữ viết tắt.")


def the_acting_head_is_abbreviated_right(paper: Paper) -> Iterator[Finding]:
    """Hold «Q.» before a title to the same form (PL1 II.7b)."""
    position = Words("signer.position", paper.plan.signer.position)
    if position.text[:1].upper() == "Q":
        yield from _abbreviated(position)


def _abbreviated(line: Words) -> Iterator[Finding]:
    begun = _BEGUN.match(line.text)
    if begun and not _WELL_BEGUN.match(line.text) and _is_mark(line.text, begun):
        mark = "".join(filter(str.isalpha, begun["mark"].upper()))
        right = f"{mark}. " if begun["mark"].isalpha() else None
        yield quoted(ABBREVIATION, line, begun.span(), f"Viết «{mark}.».", right)
    said = _IN_WORDS.match(line.text)
    if said:
        short = _SHORT_OF.get(said["said"].upper(), "TUQ.")
        yield quoted(ABBREVIATION, line, said.span(), f"Viết tắt «{short}».")


def _is_mark(line: str, begun: re.Match[str]) -> bool:
    # «QUYỀN GIÁM ĐỐC» begins with a Q that is no abbreviation.
    return bool(begun["sign"]) or line[begun.end("mark")].isspace()


def deputies_sign_for_their_head(paper: Paper) -> Iterator[Finding]:
    """Join KT. and a deputy's title; no deputy signs by order (Điều 13)."""
    signer = paper.plan.signer
    position = Words("signer.position", signer.position.strip())
    title = position.text.upper()
    span = (0, len(title))
    lines = [line.strip().upper() for line in signer.authority]
    heads = [_head(line) for line in lines if line.startswith("KT")]
    is_deputy = bool(_DEPUTY.match(title))
    advisory = bool(signer.second_title or _ADVISORY.search(title))
    if not is_deputy:
        if heads and title:
            yield quoted(NOT_DEPUTY, position, span, "Ký thay (KT.) mà không phải cấp phó.")
        return
    by_order = [_head(line) for line in lines if line.startswith("TL")]
    if by_order and not heads and _is_head_of(by_order[0], title):
        yield quoted(BY_ORDER, position, span, "Cấp phó ký thay (KT.), không ký thừa lệnh (TL.).")
    elif heads:
        if not (_is_head_of(heads[-1], title) or is_short(title)):
            yield quoted(OTHER_HEAD, position, span, f"Không phải cấp phó của «{heads[-1]}».")
    elif not advisory and not any(line.startswith("TUQ") for line in lines):
        yield DEPUTY.at(
            "signer.authority", f"«{title}» là cấp phó; thêm dòng «KT.» và chức vụ cấp trưởng."
        )


def _head(line: str) -> str:
    """Return the title behind «KT.» or «TL.»."""
    return re.sub(r"^\w+\W+", "", line)


def _is_head_of(head: str, deputy: str) -> bool:
    if deputy.startswith("THỨ TRƯỞNG"):
        return head.startswith("BỘ TRƯỞNG")
    bare = re.sub(r"^(?:PHÓ|P\.)\s*", "", deputy)
    return head.startswith(bare) or bare.startswith(head)


def a_collective_is_signed_for(paper: Paper) -> Iterator[Finding]:
    """Demand TM. where a people's committee or council issues and its chair signs."""
    plan = paper.plan
    position = plan.signer.position.strip().upper()
    if not _COLLECTIVE_ISSUER.match(plan.organ_name.upper()) or not _CHAIR.match(position):
        return
    marks = ("TM", "T/M", "T.M", "THAY", "TL", "TUQ", "THỪA")
    if not any(line.strip().upper().startswith(marks) for line in plan.signer.authority):
        yield COLLECTIVE.at(
            "signer.authority", "Văn bản của tập thể; thêm dòng «TM.» và tên cơ quan ban hành."
        )


def the_collective_is_the_issuer(paper: Paper) -> Iterator[Finding]:
    """Name behind TM. the body that issues; a department has one head (Điều 13)."""
    issuer = paper.plan.organ_name.strip().upper()
    lines = [Words("signer.authority", text) for text in paper.plan.signer.authority]
    marks = [line.text.strip().upper()[:2] for line in lines]
    for line, mark in zip(lines, marks, strict=True):
        if mark != "TM":
            continue
        span = (0, len(line.text))
        named = _head(line.text.strip().upper())
        if any(own.match(issuer) and other.match(named) for own, other in _BODIES):
            yield quoted(OTHER_BODY, line, span, "Không phải tập thể của cơ quan ban hành.")
        if issuer.startswith("SỞ "):
            yield quoted(ONE_HEAD, line, span, "Sở làm việc theo chế độ thủ trưởng; bỏ «TM.».")
        if "KT" in marks[: marks.index("TM")]:
            yield quoted(LINES, line, span, "Chuyển dòng này lên trên dòng «KT.».")


RULES = (
    authority_is_abbreviated_right,
    the_acting_head_is_abbreviated_right,
    deputies_sign_for_their_head,
    a_collective_is_signed_for,
    the_collective_is_the_issuer,
)
