"""The room's blueprint; its modules hang their routes on it."""

from flask import Blueprint

from webapp.domain.people import Role
from webapp.web.access import roles

bp = Blueprint("searches", __name__, url_prefix="/bo-loc")
members = roles(*(set(Role) - {Role.INSTALLATION_ADMIN}))
"""Who has lists to search: every member of an agency."""
