"""What the paper cannot show is refused with a sentence, never dropped."""

from dataclasses import replace
from pathlib import Path

import pytest

from webapp.documents.render import render
from webapp.documents.template import load_template
from webapp.documents.template_fields import missing_fields
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Picture, Plan, Run
from webapp.domain.stages import Stage

TEMPLATE = load_template(Path(__file__).parents[2] / "doc_templates" / "ke_hoach")


def refusal_of(plan):
    with pytest.raises(InvalidInputError) as refusal:
        render(plan, TEMPLATE, Stage.DRAFT)
    return refusal.value


def test_a_picture_without_its_file_is_refused_by_its_place():
    body = (Block(BlockKind.PARAGRAPH, (Run("a"),)), Block(BlockKind.PICTURE, id="b7"))

    error = refusal_of(Plan(body=body))

    assert "đoạn thứ 2 của nội dung là hình mà không có tệp hình" in str(error)
    assert error.field == "body/b7"


def test_a_picture_in_an_appendix_is_refused_by_its_place():
    lost = Picture("0" * 64, "image/png", 10.0, 10.0)
    appendix = Appendix("Phân công", (Block(BlockKind.PICTURE, id="b8", picture=lost),))

    error = refusal_of(Plan(appendixes=(appendix,)))

    assert "đoạn thứ 1 của phụ lục là hình" in str(error)
    assert error.field == "body/b8"


def test_a_secret_paper_is_refused():
    assert refusal_of(Plan(secrecy="MẬT")).field == "secrecy"


def test_a_blank_plan_is_printed_with_its_places_blank():
    assert render(Plan(), TEMPLATE, Stage.DRAFT).startswith(b"PK")


def test_what_the_paper_needs_and_the_plan_lacks_is_named():
    assert missing_fields(Plan(), TEMPLATE.fields, Stage.ISSUED) == (
        "Cơ quan ban hành",
        "Số",
        "Ký hiệu",
        "Địa danh",
        "Ngày ban hành",
        "Trích yếu",
        "Nội dung",
        "Nơi nhận",
        "Dòng «Lưu: VT, …»",
        "Chức vụ của người ký",
        "Họ và tên người ký",
    )


def test_a_whole_plan_lacks_nothing():
    assert missing_fields(TEMPLATE.sample, TEMPLATE.fields, Stage.ISSUED) == ()


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SIGNING])
def test_number_and_date_are_not_missed_before_the_issue(stage):
    plan = replace(TEMPLATE.sample, code_number=None, promulgated_on=None)

    assert missing_fields(plan, TEMPLATE.fields, stage) == ()
