"""What a paper is when it is no plan of a state agency: told plainly, at the head of the report."""

import re
from collections.abc import Iterator
from itertools import islice

from webapp.domain.outline.header import names_nation, names_party
from webapp.domain.outline.report import Report
from webapp.domain.plan import Appendix, Block, Plan, ReportItem, plain
from webapp.domain.text import fold

IS_LETTER = "Bản gốc là công văn, không phải kế hoạch; hãy đặt trích yếu và viết lại phần mở đầu."
_SUBJECT_OF_A_LETTER = re.compile(r"v\s*/\s*v\b")
_ADDRESSED = re.compile(r"kinh (?:gui|trinh)\b")
_PARTY_NUMBER = re.compile(r"\S*\s*\d+\s*-\s*\w")
_FIRST_LINES = 12
_SAMPLE = 20_000
_LEAST_LETTERS = 100
_LEAST_MARKED = 0.03
"""Of the letters of a Vietnamese text a quarter carries marks."""


def tell_nature(plan: Plan, report: Report) -> None:
    """Put what the paper is before all that is said of its parts."""
    report.items[:0] = _about(plan, tuple(report.items))


def _about(plan: Plan, items: tuple[ReportItem, ...]) -> Iterator[ReportItem]:
    if any(_is_of_the_party(item) for item in items):
        yield ReportItem(
            "about",
            "document_type",
            "Bản gốc là văn bản của Đảng, có thể thức riêng; chỉ nội dung được đưa vào, hãy xem"
            " lại thẩm quyền và căn cứ theo Nghị định 30.",
        )
    if not plan.document_type and (place := _place_of_letter(plan, items)):
        yield ReportItem("about", place, IS_LETTER)
    for number, appendix in enumerate(plan.appendixes):
        # A form with a title may carry Quốc hiệu of its own.
        if not appendix.title and any(
            names_nation(line) for line in islice(_lines(appendix), _FIRST_LINES)
        ):
            yield ReportItem(
                "about",
                f"appendixes/{number}",
                "Bản gốc có hơn một văn bản; văn bản khác sau chữ ký được giữ thành phụ lục không"
                " tên, hãy tách thành tệp riêng rồi nhập lại.",
            )
    if _lacks_marks(plan):
        yield ReportItem(
            "about",
            "body",
            "Bản gốc không viết bằng tiếng Việt có dấu; hãy xem lại đã chọn đúng văn bản chưa.",
        )


def _is_of_the_party(item: ReportItem) -> bool:
    if item.place == "code_notation" and item.kind == "kept_as_is":
        return bool(_PARTY_NUMBER.match(item.text))
    return item.place == "header" and names_party(item.text)


def _place_of_letter(plan: Plan, items: tuple[ReportItem, ...]) -> str:
    """Return where a công văn shows: «Kính gửi» in its text, or «V/v» under its number."""
    for block in plan.body:
        if is_addressed(plain(block.runs)):
            return f"body/{block.id}"
    if any(is_addressed(plain(runs)) for runs in (*plan.legal_bases, *plan.opening)):
        return "opening"
    return "subject" if any(_SUBJECT_OF_A_LETTER.match(fold(item.text)) for item in items) else ""


def is_addressed(text: str) -> bool:
    """Tell a line that begins with «Kính gửi»."""
    return bool(_ADDRESSED.match(fold(text)))


def _lines(appendix: Appendix) -> Iterator[str]:
    for block in appendix.body:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    yield plain(block.runs)
    if block.table:
        cells = (cell for row in block.table.rows for cell in row)
        yield from (plain(runs) for cell in cells for runs in cell.paragraphs)


def _lacks_marks(plan: Plan) -> bool:
    said = " ".join(text for block in plan.body for text in _texts(block))
    said = " ".join((plain(plan.subject), *map(plain, plan.opening), said))[:_SAMPLE]
    letters = [letter for letter in said if letter.isalpha()]
    marked = sum(not letter.isascii() for letter in letters)
    return len(letters) >= _LEAST_LETTERS and marked < _LEAST_MARKED * len(letters)
