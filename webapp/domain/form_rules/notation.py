"""Rules about the notation: «KH-UBND», no year, no spaces, the right code (PL1 II.3, PL3 I)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted, whole
from webapp.domain.letters import is_letter

MISSING = error("ND30-PL1-II.3b", "PL1 II.3b", "Có ký hiệu văn bản")
SPACES = error("ND30-PL1-II.3c", "PL1 II.3c", "Trong ký hiệu không cách chữ, dùng gạch nối (-)")
SMALL = error("ND30-PL1-II.3c-in-hoa", "PL1 II.3c", "Ký hiệu viết bằng chữ in hoa")
YEAR = error(
    "ND30-PL1-II.3b-nam",
    "PL1 II.3b",
    "Ký hiệu của kế hoạch chỉ gồm tên loại và cơ quan, không ghi năm hay số",
)
TYPE_CODE = error("ND30-PL3-I", "PL3 I", "Chữ viết tắt tên loại theo bảng của Phụ lục III")
AGENCY = error(
    "ND30-PL1-II.3b-co-quan", "PL1 II.3b", "Ký hiệu có chữ viết tắt tên cơ quan ban hành"
)
OTHER_AGENCY = error(
    "ND30-PL1-II.3b-khac-co-quan",
    "PL1 II.3b",
    "Chữ viết tắt cơ quan trong ký hiệu là của cơ quan ban hành",
)
LETTER = error(
    "ND30-PL1-II.3b-cong-van",
    "PL1 II.3b",
    "Ký hiệu công văn có chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực",
)
UNIT = warning(
    "ND30-PL1-II.3b-don-vi", "PL1 II.3b", "Đơn vị soạn thảo ghi ở dòng «Lưu», không ghi ở ký hiệu"
)
PARTY = error(
    "ND30-PL1-II.3c-van-ban-dang", "PL1 II.3c", "Số và ký hiệu không theo mẫu của văn bản Đảng"
)
UNKNOWN_TYPE = warning("ND30-D7", "Điều 7", "Tên loại thuộc các loại văn bản hành chính")

TYPE_CODES = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
"""The types with a code of their own (PL3 I)."""

_PARTY_FORM = re.compile(r"-?[A-ZĐ][A-Za-zĐđ]{1,3}/[A-ZĐ]")
_NO_HYPHEN = re.compile(r"\s*[–—_\u2212]\s*|\s+-\s*|-\s+|-{2,}")
_DRAFT = re.compile(r"\(?dự thảo.*", re.IGNORECASE)
_GROUPS = re.compile(r"[^-]+")
_GROUPS_OF_A_PLAN = 2
_ISSUERS = (
    (re.compile(r"[ỦU][ỶY] BAN NHÂN DÂN\b"), re.compile(r"HĐND|S(?:NV|TC|CT|XD|YT|GDĐT|TP|KHCN)")),
    (re.compile(r"HỘI ĐỒNG NHÂN DÂN\b"), re.compile(r"UBND|S(?:NV|TC|CT|XD|YT|GDĐT|TP|KHCN)")),
    (re.compile(r"(?:SỞ|PHÒNG|TRƯỜNG|BAN CHỈ ĐẠO|BỆNH VIỆN)\b"), re.compile(r"UBND|HĐND")),
)
"""Issuers, and the abbreviations that are certainly of another."""


def notation_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the notation to type code, hyphen and agency code (PL1 II.3)."""
    notation = paper.plan.code_notation.strip()
    if not notation:
        yield MISSING.at("code_notation", "Chưa có ký hiệu; ghi theo mẫu «KH-UBND».")
        return
    written = Words("code_notation", notation)
    joined = re.sub(r"\s", "", _NO_HYPHEN.sub("-", notation)).strip("-./")
    if joined != notation:
        yield quoted(SPACES, written, (0, len(notation)), f"Viết liền «{joined}».", joined)
    if re.search(r"\d{4}|^\W*\d", notation):
        yield whole(
            YEAR,
            written,
            f"Ký hiệu «{notation}» không ghi năm hay số; năm chỉ ghi ở văn bản quy phạm pháp luật.",
        )
    elif _PARTY_FORM.match(joined):
        yield whole(
            PARTY, written, f"«{notation}» là mẫu của văn bản Đảng; ghi theo mẫu «KH-UBND»."
        )
    else:
        yield from _codes(paper, written, _GROUPS.findall(joined))


def _codes(paper: Paper, written: Words, groups: list[str]) -> Iterator[Finding]:
    yield from _type_code(paper, written, groups[:1])
    if is_letter(paper.plan):
        yield from _codes_of_a_letter(paper, written, groups)
    elif len(groups) < _GROUPS_OF_A_PLAN:
        yield whole(
            AGENCY,
            written,
            f"Ký hiệu «{written.text}» thiếu chữ viết tắt tên cơ quan, như «KH-UBND».",
        )
    elif len(groups) > _GROUPS_OF_A_PLAN:
        yield whole(
            UNIT,
            written,
            f"Ký hiệu «{written.text}» có quá hai nhóm chữ; đơn vị soạn thảo ghi ở dòng «Lưu».",
        )
    else:
        yield from _agency_code(paper, written, groups[1])


def _codes_of_a_letter(paper: Paper, written: Words, groups: list[str]) -> Iterator[Finding]:
    """Hold it to the agency's code and that of the drafting unit or the field (PL1 II.3b)."""
    if len(groups) < _GROUPS_OF_A_PLAN:
        advice = f"Ký hiệu «{written.text}» thiếu đơn vị soạn thảo hoặc lĩnh vực, như «UBND-VP»."
        yield whole(LETTER, written, advice)
    yield from _agency_code(paper, written, groups[0])


def _type_code(paper: Paper, written: Words, groups: list[str]) -> Iterator[Finding]:
    name = _usual(paper.plan.document_type)
    code = TYPE_CODES.get(name)
    for group in groups:
        if code is not None and group != code:
            start = written.text.find(group)
            right = code if group.upper() == code.upper() else None
            advice = f"Tên loại {name} viết tắt là «{code}»."
            yield quoted(TYPE_CODE, written, (start, start + len(group)), advice, right)


def _agency_code(paper: Paper, written: Words, group: str) -> Iterator[Finding]:
    start = written.text.find(group)
    span = (start, start + len(group))
    if group[1:].islower() or group.islower():
        right = group.upper()
        yield quoted(SMALL, written, span, f"Viết «{right}».", right)
    issuer = paper.plan.organ_name.strip().upper()
    for name, others in _ISSUERS:
        if name.match(issuer) and others.fullmatch(group.upper()):
            advice = "Không phải chữ viết tắt của cơ quan ban hành; kiểm tra ký hiệu."
            yield quoted(OTHER_AGENCY, written, span, advice)


def _usual(name: str) -> str:
    """Return the name of a type in capitals, with the marks where the table has them."""
    return name.strip().upper().replace("UỶ", "ỦY").replace("THOẢ", "THỎA")


def type_is_known(paper: Paper) -> Iterator[Finding]:
    """Know the types of Điều 7 that carry a name."""
    name = _DRAFT.sub("", paper.plan.document_type).strip()
    if name and _usual(name) not in TYPE_CODES and not is_letter(paper.plan):
        yield UNKNOWN_TYPE.at(
            "document_type",
            f"«{name}» không có trong các loại văn bản hành chính của Điều 7.",
            name,
        )


RULES = (notation_has_its_form, type_is_known)
