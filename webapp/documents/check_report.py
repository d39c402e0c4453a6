"""«Báo cáo kiểm tra thể thức»: what a check found and what was corrected, as a Word file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from webapp.documents.report_looks import (
    BOLD,
    HEADING,
    IN_CELL,
    ITALIC,
    JUSTIFIED,
    SMALL,
    band,
    centred,
    closing,
    facts,
    listing,
    title,
)
from webapp.documents.report_parts import cell, file_of, paragraph, row
from webapp.domain.dates import date_words
from webapp.domain.form_rules.findings import SEVERITY_LABELS, Finding, Severity

_TITLE = "BÁO CÁO KIỂM TRA THỂ THỨC"
_WORKING_PAPER = "(Tài liệu làm việc, không phải văn bản hành chính)"
_CLOSING = (
    "Báo cáo do phần mềm lập để người được giao kiểm tra thể thức tham khảo (Điều 12 Nghị định số"
    " 30/2020/NĐ-CP); không thay ý kiến của người đó, không có giá trị như văn bản của cơ quan."
)
_SOURCES = (
    "Trong cột Căn cứ, PL1, PL2, PL3 là Phụ lục I, II, III kèm theo Nghị định số 30/2020/NĐ-CP."
)
_NOTHING = "Không phát hiện lỗi thể thức nào."
_MEANINGS = {
    Severity.ERROR: "trái quy định, cần sửa",
    Severity.WARNING: "có thể trái quy định hoặc thông lệ, cần xem lại",
    Severity.HINT: "nên cân nhắc",
}
_COLUMNS = {"STT": 650, "Mức độ": 1100, "Chỗ": 2100, "Nội dung": 3904, "Căn cứ": 1600}
"""With the widths in twips; together the room between the margins."""
_WIDTHS = tuple(_COLUMNS.values())


@dataclass(frozen=True, slots=True)
class Report:
    """What the report says."""

    file_name: str
    about: str
    """«KẾ HOẠCH Kiểm tra công tác văn thư năm 2026»; empty where the file does not say."""
    checked_as: str
    """Stage and medium in the users' words: «Bản trình ký, văn bản giấy»."""
    checked_at: datetime
    """Vietnamese time."""
    findings: tuple[Finding, ...]
    labels: tuple[str, ...]
    """Where each stands, in the users' words."""
    not_run: tuple[str, ...] = ()
    """The rules that could not run, each with the reason."""
    changes: tuple[str, ...] = ()
    """What was corrected by itself, a sentence each."""


def make_report(report: Report) -> bytes:
    """Return the report as a .docx whose bytes depend on what it says alone."""
    body = "".join(
        (
            *_head(report),
            *_findings(report),
            *_list("Những chỗ đã sửa tự động", report.changes),
            *_list("Quy tắc chưa kiểm tra được", report.not_run),
            closing(_CLOSING),
        )
    )
    return file_of(body, f"{_TITLE}: {report.file_name}", report.checked_at)


def _head(report: Report) -> Iterator[str]:
    yield from title(_TITLE, _WORKING_PAPER)
    moment = f"{report.checked_at:%H giờ %M phút}, {date_words(report.checked_at.date())}"
    yield facts(
        {
            "Tệp": report.file_name,
            "Văn bản": report.about,
            "Kiểm tra như": report.checked_as,
            "Lúc": moment,
            "Kết quả": _counted(report.findings),
        }
    )


def _counted(findings: tuple[Finding, ...]) -> str:
    many = [one.severity for one in findings]
    told = (f"{many.count(one)} {label.lower()}" for one, label in SEVERITY_LABELS.items())
    return f"{', '.join(told)}." if findings else _NOTHING


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        return
    yield paragraph("Những điều phát hiện", BOLD, HEADING)
    yield listing(_COLUMNS, _rows(report))
    yield paragraph(_SOURCES, ITALIC + SMALL, f'<w:spacing w:before="120"/>{JUSTIFIED}')


def _rows(report: Report) -> Iterator[str]:
    """Yield the findings that weigh most first, below a row that names their kind."""
    number = 0
    pairs = list(zip(report.findings, report.labels, strict=True))
    for severity, label in SEVERITY_LABELS.items():
        alike = [(one, place) for one, place in pairs if one.severity is severity]
        if alike:
            yield band(f"{label}: {len(alike)} chỗ ({_MEANINGS[severity]})", _COLUMNS)
        for finding, place in alike:
            number += 1
            texts = (place, finding.message, finding.source)
            yield row(
                cell(centred(str(number)), _WIDTHS[0]),
                cell(centred(label), _WIDTHS[1]),
                *(
                    cell(paragraph(text, SMALL, IN_CELL), width)
                    for text, width in zip(texts, _WIDTHS[2:], strict=True)
                ),
            )


def _list(heading: str, items: tuple[str, ...]) -> Iterator[str]:
    if items:
        yield paragraph(f"{heading} ({len(items)})", BOLD, HEADING)
    for number, item in enumerate(items, start=1):
        setting = '<w:spacing w:before="60"/><w:ind w:left="425" w:hanging="425"/>'
        yield paragraph(f"{number}. {item}", SMALL, setting)
