"""Files that a person keeps, sent under a name that says what they are."""

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from webapp.services.papers import Download


def sent(file: Download) -> ResponseReturnValue:
    """Send a file to keep, under its readable name."""
    return send_file(
        BytesIO(file.data),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.file_name,
    )


def original_wanted() -> bool:
    """Tell whether the address asks for the kept bytes of a paper that is over, unmarked."""
    return request.args.get("ban-goc") == "1"
