"""The blueprint of the inbox, on which its modules hang their routes."""

from flask import Blueprint

bp = Blueprint("inbox", __name__)
