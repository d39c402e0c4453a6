"""The parts of a file written again: those that changed, and all others as they were."""

from dataclasses import replace
from zipfile import ZIP_STORED

from lxml import etree

from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import Element
from webapp.documents.zip_writer import Member, deflate, store, write_zip


def write_package(package: Package) -> bytes:
    """Return the file with the trees of the package in place of its parts, where they differ."""
    fresh = replace(package, trees={})
    members: list[Member] = []
    for item in package.archive.infolist():
        name = item.filename
        tree = package.trees.get(name)
        if tree is not None and (written := _written(tree)) != _written(fresh.root(name)):
            members.append(deflate(name, written))
        else:
            pack = store if item.compress_type == ZIP_STORED else deflate
            members.append(pack(name, package.archive.read(name)))
    known = package.archive.NameToInfo
    new = (name for name in package.trees if name not in known)
    return write_zip((*members, *(deflate(name, _written(package.trees[name])) for name in new)))


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
