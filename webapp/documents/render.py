"""A plan on its paper: the .docx of one stage."""

from functools import lru_cache

from webapp.documents.notes import NOTES, notes_xml, number_notes
from webapp.documents.paper import DraftNote, OpenDate, placeholders
from webapp.documents.pictures import (
    CONTENT_TYPES,
    RELATIONS,
    file_name,
    of_plan,
    relations_xml,
    types_xml,
)
from webapp.documents.sections import with_last_section
from webapp.documents.template import Template
from webapp.documents.template_parts import DOCUMENT, LivePart, OpenPart, Part
from webapp.documents.zip_writer import Member, deflate, store, write_zip
from webapp.domain.plan import Picture, Plan
from webapp.domain.stages import Stage

_NO_DATE = OpenDate()


def render(
    plan: Plan,
    template: Template,
    stage: Stage,
    note: DraftNote | None = None,
    open_date: OpenDate = _NO_DATE,
) -> bytes:
    """Return the .docx; the same plan and template always give the same bytes."""
    numbered, notes = number_notes(plan)
    values = placeholders(numbered, stage, note, open_date, template.geometry)

    pictures = of_plan(plan)

    def member(part: Part) -> Member:
        if isinstance(part, OpenPart):
            return _with_more(part, notes, pictures)
        if not isinstance(part, LivePart):
            return part
        text = part.compiled.render(values)
        if part.name != DOCUMENT:
            return _kept(part.name, f"{part.head}{text}{part.tail}")
        body = with_last_section(text, plan, template.geometry.sections)
        return deflate(part.name, f"{part.head}{body}{part.tail}".encode())

    media = [store(file_name(picture), picture.data) for picture in pictures]
    return write_zip((*map(member, template.parts), *media))


def _with_more(part: OpenPart, notes: tuple[str, ...], pictures: tuple[Picture, ...]) -> Member:
    """Return the part with what the plan adds to it."""
    more = ""
    if part.name == NOTES:
        more = notes_xml(notes)
    elif part.name == CONTENT_TYPES:
        more = types_xml(pictures, part.head)
    elif part.name == RELATIONS:
        more = relations_xml(pictures)
    return deflate(part.name, f"{part.head}{more}{part.tail}".encode()) if more else part.empty


@lru_cache(maxsize=64)
def _kept(name: str, content: str) -> Member:
    """Return a header or footer; they are the same on nearly every paper."""
    return deflate(name, content.encode())
