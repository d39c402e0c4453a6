"""The words of addresses and labels of this room."""

from webapp.domain.form_rules.findings import Severity
from webapp.services.checked_report import MEDIUM_LABELS
from webapp.services.papers import STAGE_LABELS

STAGES = {stage.value: label for stage, label in STAGE_LABELS.items()}
MEDIA = {medium.value: label for medium, label in MEDIUM_LABELS.items()}
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
