"""States of a workflow and its diagram."""

import pytest

from tests.unit.a_process import electronic, shipped
from webapp.domain.workflow import PlanState, is_numbered, next_state, no_one_sentence, state_label
from webapp.domain.workflow_drawing import draw

PAPER = shipped()
DIGITAL = electronic()
LONG = shipped("ke_hoach_tinh")


def test_the_states_are_derived_from_the_steps():
    assert PAPER.states() == (
        "draft",
        "returned",
        "content_check",
        "format_check",
        "approval",
        "signature",
        "numbering",
        "issued",
        "cancelled",
        "voided",
    )


def test_steps_that_are_done_already_are_not_waited_for():
    assert next_state(DIGITAL, "draft") == "opinion"
    assert next_state(DIGITAL, "draft", frozenset({"opinion"})) == "form"
    assert next_state(DIGITAL, "issue") == PlanState.ISSUED


@pytest.mark.parametrize(
    ("workflow", "state", "numbered"),
    [
        (PAPER, "draft", False),
        (PAPER, "numbering", False),
        (PAPER, "issued", True),
        (PAPER, "voided", True),
        (PAPER, "cancelled", False),
        (DIGITAL, "numbering", False),
        (DIGITAL, "signature", True),
    ],
)
def test_a_plan_behind_the_numbering_step_has_its_number(workflow, state, numbered):
    assert is_numbered(workflow, state) is numbered


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("draft", "Đang soạn thảo"),
        ("returned", "Bị trả lại, chờ lãnh đạo đơn vị chuyển"),
        ("opinion", "Chờ ý kiến: Ý kiến các phòng"),
        ("approval", "Chờ duyệt"),
        ("signature", "Chờ ký"),
        ("voided", "Đã hủy số"),
    ],
)
def test_each_state_has_a_label_people_read(state, label):
    assert state_label(DIGITAL, state) == label


@pytest.mark.parametrize("workflow", [PAPER, DIGITAL, LONG])
def test_no_label_claims_a_signature_that_nobody_recorded(workflow):
    labels = [state_label(workflow, state) for state in workflow.states()]

    assert len(set(labels)) == len(labels)
    assert not any("Đã ký" in label for label in labels)


def test_an_empty_group_tells_whom_to_ask():
    step = PAPER.find("content_check")

    assert step is not None
    assert no_one_sentence(step) == (
        "Chưa có ai giữ vai trò Lãnh đạo đơn vị để xử lý bước «Kiểm tra nội dung»; "
        "báo quản trị cơ quan phân công."
    )


def test_the_diagram_shows_every_step_in_order_in_boxes_of_one_width():
    drawing = draw(DIGITAL)

    places = [drawing.index(step.label) for step in DIGITAL.steps]
    assert places == sorted(places)
    boxed = [line for line in drawing.splitlines()[1:] if "▼" not in line]
    assert len({len(line) for line in boxed}) == 1


def test_the_diagram_says_who_how_many_until_when_and_where_back_to():
    drawing = draw(PAPER)

    assert "Quy trình cấp xã: ngắn gọn (ke_hoach)" in drawing
    assert "Lãnh đạo ký, người sẽ ký văn bản" in drawing
    assert "trong 2 ngày làm việc" in drawing
    assert "trả lại: về lãnh đạo đơn vị soạn thảo" in drawing
    assert "ít nhất 50% số người trong nhóm" in draw(DIGITAL)
    assert "trả lại: về người soạn thảo" in draw(DIGITAL)


def test_the_diagram_of_the_long_way_says_whose_head_decides():
    drawing = draw(LONG)

    assert "Lãnh đạo đơn vị, của đơn vị soạn thảo" in drawing
    assert "Lãnh đạo đơn vị, của đơn vị cấp trên đơn vị soạn thảo" in drawing


def test_the_diagram_shows_no_return_behind_the_number():
    last_box = draw(DIGITAL).split("Ký số")[1]

    assert "trả lại" not in last_box
