"""Headers that every answer carries: a strict content policy, and no copies of private pages."""

import secrets

from flask import Flask, g, request
from flask.wrappers import Response

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Of a file that somebody brought, shown by the browser itself: nothing in it runs or is fetched.

Without `sandbox` for a PDF: browsers refuse to open their own viewer in a sandbox.
"""
SANDBOXED = f"{FILE_POLICY}; sandbox"
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "serial", "hid")
)
"""What no page of ours asks the browser for, and no script that got into one may."""
KEPT_BY_BROWSERS = frozenset(
    {
        "assets.file",
        "checking.page_picture",
        "plans.page_picture",
        "plans.paper_picture",
        "plans.picture",
        "plans.own_picture",
    }
)
"""Answers that say themselves how long they hold; a picture is asked about before each use."""


def install(app: Flask, *, production: bool) -> None:
    """Give every request a number and every answer the headers."""

    @app.before_request
    def number_request() -> None:
        g.request_id = secrets.token_hex(6)

    @app.after_request
    def harden(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = g.get("file_policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["X-Request-Id"] = request_id()
        if production:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint not in KEPT_BY_BROWSERS:
            headers["Cache-Control"] = "no-store"
        return response


def request_id() -> str:
    """Return the number of this request, which the log and the error page share."""
    return str(g.get("request_id", ""))
