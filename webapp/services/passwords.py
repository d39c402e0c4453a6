"""Passwords: hashed by argon2, asked for strength, hashed anew when the recipe grows stronger."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from webapp.db.models.organisations import PersonRow
from webapp.domain.errors import InvalidInputError

SHORTEST = 10
LONGEST = 200
_FEWEST_DIFFERENT = 5

# OWASP's recipe for argon2id: 19 MiB, two rounds, one lane; many may sign in at eight o'clock.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS_HASH = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return what the database keeps of the password."""
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether the password is the hashed one; an unknown account takes as long to refuse."""
    if len(password) > LONGEST:
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


def check_strength(password: str, username: str = "") -> None:
    """Refuse a password that is too short, too plain, or the account's own name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự; chọn mật khẩu khác.", "password"
        )
    if len(set(password)) < _FEWEST_DIFFERENT:
        raise InvalidInputError(
            f"Mật khẩu phải có ít nhất {_FEWEST_DIFFERENT} ký tự khác nhau; chọn mật khẩu khác.",
            "password",
        )
    if username and username.casefold() in password.casefold():
        raise InvalidInputError(
            "Mật khẩu không được chứa tên đăng nhập; chọn mật khẩu khác.", "password"
        )
