"""Codes of six digits that a phone shows for half a minute (RFC 6238), and codes on paper."""

import secrets
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

import pyotp

STEP = 30
"""Seconds; all phones know this step, SHA-1 and six digits alone."""
RECOVERY_CODES = 8
_AROUND = (0, -1, 1)
"""A clock may be half a minute wrong."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 6, 4
"""Of 32 letters: 120 bits, so that a plain hash keeps them (ASVS 2.6.2)."""


def new_secret() -> str:
    """Return what phone and house will share: 160 bits in letters."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """Return the address that a phone reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Ban Hành")


def step_of(secret: str, code: str, after: int, now: datetime) -> int | None:
    """Return the step that the code belongs to; None for a wrong code, or one of before."""
    here = int(now.timestamp()) // STEP
    known = pyotp.TOTP(secret)
    for step in (here + away for away in _AROUND):
        if step > after and compare_digest(known.generate_otp(step), bare(code)):
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Return codes to be written down, each for one sign-in without the phone."""
    return tuple(
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    )


def hash_code(code: str) -> str:
    """Return what the database keeps of a recovery code."""
    return sha256(bare(code).encode()).hexdigest()


def bare(code: str) -> str:
    """Return the code without what people type to read it more easily."""
    return "".join(one for one in code.upper() if one.isascii() and one.isalnum())
