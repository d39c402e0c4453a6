"""Addresses: one rule for the slash at the end, and no number that no row can have."""

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
    """Read every `<int:…>` of a path so; `/tim-kiem/` is the page `/tim-kiem`."""
    app.url_map.strict_slashes = False
    app.url_map.converters["int"] = Id


def number(name: str) -> int | None:
    """Return a number of the query, or None where it is missing or senseless."""
    value = request.args.get(name, type=int)
    return value if value is not None and 0 <= value <= LARGEST else None
