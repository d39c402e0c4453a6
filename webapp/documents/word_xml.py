"""Stretches of text as the XML of Word: escaped, with their emphasis, safe to put in a template."""

import re
from functools import lru_cache
from itertools import product

from webapp.documents.numbers import Numbers
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


class Pieces(tuple[bytes, ...]):
    """XML that a template takes as it stands, so long that it is kept in pieces of UTF-8."""

    __slots__ = ()

    def __html__(self) -> str:
        return b"".join(self).decode()


Paragraph = tuple[str, Xml, Xml | Pieces]
"""What a template shows: a kind, a mark where that stands on a line of its own, and words."""


def clean(text: str) -> str:
    """Return the text without control characters; line ends and tabs become spaces."""
    if text.isprintable() or not _NOT_XML.search(text):
        return text
    return _NOT_XML.sub(lambda match: " " if match[0] in _SPACES else "", text)


def runs_xml(runs: Runs, numbers: Numbers, lead: str = "", tail: str = "") -> Xml:
    """Return the runs between `lead` and `tail`; a title is bold with its number (PL1 V.6b)."""
    before = ""
    if lead:
        before = _short_xml(lead, "<w:b/>" if runs and runs[0].bold and _is_titled(runs) else "")
    if len(runs) == 1:
        xml = _run_xml(runs[0], numbers, before)
    else:
        xml = "".join([before, *[_run_xml(run, numbers) for run in runs]])
    return Xml(xml + _short_xml(tail, "") if tail else xml)


def _run_xml(run: Run, numbers: Numbers, before: str = "") -> str:
    """Return what stands before it and the run, in few steps: a long plan has thousands."""
    start, text = PLAIN_RUN, run.text
    if not text.isprintable():
        text = _broken(text)
    elif "&" in text or "<" in text or ">" in text:
        text = escaped(text)
    if run.bold or run.italic or run.underline or run.sub or run.sup:
        start = _STARTS[run.bold, run.italic, run.underline, run.sub, run.sup]
    mark = _mark_xml(numbers.of_note(run.note)) if run.note else ""
    return f"{before}{start}{text}</w:t></w:r>{mark}"


def _broken(text: str) -> str:
    """Return the text of a run, its line feeds as line breaks."""
    return _LINE_BREAK.join([escaped(clean(line)) for line in text.split("\n")])


def light_xml(runs: Runs, numbers: Numbers) -> Xml:
    """Return a further line of a bold paragraph: in italics, bold only where a run says so."""
    upright = all(run.italic for run in runs) or not any(run.italic for run in runs)
    return Xml("".join([_light_xml(run, numbers, italic=upright or run.italic) for run in runs]))


def _light_xml(run: Run, numbers: Numbers, *, italic: bool) -> str:
    look = _properties(run.bold, italic, run.underline, run.sub, run.sup)
    light = "" if run.bold else '<w:b w:val="0"/>'
    mark = _mark_xml(numbers.of_note(run.note)) if run.note else ""
    return f"{_start(light + look)}{_broken(run.text)}</w:t></w:r>{mark}"


def _is_titled(runs: Runs) -> bool:
    """Tell whether words that begin in bold are a title, or begin with one: «Sở Nội vụ: …»."""
    return runs[0].text.rstrip().endswith((":", ".")) or all(run.bold for run in runs)


def _mark_xml(number: int) -> str:
    """Return the mark of a footnote; its words stand in another part."""
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def text_xml(text: str, properties: str = "") -> str:
    """Return one run of Word with the given run properties."""
    return f"{_start(properties)}{escaped(clean(text))}</w:t></w:r>"


@lru_cache(maxsize=512)
def _short_xml(text: str, properties: str) -> str:
    """Return a mark: «- » and «a) » stand before thousands of paragraphs."""
    return text_xml(text, properties)


def escaped(text: str) -> str:
    """Return the text as it may stand in XML."""
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


def _start(properties: str) -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">'


_STARTS = {flags: _start(_properties(*flags)) for flags in product((False, True), repeat=5)}
"""Made once: a long plan has thousands of runs."""
PLAIN_RUN = _start("")
"""Where a run without emphasis begins."""
