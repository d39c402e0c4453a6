"""The inside of a paragraph as the page shows it: words, fields, shapes, page ends."""

from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.documents.layout.formatting import Formatting, TableLook
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.shapes import DRAWINGS, Shape, read_shapes
from webapp.documents.layout.sheet import (
    CENTRE_TAB,
    RIGHT_TAB,
    SOFT_HYPHEN,
    Field,
    Stretch,
)
from webapp.documents.reading.old_fonts import encoding_of, to_unicode
from webapp.documents.reading.wordml import ALTERNATE, Element, W, chosen

_UNSEEN = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "delText", "rPr", "pPr", "sdtPr", "sdtEndPr", "proofErr",
                 "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "rt",
                 "bookmarkStart", "bookmarkEnd", "delInstrText", "fldData")
)  # fmt: skip
_SIGNS = {
    W + "cr": "\n",
    W + "tab": "\t",
    W + "noBreakHyphen": "-",
    W + "softHyphen": SOFT_HYPHEN,
}
_PLACED_TABS = {"center": CENTRE_TAB, "right": RIGHT_TAB}
_PLAIN = Letters()


@dataclass(slots=True)
class _Open:
    """A field whose end has not come yet."""

    code: str = ""
    letters: Letters | None = None
    """Of its result, else of its instruction."""
    shown: bool = False
    """Whether its result has begun."""
    printed: bool = False
    """Whether its result has a word."""


@dataclass(slots=True)
class Inner:
    """What one paragraph holds."""

    stretches: list[Stretch] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    breaks: int = 0
    """Page ends in it."""
    breaks_before: bool = False
    """Whether a page ends before its first word."""
    breaks_after: bool = False
    """Whether a page ends behind its last word."""


class Inside:
    """Collects what paragraphs of one part hold, one after the other."""

    def __init__(self, formatting: Formatting) -> None:
        self._formatting = formatting
        self._style = ""
        self._look: TableLook = None
        self._letters = _PLAIN
        self._in_run: Element | None = None
        self._open: list[_Open] = []
        self._found = Inner()
        self._handlers: dict[str, Callable[[Element], None]] = {
            W + "r": self._run,
            W + "br": self._break,
            W + "lastRenderedPageBreak": self._printed_page_ends,
            W + "ptab": self._placed_tab,
            W + "fldSimple": self._simple_field,
            W + "fldChar": self._field_sign,
            W + "instrText": self._instruction,
            ALTERNATE: self._alternate,
        }

    def read(self, paragraph: Element, style: str, look: TableLook) -> Inner:
        """Return what a paragraph holds, what a tracked change took out left aside."""
        self._style, self._look, self._found = style, look, Inner()
        self._letters, self._in_run = _PLAIN, None
        self._walk(paragraph)
        return self._found

    def _walk(self, parent: Element) -> None:
        for child in parent:
            self._take(child)

    def _take(self, child: Element) -> None:
        tag = str(child.tag)
        handler = self._handlers.get(tag)
        if tag == W + "t":
            self._add(child.text or "")
        elif handler is not None:
            handler(child)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag])
        elif tag in DRAWINGS:
            self._found.shapes += read_shapes(child)
        elif tag not in _UNSEEN:
            self._walk(child)

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        letters = self._formatting.letters(properties, self._style, self._look)
        if letters.hidden:
            self._found.hidden += [one.text or "" for one in run.iter(W + "t")]
            return
        self._letters, self._in_run = letters, run
        self._walk(run)

    def _break(self, element: Element) -> None:
        kind = element.get(W + "type")
        if kind == "page":
            self._page_ends()
        elif kind != "column":
            self._add("\n")

    def _page_ends(self) -> None:
        self._found.breaks += 1
        if any(one.text.strip() for one in self._found.stretches):
            self._found.breaks_after = True
        else:
            self._found.breaks_before = True

    def _printed_page_ends(self, _: Element) -> None:
        self._found.breaks += 1

    def _placed_tab(self, element: Element) -> None:
        self._add(_PLACED_TABS.get(element.get(W + "alignment", ""), "\t"))

    def _alternate(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._walk(branch)

    def _simple_field(self, element: Element) -> None:
        self._open.append(_Open(element.get(W + "instr", ""), shown=True))
        self._walk(element)
        self._close()

    def _instruction(self, element: Element) -> None:
        if self._open and not self._open[-1].shown:
            self._open[-1].code += element.text or ""
            self._open[-1].letters = self._open[-1].letters or self._letters

    def _field_sign(self, element: Element) -> None:
        kind = element.get(W + "fldCharType", "")
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            self._close()

    def _close(self) -> None:
        closed = self._open.pop()
        letters = closed.letters or self._letters
        self._found.fields.append(Field(closed.code.strip(), letters, nested=bool(self._open)))

    def _add(self, text: str) -> None:
        if not text:
            return
        if encoding_of(self._letters.font):
            text = to_unicode(text, self._letters.font)
        self._found.stretches.append(Stretch(text, self._letters, self._in_run))
        self._found.breaks_after = self._found.breaks_after and not text.strip()
        opened = self._open[-1] if self._open else None
        if opened is not None and opened.shown and not opened.printed and text.strip():
            opened.letters, opened.printed = self._letters, True
