"""A Word file whose parts are changed by hand, found by their words and not by the checker."""

import copy
import io
import unicodedata
import zipfile
from functools import cached_property

from lxml import etree

from webapp.documents.reading.document import read_docx
from webapp.domain.plan import plain

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W = f"{{{_WORD}}}"
R = f"{{{_OFFICE}}}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HIDDEN_BRANCHES = (f"{_COMPATIBLE}Fallback", W + "txbxContent", W + "del")


class File:
    """The parts of one file, parsed when they are touched."""

    def __init__(self, data, plan=None):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees = {}
        self.plan = plan or read_docx(data)

    def tree(self, name):
        """Return the root of a part, parsed once."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def saved(self):
        """Return the file with what was changed."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.parts.items():
                tree = self._trees.get(name)
                archive.writestr(name, content if tree is None else etree.tostring(tree))
        return made.getvalue()

    @cached_property
    def body(self):
        """The body of the main part."""
        return self.tree("word/document.xml").find(W + "body")

    @cached_property
    def paragraphs(self):
        """The paragraphs of the body that a reader sees, in their order."""
        return [
            one
            for one in self.body.iter(W + "p")
            if next(one.iterancestors(*HIDDEN_BRANCHES), None) is None
        ]

    @property
    def sections(self):
        """The properties of the sections in their order."""
        return list(self.body.iter(W + "sectPr"))

    def style(self, name):
        """Return a style by its id."""
        styles = self.tree("word/styles.xml").iter(W + "style")
        return next((one for one in styles if one.get(W + "styleId") == name), None)

    def settings(self):
        """Return the settings of the file."""
        return self.tree("word/settings.xml")

    def heads(self, section=0, kind="default", part="header"):
        """Return the root of a section's head or foot, or None."""
        relations = self.tree("word/_rels/document.xml.rels")
        for reference in self.sections[section].findall(f"{W}{part}Reference"):
            if reference.get(W + "type", "default") == kind:
                number = reference.get(R + "id")
                target = next(one.get("Target") for one in relations if one.get("Id") == number)
                return self.tree(f"word/{target}")
        return None

    def starting(self, *words, after=0):
        """Return the first paragraph that begins with one of these words, or None."""
        wanted = tuple(map(folded, words))
        for one in self.paragraphs[after:]:
            if folded(text_of(one)).startswith(wanted):
                return one
        return None

    def holding(self, text, after=0):
        """Return the first paragraph with just this text, be a mark before it or not."""
        wanted = folded(text)
        for one in self.paragraphs[after:]:
            said = folded(text_of(one))
            if said == wanted or (said.endswith(wanted) and len(said) < len(wanted) + 12):
                return one
        return None

    @cached_property
    def nation(self):
        """Quốc hiệu."""
        return self.starting("Cộng hòa", "Cộng hoà")

    @cached_property
    def motto(self):
        """Tiêu ngữ."""
        return self.starting("Độc lập")

    @cached_property
    def number(self):
        """Số, ký hiệu."""
        return self.starting("Số:")

    @cached_property
    def date(self):
        """Place and date, beside or below the number."""
        return next(one for one in self.paragraphs if ", ngày" in text_of(one))

    @cached_property
    def organs(self):
        """The paragraphs with names of organs: those above the number in its column."""
        above = self.paragraphs[: self.paragraphs.index(self.number)]
        names = folded(f"{self.plan.organ_in_charge} {self.plan.organ_name}".replace("\n", " "))
        return [one for one in above if (said := folded(text_of(one))) and said in names]

    @property
    def superior(self):
        """Tên cơ quan chủ quản, or None."""
        return self.organs[0] if self.plan.organ_in_charge else None

    @property
    def issuer(self):
        """The last line of tên cơ quan ban hành."""
        return self.organs[-1]

    @cached_property
    def type(self):
        """Tên loại."""
        return self.holding(self.plan.document_type)

    @cached_property
    def subjects(self):
        """The paragraphs of trích yếu."""
        place = self.paragraphs.index(self.type)
        whole = folded(plain(self.plan.subject))
        below = [one for one in self.paragraphs[place + 1 : place + 6] if text_of(one)]
        told = (one for one in below if folded(text_of(one)) in whole)
        return [one for one in told if not text_of(one).startswith("(")]

    def block(self, is_right):
        """Return the first block of the body that is right, as paragraph and place."""
        start = self.paragraphs.index(self.subjects[-1])
        for place, one in enumerate(self.plan.body):
            text = plain(one.runs)
            if text and one.table is None and is_right(self.plan.body, place):
                found = self.holding(text, start)
                if found is not None and next(found.iterancestors(W + "tc"), None) is None:
                    return found, f"body/{one.id}"
        return None

    def column_of(self, paragraph):
        """Return the paragraphs of the cell that a paragraph stands in."""
        cell = next(paragraph.iterancestors(W + "tc"), None)
        return [] if cell is None else list(cell.iter(W + "p"))


