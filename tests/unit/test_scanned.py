"""Pages that are pictures, and signatures that a file says it holds."""

from io import BytesIO

import pikepdf
import pytest

from tests.fake_office import a_pdf
from tests.service.dossier_files import pdf_saying
from tests.service.signed_papers import a_scan, a_signed_pdf
from webapp.documents.pdf.scanned import read_scan, signatures_of
from webapp.domain.digital_signatures import DigitalSignature
from webapp.domain.errors import InvalidInputError


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_scan_tells_how_sharp_it_is(dpi):
    found = read_scan(a_scan(2, dpi=dpi))

    assert (found.pages, found.dpi, found.words.strip()) == (2, dpi, "")


def test_the_least_sharp_page_counts():
    saved = BytesIO()
    with (
        pikepdf.open(BytesIO(a_scan(dpi=300))) as sharp,
        pikepdf.open(BytesIO(a_scan(dpi=100))) as x,
    ):
        sharp.pages.extend(x.pages)
        sharp.save(saved)

    assert read_scan(saved.getvalue()).dpi == 100


def test_a_seal_is_a_colour_and_black_letters_are_none():
    assert read_scan(a_scan(3, seal=True)).is_coloured
    assert not read_scan(a_scan(3, seal=False)).is_coloured


def test_a_strip_is_drawn_no_longer_than_the_memory_bears():
    saved = BytesIO()
    with pikepdf.open(BytesIO(a_scan())) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([100, 0, 103, 14_400])  # a column through the seal
        pdf.pages[0].Contents = pdf.make_stream(b"q 144 0 0 14400 0 0 cm /image Do Q")
        pdf.save(saved)

    assert read_scan(saved.getvalue()).is_coloured


def test_an_emblem_on_a_page_of_letters_makes_it_no_scan():
    saved = BytesIO()
    with pikepdf.open(BytesIO(a_scan())) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 2000, 2000])
        pdf.save(saved)

    assert read_scan(saved.getvalue()).pages == 0


def test_a_file_that_promises_a_page_it_lacks_is_refused():
    with pytest.raises(InvalidInputError, match="PDF bị hỏng"):
        read_scan(pdf_saying("Ke hoach").replace(b"/Count 1", b"/Count 2"))


def test_a_paper_from_word_has_words_and_no_picture():
    found = read_scan(pdf_saying("Ke hoach"))

    assert (found.pages, found.dpi, found.is_coloured) == (0, 0, False)
    assert found.words.strip() == "Ke hoach"


@pytest.mark.parametrize("nested", [False, True])
def test_a_signature_is_listed_with_its_name_and_whether_it_covers_the_file(nested):
    signed = a_signed_pdf(nested=nested)

    assert signatures_of(signed) == (DigitalSignature("Phạm Quốc Toản", covers_all=True),)


def test_a_signature_that_stops_before_the_end_covers_a_part():
    assert not signatures_of(a_signed_pdf(whole=False))[0].covers_all


def test_a_signature_may_say_neither_name_nor_range():
    assert signatures_of(a_signed_pdf("", ranged=False)) == (
        DigitalSignature("", covers_all=False),
    )


def test_a_file_without_a_form_is_not_signed():
    assert signatures_of(a_pdf()) == ()


def test_fields_that_hold_themselves_come_to_an_end():
    saved = BytesIO()
    with pikepdf.open(BytesIO(a_signed_pdf())) as pdf:
        ring = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("vòng")))
        ring.Kids = pikepdf.Array([ring])
        pdf.Root.AcroForm.Fields.append(ring)
        pdf.save(saved)

    assert len(signatures_of(saved.getvalue())) == 1
