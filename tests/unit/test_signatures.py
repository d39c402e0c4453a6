"""Digital signatures in a PDF, made and broken here: what the validation finds of them."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.fields import MDPPerm

from tests.fake_office import a_pdf
from tests.paper_pdf import a_paper
from tests.signing import (
    AGENCY,
    SIGNED_AT,
    a_page,
    a_signer,
    an_authority,
    filled,
    hollow,
    pinned,
    sign,
    stamped,
    with_proof,
)
from webapp.documents.pdf.form_fields import with_fields
from webapp.documents.pdf.scanned import read_scan
from webapp.documents.pdf.signatures import filled_in, validated
from webapp.domain.digital_signatures import Integrity, Stamp, Trust, Verdict

ROOT = an_authority("Ban Cơ yếu Chính phủ (thử nghiệm)")
LEADER = a_signer(ROOT)
SEAL = a_signer(ROOT, "ỦY BAN NHÂN DÂN XÃ AN PHƯỚC")
SIGNED = sign(a_page(), LEADER)
NOW = SIGNED_AT + timedelta(days=2)


def found(data, *anchors):
    known = [b64encode(one.der).decode() for one in anchors]
    return validated(data, {"anchors": known, "now": NOW.isoformat()})


def test_a_good_signature_says_who_signed_when_and_by_whose_certificate():
    (one,) = found(SIGNED, ROOT)

    assert (one.name, one.organ) == ("Phạm Quốc Toản", "UBND xã An Phước")
    assert one.issuer == "Ban Cơ yếu Chính phủ (thử nghiệm)"
    assert (one.moment, one.stamp) == (SIGNED_AT, Stamp.NONE)
    assert one.validity == (SIGNED_AT - timedelta(days=365), SIGNED_AT + timedelta(days=365))
    assert (one.integrity, one.trust, one.covers_all) == (Integrity.INTACT, Trust.TRUSTED, True)
    assert (one.strength, one.weak, one.revocation_known) == ("ECDSA 256 bit, SHA-256", "", False)
    assert one.verdict is Verdict.VALID


def test_a_changed_byte_breaks_it():
    page = sign(a_page(text="Ke hoach 1"), LEADER)
    (one,) = found(page.replace(b"Ke hoach 1", b"Ke hoach 2"), ROOT)

    assert (one.name, one.integrity) == ("Phạm Quốc Toản", Integrity.BROKEN)


def test_what_is_drawn_over_the_page_later_changes_it():
    (one,) = found(stamped(SIGNED), ROOT)

    assert (one.integrity, one.covers_all) == (Integrity.CHANGED, False)


def test_number_date_and_the_agencys_signature_after_the_leaders_break_nothing():
    numbered = filled(SIGNED, so="115", ngay="02")
    leader, agency = found(sign(numbered, SEAL, field=AGENCY), ROOT)

    assert (leader.name, leader.integrity) == ("Phạm Quốc Toản", Integrity.FILLED)
    assert leader.filled == ("ngay", "so")
    assert (agency.name, agency.integrity) == ("ỦY BAN NHÂN DÂN XÃ AN PHƯỚC", Integrity.INTACT)
    assert (leader.verdict, agency.verdict) == (Verdict.VALID, Verdict.VALID)
    assert (leader.covers_all, agency.covers_all) == (False, True)


def test_what_the_system_fills_in_leaves_the_leaders_signature_and_draws_the_digits():
    form = with_fields(a_paper(), "Phạm Quốc Toản")
    signed = sign(form, LEADER, field="chu_ky_nguoi_ky")
    numbered = filled_in(signed, {"so": "115", "ngay": "02"})
    leader, agency = found(sign(numbered, SEAL, field="chu_ky_co_quan"), ROOT)

    assert numbered.startswith(signed)
    assert (leader.integrity, leader.filled) == (Integrity.FILLED, ("ngay", "so"))
    assert (agency.integrity, agency.covers_all) == (Integrity.INTACT, True)
    assert "115 02" in read_scan(flat(numbered)).words


@pytest.mark.parametrize(
    ("allows", "integrity"),
    [(MDPPerm.FILL_FORMS, Integrity.FILLED), (MDPPerm.NO_CHANGES, Integrity.CHANGED)],
)
def test_a_leader_who_certifies_says_whether_the_form_may_be_filled(allows, integrity):
    form = with_fields(a_paper(), "Phạm Quốc Toản")
    signed = sign(form, LEADER, field="chu_ky_nguoi_ky", allows=allows)

    assert found(filled_in(signed, {"so": "115"}), ROOT)[0].integrity == integrity


def test_a_number_that_a_tool_pins_on_the_page_is_no_field_filled_in():
    form = with_fields(a_paper(), "Phạm Quốc Toản")
    signed = sign(form, LEADER, field="chu_ky_nguoi_ky")

    assert found(pinned(signed), ROOT)[0].integrity == Integrity.CHANGED


def flat(data):
    """Draw the fields on their pages, as a printer does."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.flatten_annotations("print")
        pdf.save(saved)
    return saved.getvalue()


