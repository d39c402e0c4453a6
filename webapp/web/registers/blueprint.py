"""The room's blueprint; its modules hang their routes on it."""

from flask import Blueprint

from webapp.domain.people import Role
from webapp.web.access import roles

bp = Blueprint("registers", __name__, url_prefix="/so-van-ban-di")
readers = roles(*(set(Role) - {Role.INSTALLATION_ADMIN}))
"""Who may look at the book: every member of the agency."""
clerks = roles(Role.CLERK)
"""Who keeps the book."""
