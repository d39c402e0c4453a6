"""A reason that somebody gives in writing: there is one, and it is not too long."""

from webapp.domain.errors import InvalidInputError
from webapp.domain.process import LONGEST_REASON


def sound_reason(reason: str, missing: str, field: str) -> str:
    """Return the reason that somebody gives; refuse none, with `missing`, and too long a one."""
    reason = reason.strip()
    if not reason:
        raise InvalidInputError(missing, field)
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError(f"Lý do dài quá {LONGEST_REASON} ký tự; rút gọn lại.", field)
    return reason
