"""The file that a person chose in a form: its name and bytes, looked at by the virus scanner."""

from flask import request

from webapp.domain.errors import InvalidInputError
from webapp.services import virus_scan
from webapp.services.uploads import Upload
from webapp.web.context import current_actor, now, parts

MEGABYTE = 1024 * 1024


def chosen_file() -> Upload | None:
    """Return what was chosen in the field `file`, None for nothing; refuse what is too large."""
    most = parts().upload_bytes
    upload = read_chosen("file", most, beside="file")
    if upload is not None and len(upload.data) > most:
        raise InvalidInputError(
            f"Tệp lớn hơn {round(most / MEGABYTE)} MB; hãy bỏ bớt hình hoặc chia nhỏ tệp.", "file"
        )
    return upload


def read_chosen(field: str, most: int, *, beside: str) -> Upload | None:
    """Return what was chosen in a field, None for nothing; too large is one byte over the most.

    What the scanner refuses is said at `beside`.
    """
    file = request.files.get(field)
    if file is None or not file.filename:
        return None
    upload = Upload(file.filename, file.read(most + 1))
    scanner = parts().scanner
    if scanner is not None:
        virus_scan.demand_clean(
            parts().database, scanner, current_actor(), upload, beside, now=now()
        )
    return upload
