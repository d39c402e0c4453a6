"""What stands around the text of a Word file: notes, comments, headers and footers."""

import re

from webapp.documents.reading.fields import Fields
from webapp.documents.reading.inline import InlineReader, LookOf
from webapp.documents.reading.items import Item, Paragraph
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.package import Package
from webapp.documents.reading.typeset import as_one_line
from webapp.documents.reading.wordml import Element, W
from webapp.domain.outline.furniture import without_furniture
from webapp.domain.outline.report import Report
from webapp.domain.plan import plain
from webapp.domain.text import squeeze

_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\W*\d{0,4}\W*(?:(?:/|of|trên)\W*\d{0,4})?\W*", re.IGNORECASE
)
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_notes(package: Package, look_of: LookOf, losses: Losses) -> dict[tuple[str, str], str]:
    """Return the words of footnotes and endnotes by kind and number."""
    found: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        root = package.part(f"{kind}s")
        if root is None:
            continue
        reader = InlineReader(Fields(root), look_of, _no_note, losses)
        for note in root.iter(W + kind):
            if note.get(W + "type", "") not in _SEPARATORS:
                found[kind, note.get(W + "id", "")] = _words(note, reader)
    return found


def without_typed_pages(items: list[Item], report: Report) -> list[Item]:
    """Return the items without page numbers and running lines that somebody typed."""
    alone = [item for item in items if isinstance(item, Paragraph) and item.text.strip()]
    if not any(_PAGE_NUMBER.fullmatch(item.text.strip()) for item in alone):
        return items
    lines = [as_one_line(item) for item in alone]
    kept = {id(line) for line in without_furniture(lines, report)}
    gone = {id(item) for item, line in zip(alone, lines, strict=True) if id(line) not in kept}
    return [item for item in items if id(item) not in gone]


def read_furniture(package: Package, look_of: LookOf, losses: Losses) -> None:
    """Note the words of headers and footers, page numbers left out, and those of comments."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for root in package.parts(kind):
            reader = InlineReader(Fields(root), look_of, _no_note, losses)
            text = squeeze(_words(root, reader))
            if text and text not in seen and not _PAGE_NUMBER.fullmatch(text):
                losses.furniture.append(text)
            seen.add(text)
    for root in package.parts("comments"):
        reader = InlineReader(Fields(root), look_of, _no_note, losses)
        losses.comments += [_words(comment, reader) for comment in root.iter(W + "comment")]


def _no_note(_: str, __: str) -> str:
    return ""


def _words(element: Element, reader: InlineReader) -> str:
    """Return the words of all paragraphs, those in drawn boxes too."""
    lines: list[str] = []
    for paragraph in element.iter(W + "p"):
        if not _is_boxed(paragraph, element):
            lines += _paragraph_words(paragraph, reader)
    return "\n".join(lines)


def _paragraph_words(paragraph: Element, reader: InlineReader) -> list[str]:
    inline = reader.read(paragraph, "")
    lines = map(squeeze, plain(inline.finished()).split("\n"))
    boxes = (*inline.boxes_before, *inline.boxes_after)
    inner = (line for box in boxes for line in _words(box, reader).split("\n"))
    return [line for line in (*lines, *inner) if line]


def _is_boxed(paragraph: Element, top: Element) -> bool:
    """Tell a paragraph in a drawn box, which is read with the paragraph it hangs on."""
    for parent in paragraph.iterancestors():
        if parent is top:
            return False
        if parent.tag == W + "txbxContent":
            return True
    return False
