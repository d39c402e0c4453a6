"""A whole pasted paper becomes a plan: every word in its field, in place, or in the report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count

from webapp.domain.outline.appendix_guides import without_own_guides
from webapp.domain.outline.appendix_labels import GUIDE, without_labels
from webapp.domain.outline.files import check_letters, check_size
from webapp.domain.outline.findings import report_sections
from webapp.domain.outline.furniture import without_furniture
from webapp.domain.outline.header import Header, is_header_line, read_header
from webapp.domain.outline.headings import in_capitals
from webapp.domain.outline.joins import Paragraph, join
from webapp.domain.outline.lines import Line, read_lines
from webapp.domain.outline.lost_notes import report_notes
from webapp.domain.outline.nature import tell_nature
from webapp.domain.outline.numbering import settle
from webapp.domain.outline.report import Report
from webapp.domain.outline.sections import Sections, base_runs, sort_paragraphs, text_runs
from webapp.domain.outline.tail import Tail, is_appendix, read_tail, tail_start
from webapp.domain.outline.title import DEFAULT_TYPE, Title, read_title
from webapp.domain.plan import Appendix, Block, Plan, Runs
from webapp.domain.text import clean

_MOST_LEFT_OVER = 5
_HEADER_LINES = 25

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class PaperParts:
    """The parts of a paper as they were understood."""

    header: Header
    title: Title
    sections: Sections
    tail: Tail
    addressees: tuple[Runs, ...] = ()


def read_paper(text: str, new_id: NewId | None = None) -> Plan:
    """Return the plan that a paper says, with a report of what it does not say.

    Blocks get ids from `new_id`; without it, ids count up from b1.
    """
    report = Report()
    check_size(text)
    cleaned = clean(text)
    check_letters(cleaned.text)
    if cleaned.removed:
        message = f"Đã bỏ {cleaned.removed} ký tự điều khiển không nhìn thấy."
        report.add("removed", "text", message)
    lines = without_furniture(read_lines(cleaned.text), report)
    title = read_title(lines) or _untitled(lines)
    header = read_header(lines[: title.place], report)
    report_title(title, report)
    rest = lines[title.end :]
    foot = tail_start(rest)
    tail = read_tail(rest[foot:], report)
    sections = sort_paragraphs(join(rest[:foot]), titled=bool(title.document_type))
    named = new_id or counted_ids()
    plan = assemble(PaperParts(header, title, sections, tail), report, named)
    appendixes = without_labels(_appendixes(list(tail.after), named, report), report, named)
    whole = replace(plan, appendixes=without_own_guides(appendixes, plan, report))
    tell_nature(whole, report)
    return replace(whole, report=tuple(report.items))


def counted_ids() -> NewId:
    """Return ids that count up from b1."""
    numbers = count(1)
    return lambda: f"b{next(numbers)}"


def _untitled(lines: list[Line]) -> Title:
    """Return where the head ends in a paper without a type: after its last sure line."""
    sure = [place for place, line in enumerate(lines[:_HEADER_LINES]) if is_header_line(line)]
    end = sure[-1] + 1 if sure else 0
    return Title(end, "", (), end)


def report_title(title: Title, report: Report) -> None:
    """Report what the paper does not say of its type and subject."""
    if not title.document_type:
        report.add("missing", "document_type", "Bản gốc không có tên loại văn bản.")
    elif title.document_type != DEFAULT_TYPE:
        message = f"Bản gốc là «{title.document_type}», không phải kế hoạch; hãy xem lại tên loại."
        report.add("kept_as_is", "document_type", message, title.document_type)
    if not title.subject:
        report.add("missing", "subject", "Bản gốc không có trích yếu.")
    if title.note:
        message = "Dòng trong ngoặc dưới trích yếu được giữ ở cuối trích yếu; hãy xem lại."
        report.add("kept_as_is", "subject", message, title.note)


def assemble(parts: PaperParts, report: Report, new_id: NewId) -> Plan:
    """Return the plan that the parts make, without appendixes; report what its text lacks."""
    header, title, sections, tail = parts.header, parts.title, parts.sections, parts.tail
    body = named_blocks(sections.body, new_id)
    report_sections(sections, body, report)
    return Plan(
        organ_in_charge=header.organ_in_charge,
        organ_name=header.organ_name,
        code_number=header.code_number,
        code_notation=header.code_notation,
        promulgation_place=header.promulgation_place,
        promulgated_on=header.promulgated_on,
        document_type=title.document_type,
        subject=title.subject,
        addressees=parts.addressees,
        legal_bases=tuple(map(base_runs, sections.legal_bases)),
        opening=tuple(map(text_runs, sections.opening)),
        body=body,
        closing=tuple(map(text_runs, sections.closing)),
        to_places=tail.to_places,
        filing_line=tail.filing_line,
        signer=tail.signer,
        unit=tail.unit,
        priority=header.priority,
        secrecy=header.secrecy,
        circulation_note=header.circulation_note,
        typer_notation=tail.typer_notation,
        promulgation_amount=tail.promulgation_amount,
    )


def named_blocks(paragraphs: Iterable[Paragraph], new_id: NewId) -> tuple[Block, ...]:
    """Return the blocks of a body with their depths and ids."""
    read = tuple(paragraphs)
    settled = settle(tuple(paragraph.block for paragraph in read))
    return tuple(
        replace(block, id=new_id(), level=block.level + paragraph.deeper)
        for block, paragraph in zip(settled, read, strict=True)
    )


def _appendixes(lines: list[Line], new_id: NewId, report: Report) -> tuple[Appendix, ...]:
    """Return what stands below the signature: appendixes; a few stray lines are reported only."""
    starts = [place for place, line in enumerate(lines) if is_appendix(line)]
    stray = lines[: starts[0]] if starts else lines
    if len(stray) > _MOST_LEFT_OVER:
        starts, stray = [0, *starts], []
    for line in stray:
        report.add(
            "not_understood",
            "tail",
            "Không hiểu dòng này ở cuối văn bản; dòng không được đưa vào kế hoạch.",
            line.text,
        )
    ends = [*starts[1:], len(lines)]
    return tuple(
        _appendix(lines[start:end], new_id, report)
        for start, end in zip(starts, ends, strict=False)
    )


def _appendix(lines: list[Line], new_id: NewId, report: Report) -> Appendix:
    """Return one appendix: its first line and the capitals under it are the title."""
    titled = 1 if is_appendix(lines[0]) else 0
    while titled and titled < len(lines) and _goes_on_title(lines[titled]):
        titled += 1
    report_notes(lines[:titled], "tail", "tiêu đề phụ lục", report)
    title = "\n".join(line.text for line in lines[:titled])
    return Appendix(title, named_blocks(join(lines[titled:]), new_id))


def _goes_on_title(line: Line) -> bool:
    return in_capitals(line.text) and not GUIDE.match(line.text)
