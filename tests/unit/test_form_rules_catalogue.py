"""The catalogue of rules, the words of findings, and their places."""

import pytest

from tests.unit.a_good_plan import (
    GOOD,
    a_plan,
    found,
    issued,
    para,
    table,
    with_appendixes,
    with_body,
    words,
)
from webapp.domain.form_rules.checking import CATALOGUE, check, has_errors, stage_of
from webapp.domain.form_rules.findings import SEVERITY_LABELS, Severity
from webapp.domain.form_rules.places import place_label
from webapp.domain.plan import Block, BlockKind
from webapp.domain.stages import Stage


def test_no_two_rules_share_an_id():
    ids = [rule.id for rule in CATALOGUE]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_each_rule_names_its_source_and_what_is_right(rule):
    assert rule.source
    assert rule.title[0].isupper() or rule.title[0] == "«"
    assert not rule.title.endswith(".")
    if rule.severity is Severity.ERROR:
        assert rule.id.startswith("ND30-")
        assert rule.source.startswith(("PL", "Điều", "Mẫu"))


def test_a_fault_that_stands_twice_in_a_paragraph_is_said_once():
    plan = a_plan(opening=(words("Để đảm bảo tiến độ, đảm bảo chất lượng:"),))

    assert len(check(plan)) == 1


def test_only_an_error_makes_a_plan_wrong():
    hint = check(a_plan(opening=(words("Đảm bảo tiến độ như sau:"),)))
    error = check(a_plan(organ_name=""))

    assert not has_errors(hint)
    assert has_errors(error)


def test_a_plan_with_a_number_is_an_issued_one():
    assert stage_of(GOOD) is Stage.DRAFT
    assert stage_of(issued()) is Stage.ISSUED


def test_every_severity_has_its_word():
    assert set(SEVERITY_LABELS) == set(Severity)


LONG = "Tăng cường giải quyết thủ tục hành chính trên môi trường điện tử"


@pytest.mark.parametrize(
    ("plan", "place", "label"),
    [
        (GOOD, "subject", "Trích yếu"),
        (GOOD, "legal_bases/1", "Căn cứ 2"),
        (GOOD, "signer.position", "Chức vụ người ký"),
        (GOOD, "body", "Nội dung"),
        (GOOD, "body/p1", "Nội dung, đoạn «I. MỤC ĐÍCH, YÊU CẦU»"),
        (with_body(para(LONG, "p1")), "body/p1", f"Nội dung, đoạn «{LONG[:40]}…»"),
        (with_body(para("", "p1")), "body/p1", "Nội dung, đoạn trống"),
        (with_body(table("một", name="t1")), "body/t1", "Nội dung, bảng"),
        (a_plan(body=(Block(BlockKind.PICTURE),)), "body/0", "Nội dung, hình"),
        (with_appendixes(2), "appendixes/1", "Phụ lục 2"),
        (with_appendixes(2), "appendixes/1/q1", "Phụ lục 2, đoạn «Nhiệm vụ: ........»"),
        (GOOD, "page", "Trang giấy"),
        (GOOD, "header", "Quốc hiệu, Tiêu ngữ"),
        (GOOD, "", "Toàn văn bản"),
    ],
)
def test_a_place_has_a_label_that_people_read(plan, place, label):
    assert place_label(plan, place) == label


def test_a_block_without_a_name_is_found_by_its_position():
    plan = with_body(para("Các đơn vị  thực hiện."))

    assert found(plan) == {("TL-hai-dau-cach", "body/0")}
