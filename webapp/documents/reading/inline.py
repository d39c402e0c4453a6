"""The inside of a paragraph: every word that a reader sees, with its look; nothing drops out.

Elements that are not known here are walked into, so that words survive in wrappers of any kind:
links, content controls, smart tags, insertions, moves.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from webapp.documents.reading import old_fonts
from webapp.documents.reading.fields import Fields, form_sign
from webapp.documents.reading.formulas import FORMULA, formula
from webapp.documents.reading.items import PAGE_BREAK
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.pictures import DRAWN, VML_DRAWN
from webapp.documents.reading.styles import Look
from webapp.documents.reading.symbols import UNKNOWN, is_sign_font, sign, signs
from webapp.documents.reading.table_styles import NO_CELL, CellLook
from webapp.documents.reading.wordml import ALTERNATE, Element, W, chosen, hexadecimal
from webapp.domain.plan import Picture, Run, Runs
from webapp.domain.text import clean

LookOf = Callable[[Element | None, str, CellLook], Look]
"""The look of a run by its properties, its paragraph's style and its cell."""
NoteOf = Callable[[str, str], str]
"""The words of a footnote or endnote by its kind and number."""
PictureOf = Callable[[Element], Picture | None]
"""What a drawing shows; None where it cannot be taken, which is noted."""

_VML = "{urn:schemas-microsoft-com:vml}"
_GRAPHICS = ("/chart", "/diagram")
_GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_NEVER_SEEN = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "footnoteRef",
        "endnoteRef", "annotationRef", "separator", "continuationSeparator", "proofErr",
        "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "fldData", "rt", "tblPr",
    )
)  # fmt: skip
_TEXTS = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_PLAIN = Look()


