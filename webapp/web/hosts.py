"""The names that this installation is served under, where it was told them."""

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.sansio.utils import host_is_trusted

HEALTH = "health.health"
"""Load balancers ask a machine by its number."""
UNKNOWN = "Hệ thống không phục vụ ở tên máy chủ này; hãy mở bằng địa chỉ mà cơ quan đã cho.\n"


def install(app: Flask, allowed: tuple[str, ...]) -> None:
    """Refuse requests for another host than these; with none named every host is served."""

    @app.before_request
    def known_host() -> ResponseReturnValue | None:
        if not allowed or request.endpoint == HEALTH or host_is_trusted(request.host, allowed):
            return None
        return Response(UNKNOWN, 400, mimetype="text/plain")
