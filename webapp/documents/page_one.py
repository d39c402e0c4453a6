"""What page 1 alone shows in its margins (ô 11 and 13), kept off the first pages of appendixes."""

import re
from collections.abc import Iterable, Mapping

from webapp.documents.pictures import RELATIONS

NOTHING: Mapping[str, object] = {"luu_hanh": "", "dia_chi": ()}
"""The values of page 1's own placeholders on every other first page."""

_DOCUMENT = "word/document.xml"
_COPIES = {"header": "word/header900.xml", "footer": "word/footer900.xml"}
_FIRST = re.compile(
    r'<w:(header|footer)Reference (?=[^>]*w:type="first")[^>]*r:id="([^"]+)"[^>]*/>'
)
_TARGET = r'<Relationship (?=[^>]*Id="{id}")[^>]*Target="([^"]+)"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def with_copies(members: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the parts with a copy of page 1's own head and foot, and the new ids by the old.

    An appendix begins with such a page too, and shows the copy, which is rendered with `NOTHING`.
    """
    made, ids = dict(members), {}
    for kind, number in _FIRST.findall(_last_section(members)):
        name = _part_of(members, number)
        if name in members and any(word.encode() in members[name] for word in NOTHING):
            ids[number] = _relation(kind)
            made[_COPIES[kind]] = members[name]
    return made, ids


def is_copy(name: str) -> bool:
    """Tell the copies from the parts that the template brings."""
    return name in _COPIES.values()


def _last_section(members: Mapping[str, bytes]) -> str:
    text = members[_DOCUMENT].decode("utf-8", "replace")
    return text[text.rfind("<w:sectPr") :]


def _part_of(members: Mapping[str, bytes], number: str) -> str:
    relations = members.get(RELATIONS, b"").decode("utf-8", "replace")
    found = re.search(_TARGET.format(id=re.escape(number)), relations)
    return f"word/{found[1]}" if found else ""


def relations_xml(names: Iterable[str]) -> str:
    """Return what leads from the text to the copies of these names."""
    return "".join(
        f'<Relationship Id="{_relation(kind)}" Type="{_OFFICE}/{kind}"'
        f' Target="{_COPIES[kind].removeprefix("word/")}"/>'
        for kind in _kinds(names)
    )


def types_xml(names: Iterable[str]) -> str:
    """Return the content types of the copies of these names."""
    return "".join(
        f'<Override PartName="/{_COPIES[kind]}" ContentType="{_WORD}.{kind}+xml"/>'
        for kind in _kinds(names)
    )


def _kinds(names: Iterable[str]) -> list[str]:
    known = set(names)
    return [kind for kind, name in _COPIES.items() if name in known]


def _relation(kind: str) -> str:
    return f"rIdPhuLuc{kind.title()}"
