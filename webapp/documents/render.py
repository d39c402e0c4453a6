"""A plan on its paper: the .docx of one stage."""

from functools import lru_cache

from webapp.documents.notes import NOTES, notes_xml, number_notes
from webapp.documents.paper import DraftNote, OpenDate, placeholders
from webapp.documents.sections import with_last_section
from webapp.documents.template import Template
from webapp.documents.template_parts import DOCUMENT, LivePart, NotesPart, Part
from webapp.documents.zip_writer import Member, deflate, write_zip
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
    values = placeholders(numbered, stage, note, open_date, template.geometry)

    def member(part: Part) -> Member:
        if isinstance(part, NotesPart):
            return _with_notes(part, notes)
        if not isinstance(part, LivePart):
            return part
        text = part.compiled.render(values)
        if part.name != DOCUMENT:
            return _kept(part.name, f"{part.head}{text}{part.tail}")
        body = with_last_section(text, plan, template.geometry.sections)
        return deflate(part.name, f"{part.head}{body}{part.tail}".encode())

    return write_zip(map(member, template.parts))


def _with_notes(part: NotesPart, notes: tuple[str, ...]) -> Member:
    if not notes:
        return part.empty
    return deflate(NOTES, f"{part.head}{notes_xml(notes)}{part.tail}".encode())


@lru_cache(maxsize=64)
def _kept(name: str, content: str) -> Member:
    """Return a header or footer; they are the same on nearly every paper."""
    return deflate(name, content.encode())
