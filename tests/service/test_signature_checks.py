"""Signatures looked at in a process of their own, and what is said where that ends badly."""

from datetime import timedelta

from tests.fake_office import a_pdf
from tests.service.signed_papers import a_signed_pdf
from tests.signing import SIGNED_AT, a_page, a_signer, an_authority, sign
from webapp.domain.digital_signatures import Integrity, Trust
from webapp.services import signature_checks
from webapp.services.signature_checks import checked_signatures

ROOT = an_authority()
NOW = SIGNED_AT + timedelta(days=2)


def test_a_good_one_is_held_against_the_roots():
    (one,) = checked_signatures(sign(a_page(), a_signer(ROOT)), [ROOT.der], NOW)

    assert (one.name, one.integrity) == ("Phạm Quốc Toản", Integrity.INTACT)
    assert (one.trust, one.filled, one.moment) == (Trust.TRUSTED, (), SIGNED_AT)


def test_a_file_without_signatures_starts_no_process(monkeypatch):
    monkeypatch.setattr(signature_checks, "VALIDATOR", "tests.no_such_module")

    assert checked_signatures(a_pdf(), [], NOW) == ()


def test_one_that_the_closer_look_passes_over_is_listed_as_unchecked():
    (one,) = checked_signatures(a_signed_pdf(), [], NOW)

    assert (one.name, one.integrity) == ("", Integrity.UNCHECKED)


def test_where_the_process_ends_badly_the_file_is_told_of_unchecked(monkeypatch):
    monkeypatch.setattr(signature_checks, "VALIDATOR", "tests.no_such_module")

    (one,) = checked_signatures(a_signed_pdf(), [], NOW)

    assert (one.name, one.integrity) == ("Phạm Quốc Toản", Integrity.UNCHECKED)
