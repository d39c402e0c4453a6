"""Stretches of text as the XML of Word: escaped, with their emphasis, safe to put in a template."""

import re
from collections.abc import Iterable
from html import escape

from webapp.domain.plan import Run, Runs

_NOT_XML = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that Word refuses to open, and those that mean more than a space to a template."""
_SPACES = "\t\n\v\f\r"
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class Xml(str):
    """XML that a template takes as it stands; only this package makes it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def clean(text: str) -> str:
    """Return the text without control characters; line ends and tabs become spaces."""
    if text.isprintable() or not _NOT_XML.search(text):
        return text
    return _NOT_XML.sub(lambda match: " " if match[0] in _SPACES else "", text)


def runs_xml(runs: Runs, lead: str = "", tail: str = "") -> Xml:
    """Return the runs with `lead` before and `tail` after them; a bold paragraph has a bold lead."""
    pieces = [run_xml(run) for run in runs]
    if lead:
        pieces.insert(0, text_xml(lead, "<w:b/>" if runs and all(run.bold for run in runs) else ""))
    if tail:
        pieces.append(text_xml(tail))
    return Xml("".join(pieces))


def run_xml(run: Run) -> str:
    """Return one run of Word with the emphasis of the run."""
    return text_xml(run.text, "".join(_properties(run)))


def text_xml(text: str, properties: str = "") -> str:
    """Return one run of Word with the given run properties."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    text = _LINE_BREAK.join(escape(clean(line), quote=False) for line in text.split("\n"))
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _properties(run: Run) -> Iterable[str]:
    """Give the properties in the order that the schema of Word demands."""
    if run.bold:
        yield "<w:b/>"
    if run.italic:
        yield "<w:i/>"
    if run.underline:
        yield '<w:u w:val="single"/>'
    if run.sub or run.sup:
        yield f'<w:vertAlign w:val="{"subscript" if run.sub else "superscript"}"/>'
