"""Rules about the last line of nơi nhận, «Lưu: VT, VX (2).» (PL1 II.9d)."""

import re
from collections.abc import Iterator

from webapp.domain.form_rules.findings import Finding, error, hint, warning
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.quotes import Words, quoted
from webapp.domain.plan import plain

FORM = error(
    "ND30-PL1-II.9d-luu-VT", "PL1 II.9d", "Dòng cuối ghi «Lưu: VT, <đơn vị soạn> (<số bản>).»"
)
COMMA = error("ND30-PL1-II.9d-luu-phay", "PL1 II.9d", "Sau «VT» có dấu phẩy rồi đến đơn vị soạn")
STOP = error("ND30-PL1-II.9d-luu-cham", "PL1 II.9d", "Dòng «Lưu» kết thúc bằng dấu chấm")
CLERK = warning("ND30-PL1-II.9d-VT", "PL1 II.9d", "Văn thư viết tắt là «VT»")
COPIES = hint(
    "ND30-PL1-II.9d-so-ban", "Mẫu PL3", "Số bản lưu ghi trong ngoặc, không có dấu phẩy trước"
)
UNIT = hint("ND30-PL1-II.9d-don-vi", "PL1 II.9d", "Dòng «Lưu» ghi chữ viết tắt đơn vị soạn thảo")

_WELL_BEGUN = re.compile(r"Lưu: ?VT\b")
_BEGUN = re.compile(r"\W*lưu\s*[:.,;-]?\s*vt\b", re.IGNORECASE)
_CLERK = re.compile(r"\W*Lưu\s*:?\s*(?P<word>Văn thư)\b", re.IGNORECASE)
_NO_COMMA = re.compile(r"VT(?P<sign>\s*[;.:/–-]\s*|\s+)(?=[^\W\d_])")
_COMMA_BEFORE_COPIES = re.compile(r",\s*\(\d+\)|,\s*\d+(?:\s*bản)?\s*\.?$")


def filing_line_has_its_form(paper: Paper) -> Iterator[Finding]:
    """Hold the last line to «Lưu: VT, ….»; the unit and the copies may be left out (Mẫu 1.8)."""
    line = Words("filing_line", plain(paper.plan.filing_line).strip())
    if not line.text:
        return
    yield from _beginning(line)
    if not line.text.endswith("."):
        end = line.text.rstrip(" ,;:")
        span = (end.rfind(" ") + 1, len(line.text))
        yield quoted(
            STOP,
            line,
            span,
            "Kết thúc dòng «Lưu» bằng dấu chấm (.).",
            end[span[0] :] + "." if end else None,
        )
    copies = _COMMA_BEFORE_COPIES.search(line.text)
    if copies:
        bracketed = copies.group().startswith(",") and "(" in copies.group()
        right = " " + copies.group()[1:].strip() if bracketed else None
        yield quoted(COPIES, line, copies.span(), "Số bản lưu ghi như «Lưu: VT, VX (2).».", right)
    unit = paper.plan.unit.strip()
    if unit and unit not in line.text:
        yield quoted(
            UNIT, line, (0, len(line.text)), f"Thêm chữ viết tắt đơn vị soạn thảo «{unit}»."
        )


def _beginning(line: Words) -> Iterator[Finding]:
    clerk = _CLERK.match(line.text)
    if clerk:
        yield quoted(CLERK, line, clerk.span("word"), "Ghi «VT» thay cho «Văn thư».")
        return
    if not _WELL_BEGUN.match(line.text):
        begun = _BEGUN.match(line.text)
        span, right = (begun.span(), "Lưu: VT") if begun else ((0, len(line.text)), None)
        yield quoted(FORM, line, span, "Ghi theo mẫu «Lưu: VT, VX.».", right)
        return
    no_comma = _NO_COMMA.search(line.text)
    if no_comma:
        yield quoted(COMMA, line, no_comma.span(), "Ghi dấu phẩy sau «VT».", "VT, ")


RULES = (filing_line_has_its_form,)
