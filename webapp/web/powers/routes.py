"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.powers import confirming, grants
from webapp.web.powers.blueprint import bp

__all__ = ["bp", "confirming", "grants"]
