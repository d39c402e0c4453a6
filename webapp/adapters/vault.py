"""Secrets that must be read again, encrypted with a key that the installation's own key gives."""

from base64 import b64encode, urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Vault:
    """Seals texts; under another key of the installation none of them opens."""

    def __init__(self, key: str) -> None:
        self._sealing = Fernet(urlsafe_b64encode(_derive(key, "second factor")))

    def seal(self, text: str) -> str:
        """Return the text encrypted and signed."""
        return self._sealing.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """Return the text; None where it was not sealed under this key."""
        try:
            return self._sealing.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None


def browser_key(key: str, person_id: int) -> str:
    """Return what the person's own pages encrypt with that the browser keeps (256 bits, base64)."""
    return b64encode(_derive(key, f"copies in the browser of person {person_id}")).decode()


def _derive(key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key.encode())
