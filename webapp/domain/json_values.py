"""Values of untrusted JSON: each is checked for its type, or refused with its place."""

import base64
import math
import re
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from webapp.domain.errors import InvalidInputError
from webapp.domain.text import clean

_SHA256 = re.compile("[0-9a-f]{64}")
_Choice = TypeVar("_Choice", bound=StrEnum)


def refused(place: str, wanted: str) -> InvalidInputError:
    """Return the error that says what should stand at the place."""
    where = f"mục «{place}»" if place else "ngoài cùng"
    return InvalidInputError(f"Tệp kế hoạch sai ở {where}: {wanted}.", field=place)


def mapping(data: object, place: str, known: Collection[str]) -> dict[str, object]:
    """Return a JSON object that has no key beyond the known ones."""
    if not isinstance(data, dict):
        raise refused(place, "cần một đối tượng JSON")
    for key in data:
        if key not in known:
            raise refused(place, f"không có khóa nào tên là «{key}», hãy bỏ khóa này")
    return data


def needed(given: dict[str, object], key: str, place: str) -> object:
    """Return the value of a key that must be there."""
    if key not in given:
        raise refused(place, f"thiếu khóa «{key}»")
    return given[key]


def items(data: object, place: str) -> Iterator[tuple[str, object]]:
    """Yield each item of a list after its own place."""
    if not isinstance(data, list):
        raise refused(place, "cần một danh sách")
    for number, item in enumerate(data):
        yield f"{place}[{number}]", item


def text(data: object, place: str) -> str:
    """Return a text in its regular form."""
    if not isinstance(data, str):
        raise refused(place, "cần một chuỗi chữ")
    return clean(data).text


def texts(data: object, place: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(text(item, where) for where, item in items(data, place))


def flag(data: object, place: str) -> bool:
    """Return true or false."""
    if not isinstance(data, bool):
        raise refused(place, "cần true hoặc false")
    return data


def whole(data: object, place: str, *, least: int, most: int) -> int:
    """Return a whole number within its limits."""
    if isinstance(data, bool) or not isinstance(data, int) or not least <= data <= most:
        raise refused(place, f"cần một số nguyên từ {least} đến {most}")
    return data


def share(data: object, place: str) -> float:
    """Return a width as a share of the text width."""
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise refused(place, "cần một số dương")
    if not (math.isfinite(data) and data > 0):
        raise refused(place, "cần một số dương")
    return float(data)


def length(data: object, place: str, *, most: float) -> float:
    """Return a length in millimetres within its limit."""
    if share(data, place) > most:
        raise refused(place, f"cần một độ dài không quá {most} mm")
    return share(data, place)


def sha256(data: object, place: str) -> str:
    """Return a SHA-256 in lower hexadecimal."""
    if not isinstance(data, str) or not _SHA256.fullmatch(data):
        raise refused(place, "cần mã SHA-256 gồm 64 chữ số thập lục phân")
    return data


def base64_bytes(data: object, place: str) -> bytes:
    """Return the bytes that base64 holds."""
    try:
        return base64.b64decode(text(data, place), validate=True)
    except ValueError:
        raise refused(place, "cần dữ liệu base64") from None


def day(data: object, place: str) -> date | None:
    """Return a day of the calendar, or nothing where the JSON says null."""
    if data is None:
        return None
    try:
        return date.fromisoformat(text(data, place))
    except ValueError:
        raise refused(place, "cần một ngày có thật, dạng 2026-03-02") from None


def choice(among: type[_Choice], data: object, place: str) -> _Choice:
    """Return one of the values of an enumeration."""
    if isinstance(data, str) and data in tuple(among):
        return among(data)
    raise refused(place, "cần một trong: " + ", ".join(among))
