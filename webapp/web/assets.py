"""Static files: addresses that carry a hash of the content, kept by browsers for a year."""

import hashlib
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Flask, g, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from webapp.web.access import public

STATIC = Path(__file__).parent / "static"
A_YEAR = 365 * 24 * 3600
COMPRESSED = (".css", ".js", ".mjs", ".svg")
bp = Blueprint("assets", __name__)
seen: dict[tuple[str, int], str] = {}
"""Digest of a file by its name and time of change."""


def install(app: Flask) -> None:
    """Serve the files and give templates `asset()`."""
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = address


def address(name: str) -> str:
    """Return the address of a static file with the hash of what it holds now."""
    # A page shows one icon sheet twenty times.
    known: dict[str, str] = g.setdefault("asset_addresses", {})
    if name not in known:
        known[name] = url_for("assets.file", name=name, v=digest(name))
    return known[name]


def digest(name: str) -> str:
    """Return a short hash of a static file; it is read again only when it has changed."""
    path = STATIC / name
    key = (name, path.stat().st_mtime_ns)
    if key not in seen:
        seen[key] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return seen[key]


def path_of(name: str) -> Path:
    """Return where the file of that name lies; refuse a way out of the folder."""
    joined = safe_join(str(STATIC), name)
    try:
        if joined is not None and Path(joined).is_file():
            return Path(joined)
    except OSError as error:  # longer than any file's name
        raise NotFound from error
    raise NotFound


@bp.get("/static/<path:name>")
@public
def file(name: str) -> ResponseReturnValue:
    """Send a static file, packed where the browser takes it so."""
    path = path_of(name)
    packed = path.with_name(path.name + ".gz")
    gzipped = path.suffix in COMPRESSED and packed.is_file() and request.accept_encodings["gzip"]
    # Bytes, not an open file: a browser that hangs up may leave a file open in the server.
    response = send_file(
        BytesIO((packed if gzipped else path).read_bytes()),
        mimetype=guess_type(name)[0] or "application/octet-stream",
        etag=f"{digest(name)}-gz" if gzipped else digest(name),
    )
    if gzipped:
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    if request.args.get("v") == digest(name):
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
