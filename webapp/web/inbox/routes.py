"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.inbox import batch, desk
from webapp.web.inbox.blueprint import bp

__all__ = ["batch", "bp", "desk"]