@dataclass(slots=True)
class Inline:
    """What one paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    boxes_before: list[Element] = field(default_factory=list)
    boxes_after: list[Element] = field(default_factory=list)
    pictures_before: list[Picture] = field(default_factory=list)
    pictures_after: list[Picture] = field(default_factory=list)

    def finished(self) -> Runs:
        """Return the runs in regular Unicode."""
        return tuple(_regular(self.runs))


class InlineReader:
    """Reads paragraphs of one part, one after the other."""

    def __init__(
        self,
        fields: Fields,
        look_of: LookOf,
        note_of: NoteOf,
        losses: Losses,
        picture_of: PictureOf | None = None,
    ) -> None:
        self._fields = fields
        self._picture_of = picture_of
        self._look_of = look_of
        self._note_of = note_of
        self._losses = losses
        self._inline = Inline()
        self._style, self._cell = "", NO_CELL
        self._handlers: dict[str, Callable[[Element, Look], None]] = {
            W + "r": self._run,
            W + "t": self._text,
            FORMULA: self._formula,
            W + "softHyphen": self._soft_hyphen,
            W + "br": self._break,
            W + "sym": self._symbol,
            W + "fldChar": self._field_sign,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "del": self._deleted,
            W + "moveFrom": self._moved_away,
            W + "ins": self._inserted,
            W + "txbxContent": self._box,
            W + "subDoc": self._part_elsewhere,
            W + "object": self._object,
            ALTERNATE: self._alternate,
            DRAWN: self._picture,
            VML_DRAWN: self._picture,
            f"{_VML}textpath": self._drawn_words,
            _GRAPHIC_DATA: self._graphic,
        }

    def read(self, paragraph: Element, style: str, cell: CellLook = NO_CELL) -> Inline:
        """Return what a paragraph of the given style holds."""
        self._inline, self._style, self._cell = Inline(), style, cell
        self._walk(paragraph, _PLAIN)
        return self._inline

    def _walk(self, parent: Element, look: Look) -> None:
        for child in parent:
            self._take(child, look)

    def _take(self, child: Element, look: Look) -> None:
        tag = str(child.tag)
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(child, look)
        elif tag in _TEXTS:
            self._add(_TEXTS[tag], look)
        elif tag not in _NEVER_SEEN:
            self._walk(child, look)

    def _run(self, run: Element, _: Look) -> None:
        look = self._look_of(run.find(W + "rPr"), self._style, self._cell)
        if look.hidden:
            self._losses.hidden.append(_words(run, "t"))
            return
        self._losses.struck += look.struck and _words(run, "t") != ""
        self._walk(run, look)

    def _text(self, element: Element, look: Look) -> None:
        text = (element.text or "").replace("\n", " ").replace("\t", " ")
        if is_sign_font(look.font):
            text = signs(text, look.font)
            self._losses.unknown_signs += text.count(UNKNOWN)
        self._add(text, look)

    def _formula(self, element: Element, look: Look) -> None:
        self._losses.formulas += 1
        for text, place in formula(element):
            self._add(text, look._replace(sub=place == "sub", sup=place == "sup"))

    def _soft_hyphen(self, _: Element, look: Look) -> None:
        if old_fonts.encoding_of(look.font):
            self._add("\xad", look)

    def _break(self, element: Element, look: Look) -> None:
        paged = element.get(W + "type") == "page"
        if not self._fields.hidden and paged:
            self._inline.runs.append(Run(PAGE_BREAK))
        else:
            self._add("\n", look)

    def _symbol(self, element: Element, look: Look) -> None:
        code = hexadecimal(element.get(W + "char", ""))
        seen = sign(code, element.get(W + "font", "")) if code else UNKNOWN
        self._losses.unknown_signs += seen == UNKNOWN
        self._add(seen, look)

    def _field_sign(self, element: Element, look: Look) -> None:
        self._add(form_sign(element), look)
        self._fields.take(element)

    def _note(self, element: Element, _: Look) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        words = self._note_of(kind, element.get(W + "id", ""))
        if words and not self._fields.hidden:
            self._inline.runs.append(Run("", note=words))

    def _deleted(self, element: Element, _: Look) -> None:
        self._losses.deleted.append(_words(element, "delText") or _words(element, "t"))

    def _moved_away(self, _: Element, __: Look) -> None:
        """Leave out what a tracked move took away: the same words stand where it went."""

    def _inserted(self, element: Element, look: Look) -> None:
        self._losses.inserted += 1
        self._walk(element, look)

    def _box(self, element: Element, _: Look) -> None:
        begun = any(run.text.strip() for run in self._inline.runs)
        where = self._inline.boxes_after if begun else self._inline.boxes_before
        where.append(element)

    def _part_elsewhere(self, _: Element, __: Look) -> None:
        self._losses.embedded += 1

    def _object(self, element: Element, look: Look) -> None:
        self._losses.embedded += 1
        if next(element.iter(W + "txbxContent"), None) is not None:
            self._walk(element, look)

    def _alternate(self, element: Element, look: Look) -> None:
        branch = chosen(element)
        if branch is not None:
            self._walk(branch, look)

    def _drawn_words(self, element: Element, _: Look) -> None:
        self._losses.drawn_words.append(element.get("string", ""))

    def _graphic(self, element: Element, look: Look) -> None:
        if element.get("uri", "").endswith(_GRAPHICS):
            self._losses.pictures.graphics += 1
        self._walk(element, look)

    def _picture(self, element: Element, _: Look) -> None:
        if self._picture_of is None:
            self._losses.pictures.around += 1
            return
        found = self._picture_of(element)
        if found is not None:
            begun = any(run.text.strip(" \t\n") or run.note for run in self._inline.runs)
            inline = self._inline
            (inline.pictures_after if begun else inline.pictures_before).append(found)

    def _add(self, text: str, look: Look) -> None:
        """Add words as they look; those of an instruction are not seen."""
        if not text or self._fields.hidden:
            return
        runs = self._inline.runs
        if old_fonts.encoding_of(look.font):
            text = self._from_old_font(text, look.font)
        if look.caps:
            text = text.upper()
        runs.append(Run(clean(text).text if not text.isascii() else text, *look[:5]))

    def _from_old_font(self, text: str, font: str) -> str:
        runs = self._inline.runs
        if runs and runs[-1].text and (mark := old_fonts.leading_mark(text, font)):
            runs[-1] = replace(runs[-1], text=clean(runs[-1].text + mark).text)
            text = text[1:]
        converted = old_fonts.to_unicode(text, font)
        if converted != text:
            self._losses.old_fonts.add(font)
        return converted


def _words(element: Element, name: str) -> str:
    return "".join([text.text or "" for text in element.iter(W + name)])


def _regular(runs: list[Run]) -> list[Run]:
    """Join letters and marks that two runs part, so that each run is regular by itself."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        while text and kept and kept[-1].text and unicodedata.combining(text[0]):
            whole_letter = unicodedata.normalize("NFC", kept[-1].text + text[0])
            kept[-1] = replace(kept[-1], text=whole_letter)
            text = text[1:]
        if text or run.note:
            kept.append(run if text is run.text else replace(run, text=text))
    return kept
