"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.plans import (
    above,
    answering,
    beside,
    briefing,
    deeds,
    detours,
    dismissing,
    dossier,
    drafting,
    files,
    finding_words,
    opinions,
    pages,
    pasting,
    pdf,
    pictures,
    polls,
)
from webapp.web.plans.blueprint import bp

__all__ = [
    "above",
    "answering",
    "beside",
    "bp",
    "briefing",
    "deeds",
    "detours",
    "dismissing",
    "dossier",
    "drafting",
    "files",
    "finding_words",
    "opinions",
    "pages",
    "pasting",
    "pdf",
    "pictures",
    "polls",
]
