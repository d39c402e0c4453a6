"""The names people sign in with."""

import re

from webapp.domain.errors import InvalidInputError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")


def account_name(typed: str) -> str:
    """Return the name as it is kept; refuse one that a keyboard of any kind cannot type."""
    name = typed.strip().lower()
    if not _NAME.fullmatch(name):
        raise InvalidInputError(
            "Tên đăng nhập gồm 3 đến 50 chữ thường không dấu, chữ số, dấu chấm, gạch nối "
            "hoặc gạch dưới; nhập lại.",
            "username",
        )
    return name
