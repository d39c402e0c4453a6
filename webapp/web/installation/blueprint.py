"""The room's blueprint; its modules hang their routes on it."""

from flask import Blueprint

bp = Blueprint("installation", __name__, url_prefix="/he-thong")
