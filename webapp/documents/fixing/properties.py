"""Writes direct formatting: each property where the schema of Word wants it."""

from lxml import etree

from webapp.documents.reading.wordml import Element, W

_ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline"
        " shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position"
        " sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
        " specVanish oMath rPrChange"
    ),
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings sectPrChange"
    ),
}
_PLACES = {
    W + parent: {W + name: place for place, name in enumerate(names.split())}
    for parent, names in _ORDERS.items()
}


def of_paragraph(paragraph: Element) -> Element:
    """Return the properties of a paragraph, made where it has none."""
    return first_child(paragraph, "pPr")


def of_run(run: Element) -> Element:
    """Return the properties of a run, made where it has none."""
    return first_child(run, "rPr")


def of_mark(paragraph: Element) -> Element:
    """Return the properties of the mark that ends a paragraph: its automatic number has them."""
    return put(of_paragraph(paragraph), "rPr")


def put(properties: Element, name: str, **attributes: str | int | None) -> Element:
    """Give a property these attributes, made where it is missing; None takes one away."""
    found = properties.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        _insert(properties, found)
    for other in properties.findall(W + name)[1:]:
        properties.remove(other)  # the last of two would count
    for key, value in attributes.items():
        if value is None:
            found.attrib.pop(W + key, None)
        else:
            found.set(W + key, str(value))
    return found


def switch(properties: Element, *names: str, on: bool) -> None:
    """Turn switches such as `b` on or off, whatever the styles say."""
    for name in names:
        put(properties, name, val=None if on else "0")


def drop(properties: Element, *names: str) -> None:
    """Take properties away."""
    for name in names:
        for found in properties.findall(W + name):
            properties.remove(found)


def add_reference(properties: Element, reference: Element) -> None:
    """Add a head or foot to those that a section has."""
    _insert(properties, reference)


def first_child(parent: Element, name: str) -> Element:
    """Return the child that comes first in its parent, made where it is missing."""
    found = parent.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        parent.insert(0, found)
    return found


def _insert(properties: Element, child: Element) -> None:
    places = _PLACES[str(properties.tag)]
    own = places[str(child.tag)]
    for position, other in enumerate(properties):
        if places.get(str(other.tag), own) > own:
            properties.insert(position, child)
            return
    properties.append(child)
