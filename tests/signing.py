"""Keys, certificates and signed PDF files as a signing program makes them, all made on the spot."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore
from time_machine import travel

SIGNED_AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
"""Two hours before the noon of the tests."""
LEADER, AGENCY = "NguoiKy", "CoQuan"
"""The fields of the two signatures."""
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def an_authority(name="CA thử nghiệm", above: Holder | None = None, **changes) -> Holder:
    """Return a certificate that signs others."""
    return _issue(name, above, **{"usage": ("key_cert_sign", "crl_sign"), **changes})


def a_signer(above: Holder, name="Phạm Quốc Toản", **changes) -> Holder:
    """Return a certificate that signs papers."""
    return _issue(name, above, **{"usage": ("digital_signature", "content_commitment"), **changes})


def _issue(
    name,
    above,
    *,
    usage,
    organ="UBND xã An Phước",
    begins=SIGNED_AT - _YEAR,
    ends=SIGNED_AT + _YEAR,
    rsa_bits=0,
    purpose=None,
) -> Holder:
    key = (
        rsa.generate_private_key(65537, rsa_bits)
        if rsa_bits
        else ec.generate_private_key(ec.SECP256R1())
    )
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organ),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    subject = x509.Name(attributes)
    allowed = dict.fromkeys(_USAGES, False) | dict.fromkeys(usage, True)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(
            x509.BasicConstraints(ca="key_cert_sign" in usage, path_length=None), critical=True
        )
        .add_extension(x509.KeyUsage(**allowed), critical=True)
    )
    if purpose is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return Holder(made.sign(above.key if above else key, hashes.SHA256()), key)


def a_page(*, text="") -> bytes:
    """Return a page with places for number, date and two signatures, and what is printed on it."""
    saved = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0]
        places = [_a_place(pdf, page, name) for name in ("so", "ngay")]
        page.Annots = pikepdf.Array(places)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(places))
        if text:
            page.Contents = pdf.make_stream(f"BT ({text}) Tj ET".encode())
        pdf.save(saved, compress_streams=False)
    writer = IncrementalPdfFileWriter(saved)
    for name in (LEADER, AGENCY):
        fields.append_signature_field(writer, fields.SigFieldSpec(name))
    return _written(writer)


def _a_place(pdf, page, name):
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String(name),
            Rect=pikepdf.Array([50, 700, 150, 720]),
            P=page.obj,
        )
    )


def filled(data: bytes, **values: str) -> bytes:
    """Return the file with fields of its form filled in, as the văn thư does with the number."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    places = writer.root["/AcroForm"]["/Fields"]
    for place in map(places.raw_get, range(len(places))):
        if (value := values.get(place.get_object()["/T"])) is not None:
            place.get_object()["/V"] = generic.pdf_string(value)
            writer.mark_update(place)
    return _written(writer)


def stamped(data: bytes) -> bytes:
    """Return the file with something drawn over its page after all."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    more = writer.add_object(generic.StreamObject(stream_data=b"0 0 50 50 re f"))
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    page.get_object()["/Contents"] = more
    writer.mark_update(page)
    return _written(writer)


def pinned(data: bytes) -> bytes:
    """Return the file with a note on its page that says a number."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    box = generic.ArrayObject(map(generic.NumberObject, (150, 725, 180, 740)))
    note = {
        "/Type": generic.pdf_name("/Annot"), "/Subtype": generic.pdf_name("/FreeText"),
        "/Rect": box, "/Contents": generic.pdf_string("115"),
        "/DA": generic.pdf_string("/Helv 13 Tf 0 g"),
    }  # fmt: skip
    made = generic.DictionaryObject({generic.pdf_name(key): one for key, one in note.items()})
    page.get_object()["/Annots"].append(writer.add_object(made))
    writer.mark_update(page)
    return _written(writer)


def with_proof(data: bytes, authority: Holder, *revoked: Holder) -> bytes:
    """Return the file with the list of what the authority revoked."""
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(SIGNED_AT - timedelta(days=1))
        .next_update(SIGNED_AT + timedelta(days=30))
    )
    for one in revoked:
        made = made.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(one.certificate.serial_number)
            .revocation_date(SIGNED_AT - timedelta(hours=2))
            .build()
        )
    found = made.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    out = BytesIO(data)
    DocumentSecurityStore.add_dss(
        out, None, certs=[_asn1(authority)], crls=[asn1_crl.CertificateList.load(found)]
    )
    return out.getvalue()


def sign(
    data: bytes,
    holder: Holder,
    *,
    field=LEADER,
    at=SIGNED_AT,
    digest="sha256",
    stamper=None,
    allows=None,
) -> bytes:
    """Return the file with one more signature; `allows` certifies what may be done to it after."""
    signer = signers.SimpleSigner(
        signing_cert=_asn1(holder), signing_key=_key(holder), cert_registry=SimpleCertificateStore()
    )
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=allows is not None,
        docmdp_permissions=allows or fields.MDPPerm.FILL_FORMS,
    )
    clock = DummyTimeStamper(_asn1(stamper), _key(stamper), fixed_dt=at) if stamper else None
    out = BytesIO()
    with travel(at, tick=False):
        PdfSigner(meta, signer, timestamper=clock).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(data)), output=out
        )
    return out.getvalue()


def _written(writer) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _asn1(holder: Holder) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(holder.der)


def _key(holder: Holder) -> asn1_keys.PrivateKeyInfo:
    kind = serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    return asn1_keys.PrivateKeyInfo.load(
        holder.key.private_bytes(serialization.Encoding.DER, kind, plain)
    )


def hollow(data: bytes) -> bytes:
    """Return the file with nothing where the signature stood."""
    begins = data.index(b"/Contents <") + len(b"/Contents <")
    ends = data.index(b">", begins)
    return data[:begins] + b"0" * (ends - begins) + data[ends:]
