"""What is legal in header, subject, recipients and signature; stages and media."""

import pytest

from tests.unit.a_good_plan import GOOD, a_plan, found, issued, with_signer, words
from webapp.domain.plan import Medium, Signer
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
    a_plan(organ_name="VĂN PHÒNG", promulgation_place="Thành phố Hồ Chí Minh"),
    a_plan(organ_name="ỦY BAN NHÂN DÂN PHƯỜNG 4", promulgation_place="Phường 4"),
    a_plan(
        organ_in_charge="UBND TỈNH ĐIỆN BIÊN",
        organ_name="SỞ TÀI CHÍNH",
        code_notation="KH-STC",
        signer=Signer((), "GIÁM ĐỐC", "Lò Văn Inh"),
    ),
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
