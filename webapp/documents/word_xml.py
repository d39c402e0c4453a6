"""Stretches of text as the XML of Word: escaped, with their emphasis, safe to put in a template."""

import re
from itertools import product

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
    """Return the runs between `lead` and `tail`; a paragraph that is all bold has a bold lead."""
    xml = "".join([_run_xml(run) for run in runs])
    if lead:
        bold = bool(runs) and all(run.bold for run in runs)
        xml = text_xml(lead, "<w:b/>" if bold else "") + xml
    return Xml(xml + text_xml(tail) if tail else xml)


def text_xml(text: str, properties: str = "") -> str:
    """Return one run of Word with the given run properties."""
    start = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    return f'{start}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _escaped(text: str) -> str:
    if not text.isprintable():
        if "\n" in text:
            return _LINE_BREAK.join(map(_escaped, text.split("\n")))
        text = clean(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _properties(*flags: bool) -> str:
    """Return the emphasis in the order that the schema of Word demands."""
    bold, italic, underline, sub, sup = flags
    lowered = '<w:vertAlign w:val="subscript"/>' if sub else ""
    return (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + ('<w:u w:val="single"/>' if underline else "")
        + (lowered or ('<w:vertAlign w:val="superscript"/>' if sup else ""))
    )


_PROPERTIES = {flags: _properties(*flags) for flags in product((False, True), repeat=5)}
"""Made once: a long plan has thousands of runs."""


def _run_xml(run: Run) -> str:
    emphasis = _PROPERTIES[run.bold, run.italic, run.underline, run.sub, run.sup]
    return text_xml(run.text, emphasis)
