"""Examples of the rules on header, notation, place, type and subject."""

from dataclasses import replace
from datetime import date

from tests.unit.a_good_plan import GOOD, a_plan, issued, para, with_body, words
from tests.unit.rule_examples.making import Example, field, subject, text
from webapp.domain.plan import BlockKind, Medium
from webapp.domain.stages import Stage

SUBJECT = "Chuyển đổi số trong giải quyết thủ tục hành chính năm 2026"
OF_DEPARTMENT = {
    "organ_in_charge": "UBND TỈNH ĐIỆN BIÊN",
    "organ_name": "SỞ TÀI CHÍNH",
    "code_notation": "KH-STC",
    "signer": a_plan().signer.__class__(("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Lò Văn Inh"),
}
A_LETTER = {
    "document_type": "CÔNG VĂN",
    "code_notation": "UBND-VP",
    "subject": words("đính chính Kế hoạch số 05/KH-UBND"),
    "addressees": (words("Các thôn"),),
    "to_places": (words("Như trên"), words("Ủy ban nhân dân tỉnh")),
}
OF_CITY = {"organ_name": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH"}

EXAMPLES = (
    # components
    field("ND30-PL1-II.2a", "organ_name", "", "ỦY BAN NHÂN DÂN\nXÃ NẬM PỒ"),
    field("ND30-PL1-II.4a", "promulgation_place", " ", "Nậm Pồ"),
    field("ND30-PL1-II.5a", "document_type", "", "Kế hoạch"),
    field("ND30-PL1-II.5a-trich-yeu", "subject", (), words(SUBJECT)),
    field("ND30-PL1-II.6", "body", (), GOOD.body),
    field("ND30-PL1-II.9c", "to_places", (), GOOD.to_places),
    field("ND30-PL1-II.9d-luu", "filing_line", (), GOOD.filing_line),
    Example("ND30-PL1-II.3a", "code_number", issued(code_number=None), issued(), Stage.ISSUED),
    Example(
        "ND30-PL1-II.4b", "promulgated_on", issued(promulgated_on=None), issued(), Stage.ISSUED
    ),
    Example(
        "ND30-D15-so-truoc-ky",
        "code_number",
        a_plan(code_number=5),
        a_plan(code_number=5, medium=Medium.ELECTRONIC),
        Stage.SIGNING,
    ),
    # issuer
    field(
        "ND30-PL1-II.2a-ten-day-du",
        "organ_name",
        "UBND XÃ NẬM PỒ",
        "UỶ BAN NHÂN DÂN XÃ NẬM PỒ",
    ),
    field(
        "ND30-PL1-II.2a-ten-day-du",
        "organ_name",
        "SỞ GD&ĐT",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        **OF_DEPARTMENT | {"code_notation": "KH-SGDĐT"},
    ),
    field(
        "ND30-PL1-II.2a-ten-day-du",
        "organ_name",
        "ỦY BAN NHÂN DÂN TP. HỒ CHÍ MINH",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
    ),
    field(
        "ND30-PL1-II.2a-ten-don-vi",
        "organ_name",
        "ỦY BAN NHÂN DÂN\nTỈNH",
        "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN",
    ),
    Example(
        "ND30-PL1-II.2a-ten-don-vi",
        "organ_in_charge",
        a_plan(**OF_DEPARTMENT | {"organ_in_charge": "UBND TỈNH"}),
        a_plan(**OF_DEPARTMENT),
    ),
    Example(
        "ND30-PL1-II.2a-ten-don-vi",
        "organ_in_charge",
        a_plan(**OF_DEPARTMENT | {"organ_in_charge": "ỦY BAN NHÂN DÂN"}),
        a_plan(organ_in_charge="ỦY BAN NHÂN DÂN", organ_name="XÃ NẬM PỒ"),
    ),
    Example(
        "ND30-PL1-II.2a-chu-quan",
        "organ_in_charge",
        a_plan(**OF_DEPARTMENT | {"organ_in_charge": ""}),
        a_plan(**OF_DEPARTMENT),
    ),
    field("HD05-VPTW", "organ_name", "ĐẢNG ỦY XÃ NẬM PỒ", "ỦY BAN NHÂN DÂN\nXÃ NẬM PỒ"),
    # notation
    field("ND30-PL1-II.3b", "code_notation", "", "KH-UBND"),
    field("ND30-PL1-II.3c", "code_notation", "KH - UBND", "KH-UBND"),
    field("ND30-PL1-II.3c", "code_notation", "KH–UBND", "KH-UBND"),
    field("ND30-PL1-II.3c", "code_notation", "KH-UBND.", "KH-UBND"),
    field("ND30-PL1-II.3c", "code_notation", "KH_UBND", "KH-UBND"),
    field("ND30-PL1-II.3c-in-hoa", "code_notation", "KH-Ubnd", "KH-UBND"),
    field("ND30-PL1-II.3c-in-hoa", "code_notation", "KH-ubnd", "KH-BCĐ"),
    field("ND30-PL1-II.3b-nam", "code_notation", "2026/KH-UBND", "KH-UBND"),
    field("ND30-PL1-II.3b-nam", "code_notation", "05-KH/ĐU", "KH-UBND"),
    field("ND30-PL1-II.3c-van-ban-dang", "code_notation", "KH/ĐU", "KH-UBND"),
    field("ND30-PL3-I", "code_notation", "kh-UBND", "KH-UBND"),
    field("ND30-PL3-I", "code_notation", "QCh-UBND", "QC-UBND", document_type="QUY CHẾ"),
    field("ND30-PL3-I", "code_notation", "QYĐ-UBND", "QyĐ-UBND", document_type="QUY ĐỊNH"),
    field("ND30-PL3-I", "code_notation", "DAn-UBND", "DA-UBND", document_type="DỰ ÁN"),
    field("ND30-PL3-I", "code_notation", "CTR-UBND", "CTr-UBND", document_type="CHƯƠNG TRÌNH"),
    field(
        "ND30-PL3-I",
        "code_notation",
        "TT-UBND",
        "TTr-UBND",
        document_type="TỜ TRÌNH",
        opening=(words("Kính gửi: Ủy ban nhân dân tỉnh."),),
    ),
    field("ND30-PL1-II.3b-co-quan", "code_notation", "KH", "KH-UBND"),
    field("ND30-PL1-II.3b-khac-co-quan", "code_notation", "KH-SNV", "KH-VP"),
    field(
        "ND30-PL1-II.3b-khac-co-quan",
        "code_notation",
        "KH-UBND",
        "KH-STC",
        **{name: value for name, value in OF_DEPARTMENT.items() if name != "code_notation"},
    ),
    field("ND30-PL1-II.3b-don-vi", "code_notation", "KH-UBND-VX", "KH-UBND"),
    field("ND30-D7", "document_type", "KẾ HOẠCH THÁNG", "KẾ HOẠCH"),
    # place
    field("ND30-PL1-II.4c-dia-danh", "promulgation_place", "Nậm Pồ,", "Nậm Pồ"),
    field("ND30-PL1-II.4c-dia-danh", "promulgation_place", "Nậm Pồ, ngày", "Nậm Pồ"),
    field("ND30-PL1-II.4c-viet-hoa", "promulgation_place", "nậm Pồ", "Nậm Pồ"),
    field("ND30-PL1-II.4c-viet-hoa", "promulgation_place", "xã Nậm Pồ", "Xã Nậm Pồ"),
    field(
        "ND30-PL1-II.4c-viet-hoa",
        "promulgation_place",
        "thành phố Hồ Chí Minh",
        "Thành phố Hồ Chí Minh",
        **OF_CITY,
    ),
    field("ND30-PL1-II.4c-in-thuong", "promulgation_place", "NẬM PỒ", "Nậm Pồ"),
    field(
        "ND30-PL1-II.4a-viet-tat",
        "promulgation_place",
        "TP. Hồ Chí Minh",
        "Thành phố Hồ Chí Minh",
        **OF_CITY,
    ),
    field(
        "ND30-PL1-II.4a-ten-day-du",
        "promulgation_place",
        "Hồ Chí Minh",
        "Thành phố Hồ Chí Minh",
        **OF_CITY,
    ),
    field(
        "ND30-PL1-II.4a-ten-day-du",
        "promulgation_place",
        "4",
        "Phường 4",
        organ_name="ỦY BAN NHÂN DÂN\nPHƯỜNG 4",
    ),
    field("ND30-PL1-II.4a-xa", "promulgation_place", "Điện Biên", "Nậm Pồ"),
    # subject
    subject("ND30-PL1-II.5b-trich-yeu", SUBJECT.upper(), SUBJECT),
    subject(
        "ND30-PL1-II.5b-trich-yeu",
        "Thực hiện CHUYỂN ĐỔI SỐ TRONG GIẢI QUYẾT thủ tục năm 2026",
        "Thực hiện phối hợp giữa UBND, HĐND, MTTQ, LĐLĐ, ĐTN xã năm 2026",
    ),
    subject("ND30-PL1-II.5b-V/v", f"V/v {SUBJECT}", f"Về việc {SUBJECT}"),
    subject("ND30-PL1-II.5b-V/v", f"v/v {SUBJECT}", SUBJECT),
    subject("ND30-PL1-II.5a-mot-doan", f"{SUBJECT}\nvà năm 2027", f"{SUBJECT} và năm 2027"),
    subject("ND30-PL6-II-trich-yeu", "Thực hiện " + "rất nhiều việc " * 40, SUBJECT),
    subject("ND30-PL2-I-trich-yeu", "chuyển đổi số năm 2026", "Chuyển đổi số năm 2026"),
    subject("TL-trich-yeu-dau-cham", f"{SUBJECT}.", SUBJECT),
    subject("TL-trich-yeu-ten-loai", "Kế hoạch chuyển đổi số năm 2026", SUBJECT),
    field("ND30-PL6-II", "organ_name", "TRUNG TÂM " + "PHỤC VỤ " * 30, "TRUNG TÂM PHỤC VỤ"),
    # what belongs to other types
    text("ND30-PL1-II.9b", "Kính gửi: Các đơn vị thuộc xã", "Gửi các đơn vị thuộc xã"),
    Example(
        "ND30-PL1-II.9b-to-trinh",
        "opening",
        a_plan(document_type="TỜ TRÌNH", code_notation="TTr-UBND"),
        a_plan(
            document_type="TỜ TRÌNH",
            code_notation="TTr-UBND",
            opening=(words("Kính gửi: Ủy ban nhân dân tỉnh."),),
        ),
    ),
    # what a công văn has
    field("ND30-PL1-II.3b-cong-van", "code_notation", "UBND", "UBND-VP", **A_LETTER),
    field("ND30-PL1-II.3c-in-hoa", "code_notation", "Ubnd-VP", "UBND-VP", **A_LETTER),
    field("ND30-PL1-II.9b-cong-van", "addressees", (), (words("Các thôn"),), **A_LETTER),
    field(
        "ND30-PL1-II.9b-cong-van-nhu-tren",
        "to_places",
        (words("Các thôn"),),
        (words("Như trên"),),
        **A_LETTER,
    ),
    Example(
        "ND30-PL1-II.9b",
        "addressees/0",
        a_plan(addressees=(words("Các thôn"),)),
        a_plan(**A_LETTER),
    ),
    # urgency, secrecy, marks
    field("ND30-PL1-III.2b", "priority", "Gấp", "HOẢ TỐC"),
    Example("ND30-PL1-III.2a", "secrecy", a_plan(secrecy="Rất mật"), a_plan(secrecy="Mật")),
    field("L117-2025-mat", "secrecy", "Mật", ""),
    Example(
        "ND30-PL1-III.2-danh-may",
        "body/p8",
        with_body(replace(para("HỎA TỐC", "p8"), kind=BlockKind.HEADING)),
        with_body(replace(para("YÊU CẦU KHẨN", "p8"), kind=BlockKind.HEADING)),
    ),
    Example(
        "ND30-PL1-III.2-danh-may",
        "body/p8",
        with_body(para("HỎA TỐC", "p8")),
        with_body(para("Việc hỏa tốc làm trước.", "p8")),
    ),
    field("ND30-PL1-III.3", "typer_notation", "pl", "PL"),
    # bodies that ended
    text("L72-2025-cap-huyen", "UBND huyện Nậm Pồ thực hiện", "UBND xã Nậm Pồ thực hiện"),
    text("L72-2025-cap-huyen", "Ủy ban nhân dân các huyện họp", "Ủy ban nhân dân các xã họp"),
    text(
        "L72-2025-cap-huyen",
        "Phòng Nội vụ huyện thực hiện",
        "Hồ sơ bàn giao từ cấp huyện, UBND huyện trước đây; phòng Văn hóa xã",
    ),
    text("L72-2025-cap-huyen", "Các xã, phường, thị trấn họp", "Các xã, phường, đặc khu họp"),
    field(
        "L72-2025-cap-huyen",
        "promulgation_place",
        "Quận 1",
        "Phường 1",
        organ_name="VĂN PHÒNG TỔNG HỢP",
        code_notation="KH-VP",
    ),
    Example(
        "L72-2025-cap-huyen",
        "opening/0",
        a_plan(promulgated_on=date(2025, 7, 1), opening=(words("UBND huyện làm như sau:"),)),
        a_plan(promulgated_on=date(2025, 6, 30), opening=(words("UBND huyện làm như sau:"),)),
    ),
    text(
        "NQ176-2025-QH15",
        "Sở Kế hoạch và Đầu tư thực hiện",
        "Sở Tài chính, ông A nguyên Bộ trưởng Bộ Kế hoạch và Đầu tư",
    ),
    text(
        "NQ176-2025-QH15",
        "Sở Tài nguyên và Môi trường thực hiện",
        "Sở Nông nghiệp và Môi trường thực hiện",
    ),
)
