"""Numbers in addresses: those that no row can have are no numbers, so that no database chokes."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
"""The largest number that both databases take as a key."""


class Id(IntegerConverter):
    """A key in a path; a larger number is an address that does not exist."""

    def __init__(self, url_map: Map, **options: object) -> None:
        del options
        super().__init__(url_map, max=LARGEST)


def install(app: Flask) -> None:
    """Read every `<int:…>` of a path so."""
    app.url_map.converters["int"] = Id


def number(name: str) -> int | None:
    """Return a number of the query, or None where it is missing or senseless."""
    value = request.args.get(name, type=int)
    return value if value is not None and 0 <= value <= LARGEST else None
