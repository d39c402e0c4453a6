"""Validates the digital signatures of a PDF, and fills its form in behind what they sign.

Run as a process of its own: the file may be hostile. The only module that knows pyHanko. Nothing
is fetched from the network: chains end in the roots that the agency keeps, and a revocation is
known only from what the file itself brings.
"""

import json
import logging
import resource
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

from webapp.documents.pdf.form_fields import DIGIT_WIDTH, DRAWN_BY, DROP, RIGHT
from webapp.domain.digital_signatures import DigitalSignature, Integrity, Stamp, Trust

_PARTS: Any = generic
"""pyHanko's makers of what a PDF is made of, which tell no types."""
_SECONDS = 20
_MEMORY = 1 << 30
"""Bytes of addresses: far above any honest file's need, far below the machine's."""
_MOST = 20
"""Signatures looked at; a plan has two or three."""
_LONGEST = 200
_LEAST_RSA, _LEAST_EC = 2048, 256
_STRONG_DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}
"""Thông tư 15/2025/TT-BKHCN: RSA from 2048 bits, ECDSA from 256, SHA-256 or better."""
_OLD = ("sha1", "md5", "md2")
_TOLD, _PROVEN = "soft-fail", "require"
"""How pyHanko calls it that a revocation counts where it is known, and that it has to be known."""
_COVERED = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
_UNTOUCHED = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}
_UNCHAINED = AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND
_REVOKED = {AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE}
_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True)
class _Against:
    """What the signatures are held against."""

    anchors: tuple[x509.Certificate, ...]
    now: datetime
    """Taken where a signature tells no time."""
    store: DocumentSecurityStore | None
    """Certificates and proofs that the file brings."""
    signature_fields: frozenset[str]


def main() -> None:
    """Validate what stands on the input, and write the signatures as a JSON list; or fill it in."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    told = json.loads(head)
    if "fill" in told:
        sys.stdout.buffer.write(filled_in(data, told["fill"]))
    else:
        json.dump([asdict(one) for one in validated(data, told)], sys.stdout)


def filled_in(data: bytes, values: Mapping[str, str]) -> bytes:
    """Return the file with digits in fields of its form, added behind what was signed."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    form = writer.root["/AcroForm"]
    fonts, fields = form["/DR"]["/Font"], form["/Fields"]
    for place in map(fields.raw_get, range(len(fields))):
        field = place.get_object()
        value = values.get(str(field.get("/T", "")))
        if value is not None:
            field["/V"] = _PARTS.pdf_string(value)
            field["/AP"] = _dictionary(N=writer.add_object(_digits_of(field, value, fonts)))
            writer.mark_update(place)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _digits_of(
    field: Mapping[str, Any], value: str, fonts: DictionaryObject
) -> generic.StreamObject:
    """Return what draws the digits on the line of the words beside them, in their size."""
    font, size, *_ = str(field["/DA"]).split()
    left, low, right, high = (float(one) for one in field["/Rect"])
    points, drawn = float(size), DRAWN_BY[font]
    room = right - left - DIGIT_WIDTH * points * len(value)
    x = room if field["/Q"] == RIGHT else room / 2
    line = f"/Tx BMC q BT {drawn} {points:g} Tf 0 g {x:.2f} {DROP * points:.2f} Td ({value}) Tj"
    box = map(generic.FloatObject, (0, 0, round(right - left, 2), round(high - low, 2)))
    look = _dictionary(
        Type=_PARTS.pdf_name("/XObject"),
        Subtype=_PARTS.pdf_name("/Form"),
        BBox=generic.ArrayObject(box),
        Resources=_dictionary(Font=_dictionary(**{drawn[1:]: fonts.raw_get(drawn)})),
    )
    return generic.StreamObject(look, stream_data=f"{line} ET Q EMC".encode())


def _dictionary(**parts: object) -> DictionaryObject:
    made: DictionaryObject = _PARTS.DictionaryObject(
        {_PARTS.pdf_name(f"/{name}"): part for name, part in parts.items()}
    )
    return made


def validated(data: bytes, told: Mapping[str, Any]) -> list[DigitalSignature]:
    """Return the signatures in the order in which they were made, time stamps left out."""
    # Word writes files with two tables of contents, which the strict reading refuses.
    reader = PdfFileReader(BytesIO(data), strict=False)
    found = sorted(_signed(reader), key=lambda one: one[0])
    against = _Against(
        tuple(x509.Certificate.load(b64decode(one)) for one in told["anchors"]),
        datetime.fromisoformat(told["now"]),
        _store_of(reader),
        frozenset(name for _, name, _ in found),
    )
    return [_looked_at(reader, field, name, against) for _, name, field in found[:_MOST]]


def _signed(reader: PdfFileReader) -> Iterator[tuple[int, str, DictionaryObject]]:
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        told: Mapping[str, Any] = value.get_object()
        if told.get("/Type", "/Sig") == "/Sig":
            # Where the signed part ends grows with each signature.
            yield sum(list(told.get("/ByteRange", ()))[-2:]), name, field


def _store_of(reader: PdfFileReader) -> DocumentSecurityStore | None:
    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None


