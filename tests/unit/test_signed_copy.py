"""What is said of the file of a signed paper."""

from dataclasses import replace

import pytest

from webapp.domain.digital_signatures import DigitalSignature, Integrity, Trust
from webapp.domain.signed_copy import Checks, complaints, count_words, warnings

GOOD = Checks(
    2, scanned_pages=2, dpi=200, is_coloured=True, approved_pages=2, words=9, approved_words=9
)
WHOLE, PARTLY = (
    DigitalSignature("Phạm Quốc Toản", covers_all=True),
    DigitalSignature("", covers_all=False),
)
SOUND = DigitalSignature(
    "Phạm Quốc Toản", covers_all=True, integrity=Integrity.INTACT, trust=Trust.TRUSTED
)
OWN = replace(SOUND, signed_at="2026-03-02T23:30:00+00:00")
HIS = {
    "signatures": (OWN,),
    "signer": "Phạm Quốc Toản",
}
"""In Vietnam the next day has begun."""
FILLED = replace(SOUND, covers_all=False, integrity=Integrity.FILLED)


def test_a_sound_scan_is_passed_without_a_word():
    assert warnings(GOOD) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pages": 1}, "Tệp có 1 trang, bản đã duyệt có 2 trang"),
        ({"dpi": 199}, "199 dpi, dưới 200 dpi"),
        ({"is_coloured": False}, "không có màu"),
        ({"missing_words": 4}, "thiếu 4 trong 9 từ"),
        ({"scanned_pages": 0, "dpi": 0}, "không có chữ ký số"),
        ({"signatures": (PARTLY,)}, "thêm sau chữ ký số"),
        ({"signatures": (SOUND,), "signer": "Lê Thị Hạnh"}, "mang tên người ký Lê Thị Hạnh"),
        ({**HIS, "signed_on": "2026-03-02"}, "không ghi ngày ký đã ghi nhận"),
        ({"signatures": (SOUND, FILLED)}, "biểu mẫu còn được điền thêm"),
    ],
)
def test_each_fault_has_one_sentence(changes, sentence):
    (said,) = warnings(replace(GOOD, **changes))

    assert sentence in said


@pytest.mark.parametrize(
    "changes",
    [
        {"approved_pages": 0},
        {"words": 0, "missing_words": 9},
        {"scanned_pages": 0, "dpi": 0, "is_coloured": False, "signatures": (PARTLY, WHOLE)},
        {"signatures": (FILLED, SOUND)},
        {**HIS, "signed_on": "2026-03-03"},
        {**HIS, "signed_on": ""},
        {"signatures": (SOUND,), "signer": "PHẠM QUỐC TOẢN", "signed_on": "2026-03-03"},
        {"signer": "Phạm Quốc Toản"},
    ],
)
def test_what_cannot_be_compared_is_no_fault(changes):
    assert warnings(replace(GOOD, **changes)) == ()


def test_what_is_wrong_with_a_signature_is_told_apart():
    stranger = replace(SOUND, name="", trust=Trust.UNKNOWN_ROOT)
    (said,) = complaints(replace(GOOD, signatures=(SOUND, stranger)))

    assert said.startswith("Chữ ký số: không đủ tin cậy: chứng thư không thuộc")


def test_words_are_the_same_in_any_case_and_form_of_their_marks():
    assert count_words("KẾ HOẠCH, kế") == {"kế": 2, "hoạch": 1}
    assert count_words("Kế") == count_words("kế")


GIVEN = {"so": "05", "ngay": "02", "thang": "3", "nam": "2026"}
OPEN = {**GIVEN, "so": "", "ngay": ""}
CLOSED = (replace(OWN, filled=("so",)), replace(SOUND, name="UBND XÃ AN PHƯỚC"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"form": {**GIVEN, "so": "06", "thang": "4"}},
            "Tệp ghi số 06, tháng 4 nhưng sổ đăng ký văn bản đi ghi số 05, tháng 3;",
        ),
        ({"form": OPEN}, "Tệp chưa điền số, ngày;"),
        ({"form": GIVEN, **HIS}, "Tệp chưa có chữ ký số của cơ quan"),
        (
            {"form": GIVEN, "signatures": (replace(FILLED, filled=("so", "ghi_chu")), SOUND)},
            "còn được điền ô ghi_chu ngoài ô số, ngày, tháng",
        ),
    ],
)
def test_what_was_filled_in_is_held_against_the_register(changes, sentence):
    (said,) = warnings(replace(GOOD, **changes), GIVEN)

    assert sentence in said


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        ({"form": GIVEN, "signatures": CLOSED, "signer": HIS["signer"]}, GIVEN),
        ({"form": GIVEN}, GIVEN),
        ({"form": OPEN, **HIS}, {}),
        ({"form": {}, **HIS}, GIVEN),
        ({"form": GIVEN, "signatures": (FILLED,), "filled_here": True}, GIVEN),
        (
            {"form": GIVEN, "signatures": (FILLED,), "filled_here": True, "signer": HIS["signer"]},
            GIVEN,
        ),
    ],
    ids=["sealed", "a scan", "no number yet", "no form", "filled, signer unknown", "filled here"],
)
def test_a_form_as_the_register_has_it_is_passed_without_a_word(changes, given):
    assert warnings(replace(GOOD, **changes), given) == ()


def test_a_file_that_the_system_filled_still_waits_for_the_agencys_signature():
    assert replace(GOOD, form=GIVEN).is_filled
    assert GOOD.is_filled
    assert not replace(GOOD, form=OPEN).is_filled
    assert not replace(GOOD, form=GIVEN, filled_here=True).is_filled
