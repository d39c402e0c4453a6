"""Rules about the list of nơi nhận (PL1 II.9d)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.paper import Paper, Part, Passage
from webapp.domain.form_rules.quotes import quoted

ITEM_END = error(
    "ND30-PL1-II.9d",
    "PL1 II.9d",
    "Mỗi nơi nhận một dòng, đầu dòng gạch ngang, cuối dòng dấu chấm phẩy",
)
TWO_IN_ONE = warning("ND30-PL1-II.9d-mot-dong", "PL1 II.9d", "Mỗi nơi nhận ở một dòng riêng")
FILING_LAST = error("ND30-PL1-II.9d-luu-cuoi", "PL1 II.9d", "Dòng «Lưu» đứng cuối nơi nhận")
LABEL = warning("TL-noi-nhan-chu", "Mẫu 1.4 PL3", "Chữ «Nơi nhận:» không lặp lại trong danh sách")
TWICE = hint("TL-noi-nhan-trung", "Thông lệ soạn thảo", "Mỗi nơi nhận ghi một lần")

_FILING = re.compile(r"\W*lưu\s*:?\s*(?:VT|Văn thư)\b", re.IGNORECASE)
_LABEL = re.compile(r"\W*nơi nhận\s*:", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–+•]\s*")


def recipients_stand_in_lines(paper: Paper) -> Iterator[Finding]:
    """Hold each recipient to its own line; dash and semicolon are added on the paper."""
    seen: set[str] = set()
    for passage in paper.of(Part.TO_PLACES):
        text = passage.text.strip()
        if not text:
            yield ITEM_END.at(passage.place, "Nơi nhận để trống; ghi tên hoặc xóa dòng này.")
            continue
        yield from _signs(passage, text)
        span = (0, len(passage.text))
        if _FILING.match(text):
            yield quoted(FILING_LAST, passage, span, "Chuyển «Lưu» xuống dòng cuối của nơi nhận.")
        if _LABEL.match(text):
            yield quoted(LABEL, passage, span, "Bỏ chữ «Nơi nhận:»; chữ này in sẵn phía trên.")
        if text.lower() in seen:
            yield quoted(TWICE, passage, span, "Đã có ở trên; bỏ bớt một dòng.")
        seen.add(text.lower())


def _signs(passage: Passage, text: str) -> Iterator[Finding]:
    dash = _DASH.match(text)
    if (text[-1] in ".,;" and not text.endswith("...")) or dash:
        right = text[dash.end() if dash else 0 :].rstrip(".,; ")
        start = passage.text.index(text)
        advice = "Chỉ ghi tên; gạch đầu dòng và dấu chấm phẩy tự thêm."
        yield quoted(ITEM_END, passage, (start, start + len(text)), advice, right or None)
    elif ";" in text:
        yield quoted(TWO_IN_ONE, passage, (0, len(passage.text)), "Tách thành nhiều dòng.")


RULES = (recipients_stand_in_lines,)
