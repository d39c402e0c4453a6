"""Passwords: hashed by argon2, asked for strength, hashed anew when the recipe grows stronger."""

import re
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import DomainError, InvalidInputError
from webapp.services.guessable import is_guessable

SHORTEST = 12
"""After several spaces in a row are counted as one (ASVS 2.1.1)."""
LONGEST = 128
_LONGEST_TRIED = 200
"""So long a password could be chosen once; whatever is longer is not worth the hashing."""
FIRST_LASTS = timedelta(days=7)
"""How long one may sign in with a password that somebody else set."""
_MANY_SPACES = re.compile(" +")
_WORDS = re.compile(r"[^\W\d_]{3,}")

# OWASP's recipe for argon2id: 19 MiB, two rounds, one lane; many may sign in at eight o'clock.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS_HASH = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return what the database keeps of the password."""
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether the password is the hashed one; an unknown account takes as long to refuse."""
    if len(password) > _LONGEST_TRIED:
        return False
    try:
        _HASHER.verify(password_hash or _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def renew_if_outdated(person: PersonRow, password: str) -> None:
    """Hash the right password anew where the recipe has grown stronger since."""
    if _HASHER.check_needs_rehash(person.password_hash):
        person.password_hash = _HASHER.hash(password)


class FirstPasswordOverError(DomainError):
    """The password is right, but it was set too long ago by somebody else."""


def demand_in_time(person: PersonRow, now: datetime) -> None:
    """Refuse a first password that was not changed in time."""
    until = person.first_password_until
    if person.must_change_password and until is not None and until <= now:
        raise FirstPasswordOverError(
            f"Mật khẩu do quản trị đặt đã quá {FIRST_LASTS.days} ngày mà chưa được đổi nên không "
            "dùng được nữa; nhờ quản trị cơ quan đặt lại."
        )


def check_strength(password: str, username: str = "") -> None:
    """Refuse a password that is too short, easy to guess, or holds the account's own name."""
    if len(_MANY_SPACES.sub(" ", password)) < SHORTEST or len(password) > LONGEST:
        raise InvalidInputError(
            f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự; chọn mật khẩu khác.", "password"
        )
    if username and username.casefold() in password.casefold():
        raise InvalidInputError(
            "Mật khẩu không được chứa tên đăng nhập; chọn mật khẩu khác.", "password"
        )
    if is_guessable(password, tuple(_WORDS.findall(username))):
        raise InvalidInputError(
            "Mật khẩu này dễ đoán: có trong danh sách mật khẩu phổ biến, hoặc ghép từ những từ và "
            "dãy số như vậy; chọn mật khẩu khác, chẳng hạn bốn từ không liên quan.",
            "password",
        )
