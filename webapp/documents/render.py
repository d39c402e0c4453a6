"""A plan on its paper: the .docx of one stage."""

from functools import lru_cache

from webapp.documents import page_one
from webapp.documents.long_xml import apart, encoded
from webapp.documents.notes import NOTES, notes_xml, number_notes
from webapp.documents.page_one import NOTHING, is_copy
from webapp.documents.paper import DraftNote, OpenDate, placeholders, refuse_what_has_no_place
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
from webapp.domain.plan import Plan
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
    values, long = apart(placeholders(numbered, stage, note, open_date, template.geometry))
    refuse_what_has_no_place(values, template.shown)
    elsewhere = {**values, **NOTHING}

    pictures = of_plan(plan)
    parts = [part for part in template.parts if plan.appendixes or not is_copy(part.name)]
    copies = [part.name for part in parts if is_copy(part.name)]

    def member(part: Part) -> Member:
        if isinstance(part, OpenPart):
            return _with_more(
                part,
                {
                    NOTES: notes_xml(notes) if notes else "",
                    CONTENT_TYPES: types_xml(pictures, part.head) + page_one.types_xml(copies),
                    RELATIONS: relations_xml(pictures) + page_one.relations_xml(copies),
                }[part.name],
            )
        if not isinstance(part, LivePart):
            return part
        text = part.compiled.render(elsewhere if is_copy(part.name) else values)
        if part.name != DOCUMENT:
            return _kept(part.name, f"{part.head}{text}{part.tail}")
        body = with_last_section(text, plan, template.geometry.sections)
        return deflate(part.name, *encoded(f"{part.head}{body}{part.tail}", long))

    media = [store(file_name(picture), picture.data) for picture in pictures]
    return write_zip((*map(member, parts), *media))


def _with_more(part: OpenPart, more: str) -> Member:
    """Return the part with what the plan adds to it."""
    return deflate(part.name, f"{part.head}{more}{part.tail}".encode()) if more else part.empty


@lru_cache(maxsize=64)
def _kept(name: str, content: str) -> Member:
    """Return a header or footer; they are the same on nearly every paper."""
    return deflate(name, content.encode())
