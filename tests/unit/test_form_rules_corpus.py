"""The rules over real plans in Word: each error and warning judged by hand, and no other."""

from collections import Counter
from pathlib import Path

import pytest

from webapp.documents.reading.document import read_docx
from webapp.domain.form_rules.checking import check, stage_of
from webapp.domain.form_rules.findings import Severity

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "plans"

# The first writes three documents in one base, which ends with a stop though others follow, two
# laws with their numbers, a stop for a comma and a department that has another name since 2025.
# The second writes a law's name and «sở» small; the third has no end sign; the last writes the
# name of a type with two capitals.
JUDGED = {
    "so-cong-thuong-de-an-08.docx": {
        ("ND30-PL1-II.6a-dau-cau", "legal_bases"): 1,
        ("ND30-PL1-II.6a-luat", "legal_bases"): 2,
        ("ND30-PL1-II.6a-xuong-dong", "legal_bases"): 1,
        ("ND30-PL2-I-sau-dau-cham", "body"): 1,
        ("NQ176-2025-QH15", "body"): 1,
    },
    "so-cong-thuong-pccc.docx": {
        ("ND30-PL2-IV.1-so", "body"): 2,
        ("ND30-PL2-V.6-luat", "opening"): 2,
    },
    "truong-thpt-cong-dan-dau-nam.docx": {("ND30-PL3-ket-thuc", "body"): 1},
    "ubnd-tinh-khoang-san.docx": {("ND30-PL2-V.6-ten-loai", "body"): 1},
}


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this repository")
@pytest.mark.parametrize("name", JUDGED)
def test_a_real_plan_has_the_errors_and_warnings_judged_right_and_no_other(name):
    plan = read_docx((CORPUS / name).read_bytes())

    heavy = [one for one in check(plan, stage_of(plan)) if one.severity is not Severity.HINT]

    found = Counter((one.rule, one.place.partition("/")[0]) for one in heavy)
    assert found == JUDGED[name]