def _looked_at(
    reader: PdfFileReader, field: DictionaryObject, name: str, against: _Against
) -> DigitalSignature:
    broken = DigitalSignature("", covers_all=False, integrity=Integrity.BROKEN)
    try:
        signed = EmbeddedPdfSignature(reader, field, name)
        known = _of_certificate(broken, signed.signer_cert)
        return _judged(signed, known, against)
    except Exception:  # noqa: BLE001 - whatever a hostile file makes pyHanko raise
        return broken


def _of_certificate(known: DigitalSignature, held: x509.Certificate) -> DigitalSignature:
    return replace(
        known,
        name=_called(held.subject, "common_name", "organization_name"),
        organ=_called(held.subject, "organization_name"),
        issuer=_called(held.issuer, "common_name", "organization_name"),
        valid_from=held.not_valid_before.isoformat(),
        valid_to=held.not_valid_after.isoformat(),
    )


def _called(name: x509.Name, *kinds: str) -> str:
    parts = name.native
    found = next((parts[kind] for kind in kinds if kind in parts), "")
    return str(found if isinstance(found, str) else found[0])[:_LONGEST].strip()


def _judged(
    signed: EmbeddedPdfSignature, known: DigitalSignature, against: _Against
) -> DigitalSignature:
    claimed = signed.self_reported_timestamp
    status = _status(signed, against, claimed or against.now)
    stamped = status.timestamp_validity
    moment = stamped.timestamp if stamped is not None else claimed
    status = _status(signed, against, moment or against.now)
    proven = _status(signed, against, moment or against.now, _PROVEN) if against.store else status
    trust = _trust(proven, against, moment or against.now)
    revocation_known = against.store is not None and trust is Trust.TRUSTED
    if not revocation_known and trust is not Trust.REVOKED:
        trust = _trust(status, against, moment or against.now)
    strength, weak = _strength(status)
    return replace(
        known,
        covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        signed_at=moment.astimezone(UTC).isoformat() if moment is not None else "",
        stamp=_stamp(status),
        stamped_by=_called(stamped.signing_cert.subject, "common_name") if stamped else "",
        integrity=_integrity(status),
        filled=_filled(status, against),
        trust=trust,
        revocation_known=revocation_known,
        strength=strength,
        weak=weak,
    )


def _status(
    signed: EmbeddedPdfSignature, against: _Against, moment: datetime, revocation: str = _TOLD
) -> PdfSignatureStatus:
    asked: dict[str, Any] = {
        "trust_roots": list(against.anchors),
        "moment": moment,
        "allow_fetching": False,
        "revocation_mode": revocation,
        "algorithm_usage_policy": AcceptAllAlgorithms(),  # `_strength` tells of them
    }
    store = against.store
    context = store.as_validation_context(asked) if store else ValidationContext(**asked)
    return validate_pdf_signature(signed, context, key_usage_settings=_USAGE)


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not (status.intact and status.valid) or status.coverage not in _COVERED:
        return Integrity.BROKEN
    if not status.docmdp_ok:
        return Integrity.CHANGED
    if status.modification_level in _UNTOUCHED:
        return Integrity.INTACT
    return Integrity.FILLED


def _filled(status: PdfSignatureStatus, against: _Against) -> tuple[str, ...]:
    told = status.diff_result
    names = told.changed_form_fields if isinstance(told, DiffResult) else set()
    return tuple(sorted(str(one)[:_LONGEST] for one in names - against.signature_fields))[:_MOST]


def _trust(status: PdfSignatureStatus, against: _Against, moment: datetime) -> Trust:
    held = status.signing_cert
    problem = status.trust_problem_indic
    if problem in _REVOKED:
        return Trust.REVOKED
    if moment > held.not_valid_after:
        return Trust.EXPIRED
    if moment < held.not_valid_before:
        return Trust.NOT_YET
    if problem is None and status.validation_path is not None:
        return Trust.TRUSTED
    if not against.anchors:
        return Trust.NO_ANCHORS
    return Trust.UNKNOWN_ROOT if problem is _UNCHAINED else Trust.UNFIT


def _stamp(status: PdfSignatureStatus) -> Stamp:
    stamped = status.timestamp_validity
    if stamped is None:
        return Stamp.NONE
    return Stamp.TRUSTED if stamped.trusted else Stamp.UNTRUSTED


def _strength(status: PdfSignatureStatus) -> tuple[str, str]:
    """Return the algorithms, and those of them that are below the demands."""
    held = status.signing_cert.public_key
    kind, bits = held.algorithm.upper(), held.bit_size
    key = f"{'ECDSA' if kind == 'EC' else kind} {bits} bit"
    digest = str(status.md_algorithm)
    shown = digest.upper().replace("SHA", "SHA-", 1) if digest.startswith("sha") else digest.upper()
    weak = [key] if bits < (_LEAST_EC if kind == "EC" else _LEAST_RSA) else []
    if digest not in _STRONG_DIGESTS or status.pkcs7_signature_mechanism.startswith(_OLD):
        weak.append(shown)
    return f"{key}, {shown}", ", ".join([*weak, *_weak_above(status)])


def _weak_above(status: PdfSignatureStatus) -> list[str]:
    """Return the weak digests by which the certificates of the chain are signed, the root's not."""
    path = status.validation_path
    chain = list(path.iter_certs(include_root=False)) if path is not None else []
    found = {str(one.hash_algo) for one in chain} - _STRONG_DIGESTS
    return [f"chuỗi chứng thư ký bằng {one.upper()}" for one in sorted(found)]


if __name__ == "__main__":
    main()
