"""Heads of pages that a file does not have yet, with all that leads to them."""

from posixpath import dirname, join

from lxml import etree

from webapp.documents.fixing.properties import add_reference
from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import Element, W

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_HEAD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def add_head(package: Package, section: Element, kind: str) -> Element:
    """Return the root of a new, empty head for the pages of a kind in a section."""
    name = _free_name(package)
    root = etree.Element(W + "hdr", nsmap={"w": W[1:-1], "r": _R})
    package.trees[name] = root
    types = package.root("[Content_Types].xml")
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_HEAD_TYPE)
    reference = etree.Element(W + "headerReference")
    reference.set(W + "type", kind)
    reference.set(f"{{{_R}}}id", _relate(package, name))
    add_reference(section, reference)
    return root


def _free_name(package: Package) -> str:
    taken = {name.lower() for name in (*package.archive.namelist(), *package.trees)}
    folder = dirname(package.main_name)
    number = 1
    while join(folder, f"header{number}.xml").lower() in taken:
        number += 1
    return join(folder, f"header{number}.xml")


def _relate(package: Package, name: str) -> str:
    """Lead from the main part to a part beside it; return the id of the relation."""
    folder, _, main = package.main_name.rpartition("/")
    rels = join(folder, "_rels", f"{main}.rels")
    if rels not in package.archive.NameToInfo and rels not in package.trees:
        package.trees[rels] = etree.Element(
            f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}
        )
    relations = package.root(rels)
    taken = {one.get("Id", "") for one in relations}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    etree.SubElement(
        relations,
        f"{{{_RELATIONS}}}Relationship",
        Id=f"rId{number}",
        Type=f"{_R}/header",
        Target=name.rpartition("/")[2],
    )
    return f"rId{number}"
