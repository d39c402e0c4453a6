"""The words of addresses and buttons of this room."""

from dataclasses import dataclass

from webapp.domain.process import Action
from webapp.domain.stages import Stage
from webapp.services.pdf_papers import PdfKind

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
    despite: str = ""
    """The button where the text has errors of form."""


DEED_WORDS = {
    Action.SUBMIT: DeedWords(
        "trinh",
        "Trình duyệt kế hoạch",
        "Trình",
        "send",
        "Lời nhắn gửi kèm",
        despite="Vẫn trình",
    ),
    Action.APPROVE: DeedWords(
        "duyet", "Đồng ý", "Đồng ý", "check", "Ý kiến", despite="Vẫn cho qua"
    ),
    Action.RETURN: DeedWords(
        "tra-lai", "Trả lại kế hoạch", "Trả lại", "arrow-back-up", "Lý do trả lại", is_grave=True
    ),
    Action.PASS_ON: DeedWords(
        "chuyen", "Chuyển người soạn thảo", "Chuyển người soạn thảo", "arrow-right", "Chỉ đạo thêm"
    ),
    Action.WITHDRAW: DeedWords("rut-lai", "Rút lại", "Rút lại", "arrow-back-up", "Lý do rút lại"),
    Action.RECEIVE: DeedWords(
        "tiep-nhan", "Tiếp nhận hồ sơ trình", "Tiếp nhận hồ sơ", "inbox", "Ghi chú về hồ sơ"
    ),
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
PDF_SLUGS = {"pdf": PdfKind.PDF, "pdf-a": PdfKind.ARCHIVAL}
SLUG_OF_PDF = {kind.value: slug for slug, kind in PDF_SLUGS.items()}
PICTURE_WIDTHS = {"nho": 320, "lon": 1240}
"""Pixels of a page's picture: beside the text, and to read (150 dots an inch of A4)."""
SLUG_OF_STAGE = {stage.value: slug for slug, stage in STAGE_SLUGS.items()}
