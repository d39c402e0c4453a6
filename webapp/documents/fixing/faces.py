"""The letters of the whole file: Times New Roman, black, each with its marks in one (PL1 I.4)."""

import unicodedata
from collections.abc import Iterator
from functools import partial

from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.properties import put
from webapp.documents.layout import letter_rules
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.reading.old_fonts import encoding_of
from webapp.documents.reading.wordml import Element, W

_FACE = "Times New Roman"
_PALE = 0xE0
"""Of each of the three colours: letters so pale stand on a dark ground, or are hidden."""
_THEMED = ("asciiTheme", "hAnsiTheme", "cstheme")


def fix_fonts(paper: Paper) -> Iterator[Edit]:
    """Give the letters of other fonts Times New Roman; text of an old encoding keeps its own."""
    for one in paper.everywhere:
        faces = {
            face
            for word in one.line.words
            for face in letter_rules.faces(word)
            if not encoding_of(face)
        }
        if paper.change_letters(one.line, partial(_is_of, faces=faces), in_times):
            yield edit(letter_rules.FONT, one, f"phông {', '.join(sorted(faces))} → {_FACE}")
        if named := paper.change_letters(one.line, letter_rules.is_cut, in_times):
            cut = named[0].font or named[0].other_font
            yield edit(letter_rules.FACE_NAME, one, f"tên phông «{cut}» → «{_FACE}»")


def fix_colors(paper: Paper) -> Iterator[Edit]:
    """Make coloured letters black, where they stand on white."""
    for one in paper.everywhere:
        for color in sorted({word.letters.color for word in one.line.words}):
            dark = letter_rules.is_dark(color)
            if dark is not None and _blacken(paper, one, color):
                rule = letter_rules.NEARLY_BLACK if dark else letter_rules.COLOR
                yield edit(rule, one, f"chữ màu #{color} → màu đen")


def fix_composition(paper: Paper) -> Iterator[Edit]:
    """Write each letter and its marks as one sign of Unicode; the words are the same."""
    changed = False
    for root in _roots(paper):
        for paragraph in root.iter(W + "p"):
            changed = _compose(paragraph) or changed
    if changed:
        yield Edit(
            letter_rules.COMPOSED.id, "page", "", "Chữ có dấu tách rời → chữ có dấu dựng sẵn"
        )


def _roots(paper: Paper) -> Iterator[Element]:
    """Yield the parts with words that pages show."""
    yield paper.package.main()
    for kind in ("header", "footer", "footnotes", "endnotes"):
        yield from paper.package.parts(kind)


def is_pale(color: str) -> bool:
    """Tell a colour that is seen on a dark ground alone; an empty one is black."""
    return letter_rules.is_dark(color) is False and min(bytes.fromhex(color)) > _PALE


def _is_of(letters: Letters, faces: set[str]) -> bool:
    return letters.font in faces or letters.other_font in faces


def in_times(properties: Element) -> None:
    """Give letters the font of the decree."""
    fonts = put(properties, "rFonts", ascii=_FACE, hAnsi=_FACE, cs=_FACE)
    for name in _THEMED:
        fonts.attrib.pop(W + name, None)


def _blacken(paper: Paper, one: Labelled, color: str) -> bool:
    """Make the letters of a colour black; a stamp of urgency stays red (PL1 III.2b)."""
    if is_pale(color) or _is_shaded(one) or one.role is Role.URGENCY:
        return False
    return bool(paper.change_letters(one.line, lambda letters: letters.color == color, _black))


def _black(properties: Element) -> None:
    put(properties, "color", val="000000", themeColor=None, themeTint=None, themeShade=None)


def _is_shaded(one: Labelled) -> bool:
    """Tell whether a ground of another colour than white lies behind the line."""
    elements = [word.run for word in one.line.words if word.run is not None]
    if one.line.element is not None:
        elements += [one.line.element, *one.line.element.iterancestors(W + "tc", W + "tbl")]
    return any(_has_ground(element) for element in elements)


def _has_ground(element: Element) -> bool:
    for shade in element.iterfind(f"*/{W}shd"):
        if shade.get(W + "fill", "auto").lower() not in {"auto", "ffffff"}:
            return True
    return False


def _compose(paragraph: Element) -> bool:
    """Write the letters of one paragraph so; marks that begin a run go to the letter before."""
    before: Element | None = None
    changed = False
    for one in paragraph.iter(W + "t"):
        if next(one.iterancestors(W + "p")) is not paragraph:
            continue  # a box that hangs on the paragraph has paragraphs of its own
        text = one.text or ""
        rest = text.lstrip("".join(sign for sign in set(text) if unicodedata.combining(sign)))
        marks = text[: len(text) - len(rest)]
        if before is not None and marks:
            before.text, one.text = (before.text or "") + marks, rest
            changed = _normalise(before) or changed
        changed = _normalise(one) or changed
        before = one if one.text else before
    return changed


def _normalise(one: Element) -> bool:
    composed = unicodedata.normalize("NFC", one.text or "")
    if composed == (one.text or ""):
        return False
    one.text = composed
    return True
