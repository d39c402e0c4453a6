"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.installation import agencies, calendar
from webapp.web.installation.blueprint import bp

__all__ = ["agencies", "bp", "calendar"]
