"""The loader: what it reads, and each fault it refuses, planted."""

from hashlib import sha256

import pytest

from tests.unit.a_process import ELECTRONIC, electronic, shipped, shipped_text
from webapp.domain.dossier import PaperKind
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.domain.workflow import Mode, ReturnTo, StepKind, StepUnit, WorkflowError
from webapp.domain.workflow_toml import load


def without_step(text: str, key: str) -> str:
    parts = text.split("[[steps]]")
    return "[[steps]]".join(part for part in parts if f'key = "{key}"' not in part)


def step_last(text: str, key: str) -> str:
    parts = text.split("[[steps]]")
    moved = next(part for part in parts if f'key = "{key}"' in part)
    return without_step(text, key) + "\n[[steps]]" + moved


def swapped(text: str, one: str, other: str) -> str:
    parts = text.split("[[steps]]")
    i, j = (next(n for n, p in enumerate(parts) if f'key = "{key}"' in p) for key in (one, other))
    parts[i], parts[j] = parts[j], parts[i]
    return "[[steps]]".join(parts)


def with_in(text: str, key: str, line: str) -> str:
    return text.replace(f'key = "{key}"\n', f'key = "{key}"\n{line}\n', 1)


def with_copy_of(text: str, key: str) -> str:
    part = next(part for part in text.split("[[steps]]") if f'key = "{key}"' in part)
    copy = part.replace(f'key = "{key}"', f'key = "{key}_2"')
    return text.replace(part, f"{part}[[steps]]{copy}")


PAPER = shipped_text()
LONG = shipped_text("ke_hoach_tinh")


def test_the_shipped_workflow_has_the_steps_of_the_decree_in_order():
    workflow = shipped()

    assert [(step.kind, step.role) for step in workflow.steps] == [
        (StepKind.CONTENT_CHECK, Role.UNIT_HEAD),
        (StepKind.FORMAT_CHECK, Role.FORMAT_CHECKER),
        (StepKind.APPROVAL, Role.SIGNER),
        (StepKind.SIGNATURE, Role.CLERK),
        (StepKind.NUMBERING, Role.CLERK),
    ]
    assert workflow.media == {Medium.PAPER, Medium.ELECTRONIC}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("ke_hoach_so", "content_check format_check review approval signature numbering"),
        ("ke_hoach_tu_van", "content_check opinion format_check approval signature numbering"),
        (
            "ke_hoach_tinh",
            (
                "review content_check intake review format_check review review approval "
                "signature numbering"
            ),
        ),
    ],
)
def test_the_other_shipped_workflows_are_told_in_their_order(name, kinds):
    assert [step.kind.value for step in shipped(name).steps] == kinds.split()


def test_a_step_names_the_unit_whose_head_decides():
    steps = shipped("ke_hoach_tinh").steps

    assert [step.unit_asked for step in steps[:3]] == [StepUnit.DRAFTING, StepUnit.PARENT, None]
    assert shipped().steps[0].unit_asked is StepUnit.DRAFTING


def test_everything_a_file_may_say_is_read():
    opinion, form, content, *_ = electronic().steps

    assert (opinion.mode, opinion.share, opinion.voided_by_change) == (Mode.SHARE, 0.5, False)
    assert (form.return_to, form.deadline_days) == (ReturnTo.DRAFTER, None)
    assert content.same_person_may_also == ("form",)


def test_the_hash_of_the_text_names_the_version():
    assert shipped().sha256 == sha256(PAPER.encode()).hexdigest()
    assert load(PAPER + "\n# ghi chú\n").sha256 != shipped().sha256


def test_an_optional_opinion_with_a_deadline_is_sound():
    text = ELECTRONIC.replace('mode = "share"\nshare = 0.5', 'mode = "optional"\ndeadline_days = 3')

    assert load(text).steps[0].mode is Mode.OPTIONAL


