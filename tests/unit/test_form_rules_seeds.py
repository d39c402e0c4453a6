"""The rules over two real scans: each finding judged by hand, and no other."""

from pathlib import Path

import pytest

from webapp.domain.form_rules.checking import check, stage_of
from webapp.domain.form_rules.findings import Severity
from webapp.domain.form_rules.places import place_label
from webapp.domain.outline.paper import read_paper

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

# The scans lack the issuer's name, and the first the signer's title; it has two documents in one
# base, the second with a damaged date. The second writes «Ủy Ban» twice and cites two documents
# without date.
JUDGED = {
    "000_1cc9935add5b3f87.txt": {
        ("ND30-PL1-II.2a", "Cơ quan ban hành"),
        ("ND30-PL1-II.7c-chuc-vu", "Chức vụ người ký"),
        ("ND30-PL1-II.6a-xuong-dong", "Căn cứ 1"),
        ("ND30-PL1-II.6a-ngay", "Căn cứ 1"),
    },
    "003_33817c20020375fd.txt": {
        ("ND30-PL1-II.2a", "Cơ quan ban hành"),
        ("ND30-PL1-II.6b-lan-dau", "Nội dung, đoạn «- Việc thực hiện nội dung QCDC ở cơ sở p…»"),
        ("ND30-PL1-II.6b-lan-dau", "Nội dung, đoạn «- Tiếp tục tăng cường công tác kiểm tra…»"),
        ("ND30-PL2-IV.1", "Nội dung, đoạn «5. Đề nghị Ủy Ban MTTQ Việt Nam tỉnh phố…»"),
        ("ND30-PL2-IV.1", "Kết 1"),
    },
}


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared seeds are not beside this repository")
@pytest.mark.parametrize("name", JUDGED)
def test_a_real_plan_has_the_errors_and_warnings_judged_right_and_no_other(name):
    plan = read_paper((SEEDS / name).read_text(encoding="utf-8"))

    findings = check(plan, stage_of(plan))

    heavy = [finding for finding in findings if finding.severity is not Severity.HINT]
    assert {(one.rule, place_label(plan, one.place)) for one in heavy} == JUDGED[name]
