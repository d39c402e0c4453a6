"""Files sent under a name that says what they are, and pictures of their pages."""

from hashlib import sha256
from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from webapp.services.papers import Download


def sent(file: Download) -> ResponseReturnValue:
    """Send a file to keep, under its readable name."""
    return _named(file, to_keep=True)


def shown(file: Download) -> ResponseReturnValue:
    """Send a file that the browser shows by itself; the caller says what may run in it."""
    return _named(file, to_keep=False)


def _named(file: Download, *, to_keep: bool) -> ResponseReturnValue:
    return send_file(
        BytesIO(file.data),
        mimetype=file.media_type,
        as_attachment=to_keep,
        download_name=file.file_name,
    )


def drawn_page(drawn: bytes) -> ResponseReturnValue:
    """Send a page as a picture; a browser that has it is told that it still holds."""
    answer = send_file(BytesIO(drawn), mimetype="image/png", etag=sha256(drawn).hexdigest())
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer.make_conditional(request)


def original_wanted() -> bool:
    """Tell whether the address asks for the kept bytes of a paper that is over, unmarked."""
    return request.args.get("ban-goc") == "1"
