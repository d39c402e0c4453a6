"""The room's blueprint; its modules hang their routes on it."""

from flask import Blueprint

bp = Blueprint("powers", __name__, url_prefix="/phan-cong")
