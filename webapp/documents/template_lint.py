"""The words of docxtpl-lint in Vietnamese, each fault with its place in the Word file."""

from docxtpl_lint import api as lint
from docxtpl_lint.core import Issue, Location
from jinja2 import Environment

from webapp.documents.template_tags import cell_name, part_name

SENTENCES = {
    "DTL001": "thẻ mở bằng «{open}» mà không đóng bằng «{close}»; gõ lại cả thẻ một lần.",
    "DTL002": "thẻ bị ngắt sang đoạn khác; gõ lại cả thẻ trong một đoạn.",
    "DTL003": "đoạn còn phần xóa theo dõi (Track Changes) có thẻ; chấp nhận hoặc bỏ mọi sửa đổi.",
    "DTL005": "lời tắt kiểm tra «{directive}» không ứng với lỗi nào; bỏ lời đó đi.",
    "DTL101": "khối «{kw}» không được đóng; thêm thẻ «end{kw}» ở một đoạn riêng.",
    "DTL102": "thẻ «{raw}» không có thẻ mở đi trước; thêm thẻ mở hoặc bỏ thẻ này.",
    "DTL103": "thẻ viết sai cú pháp; xem lại dấu ngoặc và tên trong thẻ.",
    "DTL104": "không có bộ lọc «{name}»; bỏ bộ lọc này.",
    "DTL105": "không có phép thử «{name}»; bỏ phép thử này.",
    "DTL106": "tên «{name}» chỉ có trong vòng lặp mà lại dùng ở ngoài; đưa thẻ vào trong vòng lặp.",
    "DTL201": "trong thẻ «{prefix}» có dấu % hoặc }}; viết lại thẻ không dùng các dấu đó.",
    "DTL202": "giữa «{{%» và «{prefix}» có dấu cách; viết liền «{{%{prefix}».",
    "DTL203": "thẻ «{raw}» chỉ dùng trong bảng; chuyển vào ô bảng hoặc đổi thành thẻ đoạn.",
    "DTL204": "thẻ mở «{open_raw}» và thẻ đóng «{close_raw}» không cùng loại; viết cùng một loại.",
    "DTL205": "thẻ mở «{open_raw}» và thẻ đóng «{close_raw}» ở hai bảng; đặt trong cùng một bảng.",
    "DTL206": "thẻ mở «{open_raw}» và thẻ đóng «{close_raw}» ở cùng một hàng; tách ra hai hàng.",
    "DTL207": "thẻ mở «{open_raw}» và thẻ đóng «{close_raw}» khác hàng; đặt trong cùng một hàng.",
    "DTL208": "thẻ «{raw}» chỉ dùng trong ô bảng; chuyển vào ô bảng hoặc bỏ đi.",
    "DTL209": "chữ «{rest}» đứng cạnh thẻ «{raw}» sẽ mất; chuyển chữ đó sang đoạn riêng.",
    "DTL210": "thẻ mở «{open_raw}» và thẻ đóng «{close_raw}» ở cùng một đoạn; tách ra hai đoạn.",
}
"""By rule; the rules about data and trial renders (DTL3xx, DTL4xx) do not run here."""
_GENERAL = "thẻ viết sai (mã {rule}); so lại với mẫu có sẵn của hệ thống."
_PARTS = {"body": "document"}


def lint_faults(docx: bytes, environment: Environment) -> list[str]:
    """Return every error that the linter finds, one Vietnamese sentence each, with its place."""
    found = lint.lint(docx, autoescape=True, jinja_env=environment)
    return [f"{_place(issue)}: {_sentence(issue)}" for issue in found.errors]


def _sentence(issue: Issue) -> str:
    sentence = SENTENCES.get(issue.rule, _GENERAL)
    return sentence.format(**{"rule": issue.rule, **issue.params})


def _place(issue: Issue) -> str:
    location: Location = issue.location
    kind = location.part.rstrip("0123456789")
    number = location.part.removeprefix(kind)
    part = part_name(f"word/{_PARTS.get(kind, kind)}{number}.xml")
    cell = location.cells[-1] if location.cells else None
    words = f"đoạn «{issue.snippet}»" if issue.snippet else ""
    where = cell_name(cell.table, cell.row, cell.col) if cell else f"đoạn thứ {location.paragraph}"
    return ", ".join(filter(None, (part, where if location.paragraph else "", words)))
