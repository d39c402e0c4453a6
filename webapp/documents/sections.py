"""The sections of a paper: the plan's own, and one for each appendix with numbers of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.domain.plan import Orientation, Plan

LANDSCAPE_ROOM = 16838 - 1701 - 851
"""Twips between the margins of a landscape page: the decree's own have T20 B15 L30 R15 mm."""

_REFERENCE = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_SIZE, _MARGINS = re.compile(r"<w:pgSz [^>]*/>"), re.compile(r"<w:pgMar [^>]*/>")
_EDGE = re.compile(r'w:(?:header|footer|gutter)="\d+"')
_START = "<w:sectPr"


@dataclass(frozen=True, slots=True)
class Sections:
    """The section properties that a template gives to the plan and to its appendixes."""

    plan: str
    portrait: str
    landscape: str

    def of_appendix(self, orientation: Orientation) -> str:
        """Return the section of an appendix that lies so."""
        return self.landscape if orientation is Orientation.LANDSCAPE else self.portrait


def read_sections(body: str, copies: Mapping[str, str]) -> Sections:
    """Return the sections for a template whose body, as XML, ends with its section.

    Appendixes refer to the `copies` of heads and feet, new ids by the old.
    Each appendix counts its pages from 1 and hides the first number: its numbers are its own
    (PL1 III.1đ), and numbers begin at 1 with the first one hidden (PL1 I.7).
    """
    plan = body[body.rindex(_START) : body.rindex("</w:body>")]
    references = "".join(_REFERENCE.findall(plan))
    for old, new in copies.items():
        references = references.replace(f'r:id="{old}"', f'r:id="{new}"')
    size, margins = _first(_SIZE, plan), _first(_MARGINS, plan)
    edges = " ".join(_EDGE.findall(margins))
    return Sections(
        plan,
        _section(references, size, margins),
        _section(
            references,
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
            f'<w:pgMar w:top="1134" w:right="851" w:bottom="851" w:left="1701" {edges}/>',
        ),
    )


def with_last_section(body: str, plan: Plan, sections: Sections) -> str:
    """Return the body with the section of the last appendix at its end: Word keeps it there."""
    if not plan.appendixes:
        return body
    last = sections.of_appendix(plan.appendixes[-1].orientation)
    return f"{body[: body.rindex(_START)]}{last}</w:body>"


def _section(references: str, size: str, margins: str) -> str:
    return (
        f'<w:sectPr>{references}{size}{margins}<w:pgNumType w:start="1"/>'
        '<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
