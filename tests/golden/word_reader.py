"""Reads a .docx back: its paragraphs with the look that Word gives them, styles resolved."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
TWIPS_PER_MM = 1440 / 25.4


def part(docx: bytes, name: str) -> etree._Element:
    """Return the root of one part."""
    with ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def document(docx: bytes) -> etree._Element:
    """Return the main part."""
    return part(docx, "word/document.xml")


def text_of(element: etree._Element) -> str:
    """Return the words of an element; line breaks as line feeds."""
    pieces = (
        "\n" if node.tag == f"{W}br" else node.text or ""
        for node in element.iter(f"{W}t", f"{W}br")
        if node.get(f"{W}type") != "page"
    )
    return "".join(pieces)


@dataclass(frozen=True)
class Look:
    """One paragraph as a reader sees it; sizes in points, lengths in twips."""

    text: str
    element: etree._Element
    style: str
    values: dict[str, str]

    @property
    def size(self) -> float:
        return int(self.values["sz"]) / 2

    @property
    def bold(self) -> bool:
        return "b" in self.values

    @property
    def italic(self) -> bool:
        return "i" in self.values

    @property
    def caps(self) -> bool:
        return "caps" in self.values

    @property
    def font(self) -> str:
        return self.values["rFonts.ascii"]

    @property
    def align(self) -> str:
        return self.values.get("jc", "left")

    @property
    def keeps_with_next(self) -> bool:
        return "keepNext" in self.values

    def twips(self, name: str) -> int:
        """Return a length such as `spacing.after` or `ind.firstLine`."""
        return int(self.values.get(name, "0"))

    @property
    def lines(self) -> float:
        """Line spacing in lines, where it is given in lines."""
        assert self.values.get("spacing.lineRule", "auto") == "auto"
        return self.twips("spacing.line") / 240


class Paper:
    """A rendered .docx, read back."""

    def __init__(self, docx: bytes) -> None:
        self.docx = docx
        self.body = document(docx)
        self.styles = part(docx, "word/styles.xml")

    def paragraphs(self, root: etree._Element | None = None) -> list[Look]:
        """Return the paragraphs of the body, or of another part, in their order."""
        top = self.body if root is None else root
        return [self._look(element) for element in top.iter(f"{W}p")]

    def find(self, text: str) -> Look:
        """Return the one paragraph that has these words and no other."""
        found = [look for look in self.paragraphs() if look.text == text]
        assert len(found) == 1, f"{len(found)} paragraphs are «{text}»"
        return found[0]

    def of_style(self, style: str) -> list[Look]:
        """Return the paragraphs of a style."""
        return [look for look in self.paragraphs() if look.style == style]

    def after(self, look: Look) -> Look:
        """Return the paragraph that follows."""
        following = self.paragraphs()
        elements = [other.element for other in following]
        return following[elements.index(look.element) + 1]

    def words(self) -> str:
        """Return all words of the body, one paragraph a line."""
        return "\n".join(look.text for look in self.paragraphs())

    def section(self) -> dict[str, str]:
        """Return the attributes of the section, as `pgMar.top`."""
        section = self.body.find(".//w:sectPr", NS)
        assert section is not None
        return _values(section)

    def cell_around(self, look: Look) -> etree._Element:
        """Return the table cell in which the paragraph stands."""
        return next(look.element.iterancestors(f"{W}tc"))

    def _look(self, element: etree._Element) -> Look:
        values = _values(_find(self.styles, "w:docDefaults/w:rPrDefault/w:rPr"))
        values |= _values(_find(self.styles, "w:docDefaults/w:pPrDefault/w:pPr"))
        own = element.find("w:pPr", NS)
        name = None if own is None else own.find("w:pStyle", NS)
        style = "Normal" if name is None else name.get(f"{W}val", "")
        values |= self._style(style)
        if own is not None:
            values |= _values(own)
        runs = [run for run in element.iter(f"{W}r") if text_of(run)]
        if runs and (properties := runs[0].find("w:rPr", NS)) is not None:
            values |= _values(properties)
        return Look(text_of(element), element, style, values)

    def _style(self, name: str) -> dict[str, str]:
        style = _find(self.styles, f"w:style[@w:styleId='{name}']")
        based = style.find("w:basedOn", NS)
        values = {} if based is None else self._style(based.get(f"{W}val", ""))
        for properties in ("w:pPr", "w:rPr"):
            if (found := style.find(properties, NS)) is not None:
                values |= _values(found)
        return values


def _find(root: etree._Element, path: str) -> etree._Element:
    found = root.find(path, NS)
    assert found is not None, path
    return found


def _values(properties: etree._Element) -> dict[str, str]:
    """Return the properties flat: `sz` for a single value, `ind.left` for an attribute."""
    values = {}
    for child in properties:
        name = etree.QName(child).localname
        for key, value in child.attrib.items():
            attribute = etree.QName(str(key)).localname
            values[name if attribute == "val" else f"{name}.{attribute}"] = str(value)
        for inner in child:
            values[f"{name}.{etree.QName(inner).localname}"] = inner.get(f"{W}val", "true")
        if not child.attrib:
            values[name] = "true"
    return values
