"""What a plan has no place for: gathered while the XML is walked, told once each."""

from dataclasses import dataclass, field

from webapp.documents.reading.pictures import PictureLosses
from webapp.domain.outline.report import Kind, Report
from webapp.domain.text import squeeze

_MOST_TEXTS = 50


@dataclass(slots=True)
class Losses:
    """What was left out, or kept in another shape."""

    deleted: list[str] = field(default_factory=list)
    """Words that a tracked change took out."""
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    """Words of headers and footers."""
    pictures: PictureLosses = field(default_factory=PictureLosses)
    drawn_words: list[str] = field(default_factory=list)
    """Words that are drawn, as a watermark is."""
    boxes: int = 0
    unknown_signs: int = 0
    old_fonts: set[str] = field(default_factory=set)
    nested_tables: int = 0
    joined_lines: int = 0
    embedded: int = 0
    struck: int = 0
    formulas: int = 0
    empty_marks: list[str] = field(default_factory=list)
    """Numbers that Word shows before a paragraph without words."""

    def tell(self, report: Report) -> None:
        """Put everything into the report."""
        self._tell_texts(report)
        for count, kind, message in self._counted():
            if count:
                report.add(kind, "body", message)
        for font in sorted(self.old_fonts):
            report.add("repaired", "text", f"Đã chuyển chữ của phông «{font}» sang Unicode.")

    def _tell_texts(self, report: Report) -> None:
        told = (
            (self.deleted, "body", "Đã bỏ chữ bị xóa trong chế độ theo dõi thay đổi."),
            (self.hidden, "body", "Đã bỏ chữ ẩn mà người đọc không thấy."),
            (self.comments, "body", "Nhận xét ở lề không thuộc văn bản, không được đưa vào."),
            (self.furniture, "page", "Đầu trang và chân trang được in theo mẫu, không lấy theo."),
            (self.empty_marks, "body", "Đã bỏ số thứ tự tự động đứng trước đoạn không có chữ."),
            (self.drawn_words, "page", "Chữ vẽ (dấu chìm, chữ nghệ thuật) không được đưa vào."),
        )
        for texts, place, message in told:
            for text in filter(None, map(squeeze, texts[:_MOST_TEXTS])):
                report.add("removed", place, message, text)
            if len(texts) > _MOST_TEXTS:
                rest = " ".join(texts[_MOST_TEXTS:])
                report.add("removed", place, message, squeeze(rest))

    def _counted(self) -> tuple[tuple[int, Kind, str], ...]:
        """Return what is only counted, with its sentence."""
        return (
            (self.inserted, "repaired", f"Đã nhận {self.inserted} chỗ chèn đang theo dõi."),
            (
                self.embedded,
                "removed",
                f"{self.embedded} tệp nhúng không được đưa vào; hãy đính kèm riêng.",
            ),
            (
                self.boxes,
                "kept_as_is",
                f"{self.boxes} hộp chữ được đưa vào thành đoạn văn tại chỗ neo.",
            ),
            (
                self.unknown_signs,
                "kept_as_is",
                f"{self.unknown_signs} ký hiệu lạ được thay bằng «□»; hãy xem lại.",
            ),
            (
                self.nested_tables,
                "kept_as_is",
                f"{self.nested_tables} bảng lồng trong ô được giữ thành các đoạn của ô.",
            ),
            (
                self.struck,
                "kept_as_is",
                f"{self.struck} chỗ chữ gạch ngang được giữ thành chữ thường; hãy xem có phải bỏ.",
            ),
            (
                self.formulas,
                "kept_as_is",
                f"{self.formulas} công thức được viết lại trên một dòng; hãy xem lại.",
            ),
            (self.joined_lines, "joined", f"Đã nối {self.joined_lines} chỗ ngắt dòng giữa câu."),
        )
