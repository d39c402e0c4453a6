"""What a finding is known by while its plan changes."""

from dataclasses import replace

import pytest

from tests.unit.a_good_plan import GOOD, a_plan, para, table, with_appendixes, with_body, words
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Finding, Severity
from webapp.domain.form_rules.wording import Wording
from webapp.domain.plan import Run
from webapp.domain.stages import Stage

AT_A_TABLE = with_body(table("Việc", "Hạn  15/6/2026", name="t1"))


def a_finding(place="subject", quote="", rule="TL-thu", **changes):
    return replace(Finding(rule, Severity.HINT, place, "Sửa.", "Thông lệ", quote), **changes)


def key(plan, finding):
    return Wording(plan).key(finding)


@pytest.mark.parametrize(
    ("plan", "place", "said"),
    [
        (GOOD, "subject", "Chuyển đổi số trong giải quyết thủ tục hành chính năm 2026"),
        (GOOD, "to_places/1", "Thường trực Đảng ủy, HĐND xã"),
        (GOOD, "to_places", "UBND tỉnh (để b/c) Thường trực Đảng ủy, HĐND xã Các đơn vị thuộc"),
        (GOOD, "body/p5", "Bảo đảm tiến độ."),
        (AT_A_TABLE, "body/t1", "Việc Hạn 15/6/2026"),
        (with_appendixes(1), "appendixes/0", "DANH MỤC NHIỆM VỤ"),
        (with_appendixes(1), "appendixes/0/q1", "Nhiệm vụ: ........"),
        (GOOD, "signer.position", "PHÓ CHỦ TỊCH"),
        (GOOD, "signer.authority", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"),
        (GOOD, "organ_name", "ỦY BAN NHÂN DÂN XÃ NẬM PỒ"),
        (GOOD, "code_number", ""),
        (GOOD, "appendixes", ""),
        (GOOD, "page", ""),
    ],
)
def test_the_words_at_a_place(plan, place, said):
    assert Wording(plan).at(place).startswith(said)
    assert bool(Wording(plan).at(place)) == bool(said)


def test_a_finding_is_known_wherever_its_words_go():
    before = with_body(para("Đảm bảo tiến độ.", "x1"))
    after = with_body(para("Đoạn mới.", "x9"), para("Đảm bảo  tiến độ.", "x2"))

    assert key(before, a_finding("body/x1")) == key(after, a_finding("body/x2"))


@pytest.mark.parametrize(
    ("plan", "finding"),
    [
        (a_plan(subject=words("Chuyển đổi số năm 2027")), a_finding()),
        (GOOD, a_finding(rule="TL-khac")),
        (GOOD, a_finding(quote="năm 2026")),
        (GOOD, a_finding("opening/0")),
    ],
    ids=["other words", "another rule", "another quote", "another passage"],
)
def test_another_finding_is_another(plan, finding):
    assert key(plan, finding) != key(GOOD, a_finding())


def test_composed_and_decomposed_letters_are_the_same_words():
    decomposed = a_plan(subject=(Run("Chuye\u0302\u0309n đổi số"),))
    composed = a_plan(subject=(Run("Chuyển đổi số"),))

    assert key(decomposed, a_finding()) == key(composed, a_finding())


@pytest.mark.parametrize("stage", Stage)
def test_every_finding_of_a_bad_plan_has_a_key_of_its_own(stage):
    bad = a_plan(subject=(), to_places=(), filing_line=(), code_notation="", promulgation_place="")

    found = check(bad, stage)

    assert found
    assert len({key(bad, one) for one in found}) == len(found)
