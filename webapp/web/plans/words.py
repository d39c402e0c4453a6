"""The words of addresses and buttons of this room."""

from dataclasses import dataclass

from webapp.domain.process import Action
from webapp.domain.stages import Stage

ORIENTATIONS = {"portrait": "Khổ dọc", "landscape": "Khổ ngang"}
"""How an appendix lies."""


@dataclass(frozen=True, slots=True)
class DeedWords:
    """How the page of one deed speaks."""

    slug: str
    title: str
    button: str
    icon: str
    note_label: str = ""
    """Empty where the deed takes no note."""
    is_grave: bool = False
    """The deed cannot be undone, or costs others their work."""


DEED_WORDS = {
    Action.SUBMIT: DeedWords("trinh", "Trình duyệt kế hoạch", "Trình", "send", "Lời nhắn gửi kèm"),
    Action.APPROVE: DeedWords("duyet", "Đồng ý", "Đồng ý", "check", "Ý kiến"),
    Action.RETURN: DeedWords(
        "tra-lai", "Trả lại kế hoạch", "Trả lại", "arrow-back-up", "Lý do trả lại", is_grave=True
    ),
    Action.PASS_ON: DeedWords(
        "chuyen", "Chuyển người soạn thảo", "Chuyển người soạn thảo", "arrow-right", "Chỉ đạo thêm"
    ),
    Action.WITHDRAW: DeedWords("rut-lai", "Rút lại", "Rút lại", "arrow-back-up", "Lý do rút lại"),
    Action.RECORD_SIGNATURE: DeedWords(
        "nhan-ban-ky", "Nhận bản đã ký", "Đã nhận bản có chữ ký", "signature", "Ghi chú"
    ),
    Action.NUMBER: DeedWords("cap-so", "Cấp số, phát hành", "Cấp số", "number"),
    Action.ISSUE: DeedWords("phat-hanh", "Phát hành", "Phát hành", "send"),
    Action.VOID: DeedWords("huy-so", "Hủy số", "Hủy số", "circle-x", "Lý do hủy", is_grave=True),
    Action.CANCEL: DeedWords(
        "bo-du-thao", "Bỏ dự thảo", "Bỏ dự thảo", "trash", "Lý do bỏ", is_grave=True
    ),
}
DEED_SLUGS = {action.value: words.slug for action, words in DEED_WORDS.items()}
DEEDS_BY_SLUG = {words.slug: action for action, words in DEED_WORDS.items()}

STAGE_SLUGS = {
    "du-thao": Stage.DRAFT,
    "trinh-ky": Stage.SIGNING,
    "phat-hanh": Stage.ISSUED,
}
SLUG_OF_STAGE = {stage.value: slug for slug, stage in STAGE_SLUGS.items()}
