"""What every page of the room answers once something was confirmed, declined or ended."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.web.context import parts


def told(sentence: str) -> ResponseReturnValue:
    """Say what was done, wake the worker for the letters, and go back to the desk."""
    flash(sentence, "success")
    parts().kick()
    return redirect(url_for("inbox.desk"))
