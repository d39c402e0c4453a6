"""Footnotes at words that a plan keeps without them: told, so that none is lost unseen."""

from collections.abc import Iterable

from webapp.domain.outline.lines import Line
from webapp.domain.outline.report import Report


def report_notes(lines: Iterable[Line], place: str, where: str, report: Report) -> None:
    """Report the footnotes of lines that are kept as plain words; `where` stands in a sentence."""
    for line in lines:
        for piece in line.pieces:
            if piece.note:
                message = f"Chú thích ở {where} không được đưa vào; hãy đưa vào câu."
                report.add("not_understood", place, message, piece.note)
