"""Reads the certificate of an authority, as DER or PEM, that an administrator hands in."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from webapp.domain.errors import InvalidInputError

_LARGEST = 100_000
_LEAST_RSA = 2048
"""Thông tư 15/2025/TT-BKHCN."""
_NAMES = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
_LONGEST_NAME = 200
_DAMAGED = (ValueError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension)
_UNREADABLE = (
    "Tệp không phải một chứng thư đọc được; chọn tệp .cer, .crt hoặc .pem của tổ chức cấp chứng "
    "thư."
)
_NO_AUTHORITY = (
    "Chứng thư này của người hoặc cơ quan ký, không phải của tổ chức cấp chứng thư; chọn chứng thư "
    "gốc hoặc trung gian."
)
_WEAK = "Khóa của chứng thư này ngắn hơn 2048 bit, dưới mức quy định; chọn chứng thư gốc mới hơn."


@dataclass(frozen=True, slots=True)
class AuthorityCertificate:
    """What is kept of it."""

    der: bytes
    sha256: str
    subject: str
    issuer: str
    valid_from: datetime
    valid_to: datetime


def authority_certificate(data: bytes) -> AuthorityCertificate:
    """Return the certificate; refuse what is none, is no authority's, or has a short key."""
    if len(data) > _LARGEST:
        raise InvalidInputError(_UNREADABLE, "file")
    try:
        return _read(data)
    except _DAMAGED as error:
        raise InvalidInputError(_UNREADABLE, "file") from error


def _read(data: bytes) -> AuthorityCertificate:
    """Read all that is kept of it: a damaged part is met only where it is asked for."""
    load = (
        x509.load_pem_x509_certificate if b"-----BEGIN" in data else x509.load_der_x509_certificate
    )
    held = load(data)
    key = held.public_key()
    if isinstance(key, RSAPublicKey) and key.key_size < _LEAST_RSA:
        raise InvalidInputError(_WEAK, "file")
    if not _may_issue(held):
        raise InvalidInputError(_NO_AUTHORITY, "file")
    return AuthorityCertificate(
        der=held.public_bytes(serialization.Encoding.DER),
        sha256=held.fingerprint(hashes.SHA256()).hex(),
        subject=_called(held.subject),
        issuer=_called(held.issuer),
        valid_from=held.not_valid_before_utc,
        valid_to=held.not_valid_after_utc,
    )


def _may_issue(held: x509.Certificate) -> bool:
    try:
        return held.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _called(name: x509.Name) -> str:
    found = [part.value for kind in _NAMES for part in name.get_attributes_for_oid(kind)]
    return str(found[0] if found else name.rfc4514_string())[:_LONGEST_NAME]