def test_a_number_drawn_on_the_page_spoils_the_leaders_signature_and_not_the_agencys():
    leader, agency = found(sign(stamped(SIGNED), SEAL, field=AGENCY), ROOT)

    assert (leader.integrity, agency.integrity) == (Integrity.CHANGED, Integrity.INTACT)


def test_without_a_root_of_the_agencys_nothing_is_trusted():
    assert found(SIGNED)[0].trust == Trust.NO_ANCHORS
    assert found(SIGNED, an_authority("CA khác"))[0].trust == Trust.UNKNOWN_ROOT


def test_an_authority_in_between_comes_with_the_list_of_trusted_ones():
    between = an_authority("CA phục vụ cơ quan", above=ROOT)
    signed = sign(a_page(), a_signer(between))

    assert found(signed, ROOT)[0].trust == Trust.UNKNOWN_ROOT
    assert found(signed, between)[0].trust == Trust.TRUSTED


@pytest.mark.parametrize(
    ("span", "trust"),
    [
        ({"ends": SIGNED_AT - timedelta(days=1)}, Trust.EXPIRED),
        ({"begins": SIGNED_AT + timedelta(days=1)}, Trust.NOT_YET),
        ({"ends": SIGNED_AT + timedelta(days=1)}, Trust.TRUSTED),
    ],
)
def test_the_certificate_has_to_be_valid_when_it_signed_whatever_the_day_is_now(span, trust):
    assert found(sign(a_page(), a_signer(ROOT, **span)), ROOT)[0].trust == trust


def test_a_certificate_that_signs_no_papers_is_not_fit():
    other = a_signer(ROOT, usage=("key_agreement",))

    assert found(sign(a_page(), other), ROOT)[0].trust == Trust.UNFIT


def test_a_short_key_and_an_old_digest_are_named():
    (one,) = found(sign(a_page(), a_signer(ROOT, rsa_bits=1024), digest="sha1"), ROOT)

    assert (one.strength, one.weak) == ("RSA 1024 bit, SHA-1", "RSA 1024 bit, SHA-1")
    assert (one.trust, one.verdict) == (Trust.TRUSTED, Verdict.DOUBTFUL)


def test_a_list_of_revoked_certificates_in_the_file_is_looked_up():
    (good,) = found(with_proof(SIGNED, ROOT), ROOT)
    (revoked,) = found(with_proof(SIGNED, ROOT, LEADER), ROOT)

    assert (good.trust, good.revocation_known) == (Trust.TRUSTED, True)
    assert good.integrity == Integrity.INTACT
    assert (revoked.trust, revoked.verdict) == (Trust.REVOKED, Verdict.INVALID)


def test_a_time_stamp_tells_the_moment_and_whether_it_is_trusted():
    clock = a_signer(
        ROOT, "TSA thử nghiệm", rsa_bits=2048, purpose=ExtendedKeyUsageOID.TIME_STAMPING
    )
    stray = a_signer(
        an_authority("CA khác"), "TSA lạ", rsa_bits=2048, purpose=ExtendedKeyUsageOID.TIME_STAMPING
    )

    (one,) = found(sign(a_page(), LEADER, stamper=clock), ROOT)
    (other,) = found(sign(a_page(), LEADER, stamper=stray), ROOT)

    assert (one.stamp, one.stamped_by, one.moment) == (Stamp.TRUSTED, "TSA thử nghiệm", SIGNED_AT)
    assert (other.stamp, other.stamped_by) == (Stamp.UNTRUSTED, "TSA lạ")


def test_a_signature_that_signs_nothing_is_broken():
    (one,) = found(hollow(SIGNED))

    assert (one.integrity, one.verdict) == (Integrity.BROKEN, Verdict.INVALID)


def test_a_file_without_signatures_has_none():
    assert found(a_pdf()) == []
