"""Faults planted one at a time in header, subject, recipients and signature."""

import pytest

from tests.unit.a_good_plan import GOOD, a_plan, found, issued, with_signer, with_text, words
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

DRAFT, SIGNING, ISSUED = Stage.DRAFT, Stage.SIGNING, Stage.ISSUED


def notation(text):
    return a_plan(code_notation=text)


def subject(text):
    return a_plan(subject=words(text))


def to_places(*texts):
    return a_plan(to_places=tuple(words(text) for text in texts))


def filing(text, **changes):
    return a_plan(filing_line=words(text), **changes)


def authority(*lines):
    return with_signer(authority=lines)


TM = "TM. ỦY BAN NHÂN DÂN"
SUBJECT = "Chuyển đổi số trong giải quyết thủ tục hành chính năm 2026"

PLANTED = [
    ("ND30-PL1-II.2a", "organ_name", a_plan(organ_name="")),
    ("ND30-PL1-II.2a-ten-day-du", "organ_name", a_plan(organ_name="UBND XÃ NẬM PỒ")),
    ("HD05-VPTW", "organ_name", a_plan(organ_name="ĐẢNG ỦY XÃ NẬM PỒ")),
    ("ND30-PL1-II.4a", "promulgation_place", a_plan(promulgation_place=" ")),
    ("ND30-PL1-II.4c-dia-danh", "promulgation_place", a_plan(promulgation_place="Nậm Pồ, ngày")),
    ("ND30-PL1-II.4c-dia-danh", "promulgation_place", a_plan(promulgation_place="nậm Pồ")),
    (
        "ND30-PL1-II.4a-viet-tat",
        "promulgation_place",
        a_plan(promulgation_place="TP. Hồ Chí Minh"),
    ),
    ("ND30-PL1-II.5a", "document_type", a_plan(document_type="")),
    ("ND30-D7", "document_type", a_plan(document_type="KẾ HOẠCH THÁNG")),
    ("ND30-PL1-II.3b", "code_notation", notation("")),
    ("ND30-PL1-II.3c", "code_notation", notation("KH - UBND")),
    ("ND30-PL1-II.3c", "code_notation", notation("KH–UBND")),
    ("ND30-PL1-II.3b-nam", "code_notation", notation("2026/KH-UBND")),
    ("ND30-PL1-II.3b-nam", "code_notation", notation("05-KH/ĐU")),
    ("ND30-PL1-II.3c-van-ban-dang", "code_notation", notation("KH/ĐU")),
    ("ND30-PL3-I", "code_notation", notation("QCh-UBND")),
    ("ND30-PL1-II.3b-co-quan", "code_notation", notation("KH")),
    ("ND30-PL1-II.3b-don-vi", "code_notation", notation("KH-UBND-VX")),
    ("ND30-PL1-III.2b", "priority", a_plan(priority="Gấp")),
    ("ND30-PL1-II.5a-trich-yeu", "subject", a_plan(subject=())),
    ("ND30-PL1-II.5b-trich-yeu", "subject", subject(SUBJECT.upper())),
    ("ND30-PL1-II.5b-V/v", "subject", subject(f"V/v {SUBJECT}")),
    ("ND30-PL1-II.5b-V/v", "subject", subject(f"v/v {SUBJECT}")),
    ("ND30-PL6-II-trich-yeu", "subject", subject("Thực hiện " + "việc " * 100)),
    ("ND30-PL1-II.5a-mot-doan", "subject", subject(f"{SUBJECT}\nvà năm 2027")),
    ("ND30-PL2-I-trich-yeu", "subject", subject("chuyển đổi số năm 2026")),
    ("TL-trich-yeu-dau-cham", "subject", subject(f"{SUBJECT}.")),
    ("TL-trich-yeu-ten-loai", "subject", subject("Kế hoạch chuyển đổi số năm 2026")),
    ("ND30-PL1-II.9b", "opening/0", with_text("Kính gửi: Các đơn vị thuộc xã.")),
    ("ND30-PL1-II.9b-nhu-tren", "to_places/0", to_places("Như trên")),
    ("ND30-PL1-II.9c", "to_places", to_places()),
    ("ND30-PL1-II.9d", "to_places/0", to_places("UBND tỉnh;", "HĐND xã")),
    ("ND30-PL1-II.9d", "to_places/1", to_places("UBND tỉnh", "- HĐND xã")),
    ("ND30-PL1-II.9d", "to_places/1", to_places("UBND tỉnh", "HĐND xã.")),
    ("ND30-PL1-II.9d", "to_places/0", to_places(" ", "HĐND xã")),
    ("ND30-PL1-II.9d-mot-dong", "to_places/0", to_places("UBND tỉnh; HĐND xã")),
    ("ND30-PL1-II.9d-luu-cuoi", "to_places/1", to_places("UBND tỉnh", "Lưu: VT, VHXH")),
    ("TL-noi-nhan-trung", "to_places/1", to_places("UBND tỉnh", "UBND Tỉnh")),
    ("ND30-PL1-II.9d-luu", "filing_line", a_plan(filing_line=())),
    ("ND30-PL1-II.9d-luu-VT", "filing_line", filing("Lưu VT, VHXH.")),
    ("ND30-PL1-II.9d-luu-VT", "filing_line", filing("Lưu: VHXH.")),
    ("ND30-PL1-II.9d-luu-VT", "filing_line", filing("VT, VHXH.")),
    ("ND30-PL1-II.9d-VT", "filing_line", filing("Lưu: Văn thư, VHXH.")),
    ("ND30-PL1-II.9d-luu-cham", "filing_line", filing("Lưu: VT, VHXH")),
    ("ND30-PL1-II.9d-luu-cham", "filing_line", filing("Lưu: VT, VHXH;")),
    ("ND30-PL1-II.9d-so-ban", "filing_line", filing("Lưu: VT, VHXH, (2).")),
    ("ND30-PL1-II.9d-don-vi", "filing_line", filing("Lưu: VT.")),
    ("ND30-PL1-II.7c-ho-ten", "signer.full_name", with_signer(full_name="")),
    ("ND30-PL1-II.7c-chuc-vu", "signer.position", with_signer(position="", authority=(TM,))),
    ("ND30-PL1-II.7b", "signer.authority", authority("TM ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    ("ND30-PL1-II.7b", "signer.authority", authority("TM.ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    ("ND30-PL1-II.7b", "signer.authority", authority(TM, "KT/ CHỦ TỊCH")),
    ("ND30-PL1-II.7b-van-ban-dang", "signer.authority", authority("T/M ỦY BAN", "KT. CHỦ TỊCH")),
    ("ND30-PL1-II.7b-ten-tap-the", "signer.authority", authority("TM. UBND", "KT. CHỦ TỊCH")),
    ("ND30-PL1-II.7b-TM", "signer.authority", authority("KT. CHỦ TỊCH")),
    ("ND30-D13-KT", "signer.authority", authority(TM)),
    ("ND30-D13-KT-cap-truong", "signer.position", with_signer(position="CHỦ TỊCH")),
    ("ND30-PL1-II.7c-hoc-vi", "signer.full_name", with_signer(full_name="ThS. Lò Văn Inh")),
    ("ND30-PL1-II.7c-hoc-vi", "signer.full_name", with_signer(full_name="Tiến sĩ Lò Văn Inh")),
    ("ND30-PL1-II.7đ-ho-ten", "signer.full_name", with_signer(full_name="LÒ VĂN INH")),
    ("ND30-PL2-II.1", "signer.full_name", with_signer(full_name="Lò văn Inh")),
]


@pytest.mark.parametrize(("rule", "place", "plan"), PLANTED)
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(rule, place, plan):
    assert found(plan) == {(rule, place)}


@pytest.mark.parametrize("short", ["PCT", "P.CT", "PHÓ CT", "PHÓ", "PGĐ", "PTP"])
def test_a_short_title_is_found(short):
    assert ("ND30-PL1-II.7c-viet-tat", "signer.position") in found(with_signer(position=short))


def test_a_plan_without_a_body_has_nothing_to_say():
    assert found(a_plan(body=())) == {("ND30-PL1-II.6", "body")}


@pytest.mark.parametrize(
    ("plan", "stage"),
    [(GOOD, DRAFT), (GOOD, SIGNING), (issued(), ISSUED)],
)
def test_a_right_plan_has_no_finding_at_any_stage(plan, stage):
    assert found(plan, stage) == set()


def test_an_issued_plan_needs_number_and_date():
    assert found(GOOD, ISSUED) == {
        ("ND30-PL1-II.3a", "code_number"),
        ("ND30-PL1-II.4b", "promulgated_on"),
    }


@pytest.mark.parametrize("stage", [DRAFT, SIGNING])
def test_a_number_before_the_signature_is_a_fault_on_paper_alone(stage):
    numbered = a_plan(code_number=5)

    assert found(numbered, stage, Medium.PAPER) == {("ND30-D15-so-truoc-ky", "code_number")}
    assert found(numbered, stage, Medium.ELECTRONIC) == set()


def test_the_medium_of_the_plan_counts_where_none_is_named():
    numbered = a_plan(code_number=5, medium=Medium.ELECTRONIC)

    assert found(numbered) == set()


def test_a_submission_has_addressees_and_another_code():
    paper = a_plan(
        document_type="TỜ TRÌNH",
        code_notation="TTr-UBND",
        opening=(words("Kính gửi: Ủy ban nhân dân tỉnh."),),
        to_places=(words("Như trên"), words("HĐND xã")),
    )

    assert found(paper) == set()


@pytest.mark.parametrize("code", ["QĐ", "CTr", "QyĐ", "TT"])
def test_the_code_of_another_type_is_wrong_for_a_plan(code):
    assert found(notation(f"{code}-UBND")) == {("ND30-PL3-I", "code_notation")}


LEGAL = [
    filing("Lưu: VT.", unit=""),
    filing("Lưu: VT, VHXH."),
    filing("Lưu: VT, VHXH(LVI)."),
    filing("Lưu: VT, (N09).", unit=""),
    filing("Lưu:VT, VHXH."),
    subject("Về việc chuyển đổi số năm 2026"),
    subject("UBND xã chuyển đổi số năm 2026"),
    notation("KH-STNMT"),
    a_plan(promulgation_place="Thành phố Hồ Chí Minh"),
    a_plan(promulgation_place="Phường 4"),
    a_plan(organ_in_charge="UBND TỈNH ĐIỆN BIÊN", organ_name="SỞ TÀI CHÍNH"),
    a_plan(organ_name="UỶ BAN NHÂN DÂN XÃ NẬM PỒ"),
    a_plan(organ_name="Ủy ban nhân dân xã Nậm Pồ"),
    a_plan(document_type="Kế hoạch"),
    with_signer(authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch"), position="Phó Chủ tịch"),
    a_plan(priority="HOẢ TỐC"),
    a_plan(priority="Thượng khẩn"),
    with_signer(authority=(TM,), position="CHỦ TỊCH"),
    with_signer(authority=("TM. UỶ BAN NHÂN DÂN",), position="CHỦ TỊCH"),
    with_signer(authority=(TM,), position="Q. CHỦ TỊCH"),
    with_signer(authority=("TL. CHỦ TỊCH",), position="CHÁNH VĂN PHÒNG"),
    with_signer(authority=("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"), position="PHÓ CHÁNH VĂN PHÒNG"),
    with_signer(authority=("TUQ. CHỦ TỊCH",), position="PHÓ TRƯỞNG PHÒNG"),
    with_signer(authority=(), position="QUYỀN GIÁM ĐỐC"),
    with_signer(authority=("QUYỀN TRƯỞNG PHÒNG",), position="TRƯỞNG PHÒNG"),
    with_signer(authority=(), position="TRƯỞNG BAN", second_title="PHÓ CHỦ TỊCH XÃ"),
    with_signer(authority=(), position="PHÓ TRƯỞNG BAN"),
    with_signer(full_name="H'Yim Kđoh"),
    a_plan(
        organ_name="BỘ CHỈ HUY QUÂN SỰ TỈNH",
        signer=with_signer(
            authority=(), position="CHỈ HUY TRƯỞNG", full_name="Đại tá Lò Văn Inh"
        ).signer,
    ),
    a_plan(subject=words("V" * 10 + " " + "thực hiện " * 48 + "năm")),
]


@pytest.mark.parametrize("plan", LEGAL)
def test_a_legal_variant_is_never_flagged(plan):
    assert found(plan) == set()
