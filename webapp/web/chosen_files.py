"""The file that a person chose in a form: its name and bytes, within the limit."""

from flask import request

from webapp.domain.errors import InvalidInputError
from webapp.services.uploads import Upload
from webapp.web.context import parts

MEGABYTE = 1024 * 1024


def chosen_file() -> Upload | None:
    """Return what was chosen in the field `file`, None for nothing; refuse what is too large."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    most = parts().upload_bytes
    data = file.read(most + 1)
    if len(data) > most:
        raise InvalidInputError(
            f"Tệp lớn hơn {round(most / MEGABYTE)} MB; hãy bỏ bớt hình hoặc chia nhỏ tệp.", "file"
        )
    return Upload(file.filename, data)