FAULTS = {
    "no TOML": ("name = ", "không phải TOML hợp lệ"),
    "unknown key": (f"version = 1\n{PAPER}", "Không hiểu khóa «version» của quy trình"),
    "unknown key of a step": (
        with_in(PAPER, "approval", "due = 3"),
        "Không hiểu khóa «due» của bước «approval»",
    ),
    "no name": (PAPER.replace('name = "ke_hoach"', ""), "Thiếu «name» của quy trình"),
    "bad name": (PAPER.replace('"ke_hoach"', '"Kế hoạch"'), "Tên quy trình «Kế hoạch»"),
    "no label": (PAPER.replace('label = "Ký văn bản"', ""), "Thiếu «label» của bước «signature»"),
    "no steps": (PAPER.split("[[steps]]")[0], "chưa có bước nào"),
    "steps no tables": ('name = "x"\nlabel = "X"\nsteps = [1]', "Bước thứ 1 không phải"),
    "no key": (PAPER.replace('key = "approval"', ""), "Thiếu «key» của bước thứ 3"),
    "bad key": (PAPER.replace('key = "approval"', 'key = "Duyệt"'), "Key «Duyệt» của bước thứ 3"),
    "unknown medium": (PAPER.replace('["paper", "electronic"]', '["fax"]'), "(fax)"),
    "no medium": (PAPER.replace('["paper", "electronic"]', "[]"), "(rỗng)"),
    "media no list": (PAPER.replace('["paper", "electronic"]', '"paper"'), "danh sách chuỗi"),
    "duplicate key": (
        PAPER.replace('key = "format_check"', 'key = "content_check"'),
        "bước «content_check» bị trùng",
    ),
    "reserved key": (
        PAPER.replace('key = "numbering"', 'key = "issued"'),
        "bước «issued» trùng tên một trạng thái",
    ),
    "unknown role": (
        PAPER.replace('"format_checker"', '"boss"'),
        "«role» của bước «format_check» là «boss»",
    ),
    "no role": (
        PAPER.replace('role = "signer"', ""),
        "«role» của bước «approval» là «»",
    ),
    "unknown kind": (PAPER.replace('kind = "approval"', 'kind = "vote"'), "là «vote»"),
    "unknown mode": (with_in(PAPER, "approval", 'mode = "most"'), "là «most»"),
    "empty mode": (with_in(PAPER, "approval", 'mode = ""'), "«mode» của bước «approval» là «»"),
    "unknown return": (with_in(PAPER, "approval", 'return_to = "clerk"'), "«return_to»"),
    "unknown password": (PAPER.replace('"always"', '"sometimes"'), "«ask_password»"),
    "share too large": (ELECTRONIC.replace("0.5", "1.5"), "lớn hơn 0 và không quá 1"),
    "share of nothing": (ELECTRONIC.replace("0.5", "0"), "lớn hơn 0 và không quá 1"),
    "share no number": (ELECTRONIC.replace("0.5", "true"), "lớn hơn 0 và không quá 1"),
    "share missing": (ELECTRONIC.replace("share = 0.5", ""), "lớn hơn 0 và không quá 1"),
    "share without its mode": (with_in(PAPER, "approval", "share = 0.5"), "chỉ dùng với mode"),
    "bad deadline": (PAPER.replace("deadline_days = 1", "deadline_days = 0"), "ngày làm việc"),
    "deadline no number": (PAPER.replace("deadline_days = 2", "deadline_days = true"), "ngày"),
    "bad flag": (with_in(PAPER, "approval", 'voided_by_change = "no"'), "true hoặc false"),
    "no content check": (without_step(PAPER, "content_check"), "thiếu bước kiểm tra nội dung"),
    "no format check": (without_step(PAPER, "format_check"), "thiếu bước kiểm tra thể thức"),
    "no approval": (without_step(PAPER, "approval"), "thiếu bước duyệt"),
    "no signature": (without_step(PAPER, "signature"), "thiếu bước ký"),
    "no numbering": (without_step(PAPER, "numbering"), "thiếu bước cấp số"),
    "approved by another": (
        PAPER.replace('role = "signer"', 'role = "unit_head"'),
        "bước «approval» (duyệt) phải giao cho vai trò signer (Lãnh đạo ký)",
    ),
    "content checked by another": (
        PAPER.replace('role = "unit_head"', 'role = "clerk"'),
        "bước «content_check» (kiểm tra nội dung) phải giao cho vai trò unit_head",
    ),
    "form checked by the drafter": (
        PAPER.replace('role = "format_checker"', 'role = "drafter"'),
        "format_checker (Người kiểm tra thể thức) hoặc clerk (Văn thư)",
    ),
    "opinion of the administrator": (
        ELECTRONIC.replace('"unit_head"', '"administrator"', 1),
        "bước «opinion» (lấy ý kiến) phải giao",
    ),
    "approved by several": (with_in(PAPER, "approval", 'mode = "all"'), "do một người quyết định"),
    "a check left to choice": (
        with_in(PAPER, "content_check", 'mode = "optional"'),
        "bước «content_check» là bước bắt buộc",
    ),
    "an opinion without end": (
        ELECTRONIC.replace('mode = "share"\nshare = 0.5', 'mode = "optional"'),
        "sẽ giữ văn bản mãi",
    ),
    "a check that outlives a change": (
        with_in(PAPER, "content_check", "voided_by_change = false"),
        "phải làm lại khi văn bản thay đổi",
    ),
    "two approvals": (
        with_copy_of(PAPER, "approval"),
        "bước «approval_2» thừa: chỉ được có một bước duyệt",
    ),
    "approval behind the signature": (
        swapped(PAPER, "approval", "signature"),
        "bước «approval» phải đứng trước bước ký",
    ),
    "content check behind the signature": (
        swapped(PAPER, "content_check", "numbering"),
        "bước «content_check» phải đứng trước bước ký (Điều 12, 13)",
    ),
    "format check behind the approval": (
        swapped(PAPER, "format_check", "approval"),
        "bước «format_check» không còn tác dụng sau khi đã duyệt",
    ),
    "number before the signature on paper": (
        ELECTRONIC.replace('media = ["electronic"]', ""),
        "bước «numbering» phải đứng sau bước ký đối với văn bản giấy",
    ),
    "number before the approval": (
        swapped(ELECTRONIC, "approval", "numbering"),
        "bước «numbering» phải đứng sau bước duyệt",
    ),
    "a step behind the issue": (
        step_last(ELECTRONIC, "numbering"),
        "bước «numbering» không bao giờ tới lượt",
    ),
    "an end that does not issue": (
        without_step(ELECTRONIC, "issue"),
        "bước «signature» đứng cuối",
    ),
    "unknown unit": (LONG.replace('"parent"', '"village"'), "«unit» của bước «content_check»"),
    "a unit for the clerk": (
        with_in(LONG, "intake", 'unit = "drafting"'),
        "bước «intake» có unit; chỉ vai trò unit_head",
    ),
    "a review by any head": (
        LONG.replace('unit = "drafting"\n', ""),
        "bước «unit_review» do lãnh đạo đơn vị xem xét; ghi unit",
    ),
    "a review by the clerk": (
        LONG.replace('role = "reviewer"', 'role = "clerk"'),
        "bước «review» (xem xét) phải giao cho vai trò unit_head",
    ),
    "a receipt by the reviewer": (
        LONG.replace('kind = "review"\nrole = "reviewer"', 'kind = "intake"\nrole = "reviewer"'),
        "bước «review» thừa: chỉ được có một bước tiếp nhận hồ sơ",
    ),
    "a receipt by several": (with_in(LONG, "intake", 'mode = "all"'), "do một người quyết định"),
    "a review behind the approval": (
        swapped(LONG, "deputy_review", "approval"),
        "bước «deputy_review» không còn tác dụng sau khi đã duyệt",
    ),
    "a receipt behind the approval": (
        swapped(LONG, "intake", "approval"),
        "bước «review» không còn tác dụng sau khi đã duyệt",
    ),
    "a review left to choice": (
        with_in(LONG, "office_review", 'mode = "optional"'),
        "bước «office_review» là bước bắt buộc",
    ),
    "an exception for itself": (
        with_in(PAPER, "content_check", 'same_person_may_also = ["content_check"]'),
        "không phải bước kiểm tra khác",
    ),
    "an exception for no check": (
        with_in(PAPER, "approval", 'same_person_may_also = ["content_check"]'),
        "không phải bước kiểm tra khác",
    ),
    "a paper that is no kind": (
        f'papers = ["to_khai"]\n{PAPER}',
        "loại tài liệu «to_khai» không có",
    ),
    "an exception of no list": (
        with_in(PAPER, "format_check", 'same_person_may_also = "content_check"'),
        "danh sách chuỗi",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_workflow_is_refused_with_the_step_and_the_fault(fault):
    text, words = FAULTS[fault]

    with pytest.raises(WorkflowError) as caught:
        load(text)

    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_workflow_says_which_papers_go_with_a_plan():
    assert load(f'papers = ["to_trinh"]\n{PAPER}').papers == (PaperKind.SUBMISSION,)
    assert load(PAPER).papers == ()