def text_of(element):
    """Return the words of a paragraph with single spaces."""
    words = (one.text or "" for one in element.iter(W + "t") if not _is_hidden(one))
    return " ".join("".join(words).split())


def _is_hidden(element):
    return next(element.iterancestors(*HIDDEN_BRANCHES), None) is not None


def folded(text):
    """Return words as they are compared."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def runs_of(paragraph):
    """Return the runs with words, those of boxes left aside."""
    return [
        run
        for run in paragraph.iter(W + "r")
        if run.find(W + "t") is not None and not _is_hidden(run)
    ]


def put(parent, name, **attributes):
    """Give properties one that says just this."""
    for old in parent.findall(W + name):
        parent.remove(old)
    made = etree.SubElement(parent, W + name)
    for key, value in attributes.items():
        made.set(W + key, str(value))
    return made


def first(parent, name):
    """Return the properties that an element begins with, made where it has none."""
    found = parent.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        parent.insert(0, found)
    return found


_WRITERS = {
    "size": lambda one, value: put(one, "sz", val=round(value * 2)),
    "font": lambda one, value: put(one, "rFonts", ascii=value, hAnsi=value, cs=value),
    "underline": lambda one, value: put(one, "u", val=value),
    "color": lambda one, value: put(one, "color", val=value),
}


def letters(paragraph, **looks):
    """Give every word of a paragraph a look."""
    for run in runs_of(paragraph):
        look(first(run, "rPr"), **looks)
    return paragraph


def look(properties, **looks):
    """Write the look of letters into properties."""
    for name, value in looks.items():
        if name in _WRITERS:
            _WRITERS[name](properties, value)
        elif value in {True, False}:
            put(properties, name, val=int(value))
        else:
            put(properties, name, val=value)


def setting(paragraph, **looks):
    """Give a paragraph a look: jc, and the attributes of spacing and ind."""
    properties = first(paragraph, "pPr")
    for group, names in {
        "spacing": ("before", "after", "line", "lineRule"),
        "ind": ("left", "right", "firstLine", "hanging"),
    }.items():
        given = {name: looks[name] for name in names if name in looks}
        if given:
            found = properties.find(W + group)
            kept = {} if found is None else {key[len(W) :]: v for key, v in found.attrib.items()}
            if "firstLine" in given:
                kept.pop("hanging", None)
            put(properties, group, **{**kept, **given})
    if "jc" in looks:
        put(properties, "jc", val=looks["jc"])
    return paragraph


def say(paragraph, text):
    """Write other words into a paragraph, with the look of its first word."""
    first_run, *others = runs_of(paragraph)
    for run in others:
        run.getparent().remove(run)
    for extra in list(first_run):
        if extra.tag != W + "rPr":
            first_run.remove(extra)
    words = etree.SubElement(first_run, W + "t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def blank_above(paragraph):
    """Put an empty paragraph like it above a paragraph."""
    made = etree.Element(W + "p")
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    paragraph.addprevious(made)
    return made
