"""A plain walk through the XML of a Word file, that knows nothing of how plans are read."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.unit.words import reported_texts, words
from webapp.domain.plan import plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SKIPPED = (
    f"{W}del",
    f"{W}moveFrom",
    f"{W}rt",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_APART = {f"{W}p", f"{W}tab", f"{W}br", f"{W}cr", f"{W}tc"}


def crude_text(docx):
    """Return every letter of the main part in its order, footnotes where they are called."""
    called: dict[tuple[str, str], str] = {}
    with ZipFile(BytesIO(docx)) as archive:
        for kind in ("footnote", "endnote"):
            if f"word/{kind}s.xml" in archive.namelist():
                notes = etree.fromstring(archive.read(f"word/{kind}s.xml"))
                called |= {(kind, one.get(f"{W}id", "")): "".join(_crude(one, {})) for one in notes}
        main = etree.fromstring(archive.read("word/document.xml"))
    return "".join(_crude(main, called))


def _crude(element, notes):
    if element.tag in SKIPPED:
        return
    if element.tag in {f"{W}t", f"{MATH}t"}:
        yield element.text or ""
    elif element.tag in _APART:
        yield " "
    elif element.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
        kind = etree.QName(element).localname.removesuffix("Reference")
        yield f" {notes.get((kind, element.get(f'{W}id')), '')} "
    for child in element:
        yield from _crude(child, notes)


def said(runs):
    """Return the words of runs with their notes where they hang."""
    return "".join(f"{run.text} {run.note} " if run.note else run.text for run in runs)


def block_texts(blocks, *, marked):
    """Yield the words of each block, cell by cell."""
    for block in blocks:
        if block.table:
            for row in block.table.rows:
                yield from (said(runs) for cell in row for runs in cell.paragraphs)
        else:
            yield f"{block.marker.text if block.marker and marked else ''} {said(block.runs)}"


def running_text(plan, *, marked=True):
    """Return what runs from the subject to the closing, and each appendix, in their order."""
    yield " \n".join(
        [
            plain(plan.subject),
            *map(said, plan.legal_bases),
            *map(said, plan.opening),
            *block_texts(plan.body, marked=marked),
            *map(said, plan.closing),
        ]
    )
    for one in plan.appendixes:
        yield "\n".join([one.title, *block_texts(one.body, marked=marked)])


def short_texts(plan):
    """Return head and foot."""
    signer, day = plan.signer, plan.promulgated_on
    yield from (plan.organ_in_charge, plan.organ_name, plan.code_notation, plan.document_type)
    yield "" if plan.code_number is None else str(plan.code_number)
    yield f"{plan.promulgation_place} {f'{day.day} {day.month} {day.year}' if day else ''}"
    yield from map(said, (*plan.to_places, plan.filing_line))
    yield from (*signer.authority, signer.position, signer.second_title, signer.full_name)
    yield from (plan.priority, plan.secrecy, plan.circulation_note)
    yield f"{plan.typer_notation} {plan.promulgation_amount or ''}"


def all_text(plan):
    """Return every word of the plan and of what its report left out."""
    return "\n".join([*running_text(plan), *short_texts(plan), *reported_texts(plan)])


def all_marks(plan):
    """Return the marks, which automatic numbering makes and no letter of the file says."""
    blocks = [*plan.body, *(block for one in plan.appendixes for block in one.body)]
    return [block.marker.text for block in blocks if block.marker]


def is_in_order(part, whole):
    """Tell whether the words stand in the whole in the same order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def moved(plan, docx):
    """Return the first part of the running text whose words stand in another order in the file."""
    whole = words(crude_text(docx))
    parts = list(running_text(plan, marked=False))
    for text in (*parts, "\n".join(parts)):
        if not is_in_order(words(text), whole):
            return text
    return ""
