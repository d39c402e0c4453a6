"""Rules about nơi nhận and its last line «Lưu» (PL1 II.9d)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.paper import Paper, Part
from webapp.domain.plan import plain

ITEM_END = error(
    "ND30-PL1-II.9d",
    "PL1 II.9d",
    "Mỗi nơi nhận một dòng, đầu dòng gạch ngang, cuối dòng dấu chấm phẩy",
)
TWO_IN_ONE = warning("ND30-PL1-II.9d-mot-dong", "PL1 II.9d", "Mỗi nơi nhận ở một dòng riêng")
FILING_LAST = error("ND30-PL1-II.9d-luu-cuoi", "PL1 II.9d", "Dòng «Lưu» đứng cuối nơi nhận")
FILING_FORM = error(
    "ND30-PL1-II.9d-luu-VT", "PL1 II.9d", "Dòng cuối ghi «Lưu: VT, <đơn vị soạn> (<số bản>).»"
)
FILING_STOP = error("ND30-PL1-II.9d-luu-cham", "PL1 II.9d", "Dòng «Lưu» kết thúc bằng dấu chấm")
CLERK_SHORT = warning("ND30-PL1-II.9d-VT", "PL1 II.9d", "Văn thư viết tắt là «VT»")
COPIES = hint(
    "ND30-PL1-II.9d-so-ban", "Mẫu PL3", "Số bản lưu ghi trong ngoặc, không có dấu phẩy trước"
)
UNIT = hint("ND30-PL1-II.9d-don-vi", "PL1 II.9d", "Dòng «Lưu» ghi chữ viết tắt đơn vị soạn thảo")
TWICE = hint("TL-noi-nhan-trung", "Thông lệ soạn thảo", "Mỗi nơi nhận ghi một lần")

_FILING = re.compile(r"\W*lưu\s*:?\s*(?:VT|Văn thư)\b", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–+•]\s")
_WELL_BEGUN = re.compile(r"Lưu: ?VT\b")
_CLERK = re.compile(r"Lưu\s*:\s*Văn thư\b", re.IGNORECASE)
_COMMA_BEFORE_COPIES = re.compile(r",\s*\(\d+\)|,\s*\d+(?:\s*bản)?\s*\.?$")


def recipients_stand_in_lines(paper: Paper) -> Iterator[Finding]:
    """Hold each recipient to its own line; dash and semicolon are added on the paper."""
    seen: set[str] = set()
    for passage in paper.of(Part.TO_PLACES):
        text = passage.text.strip()
        if not text:
            yield ITEM_END.at(passage.place, "Nơi nhận để trống; ghi tên hoặc xóa dòng này.")
        elif text[-1] in ".,;" or _DASH.match(text):
            yield ITEM_END.at(
                passage.place, f"«{text}»: chỉ ghi tên; gạch đầu dòng và dấu chấm phẩy tự thêm."
            )
        elif ";" in text:
            yield TWO_IN_ONE.at(passage.place, f"«{text}»: tách thành nhiều dòng.")
        if _FILING.match(text):
            yield FILING_LAST.at(passage.place, "Chuyển «Lưu» xuống dòng cuối của nơi nhận.")
        if text and text.lower() in seen:
            yield TWICE.at(passage.place, f"«{text}» đã có ở trên.")
        seen.add(text.lower())


def filing_line_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the last line to «Lưu: VT, ….»; the unit and the copies may be left out (Mẫu 1.8)."""
    text = plain(paper.plan.filing_line).strip()
    if not text:
        return
    if _CLERK.match(text):
        yield CLERK_SHORT.at("filing_line", "Ghi «VT» thay cho «Văn thư».")
    elif not _WELL_BEGUN.match(text):
        yield FILING_FORM.at("filing_line", f"«{text}»: ghi theo mẫu «Lưu: VT, VX.».")
    if not text.endswith("."):
        yield FILING_STOP.at("filing_line", "Kết thúc dòng «Lưu» bằng dấu chấm (.).")
    if _COMMA_BEFORE_COPIES.search(text):
        yield COPIES.at("filing_line", "Số bản lưu ghi như «Lưu: VT, VX (2).».")
    unit = paper.plan.unit.strip()
    if unit and unit not in text:
        yield UNIT.at("filing_line", f"Thêm chữ viết tắt đơn vị soạn thảo «{unit}».")


RULES = (recipients_stand_in_lines, filing_line_has_its_form)
