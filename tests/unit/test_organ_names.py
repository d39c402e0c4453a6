"""Names of organs inside a sentence."""

import pytest

from webapp.domain.organ_names import name_in_sentence
from webapp.domain.plan import Plan, Run


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH AN HÒA", "Ủy ban nhân dân tỉnh An Hòa"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("TRƯỜNG TRUNG HỌC PHỔ THÔNG LÊ LỢI", "Trường Trung học phổ thông Lê Lợi"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("Ủy ban nhân dân xã Bình An", "Ủy ban nhân dân xã Bình An"),
        ("", ""),
    ],
)
def test_a_name_is_written_by_the_rules_for_organs(capitals, name):
    assert name_in_sentence(Plan(organ_name=capitals)) == name


def test_the_text_of_the_plan_knows_its_issuer_best():
    opening = ((Run("Trường Cao đẳng Sư phạm An Hòa ban hành Kế hoạch như sau:"),),)

    plan = Plan(organ_name="TRƯỜNG CAO ĐẲNG SƯ PHẠM AN HÒA", opening=opening)

    assert name_in_sentence(plan) == "Trường Cao đẳng Sư phạm An Hòa"


def test_a_heading_in_capitals_teaches_nothing():
    opening = ((Run("TRƯỜNG MẦM NON HOA SEN"),),)

    plan = Plan(organ_name="TRƯỜNG MẦM NON HOA SEN", opening=opening)

    assert name_in_sentence(plan) == "Trường Mầm non Hoa Sen"
