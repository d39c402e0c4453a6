"""The words of addresses and labels of this room."""

from webapp.domain.form_rules.findings import Severity
from webapp.domain.plan import Medium
from webapp.domain.stages import Stage

STAGES = {
    Stage.DRAFT.value: "Bản dự thảo",
    Stage.SIGNING.value: "Bản trình ký",
    Stage.ISSUED.value: "Bản phát hành",
}
MEDIA = {Medium.PAPER.value: "Văn bản giấy", Medium.ELECTRONIC.value: "Văn bản điện tử"}
SEVERITIES = {
    "loi": Severity.ERROR.value,
    "canh-bao": Severity.WARNING.value,
    "goi-y": Severity.HINT.value,
}
"""How an address says which findings to show."""
GROUPS = {
    Severity.ERROR.value: "Lỗi",
    Severity.WARNING.value: "Cảnh báo",
    Severity.HINT.value: "Gợi ý",
}
PICTURE_WIDTH = 1100
"""Pixels: sharp beside the list of findings and on a phone."""
