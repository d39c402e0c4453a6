"""Rules about the notation: «KH-UBND», no year, no spaces, the right code (PL1 II.3, PL3 I)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, warning
from webapp.domain.form_rules.paper import Paper

MISSING = error("ND30-PL1-II.3b", "PL1 II.3b", "Có ký hiệu văn bản")
SPACES = error("ND30-PL1-II.3c", "PL1 II.3c", "Trong ký hiệu không cách chữ, dùng gạch nối (-)")
YEAR = error(
    "ND30-PL1-II.3b-nam",
    "PL1 II.3b",
    "Ký hiệu của kế hoạch chỉ gồm tên loại và cơ quan, không ghi năm hay số",
)
TYPE_CODE = error("ND30-PL3-I", "PL3 I", "Chữ viết tắt tên loại theo bảng của Phụ lục III")
AGENCY = error(
    "ND30-PL1-II.3b-co-quan", "PL1 II.3b", "Ký hiệu có chữ viết tắt tên cơ quan ban hành"
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
_GROUPS = re.compile(r"[^-]+")
_GROUPS_OF_A_PLAN = 2


def notation_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the notation to type code, hyphen and agency code (PL1 II.3)."""
    notation = paper.plan.code_notation.strip()
    if not notation:
        yield MISSING.at("code_notation", "Chưa có ký hiệu; ghi theo mẫu «KH-UBND».")
        return
    if re.search(r"[\s–—]", notation):
        yield SPACES.at(
            "code_notation", f"Ký hiệu «{notation}» không được cách chữ, chỉ dùng gạch nối (-)."
        )
    if re.search(r"\d{4}|^\W*\d", notation):
        yield YEAR.at(
            "code_notation",
            f"Ký hiệu «{notation}» không ghi năm hay số; năm chỉ ghi ở văn bản quy phạm pháp luật.",
        )
    elif _PARTY_FORM.match(notation):
        yield PARTY.at(
            "code_notation", f"«{notation}» là mẫu của văn bản Đảng; ghi theo mẫu «KH-UBND»."
        )
    else:
        yield from _codes(paper, notation)


def _codes(paper: Paper, notation: str) -> Iterator[Finding]:
    groups = _GROUPS.findall(re.sub(r"\s", "", notation).replace("–", "-"))
    name = paper.plan.document_type.strip().upper()
    code = TYPE_CODES.get(name)
    if code is not None and groups and groups[0] != code:
        yield TYPE_CODE.at(
            "code_notation", f"Tên loại {name} viết tắt là «{code}», không phải «{groups[0]}»."
        )
    if len(groups) < _GROUPS_OF_A_PLAN:
        yield AGENCY.at(
            "code_notation", f"Ký hiệu «{notation}» thiếu chữ viết tắt tên cơ quan, như «KH-UBND»."
        )
    elif len(groups) > _GROUPS_OF_A_PLAN:
        yield UNIT.at(
            "code_notation",
            f"Ký hiệu «{notation}» có quá hai nhóm chữ; đơn vị soạn thảo ghi ở dòng «Lưu».",
        )


def type_is_known(paper: Paper) -> Iterator[Finding]:
    """Know the types of Điều 7 that carry a name."""
    name = paper.plan.document_type.strip()
    if name and name.upper().replace("UỶ", "ỦY").replace("THOẢ", "THỎA") not in TYPE_CODES:
        yield UNKNOWN_TYPE.at(
            "document_type", f"«{name}» không có trong các loại văn bản hành chính của Điều 7."
        )


RULES = (notation_has_its_form, type_is_known)
