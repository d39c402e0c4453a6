"""Footnotes: a number stands in the text, their words go to a part of their own."""

from collections.abc import Sequence

from webapp.documents.numbers import FIRST_NOTE, Numbers
from webapp.documents.word_xml import runs_xml
from webapp.domain.plan import Run

NOTES = "word/footnotes.xml"
NOTE_STYLES = ("FootnoteText", "FootnoteReference")
"""Styles of the note and of its mark, under the names that Word itself uses."""

_MARK = f'<w:r><w:rPr><w:rStyle w:val="{NOTE_STYLES[1]}"/></w:rPr><w:footnoteRef/></w:r>'


def notes_xml(words: Sequence[str]) -> str:
    """Return the notes as they stand in the part for footnotes."""
    return "".join(_note_xml(number, text) for number, text in enumerate(words, start=FIRST_NOTE))


def _note_xml(number: int, text: str) -> str:
    start = f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{NOTE_STYLES[0]}"/></w:pPr>'
    return f"{start}{_MARK}{runs_xml((Run(text),), Numbers(), ' ')}</w:p></w:footnote>"
