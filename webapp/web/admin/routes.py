"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.admin import (
    agency,
    authorities,
    bodies,
    book,
    compliance,
    people,
    refusals,
    series,
    signing,
    templates,
    units,
    workflow_editor,
    workflows,
)
from webapp.web.admin.blueprint import bp

__all__ = [
    "agency",
    "authorities",
    "bodies",
    "book",
    "bp",
    "compliance",
    "people",
    "refusals",
    "series",
    "signing",
    "templates",
    "units",
    "workflow_editor",
    "workflows",
]
