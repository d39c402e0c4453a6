"""A reason that somebody gives in writing: there is one where one is due, not too long."""

from webapp.domain.errors import InvalidInputError
from webapp.domain.process import LONGEST_REASON


def sound_reason(reason: str, missing: str, field: str) -> str:
    """Return the reason that somebody gives; refuse none, with `missing`, and too long a one."""
    reason = short_reason(reason, field)
    if not reason:
        raise InvalidInputError(missing, field)
    return reason


def short_reason(reason: str, field: str, most: int = LONGEST_REASON) -> str:
    """Return the reason, which may be empty; refuse too long a one."""
    reason = reason.strip()
    if len(reason) > most:
        raise InvalidInputError(f"Lý do dài quá {most} ký tự; rút gọn lại.", field)
    return reason
