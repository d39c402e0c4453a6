"""Where the pages of a PDF break badly: remarks as sentences, for a person to decide."""

import re
from collections.abc import Iterator, Sequence

from webapp.documents.pdf.printed import Line, PrintedPage, squeezed
from webapp.domain.plan import Block, BlockKind, Cell, Plan, Table, plain

_HEAD_ROOM, _FOOT_ROOM = 50.0, 50.0
"""Points of the margins where page numbers, the mark of a draft and the foot address stand."""
_SIGNATURE_BEGINS = "nơinhận"
_MOST_LINES = 8
_NOTE_MARK = re.compile(r"\d{1,3}")


def layout_remarks(plan: Plan, pages: Sequence[PrintedPage]) -> tuple[str, ...]:
    """Return what a careful person would mend before the paper goes out."""
    return (*_signature(plan, pages), *_headings(plan, pages), *_tables(plan, pages))


def _signature(plan: Plan, pages: Sequence[PrintedPage]) -> Iterator[str]:
    for number, page in enumerate(pages, start=1):
        lines = _between_margins(page)
        if not any(squeezed(line.text).startswith(_SIGNATURE_BEGINS) for line in lines):
            continue
        name = squeezed(plan.signer.full_name)
        if name and name not in page.text:
            yield f"Khối chữ ký bị tách sang trang {number + 1}; rút gọn đoạn cuối hoặc nơi nhận."
        if number > 1 and _signs(plan, lines[0]):
            yield (
                f"Khối chữ ký đứng một mình ở trang {number}; "
                "đưa đoạn cuối của văn bản sang cùng trang."
            )
        return


def _signs(plan: Plan, line: Line) -> bool:
    """Tell whether the line belongs to the signature block."""
    text = squeezed(line.text)
    signer = (*plan.signer.authority, plan.signer.position)
    return text.startswith(_SIGNATURE_BEGINS) or text in {squeezed(one) for one in signer}


def _headings(plan: Plan, pages: Sequence[PrintedPage]) -> Iterator[str]:
    headings = {_heading(block) for block in _blocks(plan) if block.kind is BlockKind.HEADING}
    notes = [squeezed(run.note) for block in _blocks(plan) for run in block.runs if run.note]
    for number, page in enumerate(pages, start=1):
        last = _lowest(page, notes)
        for count in range(1, len(last) + 1):
            text = squeezed("".join(line.text for line in last[-count:]))
            if text in headings or _NOTE_MARK.sub("", text) in headings:
                yield (
                    f"Đề mục «{_shown(last[-count:])}» nằm ở cuối trang {number} mà nội dung của "
                    "nó ở trang sau; bỏ ngắt trang hoặc thêm, bớt dòng phía trên."
                )
                break


def _lowest(page: PrintedPage, notes: Sequence[str]) -> list[Line]:
    """Return the last lines of the text, above the footnotes."""
    lines = _between_margins(page)
    while lines and _is_note(squeezed(lines[-1].text), notes):
        lines.pop()
    return lines[-_MOST_LINES:]


def _is_note(text: str, notes: Sequence[str]) -> bool:
    return not text or any(text.lstrip("0123456789") in note for note in notes)


def _tables(plan: Plan, pages: Sequence[PrintedPage]) -> Iterator[str]:
    begun = 0
    for table in (block.table for block in _blocks(plan) if block.table):
        head, body = _squeezed_rows(table)
        if not head or not body:
            continue
        first = _page_with(body[0], pages, begun)
        last = _page_with(body[-1], pages, begun if first is None else first)
        if first is None or last is None:
            continue
        begun = first
        bare = [place for place in range(first + 1, last + 1) if head not in pages[place].text]
        if bare:
            yield (
                f"Bảng ở trang {first + 1} sang trang {bare[0] + 1} mà không lặp lại hàng tiêu "
                "đề; kiểm tra hàng tiêu đề của bảng."
            )


def _squeezed_rows(table: Table) -> tuple[str, list[str]]:
    """Return the words of the head, and those of each row below it."""
    rows = [squeezed("".join(map(_cell_text, row))) for row in table.rows]
    return "".join(rows[: table.header_rows]), [row for row in rows[table.header_rows :] if row]


def _cell_text(cell: Cell) -> str:
    return "".join(map(plain, cell.paragraphs))


def _page_with(text: str, pages: Sequence[PrintedPage], begin: int) -> int | None:
    return next((place for place in range(begin, len(pages)) if text in pages[place].text), None)


def _between_margins(page: PrintedPage) -> list[Line]:
    """Return the lines of the text, from the top of the page to its foot."""
    inside = [
        line
        for line in page.lines
        if line.bottom < page.height - _HEAD_ROOM and line.top > _FOOT_ROOM and line.text.strip()
    ]
    return sorted(inside, key=lambda line: -line.bottom)


def _blocks(plan: Plan) -> Iterator[Block]:
    yield from plan.body
    for appendix in plan.appendixes:
        yield from appendix.body


def _heading(block: Block) -> str:
    return squeezed(f"{block.marker.text if block.marker else ''}{plain(block.runs)}")


def _shown(lines: Sequence[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines).split())
