"""The room's blueprint; its modules hang their routes on it."""

from flask import Blueprint

from webapp.domain.people import Role
from webapp.web.access import roles

bp = Blueprint("admin", __name__, url_prefix="/quan-tri")
administrators = roles(Role.ADMINISTRATOR)
"""Who may call every route of this room but those of the powers to sign."""
keepers = roles(Role.ADMINISTRATOR, Role.CLERK)
"""Who enters powers to sign with their documents: the văn phòng."""
