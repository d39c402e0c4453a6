"""One address for load balancers and watchers: whether this process and its database answer."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from webapp.services.readiness import database_answers
from webapp.web.access import public
from webapp.web.context import parts

bp = Blueprint("health", __name__)


@bp.get("/suc-khoe")
@public
def health() -> ResponseReturnValue:
    """Say in one word; a process whose database is away gets no visitors meanwhile."""
    if database_answers(parts().database):
        return Response("tốt\n", mimetype="text/plain")
    return Response("cơ sở dữ liệu không trả lời\n", 503, mimetype="text/plain")
