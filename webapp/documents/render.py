"""A plan on its paper: the .docx of one stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from webapp.documents import page_one
from webapp.documents.long_xml import apart, encoded
from webapp.documents.notes import NOTES, notes_xml
from webapp.documents.numbers import Numbers
from webapp.documents.page_one import NOTHING
from webapp.documents.paper import (
    DraftNote,
    EndNote,
    OpenDate,
    placeholders,
    refuse_what_has_no_place,
)
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
    note: DraftNote | EndNote | None = None,
    open_date: OpenDate = _NO_DATE,
) -> bytes:
    """Return the .docx; the same plan and template always give the same bytes."""
    numbers = Numbers()
    values, long = apart(
        placeholders(plan, stage, note, open_date, template.geometry, numbers=numbers)
    )
    refuse_what_has_no_place(values, template.shown)
    elsewhere = {**values, **NOTHING} if plan.appendixes else {}
    added = _Added(numbers.notes, of_plan(plan), template.copies if plan.appendixes else ())

    def member(part: Part) -> Member:
        if isinstance(part, OpenPart):
            return added.to(part)
        if not isinstance(part, LivePart):
            return part
        if part.name != DOCUMENT:
            return _kept(part, part.seen(elsewhere if part.name in template.copies else values))
        text = part.compiled.render(values)
        body = with_last_section(text, plan, template.geometry.sections)
        return deflate(part.name, part.head.encode(), *encoded(body, long), part.tail.encode())

    shown = template.parts if plan.appendixes else template.parts_of_one_section
    media = [store(file_name(picture), picture.data) for picture in added.pictures]
    return write_zip((*map(member, shown), *media))


@dataclass(frozen=True, slots=True)
class _Added:
    """What a plan adds to the parts that list notes, files and their types."""

    notes: Sequence[str]
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
def _kept(part: LivePart, values: tuple[tuple[str, object], ...]) -> Member:
    """Return a header or footer; nearly every paper gives it the same values."""
    return deflate(part.name, f"{part.head}{part.compiled.render(values)}{part.tail}".encode())
