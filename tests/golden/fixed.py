"""What a corrected file must keep: an independent walk through all that it says and holds."""

import re
import unicodedata
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from lxml import etree
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from webapp.documents.layout.checking import layout_findings
from webapp.documents.reading.document import read_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(?:document|footnotes|endnotes|comments)\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\w*\.xml")
_SAID = (f"{W}t", f"{W}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")


def parts_of(docx):
    """Return every part of the file by its name."""
    with ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said(docx):
    """Return the words of each story, in order; of the margins, whatever part they stand in."""
    told, margins = {}, []
    for name, content in parts_of(docx).items():
        if _STORY.fullmatch(name):
            told[name] = _words(content)
        elif _MARGIN.fullmatch(name):
            margins += _words(content)
    return told, sorted(margins)


def _words(content):
    """Return the words of a part; letters of one paragraph run on, tabs and breaks part words."""
    pieces = []
    for node in etree.fromstring(content).iter():
        if node.tag in _SAID:
            pieces.append(node.text or "")
        elif node.tag in {f"{W}p", f"{W}tab", f"{W}br", f"{W}cr"}:
            pieces.append(" ")
    return unicodedata.normalize("NFC", "".join(pieces)).split()


def faults(docx):
    """Return what is found on the look of a file, as (rule, place)."""
    return {(one.rule, one.place) for one in layout_findings(docx, read_docx(docx))}


def rules(docx):
    """Return the rules about the look that a file breaks."""
    return {rule for rule, _ in faults(docx)}


def changed(docx, change):
    """Return the file after a change with Word's own means."""
    document = Document(BytesIO(docx))
    change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_parts(docx, **contents):
    """Return the file with some parts put in place of others, or added; names with a slash."""
    parts = parts_of(docx) | contents
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def complaints(docx, tmp_path):
    """Return what keeps Word from opening the file, and what is not whole in it."""
    path = tmp_path / "sua.docx"
    path.write_bytes(docx)
    audit = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
    return [*map(str, audit.errors), *map(str, check(str(path)))]


def new_complaints(before, after, tmp_path):
    """Return the complaints about a file that there were not about the other."""
    return sorted(set(complaints(after, tmp_path)) - set(complaints(before, tmp_path)))
