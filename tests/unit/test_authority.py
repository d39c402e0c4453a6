"""Every form of signing and its block."""

import pytest

from webapp.domain.authority import FORM_LABELS, SigningForm, SigningTitles, signature_block
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Signer

COMMITTEE = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("form", "titles", "authority", "position"),
    [
        (SigningForm.ALONE, SigningTitles("Giám đốc"), (), "GIÁM ĐỐC"),
        (
            SigningForm.TM,
            SigningTitles("Chủ tịch", collective=COMMITTEE),
            ("TM. ỦY BAN NHÂN DÂN",),
            "CHỦ TỊCH",
        ),
        (
            SigningForm.KT,
            SigningTitles("Thứ trưởng", head_title="Bộ trưởng"),
            ("KT. BỘ TRƯỞNG",),
            "THỨ TRƯỞNG",
        ),
        (
            SigningForm.TM_KT,
            SigningTitles("Phó Chủ tịch", head_title="Chủ tịch", collective=COMMITTEE),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
            "PHÓ CHỦ TỊCH",
        ),
        (
            SigningForm.TM_Q,
            SigningTitles("Chủ tịch", collective=COMMITTEE),
            ("TM. ỦY BAN NHÂN DÂN",),
            "Q. CHỦ TỊCH",
        ),
        (SigningForm.Q, SigningTitles("Giám đốc"), (), "Q. GIÁM ĐỐC"),
        (
            SigningForm.TL,
            SigningTitles("Chánh Văn phòng", head_title="Chủ tịch"),
            ("TL. CHỦ TỊCH",),
            "CHÁNH VĂN PHÒNG",
        ),
        (
            SigningForm.TL_KT,
            SigningTitles(
                "Phó Chánh Văn phòng", head_title="Chủ tịch", unit_head_title="Chánh Văn phòng"
            ),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"),
            "PHÓ CHÁNH VĂN PHÒNG",
        ),
        (
            SigningForm.TUQ,
            SigningTitles("Trưởng phòng Tổ chức cán bộ", head_title="Giám đốc"),
            ("TUQ. GIÁM ĐỐC",),
            "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ",
        ),
        (SigningForm.ADVISORY, SigningTitles("Trưởng ban"), (), "TRƯỞNG BAN"),
    ],
)
def test_each_form_gives_its_block(form, titles, authority, position):
    block = signature_block(form, titles, "Đặng Thị Ngọc Ước")

    assert block == Signer(authority, position, "Đặng Thị Ngọc Ước")


def test_an_advisory_body_with_the_agencys_seal_shows_both_titles():
    titles = SigningTitles("Trưởng ban", second_title="Phó Chủ tịch Ủy ban nhân dân tỉnh")

    block = signature_block(SigningForm.ADVISORY, titles, "Lò Văn Ính")

    assert block.position == "TRƯỞNG BAN"
    assert block.second_title == "Phó Chủ tịch Ủy ban nhân dân tỉnh"


def test_only_an_advisory_body_shows_a_second_title():
    titles = SigningTitles("Giám đốc", second_title="Phó Chủ tịch Ủy ban nhân dân tỉnh")

    assert not signature_block(SigningForm.ALONE, titles).second_title


@pytest.mark.parametrize("form", list(SigningForm))
def test_a_block_without_the_signers_title_is_refused(form):
    with pytest.raises(InvalidInputError, match="cần chức vụ của người ký; hãy bổ sung") as refusal:
        signature_block(form, SigningTitles())

    assert refusal.value.field == "position"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (SigningForm.TM, "collective"),
        (SigningForm.TM_Q, "collective"),
        (SigningForm.TM_KT, "collective"),
        (SigningForm.KT, "head_title"),
        (SigningForm.TL, "head_title"),
        (SigningForm.TL_KT, "head_title"),
        (SigningForm.TUQ, "head_title"),
    ],
)
def test_a_block_without_the_one_who_is_signed_for_is_refused(form, field):
    with pytest.raises(InvalidInputError) as refusal:
        signature_block(form, SigningTitles("Phó Chủ tịch"))

    assert refusal.value.field == field


def test_every_form_has_a_label():
    assert set(FORM_LABELS) == set(SigningForm)
