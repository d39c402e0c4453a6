"""What a person should look at in the sorted text of a paper."""

from webapp.domain.outline.faults import faults
from webapp.domain.outline.joins import Paragraph
from webapp.domain.outline.report import Report
from webapp.domain.outline.sections import Sections
from webapp.domain.plan import Block, BlockKind, plain


def report_sections(sections: Sections, body: tuple[Block, ...], report: Report) -> None:
    """Report closed gaps, damaged words and paragraphs that nothing explains."""
    places = [
        *((paragraph, "legal_bases") for paragraph in sections.legal_bases),
        *((paragraph, "opening") for paragraph in sections.opening),
        *((p, f"body/{block.id}") for p, block in zip(sections.body, body, strict=True)),
        *((paragraph, "closing") for paragraph in sections.closing),
    ]
    for paragraph, place in places:
        _report_paragraph(paragraph, place, report)
    wrapped = sum(paragraph.wrapped for paragraph, _ in places)
    if wrapped:
        message = f"Đã nối {wrapped} dòng bị xuống dòng giữa đoạn."
        report.add("joined", "body", message)
    _report_structure(sections, report)


def _report_paragraph(paragraph: Paragraph, place: str, report: Report) -> None:
    if paragraph.block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
        return
    for joint in paragraph.joints:
        report.add("joined", place, f"Đã nối đoạn bị ngắt ở «{joint}».", joint)
    text = plain(paragraph.block.runs)
    for message, words in faults(text):
        report.add("kept_as_is", place, message, words)
    if paragraph.tabular:
        message = "Dòng này có thể là một hàng của bảng; được giữ nguyên thành đoạn văn."
        report.add("not_understood", place, message, text)
    elif not any(letter.isalpha() for letter in text):
        message = "Không hiểu dòng này; được giữ nguyên thành đoạn văn."
        report.add("not_understood", place, message, text)


def _report_structure(sections: Sections, report: Report) -> None:
    if not sections.legal_bases:
        report.add("missing", "legal_bases", "Bản gốc không có căn cứ.")
    if not sections.body:
        report.add("missing", "body", "Bản gốc không có nội dung.")
    elif not any(one.block.marker or _is_heading(one.block) for one in sections.body):
        message = "Không thấy đề mục nào; toàn bộ nội dung được giữ thành đoạn văn."
        report.add("not_understood", "body", message)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING
