"""What a plan has no place for: gathered while the XML is walked, told once each."""

from collections.abc import Iterator
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
    frames: int = 0
    contents: list[str] = field(default_factory=list)
    """Lines of a table of contents."""
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
            (self.contents, "body", "Mục lục không thuộc nội dung kế hoạch, không được đưa vào."),
            (self.empty_marks, "body", "Đã bỏ số thứ tự tự động đứng trước đoạn không có chữ."),
            (self.drawn_words, "page", "Chữ vẽ (dấu chìm, chữ nghệ thuật) không được đưa vào."),
        )
        for texts, place, message in told:
            for text in filter(None, map(squeeze, texts[:_MOST_TEXTS])):
                report.add("removed", place, message, text)
            if len(texts) > _MOST_TEXTS:
                rest = " ".join(texts[_MOST_TEXTS:])
                report.add("removed", place, message, squeeze(rest))

    def _counted(self) -> Iterator[tuple[int, Kind, str]]:
        """Yield what is only counted, with its sentence."""
        count = self.inserted
        yield count, "repaired", f"Đã nhận {count} chỗ chèn đang theo dõi."
        count = self.embedded
        yield count, "removed", f"{count} tệp nhúng không được đưa vào; hãy đính kèm riêng."
        yield from ((count, "kept_as_is", message) for count, message in self._reshaped())
        yield self.joined_lines, "joined", f"Đã nối {self.joined_lines} chỗ ngắt dòng giữa câu."

    def _reshaped(self) -> tuple[tuple[int, str], ...]:
        """Return what was kept in another shape."""
        return (
            (self.boxes, f"{self.boxes} hộp chữ được đưa vào thành đoạn văn tại chỗ neo."),
            (
                self.unknown_signs,
                f"{self.unknown_signs} ký hiệu lạ được thay bằng «□»; hãy xem lại.",
            ),
            (
                self.nested_tables,
                f"{self.nested_tables} bảng lồng trong ô được giữ thành các đoạn của ô.",
            ),
            (
                self.frames,
                f"{self.frames} khung quanh nội dung được bỏ; chữ và bảng bên trong giữ nguyên.",
            ),
            (
                self.struck,
                f"{self.struck} chỗ chữ gạch ngang được giữ thành chữ thường; hãy xem có phải bỏ.",
            ),
            (
                self.formulas,
                f"{self.formulas} công thức được viết lại trên một dòng; hãy xem lại.",
            ),
        )
