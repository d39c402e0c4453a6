"""A plan on its paper: the .docx of one stage."""

from dataclasses import dataclass
from functools import lru_cache

from webapp.documents import page_one
from webapp.documents.long_xml import apart, encoded
from webapp.documents.notes import NOTES, notes_xml, number_notes
from webapp.documents.page_one import NOTHING
from webapp.documents.paper import DraftNote, OpenDate, placeholders, refuse_what_has_no_place
from webapp.documents.pictures import (
    CONTENT_TYPES,
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
    values, long = apart(placeholders(numbered, stage, note, open_date, template.geometry))
    refuse_what_has_no_place(values, template.shown)
    elsewhere = {**values, **NOTHING} if plan.appendixes else {}
    added = _Added(notes, of_plan(plan), template.copies if plan.appendixes else ())

    def member(part: Part) -> Member:
        if isinstance(part, OpenPart):
            return added.to(part)
        if not isinstance(part, LivePart):
            return part
        text = part.compiled.render(elsewhere if part.name in template.copies else values)
        if part.name != DOCUMENT:
            return _kept(part.name, f"{part.head}{text}{part.tail}")
        body = with_last_section(text, plan, template.geometry.sections)
        return deflate(part.name, *encoded(f"{part.head}{body}{part.tail}", long))

    shown = template.parts if plan.appendixes else template.parts_of_one_section
    media = [store(file_name(picture), picture.data) for picture in added.pictures]
    return write_zip((*map(member, shown), *media))


@dataclass(frozen=True, slots=True)
class _Added:
    """What a plan adds to the parts that list notes, files and their types."""

    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]
    copies: tuple[str, ...]

    def to(self, part: OpenPart) -> Member:
        """Return the part with its addition, or as the template has it."""
        more = self._xml(part) if self.notes or self.pictures or self.copies else ""
        return deflate(part.name, f"{part.head}{more}{part.tail}".encode()) if more else part.empty

    def _xml(self, part: OpenPart) -> str:
        if part.name == NOTES:
            return notes_xml(self.notes) if self.notes else ""
        if part.name == CONTENT_TYPES:
            return types_xml(self.pictures, part.head) + page_one.types_xml(self.copies)
        return relations_xml(self.pictures) + page_one.relations_xml(self.copies)


@lru_cache(maxsize=64)
def _kept(name: str, content: str) -> Member:
    """Return a header or footer; they are the same on nearly every paper."""
    return deflate(name, content.encode())
